"""What goes in and out of the agenda as files: calendars taken in, written out, and pages as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QStandardPaths, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from sync.model.ids import CollectionId, new_operation_id
from sync.rpc import messages as m
from sync.store.item_rows import CollectionRow
from ui import theme
from ui.calendar import words
from ui.calendar.calendars import Calendars
from ui.calendar.days import Days, Kind
from ui.calendar.days_view import DaysView
from ui.calendar.grid import GridView
from ui.calendar.month_view import MonthView
from ui.calendar.shown import Shown, on_day
from ui.common.blobs import keep_bytes
from ui.common.filenames import safe_name
from ui.common.slots import slot_async
from ui.link import Link

_PAGE = 1120, 740
"""How large a page is for the views, in pixels: that of A4 laid across, less its title."""
_MOST = 64 * 1024 * 1024


class Exchange(QObject):
    """Asks for files and does the rest."""

    done = Signal(str)
    """What was done, in words."""

    def __init__(self, link: Link, calendars: Calendars, over: QWidget) -> None:
        super().__init__(over)
        self._link, self._calendars, self._over = link, calendars, over

    # --- taking in

    def ask_import(self, preferred: int) -> None:
        """Ask for a file and a calendar, then take its events in."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._over, self.tr("Import a calendar"), _folder(), self.tr("Calendars (*.ics *.ical *.ifb);;All files (*)")
        )
        calendar = self._ask_calendar(self.tr("Into which calendar?"), self._calendars.writable(), preferred) if chosen else None
        if calendar is not None:
            self.take_in(Path(chosen), calendar.id)

    @slot_async
    async def take_in(self, path: Path, collection: CollectionId) -> None:
        """Put every entry of a file into a calendar; what is there already under the same UID is left alone."""
        content = _read(path)
        if content is None:
            self.done.emit(self.tr("The file could not be read, or is too large."))
            return
        kept = await keep_bytes(self._link, content)
        saved = await self._link.ask_for(m.ImportResources(new_operation_id(), collection, kept.blob), m.Saved, 300)
        count = len(saved.items)
        self.done.emit(self.tr("%n entry(ies) imported", "", count) if count else self.tr("Everything was there already"))

    # --- writing out

    def ask_export(self, preferred: int) -> None:
        """Ask which calendar and where to, then write it."""
        calendar = self._ask_calendar(self.tr("Which calendar?"), list(self._calendars.by_id.values()), preferred)
        if calendar is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self._over, self.tr("Export a calendar"), f"{_folder()}/{safe_name(calendar.name + '.ics')}",
            self.tr("Calendars (*.ics)"),
        )  # fmt: skip
        if chosen:
            self.write_out(calendar.id, Path(chosen))

    @slot_async
    async def write_out(self, collection: CollectionId, path: Path) -> None:
        """Write a calendar into a file."""
        await self._link.ask_for(m.ExportCalendar(collection, str(path)), m.Done, 300)
        self.done.emit(self.tr("Calendar written to {name}").format(name=path.name))

    def _ask_calendar(self, question: str, offered: Sequence[CollectionRow], preferred: int) -> CollectionRow | None:
        if len(offered) < 2:
            return offered[0] if offered else None
        names = [row.name for row in offered]
        first = next((place for place, row in enumerate(offered) if row.id == preferred), 0)
        name, chosen = QInputDialog.getItem(self._over, self.tr("Calendar"), question, names, first, False)
        return offered[names.index(name)] if chosen else None

    # --- on paper

    def ask_pdf(self, kind: Kind, title: str, days: Days, view: GridView | None, shown: Sequence[Shown]) -> None:
        """Ask where to, then save what is shown as PDF."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._over, self.tr("Save as PDF"), f"{_folder()}/{safe_name(title + '.pdf')}", self.tr("PDF documents (*.pdf)")
        )
        if chosen:
            self.save_pdf(Path(chosen), kind, title, days, view, shown)

    def save_pdf(
        self, path: Path, kind: Kind, title: str, days: Days, view: GridView | None, shown: Sequence[Shown]
    ) -> None:
        """Save a page as PDF: hours and months as they are seen, a list as text."""
        writer = QPdfWriter(str(path))
        writer.setTitle(title)
        writer.setResolution(self._over.logicalDpiX())  # one pixel of the views is one of the page, however sharp that is
        level = QPageLayout.Orientation.Landscape if view is not None else QPageLayout.Orientation.Portrait
        size = QPageSize(QPageSize.PageSizeId.A4)
        writer.setPageLayout(QPageLayout(size, level, QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter))
        if view is None:
            document = QTextDocument()
            document.setHtml(list_page(title, days, shown))
            document.print_(writer)
        else:
            with theme.on_paper():
                _paint_page(writer, title, kind, view, shown)
        self.done.emit(self.tr("Saved as {name}").format(name=path.name))


def _paint_page(writer: QPdfWriter, title: str, kind: Kind, view: GridView, shown: Sequence[Shown]) -> None:
    """Paint a view that nobody sees, as large as the page, onto it."""
    drawn: GridView = MonthView("") if kind is Kind.MONTH else DaysView("")
    if isinstance(drawn, MonthView) and isinstance(view, MonthView):
        drawn.month = view.month
    width, height = _PAGE
    drawn.resize(width, height)
    drawn.verticalScrollBar().hide()
    drawn.show_days(view.days, shown, view.holidays, view.now)
    drawn.viewport().resize(width, height)
    drawn.arrange()
    with QPainter(writer) as painter:
        scale = writer.width() / width
        painter.scale(scale, scale)
        painter.setFont(theme.font("headline"))
        painter.setPen(theme.colour("text"))
        painter.drawText(0, 24, title)
        painter.translate(0, 40)
        drawn.paint(painter)
    drawn.deleteLater()


def list_page(title: str, days: Days, shown: Sequence[Shown]) -> str:
    """Return a list of days as a page of HTML."""
    parts = [f"<h1>{escape(title)}</h1>"]
    for day in days:
        mine = sorted(on_day(shown, day), key=lambda one: (not one.strip, one.start))
        if mine:
            parts.append(f"<h3>{escape(words.capital(words.long_day(day)))}</h3><table cellpadding='3'>")
            parts += [
                f"<tr><td width='110'>{escape(words.times(one))}</td><td><b>{escape(words.title(one.row))}</b> "
                f"{escape(one.row.location)}</td></tr>"
                for one in mine
            ]
            parts.append("</table>")
    return "".join(parts)


def _read(path: Path) -> bytes | None:
    """Return what a file holds, None where it cannot be read or is no calendar that anybody has."""
    try:
        return path.read_bytes() if path.stat().st_size <= _MOST else None
    except OSError:
        return None


def _folder() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

