"""When other people are busy: asked of the calendar's server when somebody plans with them, and kept for when there is none."""

from __future__ import annotations

from collections.abc import Sequence

from sync.engine.session import Lane
from sync.engine.workshop import Workshop
from sync.model.accounts import Capability, Service
from sync.model.availability import WEEK, Availability, BusyAnswer, weeks
from sync.model.faults import Gone, Rejected, Unreadable, Unsupported
from sync.model.ids import CollectionId
from sync.store.read import accounts as read_accounts
from sync.store.read import collections as read_collections
from sync.store.write import availability as write_availability

MOST_PEOPLE = 200
LONGEST = 9 * WEEK


class Availabilities:
    """When people are busy, for all accounts."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def ask(self, collection: CollectionId, people: Sequence[str], start: int, end: int) -> None:
        """Ask the server of a calendar about people, in whole weeks, and keep what it says.

        Only the calendar's own server learns whom one wants to meet. Raises `Gone("collection")`, `Rejected("too_many")`,
        `Unsupported("free_busy")`, `Offline`.
        """
        place = self._shop.store.read(read_collections.place, collection)
        if place is None or place[1] is not Service.CALENDAR:
            raise Gone("collection", collection=collection)
        if len(people) > MOST_PEOPLE or end - start > LONGEST:
            raise Rejected("too_many", limit=MOST_PEOPLE)
        first, last = weeks(start, end)[0], weeks(start, end)[-1] + WEEK
        account = self._shop.store.read(read_accounts.account, place[0])
        worker = self._shop.worker_of(place[0])
        asked = [one for one in dict.fromkeys(person.strip().lower() for person in people) if "@" in one]
        async with worker.session.alone(Service.CALENDAR, Lane.READING) as protocol:
            if not protocol.capabilities:
                await protocol.collections()
            if Capability.FREE_BUSY not in protocol.capabilities:
                raise Unsupported("free_busy")
            answers = await protocol.free_busy(account.address, asked, first, last)
        now = self._shop.clock.now_ms()
        known = [await self._read(one, first, last, now) for one in answers]
        await self._shop.store.write(write_availability.note, known, first, last)

    async def _read(self, answer: BusyAnswer, start: int, end: int, now: int) -> Availability:
        if not answer.raw:
            return Availability(answer.address, (), now, known=False)
        try:
            busy = await self._shop.parsing.busy(answer.raw, start, end)
        except Unreadable:
            return Availability(answer.address, (), now, known=False)
        return Availability(answer.address, tuple(busy), now, known=True)
