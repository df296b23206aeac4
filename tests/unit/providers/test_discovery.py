"""Discovery, asking real servers on loopback that stand for the whole network."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme
from aiohttp import web

from sync.model.accounts import Security, Service, SignIn
from sync.model.faults import Forbidden, Offline, Rejected
from sync.providers.discovery import DISCOVERY, Discovery, Found
from sync.providers.manifest import Manifest, read
from sync.transport.cutting import cut
from sync.transport.dns import Resolver, ServiceRecord
from tests.servers.names import LoopbackGate, LoopbackNames, NameServer
from tests.servers.submission import SubmissionServer, server_context
from tests.servers.web import web_server
from tests.unit.providers.test_autoconfig import GOOD

pytestmark = pytest.mark.server

ADDRESS = "alice@exemple.fr"
RECORDS = {
    "_imaps._tcp.exemple.fr": [
        "10 0 993 secours.exemple.fr.",
        "0 1 993 faible.exemple.fr.",
        "0 9 993 imap.exemple.fr.",
    ],
    "_imap._tcp.exemple.fr": ["0 1 143 imap.exemple.fr."],
    "_submissions._tcp.exemple.fr": ["0 0 0 ."],
    "_submission._tcp.exemple.fr": ["0 1 587 envoi.ailleurs.fr."],
}


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trust(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


async def discovered(
    trust: Path,
    *,
    records: Mapping[str, Sequence[str]] | None = None,
    names: Mapping[str, int] | None = None,
    places: Mapping[tuple[str, int], int] | None = None,
    known: Mapping[str, Manifest] | None = None,
    address: str = ADDRESS,
) -> Found:
    gate = LoopbackGate(places or {})
    async with NameServer(records or {}) as server:
        discovery = Discovery(
            gate,
            resolver=Resolver(server.address),
            names=LoopbackNames(names or {}),
            trust=trust,
            known=known,
            within=3.0,
        )
        return await discovery.discover(address)


async def test_service_records_come_in_their_order() -> None:
    async with NameServer(RECORDS) as server:
        resolver = Resolver(server.address)
        assert [record.host for record in await resolver.service("imaps", "exemple.fr")] == [
            "imap.exemple.fr", "faible.exemple.fr", "secours.exemple.fr",
        ]  # fmt: skip
        assert await resolver.service("submission", "exemple.fr") == [ServiceRecord("envoi.ailleurs.fr", 587, 0, 1)]
        assert await resolver.service("submissions", "exemple.fr") == []
        assert await resolver.service("sieve", "exemple.fr") == []


async def test_a_name_server_that_says_nothing_is_no_answer() -> None:
    async with NameServer({}, silent=True) as server:
        with pytest.raises(Offline):
            await Resolver(server.address, within=0.2).service("imaps", "exemple.fr")


async def test_service_records_decide_and_hosts_elsewhere_are_told(trust: Path) -> None:
    found = await discovered(trust, records=RECORDS)
    assert (found.backend, found.source) == ("generic", "srv")
    imap, smtp = found.endpoints
    assert (imap.host, imap.port, imap.security, imap.user) == ("imap.exemple.fr", 993, Security.TLS, ADDRESS)
    assert (smtp.service, smtp.host, smtp.security) == (Service.SUBMISSION, "envoi.ailleurs.fr", Security.STARTTLS)
    assert found.elsewhere == ("envoi.ailleurs.fr",)


async def test_the_domains_own_configuration_is_read(authority: trustme.CA, trust: Path) -> None:
    context = server_context(authority, "autoconfig.exemple.fr")
    answers = {"autoconfig.exemple.fr/mail/config-v1.1.xml": web.Response(body=GOOD)}
    async with web_server(context, answers) as server:
        found = await discovered(trust, names={"autoconfig.exemple.fr": server.port})
    assert found.source == "autoconfig"
    assert [endpoint.host for endpoint in found.endpoints] == ["imap.exemple.fr", "smtp.exemple.fr"]
    assert not any("alice" in request for request in server.asked)


async def test_a_redirect_to_somebody_else_is_not_followed(authority: trustme.CA, trust: Path) -> None:
    context = server_context(authority, "exemple.fr", "ailleurs.fr")
    path = ".well-known/autoconfig/mail/config-v1.1.xml"
    answers = {
        f"exemple.fr/{path}": web.Response(status=302, headers={"Location": "https://ailleurs.fr/c.xml"}),
        "ailleurs.fr/c.xml": web.Response(body=GOOD),
    }
    async with web_server(context, answers) as server:
        with pytest.raises(Rejected):
            await discovered(trust, names={"exemple.fr": server.port, "ailleurs.fr": server.port})
    assert not any(request.startswith("ailleurs.fr") for request in server.asked)


async def test_a_configuration_from_a_stranger_in_the_middle_is_not_believed(trust: Path) -> None:
    context = server_context(trustme.CA(), "autoconfig.exemple.fr")
    answers = {"autoconfig.exemple.fr/mail/config-v1.1.xml": web.Response(body=GOOD)}
    async with web_server(context, answers) as server:
        with pytest.raises(Rejected):
            await discovered(trust, names={"autoconfig.exemple.fr": server.port})
    assert server.asked == []


@pytest.fixture
def submission(authority: trustme.CA) -> Iterator[SubmissionServer]:
    context = server_context(authority, "mail.exemple.fr", "smtp.exemple.fr")
    with SubmissionServer({ADDRESS: "x"}, authority, context=context) as server:
        yield server


@asynccontextmanager
async def imap_greeting(context: ssl.SSLContext | None, greeting: bytes) -> AsyncIterator[int]:
    writers: list[asyncio.StreamWriter] = []

    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        writer.write(greeting)

    server = await asyncio.start_server(greet, "127.0.0.1", 0, ssl=context)
    yield server.sockets[0].getsockname()[1]
    for writer in writers:
        cut(writer.transport)
    server.close()
    await server.wait_closed()


async def test_the_usual_places_are_tried_and_proven(
    authority: trustme.CA, trust: Path, submission: SubmissionServer
) -> None:
    context = server_context(authority, "mail.exemple.fr")
    async with imap_greeting(context, b"* OK ready\r\n") as imap:
        found = await discovered(
            trust, places={("mail.exemple.fr", 993): imap, ("smtp.exemple.fr", 587): submission.starttls_port}
        )
    assert found.source == "guess"
    assert [(endpoint.host, endpoint.port, endpoint.security) for endpoint in found.endpoints] == [
        ("mail.exemple.fr", 993, Security.TLS),
        ("smtp.exemple.fr", 587, Security.STARTTLS),
    ]
    assert found.elsewhere == ()


async def test_a_place_whose_certificate_names_another_does_not_count(authority: trustme.CA, trust: Path) -> None:
    context = server_context(authority, "autre.exemple.fr")
    async with imap_greeting(context, b"* OK ready\r\n") as imap:
        with pytest.raises(Rejected) as caught:
            await discovered(trust, places={("imap.exemple.fr", 993): imap})
    assert caught.value.code == "nothing_found"


async def test_a_place_that_speaks_something_else_does_not_count(authority: trustme.CA, trust: Path) -> None:
    async with imap_greeting(server_context(authority, "imap.exemple.fr"), b"SSH-2.0-x\r\n* \r\n") as imap:
        with pytest.raises(Rejected):
            await discovered(trust, places={("imap.exemple.fr", 993): imap})


async def test_what_records_do_not_say_is_guessed(trust: Path, submission: SubmissionServer) -> None:
    found = await discovered(
        trust,
        records={"_imaps._tcp.exemple.fr": ["0 1 993 imap.exemple.fr."]},
        places={("smtp.exemple.fr", 465): submission.tls_port},
    )
    assert found.source == "srv+guess"
    assert found.endpoints[1].port == 465


async def test_a_known_host_gives_the_backend_away(trust: Path) -> None:
    manifest = read('id = "essai"\nlabel = "Essai"\nhosts = [".ailleurs.fr"]\nendpoints = []\nfields = []\n', "essai")
    found = await discovered(trust, records=RECORDS, known={"essai": manifest})
    assert (found.backend, found.label) == ("essai", "Essai")


async def test_a_policy_that_refuses_the_domain_is_the_reason_that_is_told(trust: Path) -> None:
    gate = LoopbackGate({})
    gate.verdict = lambda host: Forbidden("law_unknown", host=host)
    async with NameServer({}) as server:
        discovery = Discovery(gate, resolver=Resolver(server.address), names=LoopbackNames({}), trust=trust, within=1.0)
        with pytest.raises(Forbidden) as caught:
            await discovery.discover(ADDRESS)
    assert caught.value.parameters["host"] == "exemple.fr"
    assert gate.tried == []


async def test_a_known_domain_asks_nobody(trust: Path) -> None:
    text = (
        'id = "essai"\nlabel = "Essai"\ndomains = ["exemple.fr"]\nfields = []\n'
        '[[endpoints]]\nservice = "mail"\nprotocol = "imap"\nhost = "imap.exemple.fr"\nport = 993\n'
    )
    gate = LoopbackGate({})
    async with NameServer(RECORDS) as server:
        discovery = Discovery(
            gate, resolver=Resolver(server.address), trust=trust, known={"essai": read(text, "essai")}
        )
        found = await discovery.discover("Alice@EXEMPLE.fr")
        assert server.asked == []
    assert gate.tried == []
    assert (found.source, found.endpoints[0].user) == ("manifest", "Alice@exemple.fr")


async def test_without_a_network_it_is_offline_and_the_gate_is_closed_again(trust: Path) -> None:
    gate = LoopbackGate({})
    async with NameServer({}, silent=True) as server:
        discovery = Discovery(
            gate, resolver=Resolver(server.address, within=0.2), names=LoopbackNames({}), trust=trust, within=1.0
        )
        with pytest.raises(Offline):
            await discovery.discover(ADDRESS)
    with pytest.raises(Exception, match="host_not_allowed"):
        gate.check(DISCOVERY, "exemple.fr")


@pytest.mark.parametrize(
    "address", ["", "alice", "@exemple.fr", "alice@", "alice@localhost", "a@b c.fr", "a@exemple..fr"]
)
async def test_what_is_no_address_is_not_looked_for(trust: Path, address: str) -> None:
    with pytest.raises(Rejected) as caught:
        await discovered(trust, address=address)
    assert caught.value.code == "bad_address"


DAV = {
    "_imaps._tcp.exemple.fr": ["0 1 993 imap.exemple.fr."],
    "_submissions._tcp.exemple.fr": ["0 1 465 smtp.exemple.fr."],
    "_caldavs._tcp.exemple.fr": ["0 1 8443 agenda.exemple.fr.", '"path=/dav/principals/"'],
}


async def test_calendars_are_where_the_records_say(trust: Path) -> None:
    found = await discovered(trust, records=DAV)
    calendar = next(one for one in found.endpoints if one.service is Service.CALENDAR)
    assert (calendar.protocol, calendar.host, calendar.port) == ("caldav", "agenda.exemple.fr", 8443)
    assert calendar.parameters == {"path": "/dav/principals/"}
    assert not any(one.service is Service.CONTACTS for one in found.endpoints)


async def test_well_known_addresses_tell_where_calendars_and_contacts_are(authority: trustme.CA, trust: Path) -> None:
    answers = {
        "exemple.fr/.well-known/caldav": web.Response(status=301, headers={"Location": "/dav/"}),
        "exemple.fr/.well-known/carddav": web.Response(status=401, headers={"WWW-Authenticate": "Basic"}),
    }
    mail = {name: records for name, records in DAV.items() if "caldavs" not in name}
    async with web_server(server_context(authority, "exemple.fr"), answers) as server:
        found = await discovered(trust, records=mail, names={"exemple.fr": server.port})
    calendar, contacts = (
        next(one for one in found.endpoints if one.service is service) for service in (Service.CALENDAR, Service.CONTACTS)
    )
    assert (calendar.host, calendar.port, calendar.parameters) == ("exemple.fr", 443, {"path": "/dav/"})
    assert (contacts.protocol, contacts.host, contacts.parameters) == ("carddav", "exemple.fr", {})
    assert found.source == "srv+well_known"


async def test_a_path_that_gives_a_product_away_tells_what_else_it_has(authority: trustme.CA, trust: Path) -> None:
    moved = web.Response(status=301, headers={"Location": "/nuage/remote.php/dav/"})
    answers = {"exemple.fr/.well-known/caldav": moved, "exemple.fr/.well-known/carddav": moved}
    mail = {name: records for name, records in DAV.items() if "caldavs" not in name}
    async with web_server(server_context(authority, "exemple.fr"), answers) as server:
        found = await discovered(trust, records=mail, names={"exemple.fr": server.port})
    (cloud,) = found.beside
    assert {one.service for one in found.endpoints} == {Service.MAIL, Service.SUBMISSION}
    assert (cloud.backend, cloud.label) == ("nextcloud", "Nextcloud")
    (files,) = (one for one in cloud.endpoints if one.service is Service.FILES)
    assert (files.protocol, files.host) == ("nextcloud", "exemple.fr")
    assert files.parameters == {"path": "/nuage", "page": "/index.php/login/v2"}
    assert [one.protocol for one in cloud.endpoints if one.service is Service.CONTACTS] == ["carddav"]
    assert {one.sign_in for one in cloud.endpoints} == {SignIn.PAGE}
    assert SignIn.PAGE not in {one.sign_in for one in found.endpoints}


@pytest.mark.parametrize("target", ["http://exemple.fr/dav/", "https://a:b@exemple.fr/", "javascript:alert(1)", ""])
async def test_well_known_addresses_that_lead_astray_are_passed_over(authority: trustme.CA, trust: Path, target: str) -> None:
    answers = {"exemple.fr/.well-known/caldav": web.Response(status=301, headers={"Location": target})}
    mail = {name: records for name, records in DAV.items() if "caldavs" not in name}
    async with web_server(server_context(authority, "exemple.fr"), answers) as server:
        found = await discovered(trust, records=mail, names={"exemple.fr": server.port})
    assert not any(one.service is Service.CALENDAR for one in found.endpoints)


async def test_a_server_elsewhere_is_told_as_such_and_not_asked(authority: trustme.CA, trust: Path) -> None:
    answers = {
        "exemple.fr/.well-known/caldav": web.Response(status=301, headers={"Location": "https://nuage.ailleurs.fr/dav"}),
        "nuage.ailleurs.fr/dav": web.Response(status=401),
    }
    mail = {name: records for name, records in DAV.items() if "caldavs" not in name}
    async with web_server(server_context(authority, "exemple.fr", "nuage.ailleurs.fr"), answers) as server:
        names = {"exemple.fr": server.port, "nuage.ailleurs.fr": server.port}
        found = await discovered(trust, records=mail, names=names)
    assert found.elsewhere == ("nuage.ailleurs.fr",)
    assert not any(request.startswith("nuage") for request in server.asked)


CHAT = {"m.homeserver": {"base_url": "https://matrix.exemple.fr/"}}


async def test_the_domain_tells_where_its_chat_is_and_only_a_server_that_answers_counts(
    authority: trustme.CA, trust: Path
) -> None:
    answers = {
        "exemple.fr/.well-known/matrix/client": web.json_response(CHAT),
        "matrix.exemple.fr/_matrix/client/versions": web.json_response({"versions": ["v1.11"]}),
    }
    async with web_server(server_context(authority, "exemple.fr", "matrix.exemple.fr"), answers) as server:
        names = {"exemple.fr": server.port, "matrix.exemple.fr": server.port}
        found = await discovered(trust, records=RECORDS, names=names)
        alone = await discovered(trust, names=names, address="@camille:exemple.fr")
    (chat,) = (one for one in found.endpoints if one.service is Service.CHAT)
    assert (chat.protocol, chat.host, chat.port, chat.user) == ("matrix", "matrix.exemple.fr", 443, ADDRESS)
    assert [(one.service, one.user) for one in alone.endpoints] == [(Service.CHAT, "@camille:exemple.fr")]
    del answers["matrix.exemple.fr/_matrix/client/versions"]
    answers["exemple.fr/.well-known/matrix/client"] = web.json_response(CHAT)
    async with web_server(server_context(authority, "exemple.fr", "matrix.exemple.fr"), answers) as server:
        with pytest.raises(Rejected, match="nothing_found"):
            await discovered(
                trust, names={"exemple.fr": server.port, "matrix.exemple.fr": server.port}, address="@camille:exemple.fr"
            )


LISTED = """
id = "liste"
label = "Liste"
endpoints = []
[directory]
servers = ["matrix.un.test", "matrix.deux.test"]
[[fields]]
name = "address"
"""
INFO = "/_matrix/identity/api/v1/info"


async def in_directory(authority: trustme.CA, trust: Path, said: Mapping[str, object]) -> Found:
    """What discovery finds for somebody who chose a backend with a list of servers, one of which is away."""
    manifest = read(LISTED, "liste")
    answers = {f"matrix.deux.test{INFO}": web.json_response(dict(said))}
    async with web_server(server_context(authority, "matrix.deux.test"), answers) as server:
        discovery = Discovery(
            LoopbackGate({}), names=LoopbackNames({"matrix.deux.test": server.port}), trust=trust,
            known={"liste": manifest}, within=3.0,
        )  # fmt: skip
        return await discovery.discover(ADDRESS, "liste")


async def test_any_server_of_a_list_tells_at_which_one_an_address_is(authority: trustme.CA, trust: Path) -> None:
    found = await in_directory(authority, trust, {"hs": "un.test"})
    assert (found.backend, found.source) == ("liste", "directory")
    assert [(one.service, one.host, one.user) for one in found.endpoints] == [(Service.CHAT, "matrix.un.test", ADDRESS)]


@pytest.mark.parametrize(
    ("said", "code"),
    [({"hs": "ailleurs.test"}, "nothing_found"), ({"hs": "un.test", "requires_invite": True}, "invitation_needed")],
)
async def test_a_server_outside_the_list_is_not_believed_in_and_an_invitation_may_be_needed(
    authority: trustme.CA, trust: Path, said: Mapping[str, object], code: str
) -> None:
    with pytest.raises(Rejected, match=code):
        await in_directory(authority, trust, said)


def known_backend(name: str, *endpoints: str) -> Manifest:
    """A backend whose servers are below a domain of its own."""
    said = "".join(
        f'[[endpoints]]\nservice = "{service}"\nprotocol = "{protocol}"\nport = 443\n'
        for service, protocol in (one.split() for one in endpoints)
    )
    fields = "fields = []\n" + ("" if said else "endpoints = []\n")
    return read(f'id = "{name}"\nlabel = "{name.title()}"\nhosts = [".{name}.test"]\n{fields}{said}', name)


async def test_several_backends_of_an_address_are_proposed_apart(authority: trustme.CA, trust: Path) -> None:
    chat = {"m.homeserver": {"base_url": "https://matrix.causerie.test/"}}
    answers = {
        "exemple.fr/.well-known/matrix/client": web.json_response(chat),
        "matrix.causerie.test/_matrix/client/versions": web.json_response({"versions": ["v1.11"]}),
        "exemple.fr/.well-known/caldav": web.Response(status=301, headers={"Location": "https://dav.agendas.test/dav/"}),
    }
    known = {
        "agendas": known_backend("agendas", "calendar caldav"),
        "causerie": known_backend("causerie", "chat matrix"),
        "poste": known_backend("poste", "mail imap"),
    }
    records = {
        "_imaps._tcp.exemple.fr": ["0 1 993 imap.poste.test."],
        "_submissions._tcp.exemple.fr": ["0 1 465 smtp.poste.test."],
        "_caldavs._tcp.exemple.fr": ["0 1 443 agenda.exemple.fr."],
    }
    async with web_server(server_context(authority, "exemple.fr", "matrix.causerie.test"), answers) as server:
        names = dict.fromkeys(("exemple.fr", "matrix.causerie.test"), server.port)
        found = await discovered(trust, records=records, names=names, known=known)
    assert found.backend == "poste"
    assert [(one.service, one.host) for one in found.endpoints] == [
        (Service.MAIL, "imap.poste.test"),
        (Service.SUBMISSION, "smtp.poste.test"),
        (Service.CALENDAR, "agenda.exemple.fr"),
    ]
    assert {(one.backend, one.endpoints[0].host) for one in found.beside} == {
        ("causerie", "matrix.causerie.test"),
        ("agendas", "dav.agendas.test"),
    }
    assert all(one.elsewhere for one in found.beside), "no host of theirs is below the address's domain"


async def test_servers_that_ask_for_tokens_are_signed_in_to_at_the_domains_own_provider(
    authority: trustme.CA, trust: Path
) -> None:
    issuer = "https://connexion.exemple.fr/realm"
    links = {"links": [{"rel": "http://openid.net/specs/connect/1.0/issuer", "href": issuer}]}
    answers = {
        "exemple.fr/.well-known/webfinger": web.json_response(links),
        "exemple.fr/.well-known/caldav": web.Response(status=401, headers={"WWW-Authenticate": 'Bearer realm="a"'}),
        "exemple.fr/.well-known/carddav": web.Response(status=401, headers={"WWW-Authenticate": "Basic"}),
    }
    async with web_server(server_context(authority, "exemple.fr"), answers) as server:
        found = await discovered(trust, records=RECORDS, names={"exemple.fr": server.port})
    ways = {one.service: one for one in found.endpoints}
    assert ways[Service.CALENDAR].sign_in is SignIn.OAUTH2
    assert ways[Service.CALENDAR].parameters == {"issuer": issuer, "scope": "openid offline_access"}
    assert {ways[Service.CONTACTS].sign_in, ways[Service.MAIL].sign_in} == {SignIn.PASSWORD}
    assert not any("alice" in asked for asked in server.asked), "the domain was asked about itself, not about a person"


@pytest.mark.parametrize("href", ["http://connexion.exemple.fr", "javascript:alert(1)", 5, None])
async def test_a_provider_that_is_no_safe_address_is_passed_over(authority: trustme.CA, trust: Path, href: object) -> None:
    links = {"links": [{"rel": "http://openid.net/specs/connect/1.0/issuer", "href": href}, "rien"]}
    answers = {
        "exemple.fr/.well-known/webfinger": web.json_response(links),
        "exemple.fr/.well-known/caldav": web.Response(status=401, headers={"WWW-Authenticate": "Bearer"}),
    }
    async with web_server(server_context(authority, "exemple.fr"), answers) as server:
        found = await discovered(trust, records=RECORDS, names={"exemple.fr": server.port})
    assert {one.sign_in for one in found.endpoints} == {SignIn.PASSWORD}


async def test_the_name_server_that_was_asked_stands_in_the_ledger(trust: Path) -> None:
    gate = LoopbackGate({})
    async with NameServer(RECORDS) as server:
        discovery = Discovery(gate, resolver=Resolver(server.address), names=LoopbackNames({}), trust=trust, within=3.0)
        await discovery.discover(ADDRESS)
    assert ("127.0.0.1", "names") in {(host, why) for _, host, why, _ in gate.take_traffic()}
