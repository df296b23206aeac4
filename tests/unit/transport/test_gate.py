"""The outbound gate: only listed hosts, every octet counted."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from sync.model.accounts import Security
from sync.model.faults import Forbidden, Offline, StoreFault
from sync.model.ids import AccountId
from sync.transport import tls
from sync.transport.gate import Gate
from sync.transport.proxies import Proxies
from tests.servers.authority import Authority
from tests.servers.ports import HOST, free_ports

ONE, TWO = AccountId(1), AccountId(2)


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(await reader.readexactly(5))
    writer.close()


async def test_each_account_reaches_its_own_hosts_only() -> None:
    gate = Gate()
    gate.allow(ONE, ["Mail.Exemple.FR."])
    gate.check(ONE, "mail.exemple.fr")
    with pytest.raises(Forbidden, match="host_not_allowed"):
        gate.check(ONE, "exemple.fr")
    with pytest.raises(Forbidden, match="host_not_allowed"):
        await gate.connect(TWO, "mail.exemple.fr", 993)
    gate.allow(ONE, [])
    with pytest.raises(Forbidden):
        gate.check(ONE, "mail.exemple.fr")


async def test_proxies_and_name_servers_are_counted_too_with_what_they_were_for() -> None:
    gate = Gate(proxies=Proxies(web="http://passe.exemple.fr:3128"))
    gate.allow(AccountId(1), {"imap.exemple.fr": "mail"})
    assert gate.web_proxy(AccountId(1), "imap.exemple.fr") == "http://passe.exemple.fr:3128"
    gate.note(AccountId(0), "192.0.2.53", "names")
    gate.note(AccountId(1), "imap.exemple.fr", "names")
    told = {(account, host): (why, one.connections) for account, host, why, one in gate.take_traffic()}
    assert told == {
        (1, "passe.exemple.fr"): ("proxy", 1),
        (0, "192.0.2.53"): ("names", 1),
        (1, "imap.exemple.fr"): ("mail", 1),
    }


async def test_streams_over_tls_are_counted_inside_of_it(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    server = await asyncio.start_server(echo, HOST, 0, ssl=authority.good().context())
    port = server.sockets[0].getsockname()[1]
    gate = Gate()
    gate.allow(ONE, ["localhost"])
    reader, writer = await gate.open(ONE, "localhost", port, Security.TLS, tls.context(authority.trust))
    writer.write(b"salut")
    assert await reader.readexactly(5) == b"salut"
    writer.transport.abort()
    traffic = gate.traffic_by_host()["localhost"]
    assert (traffic.sent, traffic.received) == (5, 5)
    server.close()
    await server.wait_closed()


async def test_a_closed_port_and_an_unknown_name_are_told_apart() -> None:
    gate = Gate()
    gate.allow(ONE, [HOST, "nulle-part.invalid"])
    with pytest.raises(Offline, match="refused"):
        await gate.connect(ONE, HOST, free_ports(1)[0])
    with pytest.raises(Offline, match="name_not_found"):
        await gate.connect(ONE, "nulle-part.invalid", 993)


async def test_an_address_that_answers_is_taken_while_another_keeps_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((HOST, 0)) as listening, socket.create_server((HOST, 0), backlog=0) as silent:
        port, silent_port = listening.getsockname()[1], silent.getsockname()[1]
        stuffed = [socket.socket() for _ in range(3)]  # a full queue: the next one waits for ever
        for each in stuffed:
            each.setblocking(False)
            each.connect_ex((HOST, silent_port))
        addresses = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (HOST, number)) for number in (silent_port, port)]

        async def known(*_: object, **__: object) -> list[object]:
            return list(addresses)

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", known)
        gate = Gate()
        gate.allow(ONE, ["deux.exemple.fr"])
        connected = await gate.connect(ONE, "deux.exemple.fr", 993, within=5)
        assert connected.getpeername()[1] == port
        for each in (connected, *stuffed):
            each.close()


def test_a_trust_file_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="bad_trust_file"):
        tls.context(tmp_path / "absent.pem")
    (tmp_path / "nonsense.pem").write_text("rien")
    with pytest.raises(StoreFault, match="bad_trust_file"):
        tls.context(tmp_path / "nonsense.pem")
