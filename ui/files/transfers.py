"""What travels: a strip at the foot of the files with each upload and download, its progress, and pause, go on, cancel."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from sync.model.faults import Fault
from sync.model.operations import OperationState
from sync.rpc import messages as m
from sync.store.read import transfers as read_transfers
from sync.store.read.transfers import DownloadRow, UploadRow
from ui import theme
from ui.common import dates
from ui.common.forms import tool
from ui.common.labels import ElidedLabel, label
from ui.common.sentences import sentence_of
from ui.common.slots import slot_async
from ui.link import Link, Session
from ui.live import Live

SHOWN = 50


class TransferLine(QWidget):
    """One upload or download."""

    def __init__(self, row: UploadRow | DownloadRow, link: Link, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self._link = link
        up = isinstance(row, UploadRow)
        self._picture = QLabel(self)
        self._icon = "arrow-up" if up else "arrow-down"
        name = ElidedLabel(row.name, self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(theme.px(140), theme.px(6))
        self._said = ElidedLabel("", self, role="faint")
        self._said.setFixedWidth(theme.px(220))
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(12), theme.px(2), theme.px(8), theme.px(2))
        line.setSpacing(theme.px(10))
        for widget, stretch in ((self._picture, 0), (name, 1), (self.bar, 0), (self._said, 0)):
            line.addWidget(widget, stretch)
        refused = isinstance(row, UploadRow) and row.state is OperationState.REFUSED
        if row.paused or refused:
            title = self.tr("Try again: {name}") if refused else self.tr("Go on: {name}")
            line.addWidget(tool("rotate-ccw" if refused else "play", title.format(name=row.name), self._go_on, self))
        else:
            line.addWidget(tool("pause", self.tr("Pause: {name}").format(name=row.name), self._pause, self))
        line.addWidget(tool("x", self.tr("Cancel: {name}").format(name=row.name), self._cancel, self))
        theme.changes().theme_changed.connect(self._draw)
        self._draw()
        self.say(0)

    @Slot()
    def _draw(self) -> None:
        self._picture.setPixmap(theme.pixmap(self._icon, "accent_ink", theme.px(16)))

    def say(self, done: int) -> None:
        """Show how many octets have travelled."""
        row, size = self.row, max(self.row.size, 1)
        self.bar.setValue(min(1000 * done // size, 1000))
        if row.paused:
            said = self.tr("Paused")
        elif isinstance(row, UploadRow) and row.fault_kind:
            found = sentence_of(row.fault_kind, row.fault_code, row.fault_parameters)
            said = found.what if found else self.tr("Refused by the server")
        elif done:
            said = self.tr("{done} of {size}").format(done=dates.size(done), size=dates.size(row.size))
        elif isinstance(row, UploadRow) and row.state is OperationState.QUEUED:
            said = self.tr("Waiting · {size}").format(size=dates.size(row.size))
        else:
            said = dates.size(row.size)
        self._said.set_whole_text(said)
        self.setAccessibleName(f"{row.name}, {said}")

    def _target(self) -> tuple[str, int]:
        return (self.row.operation, 0) if isinstance(self.row, UploadRow) else ("", self.row.item)

    @slot_async
    async def _pause(self) -> None:
        await self._link.ask(m.PauseTransfer(*self._target()))

    @slot_async
    async def _go_on(self) -> None:
        await self._link.ask(m.ResumeTransfer(*self._target()))

    @slot_async
    async def _cancel(self) -> None:
        if isinstance(self.row, UploadRow):
            stopped = self.row.state is OperationState.REFUSED
            await self._link.ask((m.DiscardOperation if stopped else m.CancelOperation)(self.row.operation))
        else:
            await self._link.ask(m.CancelDownload(self.row.item))


class TransfersPane(QFrame):
    """Hidden where nothing travels."""

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._live = link, live
        self._lines: dict[str, TransferLine] = {}
        self.setAccessibleName(self.tr("Transfers"))
        self.setProperty("ground", "window")
        self._title = label("", "strong", self)
        self._pause_all = tool("pause", self.tr("Pause everything"), partial(self._each, m.PauseTransfer), self)
        self._go_on_all = tool("play", self.tr("Let everything go on"), partial(self._each, m.ResumeTransfer), self)
        self._fold = tool("chevron-down", self.tr("Fold the transfers"), self._turn, self)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), 0)
        head.addWidget(self._title, 1)
        for widget in (self._pause_all, self._go_on_all, self._fold):
            head.addWidget(widget)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, theme.px(4))
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(self._inside)
        self._area.setMaximumHeight(theme.px(168))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._area)
        live.operations_changed.connect(self.read)
        live.downloads_changed.connect(self.read)
        live.progressed.connect(self._progress)
        self.read()

    @property
    def lines(self) -> list[TransferLine]:
        """What is shown, uploads first."""
        return list(self._lines.values())

    @Slot()
    def read(self) -> None:
        """Read again what travels; lines that did not change stay, so that the focus does too."""
        if self._link.session is not Session.OPEN:
            return
        try:
            connection = self._link.reader()
        except Fault:
            return  # locked meanwhile
        uploads: list[UploadRow] = read_transfers.uploads(connection, SHOWN)
        rows: dict[str, UploadRow | DownloadRow] = {f"operation:{row.operation}": row for row in uploads}
        rows |= {f"item:{row.item}": row for row in read_transfers.downloads(connection, SHOWN)}
        for key in [key for key, line in self._lines.items() if rows.get(key) != line.row]:
            gone = self._lines.pop(key)
            gone.hide()
            gone.deleteLater()
        lines: dict[str, TransferLine] = {}
        for place, (key, row) in enumerate(rows.items()):
            line = self._lines.get(key) or TransferLine(row, self._link, self._inside)
            work = self._live.work.get((row.account, key))
            if work is not None:
                line.say(work.done)
            lines[key] = line
            if self._column.indexOf(line) != place:
                self._column.insertWidget(place, line)
        self._lines = lines
        count = read_transfers.upload_count(connection) + len(rows) - len(uploads)
        self._title.setText(self.tr("%n transfer(s)", "", count))
        paused = [row for row in rows.values() if row.paused]
        self._pause_all.setVisible(len(paused) < len(rows))
        self._go_on_all.setVisible(bool(paused))
        self._area.setFixedHeight(min(theme.px(168), max(1, len(rows)) * theme.px(36) + theme.px(8)))
        self.setVisible(bool(rows))

    @Slot(object)
    def _progress(self, progress: m.Progress) -> None:
        line = self._lines.get(progress.what)
        if line is not None:
            line.say(progress.done)

    @slot_async
    async def _each(self, command: type[m.PauseTransfer] | type[m.ResumeTransfer]) -> None:
        """Tell the engine of every transfer that can be paused, or goes on."""
        for line in self.lines:
            row = line.row
            stopped = isinstance(row, UploadRow) and row.state is OperationState.REFUSED
            if not stopped and row.paused is (command is m.ResumeTransfer):
                try:
                    await self._link.ask(command(*((row.operation, 0) if isinstance(row, UploadRow) else ("", row.item))))
                except Fault:
                    continue  # it has just arrived

    @Slot()
    def _turn(self) -> None:
        folded = self._area.isVisible()
        self._area.setVisible(not folded)
        theme.set_icon(self._fold, "chevron-up" if folded else "chevron-down")
        name = self.tr("Show the transfers") if folded else self.tr("Fold the transfers")
        self._fold.setToolTip(name)
        self._fold.setAccessibleName(name)
