"""The one thread that writes a database: transactions in order of importance, durable where the user made something."""

from __future__ import annotations

import asyncio
import itertools
import logging
import queue
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import sqlcipher3

from sync.model.faults import StoreFault
from sync.store.blobs import BlobWriter
from sync.store.connection import Connection, open_search_writer, open_writer, translate
from sync.store.files import BALLAST_BYTES, SEARCH, STORE, is_full, keep_ballast, release_ballast
from sync.store.keys import Keys
from sync.store.lock import ProfileLock

T = TypeVar("T")

_log = logging.getLogger(__name__)
_CHECKPOINT_COMMITS = {STORE: 64, SEARCH: 16}
_IDLE_SECONDS = 1.0
_URGENT, _BULK, _END = 0, 1, 2


@dataclass(order=True)
class _Job:
    importance: int
    number: int
    work: Callable[[Connection], Any] = field(compare=False)
    durable: bool = field(compare=False)
    future: Future[Any] = field(compare=False)


class Writer:
    """The single writer of `store.db` (or `search.db`) of a profile.

    Construction takes the profile's lock, opens and migrates; raises the `StoreFault`s of `open_writer` and
    `locked_elsewhere`. `blobs` is for functions that run inside it.
    """

    def __init__(self, profile: Path, keys: Keys, database: str = STORE) -> None:
        self._profile = profile
        self._database = database
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._commits = 0
        self._synchronous = ""
        self._tight = False
        self._closed = False
        self._lock = ProfileLock(profile) if database == STORE else None
        try:
            self._connection = open_writer(profile, keys) if database == STORE else open_search_writer(profile, keys)
        except BaseException:
            if self._lock is not None:
                self._lock.release()
            raise
        self.blobs = BlobWriter(profile, keys)
        if database == STORE:
            self.blobs.open(self._connection)
            keep_ballast(profile)
        self._thread = threading.Thread(target=self._work, name=f"writer of {database}", daemon=True)
        self._thread.start()

    async def run(self, function: Callable[..., T], /, *args: Any, durable: bool, **keywords: Any) -> T:
        """Run `function(connection, …)` in one transaction and return its result once that is committed.

        `durable` is for what the user made: on disk before it returns, ahead of all bulk work. Otherwise, for what can be
        fetched again, the disk is not waited for. A function that raises leaves nothing behind. Raises
        `StoreFault("disk_full")` where the ballast was released to no avail, for bulk as long as room is short.
        """
        return await asyncio.wrap_future(
            self.submit(lambda connection: function(connection, *args, **keywords), durable=durable)
        )

    def submit(self, work: Callable[[Connection], T], *, durable: bool) -> Future[T]:
        """Queue one transaction; a future cancelled before its turn is skipped. Raises `StoreFault("closed")`."""
        if self._closed:
            raise StoreFault("closed")
        future: Future[T] = Future()
        self._jobs.put(_Job(_URGENT if durable else _BULK, next(self._numbers), work, durable, future))
        return future

    def close(self) -> None:
        """Finish what is queued, bring the journal into the database and let the profile go. May be called twice."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(_Job(_END, next(self._numbers), lambda connection: None, durable=True, future=Future()))
        self._thread.join()

    def _work(self) -> None:
        try:
            while True:
                try:
                    job = self._jobs.get(timeout=_IDLE_SECONDS if self._commits else None)
                except queue.Empty:
                    self._checkpoint("PASSIVE")
                    self._connection.execute("PRAGMA shrink_memory")  # the cache of what was written helps nobody now
                    continue
                if job.importance == _END:
                    break
                if job.future.set_running_or_notify_cancel():
                    self._answer(job)
        finally:
            self._end()

    def _answer(self, job: _Job) -> None:
        try:
            result = self._transaction(job)
        except BaseException as error:  # handed to whoever waits
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
            if self._commits >= _CHECKPOINT_COMMITS[self._database]:
                self._checkpoint("PASSIVE")

    def _transaction(self, job: _Job) -> Any:
        if self._tight and not job.durable and not self._room_again():
            raise StoreFault("disk_full")
        try:
            return self._attempt(job)
        except StoreFault as fault:
            if fault.code != "disk_full" or not release_ballast(self._profile):
                raise
            _log.warning("disk full: ballast released")
            self._tight = True
            if not job.durable:
                raise
            return self._attempt(job)

    def _attempt(self, job: _Job) -> Any:
        connection = self._connection
        try:
            wanted = "FULL" if job.durable else "NORMAL"
            if wanted != self._synchronous:
                connection.execute(f"PRAGMA synchronous = {wanted}")
                self._synchronous = wanted
            connection.execute("BEGIN IMMEDIATE")
            result = job.work(connection)
            if job.durable:
                self.blobs.flush()
            connection.execute("COMMIT")
        except BaseException as error:
            self._roll_back()
            if isinstance(error, sqlcipher3.DatabaseError) and not isinstance(
                error, (sqlcipher3.IntegrityError, sqlcipher3.ProgrammingError)
            ):
                raise translate(error) from error
            if isinstance(error, OSError) and is_full(error):
                raise StoreFault("disk_full") from error
            raise
        self._commits += 1
        return result

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _room_again(self) -> bool:
        if shutil.disk_usage(self._profile).free < 4 * BALLAST_BYTES:
            return False
        keep_ballast(self._profile)
        self._tight = False
        return True

    def _checkpoint(self, mode: str) -> None:
        """Bring the journal into the database, after the bytes of the blobs that its rows speak of."""
        self._commits = 0
        try:
            self.blobs.flush()
            self._connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        except (sqlcipher3.DatabaseError, OSError) as error:
            _log.warning("checkpoint put off: %s", type(error).__name__)

    def _end(self) -> None:
        self._closed = True
        self._checkpoint("TRUNCATE")
        self.blobs.close()
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
