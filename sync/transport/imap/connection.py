"""One IMAP connection: commands out with tags (several in flight), responses in to whom they concern, and a watchdog."""

from __future__ import annotations

import asyncio
import logging
import ssl
import zlib
from collections.abc import Callable
from typing import Final, cast

from sync.model.faults import Fault, Offline, Uncertain
from sync.transport import tls
from sync.transport.cutting import cut
from sync.transport.gate import Traffic
from sync.transport.imap import codes
from sync.transport.imap.commands import Answerer, Command, InFlight, Literal, Taker
from sync.transport.imap.link_speed import LinkSpeed
from sync.transport.imap.response import Response
from sync.transport.imap.splitter import Limits, Malformed, Part, Sink, Splitter

_LOG = logging.getLogger(__name__)

_ALERTS_KEPT = 10
_WRITE_PIECE = 256 * 1024
_NON_SYNCHRONISING_MOST: Final = 4096
"""Octets of a literal that LITERAL- lets go without waiting (RFC 7888 §5)."""


class Connection(asyncio.BufferedProtocol):
    """A connection after `connection_made`. `fault` is why it ended; every command in flight ends with it."""

    def __init__(self, host: str, traffic: Traffic, timeout: float, limits: Limits | None = None) -> None:
        self.host = host
        self.timeout = timeout
        self.greeting: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.fault: Fault | None = None
        self.alerts: list[str] = []
        self.take_unasked: Taker | None = None
        self.literal_plus = False
        self.literal_minus = False
        self._limits = limits
        self._traffic = traffic
        self._transport: asyncio.Transport | None = None
        self._splitter = Splitter(self._sink_for, limits)
        self._in_flight: dict[bytes, InFlight] = {}
        self._goodbye: Response | None = None
        self._count = 0
        self._writing = asyncio.Lock()
        self._continued: asyncio.Future[Response] | None = None
        self._drained = asyncio.Event()
        self._drained.set()
        self._heard = asyncio.get_running_loop().time()
        self._watchdog: asyncio.TimerHandle | None = None
        self._paused = False
        self._inflate: zlib._Decompress | None = None
        self._deflate: zlib._Compress | None = None
        self._compressed = memoryview(bytearray(64 * 1024))
        self.link = LinkSpeed()

    @property
    def alive(self) -> bool:
        """Whether commands can be started."""
        return self._transport is not None and self.fault is None and not self._transport.is_closing()

    @property
    def transport(self) -> asyncio.Transport:
        """The transport. Raises the fault that ended the connection."""
        if self._transport is None or self.fault is not None:
            raise self.fault or Offline("not_connected", host=self.host)
        return self._transport

    async def run(
        self,
        command: Command,
        *,
        take: Taker | None = None,
        answer: Answerer | None = None,
        on_ok: Callable[[], None] | None = None,
    ) -> Response:
        """Start a command (options as for `start`), wait, and return its OK. Raises the fault that a NO or BAD is.

        Cancelling drops the connection: what the server did is not known, and the next verb starts clean.
        """
        return await self.finish(await self.start(command, take=take, answer=answer, on_ok=on_ok))

    async def run_once(self, command: Command, *, take: Taker | None = None) -> Response:
        """Run a command that must not be repeated blindly: `Uncertain("answer_lost")` where it left and no answer came."""
        flight = await self.start(command, take=take)
        try:
            return await self.finish(flight)
        except Fault as fault:
            if flight.sent and self.fault is fault:
                raise Uncertain("answer_lost", host=self.host) from fault
            raise

    async def finish(self, flight: InFlight) -> Response:
        """Wait for a started command and return its OK. Raises the fault that a NO or BAD is."""
        try:
            response = await flight.done
        except asyncio.CancelledError:
            self.drop(Offline("cancelled", host=self.host))
            raise
        if response.kind != b"OK":
            raise codes.fault_of(response)
        return response

    async def start(
        self,
        command: Command,
        *,
        take: Taker | None = None,
        sink_for: Callable[[list[Part], int], Sink | None] | None = None,
        answer: Answerer | None = None,
        on_ok: Callable[[], None] | None = None,
        patient: bool = False,
    ) -> InFlight:
        """Send a command and return at once when it left; its literals wait for the server where they have to.

        `take` sees untagged responses, `sink_for` big literals, `answer` continuation requests; `on_ok` runs the moment
        the OK is read, before any octet behind it. `patient`: silence is no fault (IDLE).
        """
        async with self._writing:
            self._count += 1
            tag = b"e%d" % self._count
            flight = InFlight(tag, asyncio.get_running_loop().create_future(), take, sink_for, answer, on_ok, patient)
            transport = self.transport
            self._in_flight[tag] = flight
            self._heard = asyncio.get_running_loop().time()
            self._watch()
            line = [tag, b" "]
            try:
                for piece in command:
                    if not isinstance(piece, Literal):
                        line.append(piece)
                        continue
                    size = len(piece.octets)
                    waits = not (self.literal_plus or (self.literal_minus and size <= _NON_SYNCHRONISING_MOST))
                    line.append(b"{%d}\r\n" % size if waits else b"{%d+}\r\n" % size)
                    self._write(transport, b"".join(line))
                    line = []
                    if waits and not await self._may_continue(flight):
                        return flight
                    await self._write_literal(transport, piece.octets)
                line.append(b"\r\n")
                flight.sent = True
                self._write(transport, b"".join(line))
                await self._drained.wait()
            except asyncio.CancelledError:
                self.drop(Offline("cancelled", host=self.host))
                raise
        return flight

    def say(self, line: bytes) -> None:
        """Send a line outside any command: an answer to a continuation request, or DONE."""
        self._heard = asyncio.get_running_loop().time()
        self._write(self.transport, line + b"\r\n")

    def impatient(self, flight: InFlight) -> None:
        """From now on silence during `flight` is a fault (after DONE)."""
        flight.patient = False
        self._heard = asyncio.get_running_loop().time()
        self._watch()

    async def upgrade(self, context: ssl.SSLContext) -> None:
        """Put TLS under the connection. What was received in clear before is forgotten.

        Raises `ssl.SSLCertVerificationError` as is (the caller looks at the certificate), other TLS failures as faults.
        """
        loop = asyncio.get_running_loop()
        self._splitter = Splitter(self._sink_for, self._limits)
        try:
            async with asyncio.timeout(self.timeout):
                upgraded = await loop.start_tls(self.transport, self, context, server_hostname=self.host)
        except ssl.SSLCertVerificationError:
            raise
        except TimeoutError as error:
            raise Offline("timeout", host=self.host) from error
        except (ssl.SSLError, OSError) as error:
            raise tls.handshake_fault(self.host, error) from error
        if upgraded is None:
            raise Offline("tls_failed", host=self.host)
        self._transport = upgraded

    def go_deaf(self) -> None:
        """Forget what was received behind the OK of STARTTLS, and read nothing more before the upgrade."""
        self._splitter.take_rest()
        self.transport.pause_reading()

    def compress(self) -> None:
        """Speak DEFLATE from now on (RFC 4978); what was received behind the OK is compressed already."""
        rest = self._splitter.take_rest()
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self._deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self._expand(rest)

    def pause(self) -> None:
        """Stop reading until `resume`: whoever takes the octets has enough for now."""
        if not self._paused and self.alive:
            self._paused = True
            self.transport.pause_reading()

    def resume(self) -> None:
        """Read again."""
        if self._paused and self.alive:
            self._paused = False
            self._heard = asyncio.get_running_loop().time()
            self.transport.resume_reading()

    def drop(self, fault: Fault) -> None:
        """End the connection now; every command in flight ends with `fault`."""
        if self.fault is None:
            self.fault = fault
        if self._watchdog is not None:
            self._watchdog.cancel()
            self._watchdog = None
        cut(self._transport)
        self._drained.set()
        waiting = [flight.done for flight in self._in_flight.values()]
        self._in_flight.clear()
        for future in (self.greeting, self._continued, *waiting):
            if future is not None and not future.done():
                future.set_exception(self.fault)
                future.exception()  # seen: nobody may be waiting for it any more
        if not self.ended.done():
            self.ended.set_result(None)

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin (asyncio)."""
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(high=2 * _WRITE_PIECE)
        self._watch()

    def get_buffer(self, sizehint: int) -> memoryview:
        """Where to put received octets (asyncio)."""
        return self._compressed if self._inflate is not None else self._splitter.space()

    def buffer_updated(self, nbytes: int) -> None:
        """Octets were received (asyncio)."""
        self._traffic.received += nbytes
        self._heard = asyncio.get_running_loop().time()
        self.link.heard(nbytes, self._heard)
        if self.fault is not None:
            return
        if self._inflate is not None:
            self._expand(bytes(self._compressed[:nbytes]))
        else:
            self._splitter.filled(nbytes)
            self._listen()

    def eof_received(self) -> bool:
        """The server closed its side (asyncio)."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone (asyncio)."""
        if self._goodbye is not None:
            self.drop(codes.goodbye(self._goodbye))
        else:
            self.drop(Offline("connection_lost", host=self.host))

    def pause_writing(self) -> None:
        """The send buffer is full (asyncio)."""
        self._drained.clear()

    def resume_writing(self) -> None:
        """The send buffer has room (asyncio)."""
        self._drained.set()
        self._heard = asyncio.get_running_loop().time()

    # Inside

    def _expand(self, octets: bytes) -> None:
        try:
            while octets and self._inflate is not None and self.fault is None:
                self._splitter.feed(self._inflate.decompress(octets, 256 * 1024))
                octets = self._inflate.unconsumed_tail
                self._listen()
        except zlib.error:
            self.drop(Offline("bad_response", host=self.host, detail="bad_compression"))

    def _listen(self) -> None:
        try:
            for parts in self._splitter.responses():
                self._dispatch(Response(parts))
                if self.fault is not None:
                    return
        except Malformed as fault:
            _LOG.warning("imap: response refused: %s", fault.parameters["detail"])
            fault.parameters["host"] = self.host
            self.drop(fault)

    def _dispatch(self, response: Response) -> None:
        tag = response.tag
        if tag == b"*":
            self._untagged(response)
        elif tag == b"+":
            self._continuation(response)
        else:
            if tag not in self._in_flight:
                raise Malformed("unknown_tag")
            if response.kind not in {b"OK", b"NO", b"BAD"}:
                raise Malformed("bad_completion")
            flight = self._in_flight.pop(tag)
            if response.code == b"ALERT":
                self._keep_alert(response)
            if response.kind == b"OK" and flight.on_ok is not None:
                flight.on_ok()
            if not flight.done.done():
                flight.done.set_result(response)
            if self._continued is not None and not self._continued.done():
                self._continued.set_result(response)

    def _untagged(self, response: Response) -> None:
        if not self.greeting.done():
            if response.kind == b"BYE":
                self._goodbye = response
            else:
                self.greeting.set_result(response)
            return
        if response.is_status:
            if response.code == b"ALERT":
                self._keep_alert(response)
            if response.kind == b"BYE":
                self._goodbye = response
        for flight in tuple(self._in_flight.values()):
            if flight.take is not None and flight.take(response):
                return
        if self.take_unasked is not None:
            self.take_unasked(response)

    def _continuation(self, response: Response) -> None:
        if self._continued is not None and not self._continued.done():
            self._continued.set_result(response)
            return
        for flight in self._in_flight.values():
            if flight.answer is not None:
                reply = flight.answer(response.text)
                if reply is not None:
                    self.say(reply)
                return
        raise Malformed("unexpected_continuation")

    def _keep_alert(self, response: Response) -> None:
        self.alerts.append(codes.reason(response))
        del self.alerts[:-_ALERTS_KEPT]

    def _sink_for(self, parts: list[Part], size: int) -> Sink | None:
        for flight in self._in_flight.values():
            if flight.sink_for is not None and (sink := flight.sink_for(parts, size)) is not None:
                return sink
        return None

    async def _may_continue(self, flight: InFlight) -> bool:
        """Wait for the server's `+`; false where it refused the command instead."""
        self._continued = asyncio.get_running_loop().create_future()
        try:
            await self._continued
        finally:
            self._continued = None
        return not flight.done.done()

    async def _write_literal(self, transport: asyncio.Transport, octets: bytes) -> None:
        view = memoryview(octets)
        for offset in range(0, len(view), _WRITE_PIECE):
            self._write(transport, bytes(view[offset : offset + _WRITE_PIECE]))
            await self._drained.wait()
            if self.fault is not None:
                raise self.fault

    def _write(self, transport: asyncio.Transport, octets: bytes) -> None:
        if self._deflate is not None:
            octets = self._deflate.compress(octets) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        self._traffic.sent += len(octets)
        transport.write(octets)

    def _watch(self) -> None:
        if self._watchdog is None and self.fault is None:
            self._watchdog = asyncio.get_running_loop().call_later(self.timeout, self._bark)

    def _bark(self) -> None:
        """End a connection on which somebody waits and nothing was heard for `timeout` seconds."""
        self._watchdog = None
        loop = asyncio.get_running_loop()
        waited_for = any(not flight.patient for flight in self._in_flight.values()) or not self.greeting.done()
        if self._paused:
            self._heard = loop.time()
        if not (waited_for or self._splitter.midway):
            return
        left = self._heard + self.timeout - loop.time()
        if left <= 0:
            self.drop(Offline("timeout", host=self.host))
        else:
            self._watchdog = loop.call_later(left, self._bark)
