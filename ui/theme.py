"""The look: colour tokens, the one rendered style sheet, fonts, and icons tinted by the theme."""

from __future__ import annotations

import gc
import time
import tomllib
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from string import Template
from typing import Protocol, cast

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

SCHEMES = ("system", "light", "dark", "contrast")
GRID = 4
"""The base grid, in pixels at 100 %."""
RADIUS = 6
FOCUS_RING = 2
_ICON_SIZES = (16, 20, 24, 32, 48)
_STROKE = "1.75"
_SOON_MILLISECONDS = 200
_SLICE_SECONDS = 0.004


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of a theme, as `#RRGGBB`. `…_soft` are grounds, the plain word is ink on them."""

    window: str
    surface: str
    raised: str
    sunken: str
    text: str
    text_soft: str
    text_faint: str
    border: str
    border_strong: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_text: str
    accent_ink: str
    accent_soft: str
    selection: str
    selection_text: str
    hover: str
    pressed: str
    focus: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    toast: str
    toast_text: str
    toast_action: str
    disabled: str


class _Changes(QObject):
    """Tells that the theme changed."""

    theme_changed = Signal()


class IconBearer(Protocol):
    """A button or an action: anything with `setIcon`."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show this icon."""


class _State:
    def __init__(self) -> None:
        self.scheme = "light"
        self.wanted = "system"
        self.zoom = 1.0
        self.sizes: dict[float, int] = {}
        self.density = "comfortable"
        self.changes = _Changes()
        self.bearers: list[tuple[weakref.ref[QObject], str, str]] = []
        self.undrawn: list[tuple[weakref.ref[QObject], str, str]] = []
        self.drawing = False
        self.base_size = 0.0
        self.icon_ratio = 1.0
        self.following = False


_state = _State()


@cache
def tokens_of(scheme: str) -> Tokens:
    """Return the tokens of `light`, `dark` or `contrast`. Raises `KeyError` for a missing token."""
    values = tomllib.loads((resources.files("resources") / "themes" / f"{scheme}.toml").read_text("utf-8"))
    return Tokens(**{field.name: values[field.name] for field in fields(Tokens)})


def tokens() -> Tokens:
    """Return the tokens of the theme that is shown now."""
    return tokens_of(_state.scheme)


def scheme() -> str:
    """Return the theme that is shown now: `light`, `dark` or `contrast`."""
    return _state.scheme


def changes() -> _Changes:
    """Return the object whose `theme_changed` says that colours, fonts or density changed: repaint what is cached."""
    return _state.changes


def colour(role: str) -> QColor:
    """Return the colour of a token."""
    return QColor(getattr(tokens(), role))


def zoom() -> float:
    """Return the zoom of the whole window: 0.5 to 3.0."""
    return _state.zoom


def px(size: float) -> int:
    """Return a size given in pixels at 100 %, under the zoom."""
    known = _state.sizes.get(size)
    if known is None:
        known = _state.sizes[size] = round(size * _state.zoom)
    return known


def density() -> str:
    """Return `compact` or `comfortable`."""
    return _state.density


def row_height() -> int:
    """Return the height of a row of a two- or three-line list under the density and zoom, in pixels."""
    return px(32 if _state.density == "compact" else 56)


