"""The reading pane: one letter with its head, actions, banners, body and attachments, and a clear state for every hindrance."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from sync.model.faults import Fault, Offline, Unreadable
from sync.model.ids import ItemId
from sync.model.mail import Attachment, Content, ContentState
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.read import messages
from sync.store.rows import MessageRow
from ui import theme
from ui.common.empty import EmptyState
from ui.common.labels import line
from ui.common.sentences import sentence, sentence_of
from ui.common.slots import slot_async
from ui.link import Link
from ui.mail.answers import InvitationAnswers
from ui.mail.attachments import AttachmentFiles, AttachmentStrip
from ui.mail.banner import Banner
from ui.mail.conversation_strip import ConversationStrip
from ui.mail.enclosures import EnclosureCards
from ui.mail.header import LetterHeader
from ui.mail.letter import LetterBody
from ui.mail.mark_banner import MarkBanner
from ui.mail.printing import Printing
from ui.mail.receipts import ReceiptBanner
from ui.mail.seal_banner import SealBanner
from ui.mail.source_window import SourceWindow
from ui.mail.state_banner import StateBanner
from ui.mail.tags import Tag
from ui.mail.trust_banner import TrustBanner

SLOW_MILLISECONDS = 250
"""After this time a letter that has not come yet is said to be on its way; before, nothing flickers."""


class Reader(QWidget):
    """Shows a message by id. Acts through the `QAction`s it is given, so that buttons, menus and keys are the same."""

    compose_wanted = Signal(str)
    content_changed = Signal(object)
    """The `Content` that is read now; None while there is none."""
    opened = Signal(object)
    """The letter of this `MessageRow` is on the screen."""
    mark_settled = Signal(object)
    """The person settles what was noted on this letter (a `MessageRow`): put off, or due."""
    edit_wanted = Signal(object)
    """The person wants to edit this draft, or this refused message (a `MessageRow`)."""

    def __init__(self, link: Link, parent: QWidget | None = None, *, web_allowed: bool = True) -> None:
        super().__init__(parent)
        self._link = link
        self.row: MessageRow | None = None
        self.content: Content | None = None
        self.tags_of: Callable[[frozenset[str]], Sequence[Tag]] = lambda keywords: ()
        """The tags among the keywords of a message."""
        self._main_action: QAction | QMenu | None = None
        self._plain = False
        self._white = False
        self._pictures: dict[str, tuple[str, bytes]] = {}
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = QWidget(self)
        self._bar_row = QHBoxLayout(self._bar)
        self._bar_row.setContentsMargins(theme.px(16), theme.px(6), theme.px(12), theme.px(6))
        self._bar_row.setSpacing(theme.px(2))
        self.strip = ConversationStrip(self)
        self.strip.message_chosen.connect(self.show_message)
        self.header = LetterHeader(self)
        self.pictures_banner = Banner("image", "accent", self)
        self.pictures_banner.chosen.connect(self.show_pictures)
        self.trust_banner = TrustBanner(link.reader, self)
        self.receipt_banner = ReceiptBanner(self)
        self.seal_banner = SealBanner(self)
        self.mark_banner = MarkBanner(self)
        self.mark_banner.chosen.connect(lambda: self.mark_settled.emit(self.row))
        self.header.leave_wanted.connect(self._leave_list)
        self.state_banner = StateBanner(link.reader, self)
        self.state_banner.chosen.connect(lambda: self.edit_wanted.emit(self.row))
        self.body = LetterBody(self, web_allowed=web_allowed)
        self.body.compose_wanted.connect(self.compose_wanted)
        self.attachments = AttachmentStrip(self)
        self.enclosures = EnclosureCards(self)
        self.enclosures.compose_wanted.connect(self.compose_wanted)
        self.enclosures.link_wanted.connect(self.body.links.follow)
        self.answers = InvitationAnswers(link, lambda: self.row, self)
        self.enclosures.answer_wanted.connect(self.answers.answer)
        self.enclosures.note_wanted.connect(self.answers.note)
        self.enclosures.proposal_wanted.connect(self.answers.settle)
        self.files = AttachmentFiles(link, self)
        self.printing = Printing(self, web_allowed=web_allowed)
        self.attachments.open_wanted.connect(self._open_attachment)
        self.attachments.edit_wanted.connect(self._edit_attachment)
        self.attachments.save_wanted.connect(self._save_attachment)
        self.attachments.drive_wanted.connect(self._save_to_drive)
        self.attachments.save_all_wanted.connect(self._save_all)
        self.hindrance = EmptyState("mail", "", parent=self)
        self.hindrance.action_triggered.connect(self.load_again)
        self._place = QStackedWidget(self)
        self._place.addWidget(self.body)
        self._place.addWidget(self.hindrance)
        self.empty = EmptyState("mail-open", self.tr("Choose a message to read it"), parent=self)
        self._letter = QWidget(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._letter)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MILLISECONDS)
        self._slow.timeout.connect(self._say_loading)
        theme.changes().theme_changed.connect(self._draw)
        self._lay_out()

    def _lay_out(self) -> None:
        banners = QVBoxLayout()
        banners.setContentsMargins(theme.px(24), 0, theme.px(20), theme.px(6))
        banners.setSpacing(theme.px(6))
        banners.addWidget(self.state_banner)
        banners.addWidget(self.seal_banner)
        banners.addWidget(self.trust_banner)
        banners.addWidget(self.mark_banner)
        banners.addWidget(self.receipt_banner)
        banners.addWidget(self.pictures_banner)
        column = QVBoxLayout(self._letter)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(line(self))
        column.addWidget(self.strip)
        column.addWidget(self.header)
        column.addLayout(banners)
        column.addWidget(self.enclosures)
        column.addWidget(self.attachments)
        column.addWidget(line(self))
        column.addWidget(self._place, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def set_actions(self, left: Sequence[QAction | QMenu], right: Sequence[QAction | QMenu]) -> None:
        """Fill the bar of buttons. A menu becomes a button that opens it; the first on the right shows its words."""
        self._main_action = right[0]
        for entry in left:
            self._bar_row.addWidget(self._button(entry))
        self._bar_row.addStretch(1)
        for entry in right:
            self._bar_row.addWidget(self._button(entry))

    def _button(self, entry: QAction | QMenu) -> QToolButton:
        button = QToolButton(self._bar)
        if isinstance(entry, QMenu):
            button.setMenu(entry)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setToolTip(entry.title())
            button.setAccessibleName(entry.title())
            theme.set_icon(button, str(entry.property("icon_name")))
        else:
            button.setDefaultAction(entry)
            keys = entry.shortcut().toString(entry.shortcut().SequenceFormat.NativeText)
            button.setToolTip(f"{entry.text()} ({keys})" if keys else entry.text())
            button.setAccessibleName(entry.text())
            button.setVisible(entry.isVisible())
            entry.visibleChanged.connect(lambda: button.setVisible(entry.isVisible()))
        if entry is self._main_action:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(theme.px(18), theme.px(18)))
        return button

    def show_conversation(
        self, row: MessageRow, members: Sequence[MessageRow], own: Collection[str], places: Mapping[int, str], *, folded: bool
    ) -> None:
        """Show a message among those of its conversation (newest first). Where `row` stands for all of them (`folded`) and
        one of them is being read, that one stays."""
        shown = next((one for one in members if folded and one.id == self.message_id()), row)
        self.strip.show_conversation(members, shown.id, own, places)
        self.show_message(shown)

    def show_message(self, row: MessageRow | None) -> None:
        """Show this message; None: nothing is chosen."""
        same = row is not None and self.row is not None and row.id == self.row.id
        self.row = row
        if row is None:
            self.strip.show_conversation((), ItemId(0), (), {})
            self._forget()
            self._pages.setCurrentWidget(self.empty)
            return
        self.state_banner.show_row(row)
        self.mark_banner.show_row(row)
        self.header.show_tags(self.tags_of(row.keywords))
        if same and self.content is not None:
            return
        self._forget()
        self.header.show_row(row)
        self._pages.setCurrentWidget(self._letter)
        self._slow.start()
        self._load(row)

    def say_empty(self, title: str, text: str = "") -> None:
        """Say why nothing is shown (several chosen, empty folder)."""
        self.row = None
        self.strip.show_conversation((), ItemId(0), (), {})
        self._forget()
        self.empty.show_state("mail-open", title, text)
        self._pages.setCurrentWidget(self.empty)

    def _forget(self) -> None:
        self.content = None
        self.content_changed.emit(None)
        self._plain = False
        self._pictures = {}
        self._slow.stop()
        self.pictures_banner.hide()
        self.trust_banner.hide()
        self.seal_banner.show_seal(None)
        self.attachments.show_attachments(())
        self.enclosures.show_content(None)
        self.body.clear()
        self._place.setCurrentWidget(self.body)

    @Slot()
    def load_again(self) -> None:
        """Try once more to bring the letter."""
        if self.row is not None:
            self._slow.start()
            self._load(self.row)

    @slot_async
    async def _load(self, row: MessageRow) -> None:
        envelope = messages.envelope(self._link.reader(), row.id)
        if envelope is not None:
            self.header.show_envelope(envelope)
        try:
            answer = await self._link.ask_for(m.Open(row.id), m.ContentAnswer, 60)
            content = from_json(answer.content, Content) if answer.content else None
        except Fault as fault:
            if self._still(row):
                self._hinder(fault)
            return
        if not self._still(row):
            return
        self._slow.stop()
        if content is None:
            self._hinder(Unreadable() if answer.state == ContentState.UNREADABLE else Offline("not_kept"))
            return
        self.content = content
        self.content_changed.emit(content)
        self.header.show_envelope(content.envelope)
        self.seal_banner.show_seal(content.seal)
        outside, vouching = self.trust_banner.judge(content)
        leave_by = next(iter(sorted(content.unsubscribe, key=lambda one: not one.lower().startswith("https"))), "")
        self.header.show_trust(outside=outside, vouching=vouching, leave_by=leave_by)
        self.enclosures.show_content(content)
        self.attachments.show_attachments([part for part in content.attachments if not part.inline])
        self._draw()
        self.opened.emit(self.row)

    @Slot(str)
    def _leave_list(self, target: str) -> None:
        self.body.links.follow(target)

    def _still(self, row: MessageRow) -> bool:
        return self.row is not None and self.row.id == row.id

    def _draw(self) -> None:
        if self.content is None:
            return
        self._place.setCurrentWidget(self.body)
        dark = theme.scheme() == "dark" and not self._white
        self.body.show_content(self.content, self._pictures, plain=self._plain, dark=dark)
        blocked = [address for address in self.content.remote_pictures if address not in self._pictures]
        if blocked and self.content.html and not self._plain and not self._pictures:
            text = self.tr("%n remote picture(s) blocked to protect your privacy.", "", len(blocked))
            if self.content.trackers:
                text += " " + self.tr("%n of them cannot be seen and only tell who reads.", "", self.content.trackers)
            self.pictures_banner.show_text(text, self.tr("Show"))
        else:
            self.pictures_banner.hide()

    def _say_loading(self) -> None:
        self.hindrance.show_state("loader-circle", self.tr("Fetching the message…"))
        self._place.setCurrentWidget(self.hindrance)

    def _hinder(self, fault: Fault) -> None:
        self._slow.stop()
        again = self.tr("Try again")
        if isinstance(fault, Offline):
            self.hindrance.show_state(
                "cloud-off",
                self.tr("This message is not kept on this computer"),
                self.tr("It comes as soon as the server can be reached."),
                again,
            )
        elif isinstance(fault, Unreadable):
            self.hindrance.show_state(
                "file-text",
                self.tr("This message cannot be shown"),
                self.tr("It is damaged or written in an unknown way. Its source can be read and saved from the menu."),
            )
        else:
            words = sentence(fault)
            rest = " ".join(part for part in (words.safe, words.do) if part)
            self.hindrance.show_state("triangle-alert", words.what, rest, again)
        self._place.setCurrentWidget(self.hindrance)

    @slot_async
    async def show_pictures(self) -> None:
        """Fetch the blocked pictures through the engine, at the person's wish."""
        if self.row is None or self.content is None:
            return
        row, wanted = self.row, list(self.content.remote_pictures)
        answer = await self._link.ask_for(m.FetchPictures(row.id, wanted), m.PicturesAnswer, 60)
        if self._still(row):
            self._pictures = dict(answer.pictures)
            self._draw()
            missing = len([address for address in wanted if address not in answer.pictures])
            refused = [sentence_of(*fault) for fault in answer.refused]
            if missing and refused and refused[0]:
                self.pictures_banner.show_text(str(refused[0]))
            elif missing:
                self.pictures_banner.show_text(self.tr("%n picture(s) could not be fetched.", "", missing))

    @Slot(bool)
    def show_plain(self, plain: bool) -> None:
        """Show the letter's text instead of its HTML, or back."""
        self._plain = plain
        self._draw()

    @Slot(bool)
    def show_white(self, white: bool) -> None:
        """Show letters on white under a dark theme too, or on a dark ground."""
        self._white = white
        self._draw()

    @Slot()
    def print_letter(self) -> None:
        """Print the letter, with the pictures that are shown."""
        if self.content is not None:
            self.printing.print_letter(self.content, self._pictures)

    @Slot()
    def save_pdf(self) -> None:
        """Save the letter as PDF."""
        if self.content is not None:
            self.printing.save_pdf(self.content, self._pictures)

    @slot_async
    async def show_source(self) -> None:
        """Show headers and source in a window of its own."""
        if self.row is None:
            return
        headers = self.content.headers if self.content is not None else ()
        window = SourceWindow(self._link, self.row, headers, self)
        window.show()
        await window.load()

    @Slot(object)
    def _open_attachment(self, attachment: Attachment) -> None:
        if self.row is not None:
            self.files.open(self.row.id, attachment)

    @Slot(object)
    def _edit_attachment(self, attachment: Attachment) -> None:
        if self.row is not None:
            self.files.edit(self.row.id, attachment)

    @Slot(object)
    def _save_attachment(self, attachment: Attachment) -> None:
        if self.row is not None:
            self.files.save(self.row.id, attachment)

    @Slot(object)
    def _save_to_drive(self, attachment: Attachment) -> None:
        if self.row is not None:
            self.files.save_to_drive(self.row.id, attachment)

    @Slot()
    def _save_all(self) -> None:
        if self.row is not None and self.content is not None:
            self.files.save_all(self.row.id, [part for part in self.content.attachments if not part.inline])

    def message_id(self) -> ItemId | None:
        """Return the message that is shown."""
        return self.row.id if self.row is not None else None
