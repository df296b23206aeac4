"""Manifests are strict, and the ones that come with the program are right."""

from __future__ import annotations

import pytest

from sync.model.accounts import Security, Service
from sync.model.faults import Bug, Unsupported
from sync.protocols.smtp.submission import SmtpSubmission
from sync.providers.manifest import manifests, read
from sync.providers.registry import protocol_class, protocol_names

GOOD = """
id = "essai"
label = "Essai"
hosts = ["imap.exemple.fr", ".pool.exemple.fr"]
fields = [{ name = "address" }]
[[endpoints]]
service = "mail"
protocol = "imap"
host = "imap.{domain}"
port = 993
user = "{local}"
"""


def test_every_manifest_of_the_program_reads() -> None:
    assert {"generic", "ovhcloud", "bluemind", "demo"} <= set(manifests())


def test_every_protocol_that_a_manifest_names_exists() -> None:
    named = {endpoint.protocol for manifest in manifests().values() for endpoint in manifest.endpoints}
    assert named <= protocol_names()


def test_every_claim_has_a_source_and_some_say_that_they_do_not_know() -> None:
    claims = [claim for manifest in manifests().values() for claim in manifest.claims]
    assert all(claim.source and claim.date for claim in claims)
    assert not all(claim.known for claim in claims)


def test_placeholders_are_filled_in() -> None:
    endpoints = read(GOOD, "essai").endpoints_for("alice@mairie.fr")
    assert endpoints is not None
    assert (endpoints[0].host, endpoints[0].user, endpoints[0].security) == ("imap.mairie.fr", "alice", Security.TLS)
    assert endpoints[0].service is Service.MAIL


def test_a_backend_whose_host_is_not_known_has_no_endpoints_yet() -> None:
    assert read(GOOD.replace("imap.{domain}", ""), "essai").endpoints_for("alice@mairie.fr") is None


def test_hosts_give_a_backend_away() -> None:
    manifest = read(GOOD, "essai")
    assert manifest.runs("imap.exemple.fr")
    assert manifest.runs("a.pool.exemple.fr")
    assert not manifest.runs("imap.exemple.fr.mechant.fr")
    assert not manifest.runs("xpool.exemple.fr")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('id = "essai"', 'id = "autre"'),
        ('label = "Essai"', ""),
        ('label = "Essai"', 'label = "Essai"\nsurprise = 1'),
        ("port = 993", "port = 70000"),
        ('service = "mail"', 'service = "telepathie"'),
        ("{local}", "{mot_de_passe}"),
        (".pool.exemple.fr", "https://exemple.fr/"),
        (".pool.exemple.fr", "Pool.exemple.fr"),
        ("port = 993", "port = 993\nsecurity = 'none'"),
        ("[[endpoints]]", "[[endpoints"),
        ("fields = [", 'claims = [{ subject = "a", says = "b", date = 2026-01-01 }]\nfields = ['),
        ("fields = [", 'claims = [{ subject = "a", says = "b", source = "", date = 2026-01-01 }]\nfields = ['),
    ],
)
def test_a_mistake_is_found(good: str, bad: str) -> None:
    assert read(GOOD, "essai")
    with pytest.raises(Bug) as caught:
        read(GOOD.replace(good, bad), "essai")
    assert caught.value.code == "bad_manifest"


def test_two_endpoints_for_one_service_are_a_mistake() -> None:
    with pytest.raises(Bug):
        read(GOOD + GOOD[GOOD.index("[[endpoints]]") :], "essai")


def test_a_protocol_is_found_by_its_folder() -> None:
    assert protocol_class("smtp") is SmtpSubmission
    assert protocol_class("smtp").name == "smtp"


@pytest.mark.parametrize("name", ["", "base", "os", "../engine", "smtp.submission"])
def test_another_name_is_no_protocol(name: str) -> None:
    with pytest.raises(Unsupported):
        protocol_class(name)
