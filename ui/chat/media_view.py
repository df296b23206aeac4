"""The file of a post in the timeline: a picture, a voice message with its length and loudness, or a card with a name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath

from sync.model.chat import MediaTruth
from sync.store.chat_rows import PostRow
from ui import theme
from ui.chat import words
from ui.chat.pictures import Pictures
from ui.chat.post_layout import PICTURES, line_of
from ui.chat.richtext import ALIGN_LEFT
from ui.common.kinds import icon_of


def paint(painter: QPainter, rect: QRect, row: PostRow, pictures: Pictures | None) -> None:
    """Paint the file of a post: a picture as it is, a voice message as one hears it, all else as a card."""
    media = row.media
    if media is None:
        return
    picture = pictures.of(row) if pictures is not None and pictures.has_preview(row) else None
    if row.kind in PICTURES:
        path = QPainterPath()
        path.addRoundedRect(QRectF(rect), theme.RADIUS, theme.RADIUS)
        painter.save()
        painter.setClipPath(path)
        if picture is not None and not picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(rect, picture)
        else:
            painter.fillRect(rect, theme.colour("sunken"))
            _paint_missing(painter, rect, blocked=pictures is not None and row.id in pictures.blocked)
        painter.restore()
        return
    painter.setPen(theme.colour("border"))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
    if media.voice:
        _paint_voice(painter, rect, media)
        return
    side = theme.px(36)
    at = QRect(rect.left() + theme.px(8), rect.center().y() - side // 2, side, side)
    if picture is not None and not picture.isNull():
        fitted = picture.size().scaled(at.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = at.center() - QPoint(fitted.width() // 2, fitted.height() // 2)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRect(place, fitted), picture)
    else:
        icon = icon_of(media.media_type)
        painter.drawPixmap(at.center() - QPoint(theme.px(11), theme.px(11)), theme.pixmap(icon, "accent_ink", theme.px(22)))
    inside = QRect(at.right() + theme.px(10), rect.top(), rect.right() - at.right() - theme.px(20), rect.height())
    face = theme.font("strong")
    painter.setFont(face)
    painter.setPen(theme.colour("text"))
    upper = QRect(inside.left(), inside.top() + theme.px(8), inside.width(), line_of("strong"))
    painter.drawText(
        upper, ALIGN_LEFT, QFontMetrics(face).elidedText(media.name, Qt.TextElideMode.ElideMiddle, upper.width())
    )
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("text_soft"))
    lower = QRect(inside.left(), upper.bottom(), inside.width(), line_of("small") + theme.px(2))
    painter.drawText(lower, ALIGN_LEFT, words.file_line(media))


def _paint_voice(painter: QPainter, rect: QRect, media: MediaTruth) -> None:
    disc = QRectF(rect.left() + theme.px(10), rect.center().y() - theme.px(16), theme.px(32), theme.px(32))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent_soft"))
    painter.drawEllipse(disc)
    size = theme.px(16)
    middle = disc.center().toPoint()
    painter.drawPixmap(middle - QPoint(size // 2, size // 2), theme.pixmap("play", "accent_ink", size))
    face = theme.font("small")
    painter.setFont(face)
    painter.setPen(theme.colour("text_soft"))
    text = words.length(media.duration)
    wide = QFontMetrics(face).horizontalAdvance(text)
    inside = rect.adjusted(theme.px(52), theme.px(8), -theme.px(12), -theme.px(8))
    painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    room = inside.width() - wide - theme.px(12)
    heard = media.waveform or (12,) * 40
    step = max(room / len(heard), 2.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    for place, loud in enumerate(heard):
        left = inside.left() + place * step
        if left + step > inside.left() + room + step / 2:
            break
        high = max(inside.height() * loud / 100, theme.px(3))
        bar = QRectF(left, inside.center().y() - high / 2, max(step * 0.6, 1.5), high)
        painter.drawRoundedRect(bar, 1, 1)


def _paint_missing(painter: QPainter, rect: QRect, *, blocked: bool) -> None:
    """Paint what stands in the place of a picture: that it comes, or that the server's antivirus keeps it back."""
    size = theme.px(24)
    icon, ink = ("shield-alert", "danger") if blocked else ("image", "text_faint")
    middle = rect.center() - QPoint(size // 2, size // 2 + (theme.px(12) if blocked else 0))
    painter.drawPixmap(middle, theme.pixmap(icon, ink, size))
    if blocked:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text_soft"))
        below = rect.adjusted(theme.px(8), size + theme.px(12), -theme.px(8), 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words.blocked())
