"""A real name server on loopback (UDP, dnspython), and ways to make every host name lead to loopback."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping, Sequence
from typing import Self, cast

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
from aiohttp.abc import AbstractResolver, ResolveResult

from sync.model.faults import Offline
from sync.model.ids import AccountId
from sync.transport.gate import Gate

HOST = "127.0.0.1"


class NameServer:
    """Answers SRV questions from a table of name → records ("priority weight port target"), TXT ones from records in quotes;
    all else does not exist.

    `silent` makes it drop every question; `asked` lists the names asked for.
    """

    def __init__(self, records: Mapping[str, Sequence[str]], *, silent: bool = False) -> None:
        self.asked: list[str] = []
        self._records = records
        self._silent = silent
        self._transport: asyncio.DatagramTransport | None = None

    @property
    def address(self) -> tuple[str, int]:
        """The address and port to ask."""
        assert self._transport is not None, "the server has not been started"
        name: tuple[str, int] = self._transport.get_extra_info("sockname")
        return name[0], name[1]

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: _Questions(self), (HOST, 0))
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._transport is not None
        self._transport.close()
        await asyncio.sleep(0)

    def answer(self, wire: bytes) -> bytes | None:
        """Return the answer to one question."""
        question = dns.message.from_wire(wire)
        name = question.question[0].name.to_text(omit_final_dot=True)
        self.asked.append(name)
        if self._silent:
            return None
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        if name in self._records:
            kind = dns.rdatatype.to_text(question.question[0].rdtype)
            records = [record for record in self._records[name] if record.startswith('"') == (kind == "TXT")]
            if records:
                answer.answer.append(dns.rrset.from_text_list(f"{name}.", 60, "IN", kind, records))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire()


class _Questions(asyncio.DatagramProtocol):
    def __init__(self, server: NameServer) -> None:
        self._server = server
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = self._server.answer(data)
        if answer is not None and self._transport is not None:
            self._transport.sendto(answer, addr)


class LoopbackNames(AbstractResolver):
    """For aiohttp: host names that lead to a port of loopback; the others do not exist."""

    def __init__(self, ports: Mapping[str, int]) -> None:
        self.asked: list[str] = []
        self._ports = ports

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        if host not in self._ports:
            raise OSError(f"{host} does not exist")
        return [
            ResolveResult(
                hostname=host, host=HOST, port=self._ports[host], family=socket.AF_INET, proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]  # fmt: skip

    async def close(self) -> None:
        pass


class LoopbackGate(Gate):
    """A gate behind which (host, port) leads to a port of loopback; whatever is not in the table does not exist."""

    def __init__(self, places: Mapping[tuple[str, int], int]) -> None:
        super().__init__()
        self.tried: list[tuple[str, int]] = []
        self._places = places

    async def connect(self, account: AccountId, host: str, port: int, *, within: float = 30.0) -> socket.socket:
        self.check(account, host)
        self.tried.append((host, port))
        if (host, port) not in self._places:
            raise Offline("name_not_found", host=host)
        made = socket.socket()
        made.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(made, (HOST, self._places[host, port]))
        except BaseException:
            made.close()
            raise
        return made
