"""An open document: the bar, the pages, find, the navigator, and at the foot what it counts and how large it is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editors.document import find, references, templates
from ui import i18n, theme
from ui.common import toasts
from ui.common.corrections import LanguageButton
from ui.common.dates import figure
from ui.common.forms import tool
from ui.common.labels import label, line
from ui.common.slots import slot_owed, start_task
from ui.common.spelling import Spelling
from ui.documents import office
from ui.documents.bar import Bar
from ui.documents.find_bar import FindBar
from ui.documents.paper_tab import PaperTab
from ui.documents.papers import Paper, Papers
from ui.documents.side import Side
from ui.documents.spelling import DocumentSpelling
from ui.link import Link

AUTOSAVE_MILLISECONDS = 800
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


class DocumentTab(PaperTab):
    """One document in the area's tabs. `title_changed` when its name or whether it waits to be saved changed."""

    def __init__(
        self,
        link: Link,
        papers: Papers,
        paper: Paper,
        author: str,
        spelling: Spelling,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(link, papers, paper, parent)
        self.writer.setAccessibleName(self.tr("Text of {name}").format(name=paper.name))
        self.writer.author = author
        self.writer.moment = _moment
        self.writer.say = self._placeholder
        self.writer.picture_wanted = self._want_picture
        self.spelling = DocumentSpelling(self.writer, spelling)
        self.bar = Bar(self.writer, self)
        self.find_bar = FindBar(self.writer, self)
        self.side = Side(self.writer, self)
        self._told = label("", "soft", self, wrap=True)
        self._count = QLabel(self)
        self._pages = QLabel(self)
        self._zoom = QToolButton(self)
        self._soon = QTimer(self, singleShot=True, interval=AUTOSAVE_MILLISECONDS)
        self._soon.timeout.connect(self.autosave)
        self._count_soon = QTimer(self, singleShot=True, interval=600)
        self._count_soon.timeout.connect(self._show_counts)
        self._lay_out()
        self._connect()
        self.writer.open_session(paper.session, templates.caret(paper.session.document) if paper.fresh else None)
        self.bar.fill_styles()
        self.bar.follow()
        self.side.refresh()
        self._show_counts()
        self._tell_notices()

    # --- building

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), 0)
        head.setSpacing(theme.px(4))
        head.addWidget(tool("save", self.tr("Save (Ctrl+S)"), self.save, self))
        head.addWidget(tool("undo-2", self.tr("Undo (Ctrl+Z)"), self._undo, self))
        head.addWidget(tool("redo-2", self.tr("Redo (Ctrl+Y)"), self._redo, self))
        head.addWidget(line(self, upright=True))
        head.addWidget(tool("search", self.tr("Find and replace (Ctrl+F)"), self.find_bar.open, self))
        head.addWidget(tool("printer", self.tr("Print… (Ctrl+P)"), self.print_pages, self))
        head.addWidget(tool("file-type", self.tr("Export as PDF…"), self.export_pdf, self))
        more = QToolButton(self)
        more.setAccessibleName(self.tr("More"))
        more.setToolTip(self.tr("More"))
        theme.set_icon(more, "ellipsis")
        more.setMenu(self._more_menu())
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        head.addWidget(LanguageButton(self.spelling, self))
        head.addWidget(more)
        head.addWidget(self._told, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.side)
        split.addWidget(self.writer)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(220), theme.px(1000)])
        self._zoom.setAccessibleName(self.tr("Zoom"))
        self._zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._zoom)
        for zoom in ZOOMS:
            menu.addAction(
                self.tr("{percent} %").format(percent=round(zoom * 100)), partial(self.writer.set_zoom, zoom)
            )
        self._zoom.setMenu(menu)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        foot.setSpacing(theme.px(16))
        foot.addWidget(self._pages)
        foot.addWidget(self._count)
        foot.addStretch(1)
        foot.addWidget(tool("zoom-out", self.tr("Smaller"), lambda: self.writer.set_zoom(self.writer.zoom / 1.1), self))
        foot.addWidget(self._zoom)
        foot.addWidget(tool("zoom-in", self.tr("Larger"), lambda: self.writer.set_zoom(self.writer.zoom * 1.1), self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(line(self))
        column.addWidget(split, 1)
        column.addWidget(self.find_bar)
        column.addWidget(line(self))
        column.addLayout(foot)
        self._show_zoom()

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Save as…\tCtrl+Shift+S"), self.save_as)
        menu.addAction(self.tr("Save to a drive…"), self.save_to_drive)
        menu.addAction(self.tr("Compare with another version…"), self._ask_compare)
        menu.addSeparator()
        menu.addAction(self.tr("Styles…"), self.edit_styles)
        menu.addAction(self.tr("Check accessibility"), self.side.check_access)
        menu.addAction(self.tr("Mail merge…"), self.merge_mail)
        if office.program():
            menu.addSeparator()
            menu.addAction(self.tr("Open in LibreOffice"), self.open_in_office)
            menu.addAction(self.tr("Export as tagged PDF (LibreOffice)…"), self._ask_tagged)
        menu.addSeparator()
        self._continuous = QAction(self.tr("Continuous view"), menu, checkable=True)
        self._continuous.toggled.connect(self.writer.set_continuous)
        menu.addAction(self._continuous)
        self._typography = QAction(self.tr("French typography while typing"), menu, checkable=True, checked=True)
        self._typography.toggled.connect(lambda on: setattr(self.writer, "typography", on))
        menu.addAction(self._typography)
        menu.addSeparator()
        tracking = QAction(self.tr("Track changes"), menu, checkable=True)
        tracking.toggled.connect(lambda on: setattr(self.writer, "tracking", on))
        menu.addAction(tracking)
        menu.addAction(self.tr("Accept changes"), partial(self.writer.settle_changes, accept=True))
        menu.addAction(self.tr("Reject changes"), partial(self.writer.settle_changes, accept=False))
        return menu

    def _connect(self) -> None:
        self.writer.edited.connect(self._edited)
        self.writer.pages_changed.connect(self._show_pages)
        self.writer.caret_moved.connect(self._show_pages)
        self.writer.zoom_changed.connect(self._show_zoom)
        self.writer.link_followed.connect(self._follow_link)
        self.bar.link_wanted.connect(self._ask_link)
        self.bar.picture_wanted.connect(self._ask_picture)
        self.bar.comment_wanted.connect(self._comment)
        for keys, chosen in (
            ("Ctrl+P", self.print_pages), ("Ctrl+S", self.save),
            ("Ctrl+Shift+S", self.save_as), ("Ctrl+F", self.find_bar.open), ("Ctrl+H", self.find_bar.open),
            ("F3", self.find_bar.next), ("F9", self.writer.update_fields), ("Ctrl+Alt+C", self._comment),
            ("Ctrl+Alt+F", partial(self.writer.insert_note, "footnote")),
            ("Ctrl+Alt+D", partial(self.writer.insert_note, "endnote")),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(chosen)

    def _placeholder(self, kind: str) -> str:
        return {
            "equation": self.tr("Equation"), "text_box": self.tr("Text box"), "object": self.tr("Embedded object"),
            "ruby": self.tr("Ruby text"), "drawing": self.tr("Drawing"), "symbol": self.tr("Symbol"),
        }.get(kind, self.tr("Kept, not shown"))  # fmt: skip

    def _tell_notices(self) -> None:
        words = {
            "macros": self.tr("Contains macros: they are kept and never run here."),
            "signed": self.tr("Signed: saving a change ends the signature."),
            "markdown": self.tr("Markdown: headings, lists, tables, links, bold, italic and code are kept, nothing else."),
            "plain_text": self.tr("Plain text: the words alone are kept."),
            "damaged_part": self.tr("A part of this file is damaged; it is kept as it is."),
        }
        self._told.setText("  ".join(words[one] for one in self.paper.session.document.notices if one in words))

    # --- state

    @property
    def title(self) -> str:
        """The name, with a dot where something waits to be saved."""
        return f"• {self.paper.name}" if self.paper.session.changed else self.paper.name

    @property
    def worth_asking(self) -> bool:
        """Whether closing would lose something."""
        return self.paper.session.changed and self.paper.session.document is not self.paper.fresh

    @Slot()
    def _edited(self) -> None:
        self._soon.start()
        self._count_soon.start(min(10_000, 600 + len(self.writer.document_shown.body) // 4))
        if self.paper.session.changed != self._was_changed:
            self._was_changed = self.paper.session.changed
            self.title_changed.emit()

    @slot_owed
    async def autosave(self) -> None:
        """Keep what was edited in the store, so that a crash loses nothing."""
        if self.paper.kept is not self.paper.session.document:
            await self._papers.keep(self.paper)

    @Slot()
    def _show_counts(self) -> None:
        words, characters = find.words_and_characters(self.writer.document_shown)
        self._count.setText(
            self.tr("{words} words, {characters} characters").format(words=figure(words), characters=figure(characters))
        )

    @Slot()
    def _show_pages(self) -> None:
        if self.writer.continuous:
            self._pages.setText("")
            return
        number = self.writer.page_of(self.writer.caret) + 1
        self._pages.setText(
            self.tr("Page {number} of {pages}").format(number=figure(number), pages=figure(len(self.writer.flow.pages)))
        )

    @Slot()
    def _show_zoom(self) -> None:
        self._zoom.setText(self.tr("{percent} %").format(percent=round(self.writer.zoom * 100)))

    def _want_picture(self, name: str) -> None:
        start_task(self, self._fetch_picture(name))

    async def _fetch_picture(self, name: str) -> None:
        image: QImage | None = await self._papers.picture(self.paper, name)
        self.writer.set_picture(name, image)

    def _undo(self) -> None:
        self.writer.undo()
        self.writer.setFocus()

    def _redo(self) -> None:
        self.writer.redo()
        self.writer.setFocus()

    # --- asking

    @Slot()
    def _ask_link(self) -> None:
        if not self.writer.has_selection:
            toasts.say(self, self.tr("Select the words of the link first."))
            return
        address, right = QInputDialog.getText(
            self, self.tr("Link"), self.tr("Address (empty takes the link away):"), text="https://"
        )
        if right:
            self.writer.set_link("" if address.strip() in ("", "https://") else address.strip())

    @Slot()
    def _ask_picture(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Insert a picture"), "", self.tr("Pictures (*.png *.jpg *.jpeg *.gif)")
        )
        if not chosen:
            return
        raw = Path(chosen).read_bytes()
        image = QImage.fromData(raw)
        if image.isNull():
            toasts.say(self, self.tr("This file is not a picture that can be inserted."))
            return
        words, right = QInputDialog.getText(
            self, self.tr("Alternative text"), self.tr("What the picture shows, for those who cannot see it:")
        )
        if right:
            self.writer.insert_picture(raw, image.width() * 0.75, image.height() * 0.75, words)

    @Slot()
    def _comment(self) -> None:
        self.side.write_comment(self.writer.comment(""))

    @Slot(str)
    def _follow_link(self, address: str) -> None:
        if address.startswith("#"):
            target = references.bookmarks(self.writer.document_shown).get(address[1:])
            if target is not None:
                self.writer.set_caret(target[0])
        elif address.startswith(("http://", "https://", "mailto:")):
            QDesktopServices.openUrl(QUrl(address))

    def edit_styles(self) -> None:
        """Show the styles, to change them and to make others."""
        from ui.documents.styles_dialog import StylesDialog

        StylesDialog(self.writer, self.bar.words_of, self).open()

    def merge_mail(self) -> None:
        """Make a document for each record of a table."""
        from ui.documents.mail_merge import MailMerge

        MailMerge(self._link, self._papers, self.paper, self.writer, self).open()

    def print_pages(self) -> None:
        """Show the pages as they will be printed."""
        from ui.documents.printing import PrintPreview

        shown = PrintPreview(self.writer, self.paper.name, self)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()


def _moment() -> tuple[str, str]:
    """Return the date and the time as the reader of the window writes them."""
    now = QDateTime.currentDateTime()
    known = i18n.locale()
    return known.toString(now.date(), QLocale.FormatType.LongFormat), known.toString(
        now.time(), QLocale.FormatType.ShortFormat
    )