def apply(app: QApplication, scheme: str = "system", *, zoom: float | None = None, density: str | None = None) -> None:
    """Draw the application in a scheme of `SCHEMES`; `system` follows the desktop's own and its changes."""
    _state.wanted = scheme if scheme in SCHEMES else "system"
    if zoom is not None:
        _state.zoom = min(max(zoom, 0.5), 3.0)
        _state.sizes.clear()
    if density is not None:
        _state.density = density
    if not _state.following:
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(_follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(_follow_system)
        app.screenAdded.connect(_follow_screens)
        _state.following = True
        _state.base_size = max(app.font().pointSizeF(), 9.0)
        app.setStyle("Fusion")
    _draw(app)


def apply_if_changed(app: QApplication, scheme: str, *, zoom: float, density: str) -> None:
    """Draw the application anew where any of these is different; drawing costs tens of milliseconds."""
    if (scheme, zoom, density) != (_state.wanted, _state.zoom, _state.density):
        apply(app, scheme, zoom=zoom, density=density)


def _system_scheme() -> str:
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _follow_system() -> None:
    app = QApplication.instance()
    if _state.wanted == "system" and isinstance(app, QApplication):
        _draw(app)


def _follow_screens() -> None:
    """Draw icons anew where a finer screen was plugged in."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and _icon_ratio() != _state.icon_ratio:
        _draw(app)


def _draw(app: QApplication) -> None:
    _state.icon_ratio = _icon_ratio()
    _state.scheme = _system_scheme() if _state.wanted == "system" else _state.wanted
    pixmap.cache_clear()
    base = QFont(app.font())
    base.setPointSizeF(_state.base_size * _state.zoom)
    with _no_collection():
        app.setFont(base)
        app.setPalette(_palette(tokens()))
        app.setStyleSheet(style_sheet(tokens(), _state.zoom, _state.base_size))
    kept = []
    for bearer, name, role in _state.bearers:
        target = bearer()
        if target is not None and isValid(target):
            cast(IconBearer, target).setIcon(icon(name, role))
            kept.append((bearer, name, role))
    _state.bearers = kept
    _state.undrawn.clear()
    _state.changes.theme_changed.emit()


@contextmanager
def on_paper() -> Iterator[None]:
    """Paint as on white paper, whatever the theme is; what is on the screen is not drawn meanwhile."""
    before, zoomed = _state.scheme, _state.zoom
    _state.scheme, _state.zoom = "light", 1.0
    pixmap.cache_clear()
    try:
        yield
    finally:
        _state.scheme, _state.zoom = before, zoomed
        pixmap.cache_clear()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from collecting widgets while Qt walks over all of them: Qt holds plain pointers meanwhile.

    Where `ui.collector` has taken collecting over it keeps it: other threads must not collect widgets, now or later.
    """
    by_itself = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if by_itself:
            gc.enable()


def _palette(shown: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for part, token in {
        role.Window: shown.window, role.WindowText: shown.text, role.Base: shown.surface,
        role.AlternateBase: shown.sunken, role.Text: shown.text, role.Button: shown.raised,
        role.ButtonText: shown.text, role.Highlight: shown.selection, role.HighlightedText: shown.selection_text,
        role.ToolTipBase: shown.toast, role.ToolTipText: shown.toast_text, role.Link: shown.accent_ink,
        role.LinkVisited: shown.accent_ink, role.PlaceholderText: shown.text_faint, role.Mid: shown.border,
        role.Dark: shown.border_strong, role.Light: shown.raised, role.Midlight: shown.hover,
        role.BrightText: shown.danger, role.Accent: shown.accent,
    }.items():  # fmt: skip
        palette.setColor(part, QColor(token))
    for part in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(shown.disabled))
    return palette


@cache
def _template() -> Template:
    return Template((resources.files("resources") / "themes" / "base.qss").read_text("utf-8"))


def style_sheet(shown: Tokens, zoom: float, base_size: float) -> str:
    """Return `base.qss` with tokens, sizes (`$px4`…: pixels) and type sizes filled in."""
    values = {field.name: getattr(shown, field.name) for field in fields(Tokens)}
    values |= {
        f"px{size}": f"{round(size * zoom)}px" for size in (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 28, 32, 36)
    }
    values |= {
        "radius": f"{round(RADIUS * zoom)}px",
        "body": f"{base_size * zoom:.1f}pt",
        "small": f"{(base_size - 1) * zoom:.1f}pt",
        "caption": f"{round(11 * zoom)}px",
        "title": f"{(base_size + 2) * zoom:.1f}pt",
        "headline": f"{(base_size + 6) * zoom:.1f}pt",
        "icons": str(resources.files("resources") / "icons" / "theme").replace("\\", "/"),
        "scheme": _state.scheme,
    }
    return _template().substitute(values)


# --- fonts -----------------------------------------------------------------------------------------------------------


def font(role: str = "body") -> QFont:
    """Return a font of the system's own family: body, strong, small, small_strong, caption, title, headline, mono.

    Figures have one width, so that dates and counts stand in columns.
    """
    face = QFont(QApplication.font())
    base = (_state.base_size or face.pointSizeF()) * _state.zoom
    if role == "caption":
        face.setPixelSize(px(11))
    else:
        more = {"small": -1, "small_strong": -1, "title": 2, "headline": 6}.get(role, 0)
        face.setPointSizeF(base + more * _state.zoom)
    if role in ("strong", "small_strong", "title", "headline"):
        face.setWeight(QFont.Weight.DemiBold)
    if role == "mono":
        face.setFamilies(["Cascadia Mono", "DejaVu Sans Mono", "monospace"])
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


# --- icons -----------------------------------------------------------------------------------------------------------


@cache
def _svg(name: str) -> str:
    folder = resources.files("resources") / "icons"
    for place in (folder / "lucide" / f"{name}.svg", folder / f"{name}.svg"):
        if place.is_file():
            return place.read_text("utf-8")
    raise KeyError(name)


@cache
def pixmap(name: str, role: str = "text", size: int = 20, ratio: float = 2.0) -> QPixmap:
    """Return an icon drawn at `size` device-independent pixels in a token's colour. Raises `KeyError` for no such icon."""
    text = (
        _svg(name)
        .replace("currentColor", getattr(tokens(), role))
        .replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    )
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        QSvgRenderer(QByteArray(text.encode())).render(painter)
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, role: str = "text_soft") -> QIcon:
    """Return a Lucide icon tinted in a token's colour, greyed where disabled. It does not follow the theme: `set_icon` does."""
    drawn, ratio = QIcon(), _icon_ratio()
    for size in _ICON_SIZES:
        drawn.addPixmap(pixmap(name, role, px(size), ratio))
        drawn.addPixmap(pixmap(name, "disabled", px(size), ratio), QIcon.Mode.Disabled)
    return drawn


