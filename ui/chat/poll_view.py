"""A poll in the timeline: where its answers stand, how they are painted, and what is said of it in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from sync.model.polls import Answer, Poll
from sync.store.chat_rows import PollStanding
from ui import theme
from ui.chat.richtext import ALIGN_LEFT

translate = QCoreApplication.translate

_WIDEST = 460


def place(poll: Poll, left: int, top: int, room: int) -> tuple[list[tuple[QRect, Answer]], QRect, int]:
    """Return where the answers of a poll and the line below them stand, and where the poll ends."""
    wide = min(room, theme.px(_WIDEST))
    height = QFontMetrics(theme.font("body")).height() + theme.px(20)
    found = []
    top += theme.px(6)
    for answer in poll.answers:
        found.append((QRect(left, top, wide, height), answer))
        top += height + theme.px(4)
    foot = QRect(left, top, wide, QFontMetrics(theme.font("small")).height() + theme.px(4))
    return found, foot, foot.bottom() + theme.px(2)


def paint(
    painter: QPainter, poll: Poll, standing: PollStanding | None, answers: list[tuple[QRect, Answer]], foot: QRect
) -> None:
    """Paint the answers of a poll, what they got where that may be seen, and the line below."""
    seen = shows(poll, standing)
    counts = [len(people) for people in standing.people] if standing is not None and seen else []
    highest = max(counts, default=0)
    for at, (rect, answer) in enumerate(answers):
        mine = standing is not None and answer.id in standing.mine
        share = counts[at] / max(standing.voters, 1) if standing is not None and counts else 0.0
        wins = bool(standing is not None and standing.ended and counts and highest and counts[at] == highest)
        _paint_answer(painter, rect, answer.text, str(counts[at]) if counts else "", share, mine=mine, wins=wins, poll=poll)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("text_soft"))
    painter.drawText(foot, ALIGN_LEFT, about(poll, standing))


def _paint_answer(
    painter: QPainter, rect: QRect, text: str, count: str, share: float, *, mine: bool, wins: bool, poll: Poll
) -> None:
    painter.setPen(theme.colour("accent" if mine else "border"))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
    size = theme.px(16)
    icon = ("square-check" if mine else "square") if poll.most > 1 else ("circle-dot" if mine else "circle")
    inside = rect.adjusted(theme.px(10), 0, -theme.px(12), -theme.px(6) if count else 0)
    at = QPoint(inside.left(), inside.center().y() - size // 2)
    painter.drawPixmap(at, theme.pixmap(icon, "accent_ink" if mine else "text_soft", size))
    inside.setLeft(inside.left() + size + theme.px(8))
    face = theme.font("strong" if wins else "body")
    painter.setFont(face)
    metrics = QFontMetrics(face)
    painter.setPen(theme.colour("text"))
    taken = metrics.horizontalAdvance(count) + theme.px(10) if count else 0
    painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
    inside.setRight(inside.right() - taken)
    painter.drawText(inside, ALIGN_LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width()))
    if count:
        track = QRectF(rect.left() + theme.px(10), rect.bottom() - theme.px(8), rect.width() - theme.px(20), theme.px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        if share:
            track.setWidth(max(track.width() * min(share, 1.0), track.height()))
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)


def shows(poll: Poll, standing: PollStanding | None) -> bool:
    """Whether one may see how a poll stands."""
    return standing is not None and (poll.open or bool(standing.ended))


def about(poll: Poll, standing: PollStanding | None) -> str:
    """Return the line below a poll."""
    if standing is None:
        return ""
    voters, most = standing.voters, poll.most
    parts = [translate("Poll", "%n vote(s)", "", voters)]
    if standing.ended:
        parts.insert(0, translate("Poll", "Final result"))
    elif not poll.open:
        parts = [translate("Poll", "The result is shown once the poll is closed")]
    elif most > 1:
        parts.append(translate("Poll", "up to %n answers", "", most))
    if standing.waits:
        parts.append(translate("Poll", "waits to be sent"))
    return " · ".join(parts)


def spoken(poll: Poll, standing: PollStanding | None) -> str:
    """Return a poll's answers as a screen reader says them."""
    seen = shows(poll, standing)
    said = []
    for at, answer in enumerate(poll.answers):
        parts = [answer.text]
        if standing is not None and seen:
            count = len(standing.people[at])
            parts.append(translate("Poll", "%n vote(s)", "", count))
        if standing is not None and answer.id in standing.mine:
            parts.append(translate("Poll", "your choice"))
        said.append(" : ".join(parts[:2]) + "".join(f", {part}" for part in parts[2:]))
    return " ; ".join(part for part in (*said, about(poll, standing)) if part)


def with_choice(poll: Poll, standing: PollStanding | None, answer: str) -> tuple[str, ...]:
    """Return the vote after an answer was clicked on: chosen, or given up where it was chosen already."""
    mine = standing.mine if standing is not None else ()
    if answer in mine:
        return tuple(one for one in mine if one != answer)
    return (answer,) if poll.most == 1 else (*mine, answer)[-poll.most :]
