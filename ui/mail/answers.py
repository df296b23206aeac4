"""Answers to invitations: from the buttons above a letter to the calendar and the organizer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sync.model.ids import new_operation_id
from sync.model.invitations import Invitation
from sync.rpc import messages as m
from sync.store.read.accounts import accounts
from sync.store.rows import MessageRow
from ui.common.slots import slot_async
from ui.link import Link


class InvitationAnswers(QObject):
    """Sends answers for the letter that `shown` tells."""

    answered = Signal(str)
    """An invitation was answered, in words."""

    def __init__(self, link: Link, shown: Callable[[], MessageRow | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._shown = shown

    @slot_async
    async def answer(self, invitation: Invitation, answer: str) -> None:
        """Answer `accepted`, `tentative` or `declined`; the organizer reads the words below as a letter."""
        row = self._shown()
        if row is None:
            return
        subject, text = {
            "accepted": (self.tr("Accepted: {title}"), self.tr("{me} accepts the invitation.")),
            "tentative": (self.tr("Maybe: {title}"), self.tr("{me} accepts the invitation with reservations.")),
            "declined": (self.tr("Declined: {title}"), self.tr("{me} declines the invitation.")),
        }[answer]
        account = next((one for one in accounts(self._link.reader()) if one.id == row.account), None)
        me = (account.name or account.address) if account is not None else ""
        title = invitation.entry.summary
        asked = m.AnswerInvitation(
            new_operation_id(), row.id, invitation.entry.uid, answer, subject.format(title=title), text.format(me=me)
        )
        await self._link.ask_for(asked, m.Saved, 60)
        self.answered.emit(self.tr("Your answer is kept and on its way."))

    @slot_async
    async def settle(self, invitation: Invitation, accepted: bool) -> None:
        """Accept the other time that is proposed, for everybody, or decline it."""
        row = self._shown()
        if row is None:
            return
        title = invitation.entry.summary
        subject, text = (
            (self.tr("New time: {title}"), self.tr("The time that was proposed is accepted."))
            if accepted
            else (self.tr("The time stays: {title}"), self.tr("The time that was proposed does not suit; it stays as it is."))
        )
        asked = m.SettleProposal(
            new_operation_id(), row.id, invitation.entry.uid, accepted, subject.format(title=title), text
        )
        await self._link.ask_for(asked, m.Saved, 60)
        done = self.tr("The event has its new time, and everybody is told.")
        self.answered.emit(done if accepted else self.tr("Your answer is kept and on its way."))

    @slot_async
    async def note(self, invitation: Invitation) -> None:
        """Note in the calendar what the letter says of an entry that is there."""
        row = self._shown()
        if row is None:
            return
        await self._link.ask_for(m.NoteInvitation(new_operation_id(), row.id, invitation.entry.uid), m.Saved, 60)
        self.answered.emit(self.tr("It is noted in the calendar."))
