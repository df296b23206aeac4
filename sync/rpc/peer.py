"""The other side of a proven link: many asks in flight both ways, each with a time limit, and notices."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from sync.model.faults import Bug, Fault, Offline, Parameter, Transient, rebuild
from sync.rpc.codec import Pieces
from sync.rpc.link import CLOSE_SECONDS, Link
from sync.rpc.messages import Answer, Ask, Command, Failure, Notice, Parse, Parsed, Reply, Tell

log = logging.getLogger(__name__)

AnswerAsk: TypeAlias = Callable[[Command | Parse], Awaitable[Reply | Parsed]]
OnNotice: TypeAlias = Callable[[Notice], None]

ASK_SECONDS = 30.0
ASKS_AT_ONCE = 256
"""Asks of the other side that may be in work; further ones wait in its socket."""
LAZY_READER_LIMIT = 64 * 1024 * 1024
"""Octets that may wait for a reader of notices before it is given up: it reads everything afresh when it comes back."""


async def refuse(body: Command | Parse) -> Reply | Parsed:
    """Answer for a side that takes no asks."""
    raise Bug("takes_no_asks", ask=type(body).__name__)


class Peer:
    """The other side, called `name` in faults (`engine`, `parser`, `desktop`…). Start with `run`.

    When it goes, pending asks fail with `Offline("<name>_gone")` and `closed` is done.
    """

    def __init__(self, link: Link, name: str, answer: AnswerAsk = refuse, on_notice: OnNotice | None = None) -> None:
        self.name = name
        self.role = link.role
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._link = link
        self._answer = answer
        self._on_notice = on_notice
        self._numbers = 0
        self._asked: dict[int, asyncio.Future[Reply | Parsed]] = {}
        self._outgoing: asyncio.Queue[Pieces] = asyncio.Queue()
        self._waiting_octets = 0
        self._room = asyncio.Semaphore(ASKS_AT_ONCE)
        self._answering: set[asyncio.Task[None]] = set()
        self._tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._write())]
        for task in self._tasks:
            task.add_done_callback(self._end)

    async def ask(self, body: Command | Parse, timeout: float = ASK_SECONDS) -> Reply | Parsed:  # noqa: ASYNC109
        """Ask and return the answer. `timeout` in seconds.

        Raises the fault that the other side met, `Offline("<name>_gone")` where it goes away, `Transient("<name>_slow")`
        where the time is over (it may still do what it was asked), `Bug("frame_too_large")`.
        """
        if self.closed.done():
            raise Offline(f"{self.name}_gone")
        self._numbers += 1
        number = self._numbers
        pieces = self._link.pieces(Ask(number, body))
        answered: asyncio.Future[Reply | Parsed] = asyncio.get_running_loop().create_future()
        self._asked[number] = answered
        try:
            self._post(pieces)
            async with asyncio.timeout(timeout):
                return await answered
        except TimeoutError as error:
            raise Transient(f"{self.name}_slow", ask=type(body).__name__, seconds=timeout) from error
        finally:
            self._asked.pop(number, None)

    def tell(self, notice: Notice) -> None:
        """Send a notice without waiting. A side that has long stopped reading is given up."""
        if self.closed.done():
            return
        if self._waiting_octets > LAZY_READER_LIMIT:
            log.warning("%s does not read its notices: link given up", self.name)
            self._link.abort()
            self._stop()
            return
        self._post(self._link.pieces(Tell(notice)))

    async def close(self) -> None:
        """Let what was posted go out (for a second at most), then close the link. Safe to call twice."""
        gone_out = asyncio.create_task(self._outgoing.join())
        await asyncio.wait({gone_out, self.closed}, timeout=CLOSE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        gone_out.cancel()
        self._stop()
        await asyncio.gather(*self._tasks, *self._answering, return_exceptions=True)
        await self._link.close()

    def _post(self, pieces: Pieces) -> None:
        self._waiting_octets += sum(map(len, pieces))
        self._outgoing.put_nowait(pieces)

    async def _write(self) -> None:
        while True:
            pieces = await self._outgoing.get()
            await self._link.write(pieces)
            self._waiting_octets -= sum(map(len, pieces))
            self._outgoing.task_done()

    async def _read(self) -> None:
        while True:
            match await self._link.receive():
                case Ask() as ask:
                    await self._room.acquire()
                    task = asyncio.create_task(self._answer_one(ask))
                    self._answering.add(task)
                    task.add_done_callback(self._answering.discard)
                case Answer() as answer:
                    if future := self._waiting_for(answer.number):
                        future.set_result(answer.body)
                case Failure() as failure:
                    if future := self._waiting_for(failure.number):
                        parameters = dict(failure.parameters)
                        if failure.retry_after:
                            parameters["retry_after"] = failure.retry_after
                        future.set_exception(rebuild(failure.kind, failure.code, parameters))
                case Tell() as told:
                    if self._on_notice is None:
                        raise Bug("bad_frame", reason="notice")
                    self._on_notice(told.body)

    def _waiting_for(self, number: int) -> asyncio.Future[Reply | Parsed] | None:
        """Return who waits for the answer of that number: nobody where the time was over before."""
        if not 0 < number <= self._numbers:
            raise Bug("bad_frame", reason="number")
        future = self._asked.pop(number, None)
        return None if future is None or future.done() else future

    async def _answer_one(self, ask: Ask) -> None:
        try:
            try:
                answer = Answer(ask.number, await self._answer(ask.body))
                pieces = self._link.pieces(answer)
            except Fault as fault:
                pieces = self._link.pieces(_failure(ask.number, fault))
            except Exception as error:  # the boundary of a role: whatever it was, the asker gets an answer
                log.error("%s met an unexpected %s", type(ask.body).__name__, _where(error))
                bug = Bug("unexpected", ask=type(ask.body).__name__, error=type(error).__name__)
                pieces = self._link.pieces(_failure(ask.number, bug))
            self._post(pieces)
        finally:
            self._room.release()

    def _end(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, EOFError):
            log.warning("link with %s ended: %s", self.name, error if isinstance(error, Fault) else _where(error))
        self._stop()

    def _stop(self) -> None:
        """End all tasks and fail all who wait."""
        for task in (*self._tasks, *self._answering):
            if task is not asyncio.current_task():
                task.cancel()
        self._link.close_soon()
        for future in self._asked.values():
            if not future.done():
                future.set_exception(Offline(f"{self.name}_gone"))
        self._asked.clear()
        if not self.closed.done():
            self.closed.set_result(None)


def _failure(number: int, fault: Fault) -> Failure:
    parameters: dict[str, Parameter] = dict(fault.parameters)
    return Failure(number, fault.kind, fault.code, parameters, getattr(fault, "retry_after", 0.0))


def _where(error: BaseException) -> str:
    """Return the kind of an error and the line it came from: never its words, which may quote a message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else "nowhere"
    return f"{type(error).__name__} at {place}"
