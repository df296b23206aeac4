"""HTML letters in QtWebEngine, imported only with the first HTML letter: no scripts, no network, no files, no navigation.

Four locks, each enough by itself: the letter was cleaned by the parser role; the page's content security policy allows
`data:` pictures only; every request but that for our own page is blocked; Chromium resolves no name at all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-remote-fonts",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    '--host-resolver-rules="MAP * ~NOTFOUND"',
)
if os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS") is None:
    # Chromium refuses its sandbox to root; ordinary users keep it.
    unboxed = ("--no-sandbox",) if sys.platform == "linux" and os.geteuid() == 0 else ()
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join((*FLAGS, *unboxed))
# Letters are drawn by the processor (decision 23): a graphics driver takes as much memory as the letter and its process.
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QBuffer, QByteArray, QObject, Qt, QUrl, Signal  # noqa: E402
from PySide6.QtGui import QColor, QPageLayout  # noqa: E402
from PySide6.QtPrintSupport import QPrinter  # noqa: E402
from PySide6.QtWebEngineCore import (  # noqa: E402
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: E402
from PySide6.QtWidgets import QVBoxLayout, QWidget  # noqa: E402

SCHEME = b"ecritoire"
_OFF = (
    "JavascriptEnabled", "JavascriptCanOpenWindows", "JavascriptCanAccessClipboard", "LocalStorageEnabled",
    "LocalContentCanAccessRemoteUrls", "LocalContentCanAccessFileUrls", "PluginsEnabled", "PdfViewerEnabled",
    "HyperlinkAuditingEnabled", "DnsPrefetchEnabled", "WebGLEnabled", "Accelerated2dCanvasEnabled",
    "ScreenCaptureEnabled", "AutoLoadIconsForPage", "TouchIconsEnabled", "FullScreenSupportEnabled",
    "AllowRunningInsecureContent", "AllowGeolocationOnInsecureOrigins", "NavigateOnDropEnabled",
)  # fmt: skip

if not bytes(QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name().data()):
    _scheme = QWebEngineUrlScheme(SCHEME)
    _scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
    QWebEngineUrlScheme.registerScheme(_scheme)


class _Gate(QWebEngineUrlRequestInterceptor):
    """Blocks every request but that for our own page; counts what it blocked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme().encode() != SCHEME:
            self.blocked.append(info.requestUrl().scheme())
            info.block(True)


class _Letters(QWebEngineUrlSchemeHandler):
    """Answers `ecritoire:letter/n` with the letter that is shown now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.page = b""

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        buffer = QBuffer(job)
        buffer.setData(self.page)
        job.reply(b"text/html;charset=utf-8", buffer)


class _Page(QWebEnginePage):
    """A page that goes nowhere: a click on a link is only told."""

    link_clicked = Signal(str)

    def acceptNavigationRequest(self, url: QUrl | str, kind: QWebEnginePage.NavigationType, main: bool) -> bool:
        address = url if isinstance(url, QUrl) else QUrl(url)
        if kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_clicked.emit(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))
            return False
        return main and address.scheme().encode() == SCHEME

    def javaScriptConsoleMessage(self, level: object, message: str, line: int, source: str) -> None:
        """Say nothing: the browser's words would quote the letter."""


class WebSheet(QWidget):
    """Shows one letter's page."""

    link_clicked = Signal(str)
    link_hovered = Signal(str)
    shown = Signal()
    """The letter is on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        # Qt destroys children in the order in which they came: the view and its page before their profile, as Chromium asks.
        self._view = QWebEngineView(self)
        self._profile = QWebEngineProfile(self)
        self._profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self._profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.gate = _Gate(self._profile)
        self._letters = _Letters(self._profile)
        self._profile.setUrlRequestInterceptor(self.gate)
        self._profile.installUrlSchemeHandler(SCHEME, self._letters)
        self._profile.downloadRequested.connect(lambda download: download.cancel())
        self._page = _Page(self._profile, self._view)
        self._view.setPage(self._page)
        for name in _OFF:
            attribute = getattr(QWebEngineSettings.WebAttribute, name, None)
            if attribute is not None:
                self._page.settings().setAttribute(attribute, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self.setFocusProxy(self._view)
        self._page.link_clicked.connect(self.link_clicked)
        self._page.newWindowRequested.connect(self._refuse_window)
        self._page.linkHovered.connect(self.link_hovered)
        self._page.permissionRequested.connect(lambda permission: permission.deny())
        self._page.loadFinished.connect(self.shown)

    def show_page(self, page: str) -> None:
        """Show the page of another letter (see `ui.mail.sheet.letter_page`)."""
        self._number += 1
        self._letters.page = page.encode()
        self._page.load(QUrl(f"ecritoire:letter/{self._number}"))

    def write_pdf(self, page: str, path: Path, layout: QPageLayout, told: Callable[[bool], None]) -> None:
        """Write a page as PDF; `told` says whether that went well."""

        def write(loaded: bool) -> None:
            if not loaded:
                told(False)
                return
            self._page.pdfPrintingFinished.connect(
                lambda _path, good: told(good), Qt.ConnectionType.SingleShotConnection
            )
            self._page.printToPdf(str(path), layout)

        self._page.loadFinished.connect(write, Qt.ConnectionType.SingleShotConnection)
        self.show_page(page)

    def print_on(self, page: str, printer: QPrinter, told: Callable[[bool], None]) -> None:
        """Print a page; `told` says whether that went well."""

        def write(loaded: bool) -> None:
            if not loaded:
                told(False)
                return
            self._view.printFinished.connect(told, Qt.ConnectionType.SingleShotConnection)
            self._view.print(printer)

        self._page.loadFinished.connect(write, Qt.ConnectionType.SingleShotConnection)
        self.show_page(page)

    def clear(self) -> None:
        """Forget the letter."""
        self.show_page("")

    def set_ground(self, colour: QColor) -> None:
        """Take the colour that is seen before a letter is there and below it."""
        self._page.setBackgroundColor(colour)

    def set_zoom(self, factor: float) -> None:
        """Zoom the letter."""
        self._page.setZoomFactor(factor)

    def selected_text(self) -> str:
        """Return the marked text."""
        return self._page.selectedText()

    def _refuse_window(self, request: QWebEngineNewWindowRequest) -> None:
        self.link_clicked.emit(request.requestedUrl().toString(QUrl.ComponentFormattingOption.FullyEncoded))
