"""How an event is painted, wherever it stands: its colour, its words, and its state."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from sync.model.calendar import Component
from sync.model.pending import Pending
from ui import theme
from ui.calendar import colours, words
from ui.calendar.shown import Shown

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_GAP = 4


def paint_block(painter: QPainter, rect: QRectF, one: Shown, *, chosen: bool, past: bool, ghost: bool = False) -> None:
    """Paint an event as a block among the hours: title, then times and place where there is room."""
    _ground(painter, rect, one, chosen=chosen, ghost=ghost)
    inside = rect.adjusted(theme.px(8), theme.px(2), -theme.px(4), -theme.px(2))
    painter.save()
    painter.setClipRect(inside)
    face = _face("small_strong", theme.zoom(), off=one.off)
    painter.setFont(face)
    ink = theme.colour("text_soft" if past or one.off else "text")
    painter.setPen(ink)
    metrics = QFontMetrics(face)
    line = metrics.height()
    title = words.title(one.row)
    marks = _marks(painter, inside, one, line)
    room = inside.adjusted(0, 0, -marks, 0)
    if rect.height() < line * 2:
        short = f"{title}, {words.clock(one.start)}"
        top = QRectF(room.left(), rect.top(), room.width(), min(rect.height(), float(line + theme.px(4))))
        painter.drawText(top, _LEFT, metrics.elidedText(short, Qt.TextElideMode.ElideRight, int(room.width())))
        painter.restore()
        return
    rows = max(1, int((inside.height() - line) // line)) if rect.height() < line * 4 else 2
    box = QRectF(room.left(), room.top(), room.width(), line * min(rows, 2))
    wrapped = Qt.TextFlag.TextWordWrap if rows > 1 else Qt.TextFlag.TextSingleLine
    text = title if rows > 1 else metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(room.width()))
    used = painter.boundingRect(box, int(_TOP | wrapped), text)
    painter.drawText(box, int(_TOP | wrapped), text)
    below = inside.adjusted(0, min(used.height(), box.height()) + 1, 0, 0)
    small = _face("small", theme.zoom())
    painter.setFont(small)
    painter.setPen(theme.colour("text_soft"))
    for extra in (words.times(one), one.row.location):
        if not extra or below.height() < line * 0.9:
            continue
        shown = QFontMetrics(small).elidedText(extra, Qt.TextElideMode.ElideRight, int(below.width()))
        painter.drawText(below, int(_TOP | Qt.TextFlag.TextSingleLine), shown)
        below.adjust(0, line, 0, 0)
    painter.restore()


def paint_bar(
    painter: QPainter, rect: QRectF, one: Shown, *, chosen: bool, past: bool, timed: bool, ghost: bool = False
) -> None:
    """Paint an event on one line: a bar for what lasts days, a dot with the time for what is an hour of one (`timed`)."""
    face = _face("small" if timed else "small_strong", theme.zoom(), off=one.off)
    metrics = QFontMetrics(face)
    if timed and not ghost:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.soft(one.colour, strong=True))
            painter.drawRoundedRect(rect, theme.px(_GAP), theme.px(_GAP))
        radius = theme.px(3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(one.colour))
        painter.drawEllipse(QPointF(rect.left() + theme.px(7), rect.center().y()), radius, radius)
    else:
        _ground(painter, rect, one, chosen=chosen, ghost=ghost)
    inside = rect.adjusted(theme.px(14 if timed else 8), 0, -theme.px(3), 0)
    painter.setFont(face)
    marks = _marks(painter, inside, one, metrics.height())
    room = inside.adjusted(0, 0, -marks, 0)
    if timed:
        clock = words.clock(one.start)
        painter.setPen(theme.colour("text_soft"))
        painter.drawText(room, int(_LEFT), clock)
        room.adjust(metrics.horizontalAdvance(clock) + theme.px(5), 0, 0, 0)
    painter.setPen(theme.colour("text_soft" if past or one.off else "text"))
    painter.drawText(
        room, int(_LEFT), metrics.elidedText(words.title(one.row), Qt.TextElideMode.ElideRight, max(0, int(room.width())))
    )


@lru_cache(maxsize=16)
def _face(role: str, _zoom: float, *, off: bool = False) -> QFont:
    """Return a font of the theme, made once for each zoom."""
    face = theme.font(role)
    face.setStrikeOut(off)
    return face


def _ground(painter: QPainter, rect: QRectF, one: Shown, *, chosen: bool, ghost: bool) -> None:
    """Paint the ground with the stripe of the calendar's colour; dashed what is not settled, ringed what clashes."""
    painter.save()
    radius = theme.px(_GAP)
    shape = QPainterPath()
    shape.addRoundedRect(rect, radius, radius)
    painter.setOpacity(0.75 if ghost else 1.0)
    painter.fillPath(shape, theme.colour("surface"))
    painter.fillPath(shape, colours.soft(one.colour, strong=chosen or ghost))
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(QRectF(rect.left(), rect.top(), theme.px(4), rect.height()), QColor(one.colour))
    painter.restore()
    edge: QPen | None = None
    if one.row.status == "tentative" or one.row.transparent:
        edge = QPen(QColor(one.colour), 1, Qt.PenStyle.DashLine)
    if theme.scheme() == "contrast" or chosen:
        edge = QPen(theme.colour("text") if theme.scheme() == "contrast" else QColor(one.colour), 2 if chosen else 1)
    if one.row.pending is Pending.CONFLICT:
        edge = QPen(theme.colour("danger"), 2)
    if edge is not None:
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def marks_of(one: Shown) -> list[tuple[str, str]]:
    """Return the marks of an event as icons and their colours: its state first, then what it is."""
    marks = []
    if one.row.pending is Pending.CONFLICT:
        marks.append(("triangle-alert", "danger"))
    elif one.row.pending is not Pending.NONE:
        marks.append(("clock", "text_soft"))
    if one.clash:
        marks.append(("columns-2", "warning"))
    if one.row.recurring:
        marks.append(("repeat", "text_soft"))
    if one.row.private:
        marks.append(("lock", "text_soft"))
    if one.row.component is Component.TASK:
        marks.append(("square-check" if one.row.status == "completed" else "square", "text_soft"))
    return marks


def _marks(painter: QPainter, inside: QRectF, one: Shown, line: int) -> int:
    """Paint the marks at the right of the first line; return how much room they took."""
    size = theme.px(11)
    taken = 0
    for icon, role in marks_of(one):
        if inside.width() - taken < theme.px(56):
            break
        taken += size + theme.px(3)
        at = QRect(round(inside.right()) - taken, round(inside.top()) + max(0, (line - size) // 2), size, size)
        if inside.height() < line * 1.5:
            at.moveTop(round(inside.center().y() - size / 2))
        painter.drawPixmap(at, theme.pixmap(icon, role, size))
    return taken
