"""Rows of calendars, contacts and files as readers get them: truth with the user's pending operations already laid over it."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.accounts import Service
from sync.model.calendar import Alarm, Component
from sync.model.contacts import Labelled
from sync.model.files import Kept, Permission, Shared
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId
from sync.model.pending import Pending
from sync.store.rows import PersonRow


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A calendar, task list, address book or drive."""

    id: CollectionId
    account: AccountId
    service: Service
    name: str
    colour: str
    order: int
    components: frozenset[Component]
    writable: bool
    shared: bool
    quota_used: int
    quota_total: int
    """Octets; -1: not told."""
    complete: bool
    """Whether everything of it has been here once."""
    pending: bool


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One occurrence of an event (or dated task) for the views of the agenda.

    `start` and `end` are seconds since 1970; of a `floating` one (whole days too) wall clock counted as if it were UTC.
    `recurrence` names the occurrence inside a `recurring` entry.
    """

    entry: ItemId
    collection: CollectionId
    component: Component
    recurrence: str
    start: int
    end: int
    floating: bool
    whole_day: bool
    zone: str
    summary: str
    location: str
    status: str
    transparent: bool
    private: bool
    recurring: bool
    attendees: int
    url: str
    colour: str
    alarms: tuple[Alarm, ...]
    pending: Pending
    operation: OperationId | None


DONE = ("completed", "cancelled")
"""The states of a task of which nothing is left to do (RFC 5545 §3.8.1.11)."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as its list shows it. `start` and `due` are None where there is none.

    Of one that recurs they are those of its next open occurrence, which `recurrence` names; once none is open it is done.
    `parent` is the title of the task that it is a step of, `steps` how many steps it has itself, `steps_done` how many are done.
    """

    id: ItemId
    collection: CollectionId
    uid: str
    summary: str
    start: int | None
    due: int | None
    floating: bool
    whole_day: bool
    status: str
    priority: int
    percent: int
    completed: int
    parent_uid: str
    categories: tuple[str, ...]
    recurring: bool
    pending: Pending
    operation: OperationId | None
    recurrence: str = ""
    parent: str = ""
    steps: int = 0
    steps_done: int = 0

    @property
    def is_done(self) -> bool:
        """Whether it is done, or will not be."""
        return bool(self.completed) or self.status in DONE


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as the list shows it; `members` are the UIDs of a group's."""

    id: ItemId
    collection: CollectionId
    uid: str
    name: str
    sort: str
    organization: str
    title: str
    emails: tuple[Labelled, ...]
    phones: tuple[Labelled, ...]
    categories: tuple[str, ...]
    has_photo: bool
    is_group: bool
    members: tuple[str, ...]
    pending: Pending
    operation: OperationId | None


@dataclass(frozen=True, slots=True)
class GroupOfPeople:
    """A group or category as completion offers it: its people, each with one address."""

    name: str
    people: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """An entry of a folder. `kept` says what of it is here, `pinned` that it is to be here always (by itself or its folder)."""

    id: ItemId
    collection: CollectionId
    folder: ItemId | None
    name: str
    sort: str
    is_folder: bool
    size: int
    modified: int
    media_type: str
    permissions: Permission
    shared: Shared
    kept: Kept
    pinned: bool
    pending: Pending
    operation: OperationId | None