def _icon_ratio() -> float:
    """Return for which screens icons are drawn: the finest there is, since drawing for all kinds doubles what a start pays."""
    app = QGuiApplication.instance()
    return 1.0 if isinstance(app, QGuiApplication) and app.devicePixelRatio() <= 1.0 else 2.0


def set_icon(target: QObject, name: str, role: str = "text_soft", *, soon: bool = False) -> None:
    """Give a button or an action an icon that keeps following the theme.

    `soon`: not now but once what is being shown is on the screen, for actions that only menus show.
    """
    _state.bearers = [entry for entry in _state.bearers if entry[0]() is not None and entry[0]() is not target]
    bearer = (weakref.ref(target), name, role)
    _state.bearers.append(bearer)
    if soon:
        _state.undrawn.append(bearer)
        _draw_soon()
    else:
        cast(IconBearer, target).setIcon(icon(name, role))


def _draw_soon(milliseconds: int = _SOON_MILLISECONDS) -> None:
    if not _state.drawing:
        _state.drawing = True
        QTimer.singleShot(milliseconds, _state.changes, _draw_some)


def _draw_some() -> None:
    """Draw icons for a few milliseconds at a time."""
    _state.drawing = False
    begun = time.monotonic()
    while _state.undrawn and time.monotonic() - begun < _SLICE_SECONDS:
        bearer, name, role = _state.undrawn.pop(0)
        target = bearer()
        if target is not None and isValid(target):
            cast(IconBearer, target).setIcon(icon(name, role))
    if _state.undrawn:
        _draw_soon(0)
