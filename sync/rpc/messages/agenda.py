"""Events, tasks, reminders and invitations."""

from __future__ import annotations

from typing import TypeAlias

from sync.rpc.messages.frame import Frame


class ShowDays(Frame):
    """The agenda turns to this stretch (seconds since 1970): make the occurrences that are not kept yet → `Done`."""

    start: int
    end: int


class SaveEntry(Frame):
    """Save an event or task (JSON of `EntryDraft`): a new one, or over `item` whose `base` revision was looked at → `Saved`.

    `span` and `recurrence` say which occurrences of a recurring one are meant.
    """

    id: str
    collection: int
    draft: bytes
    item: int = 0
    base: str = ""
    span: str = "all"
    recurrence: str = ""


class RestoreEntry(Frame):
    """Put an event or task back as it was (undo): `raw` over `item`, or as a new one of `collection` → `Saved`."""

    id: str
    collection: int
    raw: bytes
    item: int = 0


class DeleteOccurrences(Frame):
    """Take an occurrence out of an entry, or it and those that follow → `Saved`; the entry goes with its last occurrence."""

    id: str
    item: int
    span: str
    recurrence: str
    base: str = ""


class AskAvailability(Frame):
    """Ask the server of a calendar when people (addresses) are busy between two moments (seconds since 1970) → `Done`; the store
    has the answers then. Refused with `Unsupported("free_busy")` where the server does not tell."""

    collection: int
    people: list[str]
    start: int
    end: int


class CarryItem(Frame):
    """Move an event, task or contact to a collection of another account → `Saved` with the copy, which is shown from now on. The
    original goes once the server there has the copy."""

    id: str
    item: int
    collection: int


class AnswerInvitation(Frame):
    """Answer the invitation `uid` of a letter (`accepted`, `tentative`, `declined`): into the calendar, and by mail unless the
    server tells the organizer by itself → `Saved`. `subject` and `text` are the mail's."""

    id: str
    item: int
    uid: str
    participation: str
    subject: str
    text: str
    comment: str = ""


class TellPeople(Frame):
    """Tell the others of an event by mail: `request` the people (invited, or of a change), `cancel` that it is called off,
    `reply` the organizer (with `participation`, noted in the calendar too), `counter` that another time (JSON of `EntryDraft`)
    would suit better → `Saved`. A calendar whose server writes to them by itself is left to it: nobody is told twice.

    `subject` and `text` are the mail's, which waits `undo_seconds`. `cancel` may be about one occurrence (`recurrence`), and for
    those alone who are `off` it (addresses): then `before` are the event's bytes with them.
    """

    id: str
    item: int
    method: str
    subject: str
    text: str
    participation: str = "tentative"
    draft: bytes = b""
    comment: str = ""
    recurrence: str = ""
    off: tuple[str, ...] = ()
    before: bytes = b""
    undo_seconds: int = 0


class SettleProposal(Frame):
    """Accept (or decline) the other time that a letter proposes for the entry `uid`, as its organizer: into the calendar and to
    everybody, or a refusal to who proposed it → `Saved`. `subject` and `text` are the mail's."""

    id: str
    item: int
    uid: str
    accepted: bool
    subject: str
    text: str
    comment: str = ""


class NoteInvitation(Frame):
    """Note in the calendar what a letter says of the entry `uid`: an answer, or that it is called off → `Saved`, of nothing
    where nothing changes."""

    id: str
    item: int
    uid: str


class PutOffReminders(Frame):
    """Show reminders again at `until` (seconds since 1970) → `Done`."""

    reminders: list[int]
    until: int


class DismissReminders(Frame):
    """Be done with reminders → `Done`."""

    reminders: list[int]


class ImportResources(Frame):
    """Put every entry of an .ics file, or every card of a .vcf file (a blob), into a collection → `Saved`. What is there
    already under the same UID is left alone."""

    id: str
    collection: int
    blob: bytes


class ExportCalendar(Frame):
    """Write everything that a calendar shows into an .ics file at `path`, which is replaced → `Done`."""

    collection: int
    path: str


AgendaCommand: TypeAlias = (
    CarryItem
    | ShowDays | AskAvailability | SaveEntry | RestoreEntry | DeleteOccurrences | AnswerInvitation | TellPeople | NoteInvitation
    | SettleProposal | PutOffReminders | DismissReminders | ImportResources | ExportCalendar
)  # fmt: skip
