"""Incoming changes, per service: one table of how a page of truth becomes rows, and the only place that tells services apart."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sync.engine import intake_chat, intake_items, intake_mail
from sync.engine.workplace import Workplace
from sync.model.accounts import Service
from sync.model.changes import ChangePage
from sync.model.ids import CollectionId
from sync.store.write.stored import StoredPage

Take = Callable[[Workplace, CollectionId, ChangePage], Awaitable[list[StoredPage]]]
Afterwards = Callable[[Workplace, CollectionId, ChangePage, list[StoredPage], bool], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Intake:
    """How changes of a service enter the store: `take` writes a page; `afterwards` does what else it calls for."""

    take: Take
    afterwards: Afterwards | None = None


INTAKES: dict[Service, Intake] = {
    Service.MAIL: Intake(intake_mail.take, intake_mail.afterwards),
    Service.CHAT: Intake(intake_chat.take),
    Service.CALENDAR: Intake(intake_items.take_calendar),
    Service.CONTACTS: Intake(intake_items.take_contacts),
    Service.FILES: Intake(intake_items.take_files),
}
"""Every service that is synchronised, in the order in which a person misses them."""
