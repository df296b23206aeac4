"""Manifests are strict, and the ones that come with the program are right."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.model.accounts import Security, Service
from sync.model.faults import Bug, Forbidden, Unsupported
from sync.protocols.smtp.submission import SmtpSubmission
from sync.providers import registry
from sync.providers.manifest import Manifest, dropped, manifests, read
from sync.providers.registry import protocol_class, protocol_names

PLUG_IN = Path(__file__).parents[2] / "data" / "plug_in"

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
    eight = {"atolia", "jalios", "jamespot", "netframe", "talkspirit", "twake", "whaller", "wimi"}
    neighbours = {"ovhcloud", "lasuite", "dimail", "tchap", "nextcloud", "bluemind", "zimbra", "linshare", "mattermost"}
    assert eight | neighbours | {"generic", "holaspirit", "demo"} <= set(manifests())


def test_every_backend_of_a_publisher_says_its_law_and_qualification_or_that_they_are_unknown() -> None:
    for manifest in manifests().values():
        if manifest.publisher:
            assert {"law", "qualification"} <= {claim.subject for claim in manifest.claims}, manifest.id


def test_what_is_said_to_be_tested_has_tests_beside_a_server() -> None:
    tests = Path(__file__).parents[2]
    sources = "".join(path.read_text("utf-8") for name in ("contract", "servers") for path in (tests / name).glob("test_*.py"))
    tested = {endpoint.protocol for manifest in manifests().values() for endpoint in manifest.endpoints}
    assert {protocol for protocol in tested if f"protocols.{protocol}" not in sources} == set()


def test_no_hosting_qualification_counts_as_the_products() -> None:
    declared = [one for manifest in manifests().values() for one in manifest.declarations()]
    assert all(not one.qualifications for one in declared), "none was found on the list of the ANSSI"


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
        ('label = "Essai"', 'label = "Essai"\npage = "http://exemple.fr/"'),
        ('fields = [{ name = "address" }]', 'fields = [{ name = "adresse" }]'),
        ("port = 993", 'port = 993\nevidence = "link-only"'),
        ("[[endpoints]]", '[[links]]\nservices = ["mail"]\nreason = "unknown"\n[[endpoints]]'),
        ("[[endpoints]]", '[[links]]\nservices = ["chat"]\nreason = "unknown"\n[[endpoints]]'),
        ("[[endpoints]]", '[[links]]\nservices = ["chat"]\nreason = "boring"\n[[endpoints]]'),
        ("[[endpoints]]", "[budget]\nrequests_per_hour = 0\n[[endpoints]]"),
        ("fields = [", 'claims = [{ subject = "a", says = "b", source = "c", date = 2126-01-01 }]\nfields = ['),
        ("fields = [", 'claims = [{ subject = "law", value = "fr", says = "b", source = "c", date = 2026-01-01 }]\nfields = ['),
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


def test_a_service_may_be_reached_by_two_protocols_and_the_first_is_proposed() -> None:
    again = GOOD[GOOD.index("[[endpoints]]") :]
    with pytest.raises(Bug):
        read(GOOD + again, "essai")
    both = read(GOOD + again.replace('"imap"', '"jmap"'), "essai").endpoints_for("alice@mairie.fr")
    assert both is not None
    assert [one.protocol for one in both] == ["imap"]


def test_a_server_that_the_person_names_fills_the_hosts_that_are_not_known() -> None:
    endpoints = read(GOOD.replace("imap.{domain}", ""), "essai").endpoints_for("alice@mairie.fr", "courrier.mairie.fr")
    assert endpoints is not None
    assert endpoints[0].host == "courrier.mairie.fr"


def test_an_organisation_drops_in_its_own_and_nobody_else_does(tmp_path: Path) -> None:
    folder = tmp_path / "backends"
    folder.mkdir(mode=0o755)
    (folder / "essai.toml").write_text(GOOD)
    (folder / "faux.toml").write_text(GOOD)
    (folder / "ouvert.toml").write_text(GOOD.replace('"essai"', '"ouvert"'))
    (folder / "ouvert.toml").chmod(0o666)
    found = dict(dropped(folder))
    if os.geteuid() == 0:
        assert isinstance(found["essai"], Manifest)
        assert isinstance(found["faux"], Bug)
    else:
        assert isinstance(found["essai"], Forbidden)
    assert isinstance(found["ouvert"], Forbidden)
    folder.chmod(0o777)
    assert all(isinstance(one, Forbidden) for _, one in dropped(folder))
    assert list(dropped(tmp_path / "none")) == []


def test_a_protocol_is_found_by_its_folder() -> None:
    assert protocol_class("smtp") is SmtpSubmission
    assert protocol_class("smtp").name == "smtp"


@pytest.mark.parametrize("name", ["", "base", "os", "../engine", "smtp.submission"])
def test_another_name_is_no_protocol(name: str) -> None:
    with pytest.raises(Unsupported):
        protocol_class(name)


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another installed package that offers protocols: a good one, one that is missing, one that is none, an impostor."""
    monkeypatch.syspath_prepend(str(PLUG_IN))
    for known in (registry.plug_ins, registry.protocol_class):
        known.cache_clear()
    yield
    for name in [name for name in sys.modules if name.startswith("ecritoire_sample")]:
        del sys.modules[name]
    for known in (registry.plug_ins, registry.protocol_class):
        known.cache_clear()


@pytest.mark.usefixtures("plug_in")
def test_a_protocol_comes_from_another_package() -> None:
    assert "sample" in protocol_names()
    assert protocol_class("sample").services == frozenset({Service.FILES})


@pytest.mark.usefixtures("plug_in")
def test_a_plug_in_takes_no_built_in_protocols_place() -> None:
    assert protocol_class("smtp") is SmtpSubmission


@pytest.mark.usefixtures("plug_in")
@pytest.mark.parametrize("name", ["sample_absent", "sample_no_protocol"])
def test_a_plug_in_that_is_broken_is_said_to_be(name: str) -> None:
    with pytest.raises(Unsupported) as caught:
        protocol_class(name)
    assert caught.value.code == "bad_plug_in"
