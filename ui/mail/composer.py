"""The window in which a message is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from PySide6.QtCore import QFileInfo, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sync.model.ids import AccountId, BlobName, new_operation_id
from sync.model.mail import Address, Draft, DraftAttachment
from sync.rpc.messages import Kept, OpenFile
from sync.store.item_rows import FileRow, GroupOfPeople
from sync.store.read.contacts import complete, complete_groups
from sync.store.rows import AccountRow, PersonRow
from ui import theme
from ui.common import dates
from ui.common.blobs import keep_bytes
from ui.common.corrections import LanguageButton
from ui.common.directory import DirectoryLookup
from ui.common.drive_picker import DrivePicker, drives_of
from ui.common.filenames import safe_name
from ui.common.forms import tool
from ui.common.kinds import media_type_of
from ui.common.labels import label, line
from ui.common.slots import slot_async
from ui.common.spelling import Spelling
from ui.link import Link
from ui.mail.banner import Banner
from ui.mail.compose_parts import AttachedFiles, QuotePane
from ui.mail.drive_links import DriveLinks, as_html, heaviest
from ui.mail.editor import LetterEditor
from ui.mail.export import pictures
from ui.mail.format_bar import FormatBar
from ui.mail.identities import Writer, of_draft, writers
from ui.mail.kept_files import USUAL_LIMIT, keep_file
from ui.mail.pasted import clean_paste
from ui.mail.quoting import join, split
from ui.mail.recipients import RecipientField
from ui.mail.seal_button import SealButton
from ui.mail.send_options import SendOptions
from ui.mail.signatures import swap
from ui.mail.spell_marks import SpellMarks
from ui.mail.template_menu import TemplateButton
from ui.mail.templates import Template, Templates, filled, left_open, values

IDLE_MILLISECONDS = 1000
_ATTACHMENT_WORDS = re.compile(
    r"\b(?:pi[eè]ces?[ -]jointes?|ci[ -]joint(?:e|s|es)?|en pj|la pj|les pj|joins? à ce|attached|attachments?|enclosed)\b",
    re.IGNORECASE,
)


class Composer(QWidget):
    """Shows one `Draft`. It tells when to keep, send and close; the desk does it."""

    keep_wanted = Signal()
    """Something was written and a second passed."""
    send_wanted = Signal()
    closed = Signal()

    def __init__(
        self, link: Link, accounts: Sequence[AccountRow], parent: QWidget | None = None, *, spelling: Spelling | None = None,
        templates: Templates | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._spelling, self._templates = spelling, templates
        self._link, self._writers = link, writers(accounts)
        self._as: Writer | None = None
        """Who the letter was written as before another was chosen."""
        self._draft = Draft(Address("", ""))
        self._pictures: dict[str, DraftAttachment] = {}
        self._warned: set[str] = set()
        self._loading = False
        self._changed = self._kept_before = False
        self.discarded = False
        """Whether the person threw the draft away."""
        self._confirmed = False
        self.key: str = new_operation_id()
        self.dirty = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.resize(theme.px(820), theme.px(680))
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MILLISECONDS)
        self._idle.timeout.connect(self._keep_now)
        self._build_fields()
        self._build_bar()
        self._lay_out()
        self._connect()

    # --- building

    def _build_fields(self) -> None:
        self.from_field = QComboBox(self)
        self.from_field.setAccessibleName(self.tr("From"))
        for writer in self._writers:
            self.from_field.addItem(writer.words)
        self.to, self.cc, self.bcc = (
            RecipientField(name, self._complete, self, groups=self._groups)
            for name in (self.tr("To"), self.tr("Cc"), self.tr("Bcc"))
        )
        for field in (self.to, self.cc, self.bcc):
            lookup = DirectoryLookup(self._link, field)
            field.typed.connect(lookup.look_for)
            lookup.found.connect(field.suggest_again)
        self.subject = QLineEdit(self)
        self.subject.setProperty("frameless", "true")
        self.subject.setAccessibleName(self.tr("Subject"))
        self.subject.setFont(theme.font("strong"))
        self.editor = LetterEditor(self)
        self.quote = QuotePane(self)
        self.files = AttachedFiles(self)
        self.hint = Banner("paperclip", "warning", self)
        self.fault = Banner("circle-alert", "danger", self)
        self.fault.chosen.connect(self._share_large)
        self.drive_links = DriveLinks(self._link, self)
        self.drive_links.found.connect(self._weigh)

    def _build_bar(self) -> None:
        self.send_button = QPushButton(self.tr("Send"), self)
        self.send_button.setProperty("kind", "primary")
        self.send_button.setToolTip(self.tr("Send (Ctrl+Enter)"))
        theme.set_icon(self.send_button, "send-horizontal", "accent_text")
        self.attach_button = QToolButton(self)
        self.attach_button.setToolTip(self.tr("Attach files (Ctrl+Shift+A)"))
        self.attach_button.setAccessibleName(self.tr("Attach files"))
        self.attach_button.setIconSize(QSize(theme.px(18), theme.px(18)))
        theme.set_icon(self.attach_button, "paperclip")
        self.drive_button = tool("hard-drive", self.tr("Attach from a drive"), self._ask_drive, self)
        self.drive_button.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.drive_button.setVisible(bool(drives_of(self._link)))
        self.discard_button = QToolButton(self)
        self.discard_button.setToolTip(self.tr("Throw this draft away"))
        self.discard_button.setAccessibleName(self.tr("Throw this draft away"))
        self.discard_button.setIconSize(QSize(theme.px(18), theme.px(18)))
        theme.set_icon(self.discard_button, "trash-2")
        self.options = SendOptions(self)
        self.seal = SealButton(self._link.reader, self._sender_address, self)
        self.send_at = 0
        """When to send it, in seconds since 1970; 0: now."""
        self._state = label("", "faint", self)
        self._copies = QPushButton(self.tr("Cc, Bcc"), self)
        self._copies.setProperty("kind", "link")
        self._copies.clicked.connect(self._show_copies)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        bar.setSpacing(theme.px(6))
        bar.addWidget(self.send_button)
        bar.addWidget(self.options)
        bar.addWidget(self.seal)
        bar.addWidget(self.attach_button)
        if self._templates is not None:
            self.template_button = TemplateButton(self._templates, self)
            self.template_button.chosen.connect(self.take_template)
            self.template_button.keep_wanted.connect(self.keep_template)
            bar.addWidget(self.template_button)
        bar.addWidget(self.drive_button)
        bar.addWidget(self._state, 1)
        bar.addWidget(self.discard_button)
        grid = QGridLayout()
        grid.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._lines: dict[str, list[QWidget]] = {}
        entries: list[tuple[str, str, QWidget]] = [
            ("from", self.tr("From"), self.from_field), ("to", self.tr("To"), self.to), ("cc", self.tr("Cc"), self.cc),
            ("bcc", self.tr("Bcc"), self.bcc), ("subject", self.tr("Subject"), self.subject),
        ]  # fmt: skip
        for number, (name, words, field) in enumerate(entries):
            head = label(words, "soft", self)
            head.setMinimumHeight(theme.px(34))
            head.setBuddy(field)
            field.setMinimumHeight(theme.px(34))
            rule = line(self)
            grid.addWidget(head, number * 2, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, number * 2, 1)
            grid.addWidget(rule, number * 2 + 1, 0, 1, 3)
            self._lines[name] = [head, field, rule]
        grid.addWidget(self._copies, 2, 2, Qt.AlignmentFlag.AlignTop)
        for widget in self._lines["from"]:
            widget.setVisible(len(self._writers) > 1)
        self._show_line("cc", shown=False)
        self._show_line("bcc", shown=False)
        banners = QVBoxLayout()
        banners.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), 0)
        banners.setSpacing(theme.px(4))
        banners.addWidget(self.fault)
        banners.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(line(self))
        column.addLayout(grid)
        column.addLayout(banners)
        bar_of_text = FormatBar(self.editor, self)
        if self._spelling is not None:
            self.marks = SpellMarks(self.editor, self._spelling)
            bar_of_text.add_widget(LanguageButton(self.marks, bar_of_text))
        column.addWidget(bar_of_text)
        column.addWidget(self.editor, 1)
        column.addWidget(self.quote)
        column.addWidget(self.files)
        for first, second in ((self.to, self.cc), (self.cc, self.bcc), (self.bcc, self.subject), (self.subject, self.editor)):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        for field in (self.to, self.cc, self.bcc):
            field.addresses_changed.connect(self._touched)
        self.subject.textChanged.connect(self._touched)
        self.subject.textChanged.connect(lambda text: self.setWindowTitle(text or self.tr("New message")))
        self.editor.textChanged.connect(self._touched)
        self.from_field.currentIndexChanged.connect(self._follow_writer)
        self.quote.quote_changed.connect(self._touched)
        self.files.files_changed.connect(self._touched)
        self.files.files_changed.connect(self._weigh)
        self.editor.files_dropped.connect(self.attach_paths)
        self.editor.picture_pasted.connect(self._take_picture)
        self.attach_button.clicked.connect(self._ask_files)
        self.hint.chosen.connect(self._ask_files)
        self.send_button.clicked.connect(self.send_now)
        self.options.later_wanted.connect(self.send_later)
        self.options.changed.connect(self._touched)
        self.seal.changed.connect(self._touched)
        self.discard_button.clicked.connect(self.discard)
        for keys, chosen in (
            ("Ctrl+Return", self.send_now), ("Ctrl+Enter", self.send_now), ("Ctrl+Shift+A", self._ask_files),
            ("Ctrl+S", self._keep_now), ("Ctrl+W", self.close), ("Esc", self.close),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, chosen)
        self.setWindowTitle(self.tr("New message"))

    # --- the draft

    @property
    def account(self) -> AccountId:
        """The account that sends."""
        return self.writer.account.id if self.writer is not None else AccountId(0)

    @property
    def writer(self) -> Writer | None:
        """Who the letter is written as."""
        place = self.from_field.currentIndex()
        return self._writers[place] if 0 <= place < len(self._writers) else None

    def _sender_address(self) -> str:
        return self.writer.sender.address if self.writer is not None else self._draft.sender.address

    @Slot()
    def _follow_writer(self) -> None:
        """Another signature takes the place of the one before, unless the person has changed that."""
        before, now = self._as, self.writer
        self._as = now
        if self._loading or before is None or now is None:
            return
        swap(self.editor.document(), before.identity.signature_html, now.identity.signature_html)
        self._touched()

    def set_key(self, key: str) -> None:
        """Go on with a draft that is already kept under this key: it is stored again even if nothing changes."""
        self.key = key
        self._kept_before = True

    def show_draft(self, account: AccountId, draft: Draft, quote_text: str = "") -> None:
        """Show a draft to go on with. `quote_text` is the text of the quotation that its HTML holds."""
        self._loading = True
        self._draft = draft
        writer = of_draft(self._writers, account, draft.sender)
        self.from_field.setCurrentIndex(self._writers.index(writer) if writer is not None else 0)
        self._as = self.writer
        self.to.set_addresses(draft.to)
        self.cc.set_addresses(draft.cc)
        self.bcc.set_addresses(draft.bcc)
        self._show_line("cc", shown=bool(draft.cc))
        self._show_line("bcc", shown=bool(draft.bcc))
        self._copies.setVisible(not (draft.cc and draft.bcc))
        self.subject.setText(draft.subject)
        self.options.show_draft(draft)
        self.seal.show_draft(draft)
        own, quote = split(draft.html)
        self._pictures = {file.content_id: file for file in draft.attachments if file.content_id}
        self.editor.set_letter(own or "".join(f"<p>{clean_paste(text)}</p>" for text in _as_html(draft.text)))
        self.quote.show_quote(quote, quote_text or _text_after(draft.text) if quote else "")
        self.files.add(*(file for file in draft.attachments if not file.content_id))
        self.editor.document().setModified(False)
        self._loading = False
        self.dirty = False
        self._idle.stop()

    def begin(self) -> None:
        """Put the cursor where one goes on: the first recipient, or the top of an answer."""
        (self.editor if self._draft.to else self.to).setFocus()
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.Start)

    def draft(self) -> Draft:
        """Return what is written now."""
        writer = self.writer
        shown = pictures(self.editor.document())
        kept = tuple(
            file for cid, file in self._pictures.items() if cid in shown or f"cid:{cid}" in self.quote.html
        )
        own_text = self.editor.text()
        text = f"{own_text}\n{self.quote.text}" if self.quote.text else own_text
        return replace(
            self._draft,
            sender=writer.sender if writer is not None else self._draft.sender,
            submitter=writer.submitter if writer is not None else self._draft.submitter,
            reply_to=writer.identity.reply_to if writer is not None else self._draft.reply_to,
            to=self.to.addresses(),
            cc=self.cc.addresses(),
            bcc=self.bcc.addresses(),
            subject=self.subject.text().strip(),
            html=join(self.editor.html(), self.quote.html),
            text=text,
            attachments=(*kept, *self.files.files),
            importance=self.options.importance,
            receipt=self.options.receipt,
            sign=self.seal.sign,
            encrypt=self.seal.encrypt,
            scheme=self.seal.scheme,
        )

    def is_empty(self) -> bool:
        """Return whether nothing worth keeping was written."""
        return not (self._changed or self._kept_before or self._draft.subject or self.files.files)

    @Slot()
    def _touched(self) -> None:
        if not self._loading:
            self.dirty = self._changed = True
            self._idle.start()
            self._state.setText("")

    @Slot()
    def _keep_now(self) -> None:
        if self.dirty:
            self.keep_wanted.emit()

    def say_kept(self) -> None:
        """Say that the draft is safe."""
        self._state.setText(self.tr("Draft saved"))

    # --- recipients

    def _complete(self, prefix: str) -> list[PersonRow]:
        return complete(self._link.reader(), prefix)

    def _groups(self, prefix: str) -> list[GroupOfPeople]:
        return complete_groups(self._link.reader(), prefix)

    @Slot()
    def _show_copies(self) -> None:
        self._show_line("cc", shown=True)
        self._show_line("bcc", shown=True)
        self._copies.hide()
        self.cc.setFocus()

    def _show_line(self, name: str, *, shown: bool) -> None:
        for widget in self._lines[name]:
            widget.setVisible(shown)

    # --- files

    @Slot()
    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Attach files"))
        if chosen:
            self.attach_paths(chosen)

    @Slot()
    def _ask_drive(self) -> None:
        picker = DrivePicker(self._link, self.tr("Attach from a drive"), self.tr("Attach"), self)
        picker.files_chosen.connect(self.attach_rows)
        picker.open()

    @slot_async
    async def _share_large(self) -> None:
        """Put what is too heavy on a drive, and its link into the letter."""
        for file in heaviest(self.files.files, USUAL_LIMIT):
            self._state.setText(self.tr("Sharing {name}…").format(name=file.name))
            try:
                link = await self.drive_links.share(file)
            finally:
                self._state.setText("")
            cursor = self.editor.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            cursor.insertHtml(as_html(file, link))
            self.files.remove(file)

    @slot_async
    async def attach_rows(self, rows: list[FileRow]) -> None:
        """Attach files of a drive, brought here where they are not."""
        for row in rows:
            self._state.setText(self.tr("Attaching {name}…").format(name=row.name))
            kept = await self._link.ask_for(OpenFile(row.id), Kept, 3600)
            kind = media_type_of(row.media_type, row.name) or "application/octet-stream"
            self.files.add(DraftAttachment(safe_name(row.name), kind, BlobName(kept.blob), kept.size))
        self._state.setText("")

    @slot_async
    async def attach_paths(self, paths: list[str]) -> None:
        """Attach files of this computer."""
        for path in paths:
            if QFileInfo(path).isDir():
                self.fault.show_text(self.tr("{name} is a folder: attach its files.").format(name=Path(path).name))
                continue
            self._state.setText(self.tr("Attaching {name}…").format(name=Path(path).name))
            self.files.add(await keep_file(self._link, Path(path)))
        self._state.setText("")

    @slot_async
    async def _take_picture(self, content: bytes, picture: QImage) -> None:
        kept = await keep_bytes(self._link, content)
        content_id = f"{new_operation_id()}@ecritoire"
        self._pictures[content_id] = DraftAttachment("image.png", "image/png", BlobName(kept.blob), kept.size, content_id)
        self.editor.show_picture(content_id, picture)

    def add_part(self, part: DraftAttachment) -> None:
        """Take a part of the message that is answered or forwarded."""
        if part.content_id:
            self._pictures[part.content_id] = part
        else:
            self.files.add(part)

    @Slot()
    def _weigh(self) -> None:
        total = self.files.total()
        if total > USUAL_LIMIT:
            self.fault.show_text(
                self.tr("The attachments weigh {size}. Many servers refuse messages above {limit}.").format(
                    size=dates.size(total), limit=dates.size(USUAL_LIMIT)
                ),
                self.tr("Share them by a link instead") if self.drive_links.drive is not None else "",
            )
            self.drive_links.look()
        else:
            self.fault.hide()

    # --- templates

    @Slot(object)
    def take_template(self, template: Template) -> None:
        """Put a template at the cursor, with its fields filled in; its subject where there is none yet."""
        recipients = (*self.to.addresses(), *self.cc.addresses())
        me = self.writer.identity.name if self.writer is not None else ""
        made = filled(template, values(recipients[0] if recipients else None, self.subject.text(), me))
        if made.subject and not self.subject.text().strip():
            self.subject.setText(made.subject)
        self.editor.textCursor().insertHtml(made.html)

    @Slot(str)
    def keep_template(self, name: str) -> None:
        """Keep what is written as a template."""
        if self._templates is not None:
            self._templates.keep(name, self.subject.text().strip(), self.editor.html())
            self._state.setText(self.tr("Template kept"))

    # --- sending and closing

    @Slot()
    def send(self) -> None:
        """Send, unless an address is wrong or something seems forgotten."""
        self._weigh()
        wrong = [address for field in (self.to, self.cc, self.bcc) for address in field.invalid()]
        if wrong:
            words = self.tr("Not a valid address: {addresses}. Correct or remove it.")
            self.fault.show_text(words.format(addresses=", ".join(wrong)))
            self.to.setFocus()
            return
        if not (self.to.addresses() or self.cc.addresses() or self.bcc.addresses()):
            self.fault.show_text(self.tr("Write at least one recipient."))
            self.to.setFocus()
            return
        doubts = self._doubts()
        if doubts - self._warned:
            self._warned |= doubts
            self._say_doubts(doubts)
            return
        self._confirmed = True
        self._idle.stop()
        self.send_wanted.emit()

    @Slot()
    def send_now(self) -> None:
        """Send as soon as possible."""
        self.send_at = 0
        self.send()

    @Slot(int)
    def send_later(self, moment: int) -> None:
        """Send at a time in seconds since 1970, after the same checks."""
        self.send_at = moment
        self.send()

    def _doubts(self) -> set[str]:
        doubts = set()
        said = f"{self.subject.text()}\n{self.editor.text()}"
        if not self.files.files and _ATTACHMENT_WORDS.search(said):
            doubts.add("attachment")
        if not self.subject.text().strip():
            doubts.add("subject")
        if left_open(said):
            doubts.add("fields")
        return doubts

    def _say_doubts(self, doubts: set[str]) -> None:
        again = self.tr("Choose Send again to send it as it is.")
        if "attachment" in doubts:
            words = self.tr("The message speaks of an attachment, but there is none.")
            self.hint.show_text(f"{words} {again}", self.tr("Attach…"))
        elif "fields" in doubts:
            words = self.tr("Fields of a template are still open: {fields}.")
            fields = ", ".join(left_open(f"{self.subject.text()}\n{self.editor.text()}"))
            self.hint.show_text(f"{words.format(fields=fields)} {again}")
        else:
            words = self.tr("The message has no subject.")
            self.hint.show_text(f"{words} {again}")

    @Slot()
    def discard(self) -> None:
        """Throw the draft away and close; the desk offers to take that back."""
        self.discarded = True
        self._confirmed = True
        self.close()

    @property
    def sent(self) -> bool:
        """Whether the message is on its way."""
        return self._confirmed and not self.discarded

    def send_failed(self, words: str) -> None:
        """Say why sending was not possible and let the person go on."""
        self._confirmed = False
        self.fault.show_text(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing keeps the draft; nothing written is lost."""
        self._idle.stop()
        self.closed.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach dropped files."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.attach_paths(paths)


def _as_html(text: str) -> list[str]:
    return [escape(part).replace("\n", "<br>") for part in text.split("\n\n")] if text else []


def _text_after(text: str) -> str:
    """The quotation at the end of a draft's text: from the attribution before the first quoted line."""
    lines = text.split("\n")
    first = next((number for number, one in enumerate(lines) if one.startswith((">", "--------"))), len(lines))
    while first > 0 and first < len(lines) and not lines[first - 1].strip():
        first -= 1
    if first and first < len(lines) and lines[first - 1].rstrip().endswith(":"):
        first -= 1
    return "\n".join(lines[first:])
