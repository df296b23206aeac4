"""Adding an account, and the first run: steps one after the other, the window usable at the end of the last."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sync.model.faults import Fault, Unsupported
from sync.rpc import messages as m
from ui import theme
from ui.accounts.address import AddressPage
from ui.accounts.keep import KeepForm
from ui.accounts.protect import ProtectPage
from ui.common.forms import Page, button, buttons_row, set_property
from ui.common.labels import label
from ui.common.slots import slot_async
from ui.common.toasts import say_fault
from ui.link import Link


class AddAccountFlow(QWidget):
    """Address, then what is kept offline; `finished(account id)`."""

    finished = Signal(int)
    cancelled = Signal()
    demo_requested = Signal()
    step_changed = Signal(int)

    def __init__(self, link: Link, parent: QWidget | None = None, *, first: bool = False) -> None:
        super().__init__(parent)
        self._link = link
        self.address = AddressPage(link, self, offer_demo=first, offer_cancel=not first)
        self.address.proved.connect(self._show_keep)
        self.address.cancelled.connect(self.cancelled)
        self.address.demo_requested.connect(self.demo_requested)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.address)
        page = Page(self, width=560)
        page.column.addWidget(label(self.tr("Offline"), "headline", self))
        page.column.addWidget(
            label(
                self.tr("What is kept here can be read and searched on the train, on an inspection, anywhere."),
                "soft",
                self,
                wrap=True,
            )
        )
        self.keep = KeepForm(link, self)
        page.column.addWidget(self.keep)
        page.column.addSpacing(theme.px(8))
        self.start = button(self.tr("Start"), self._add, kind="primary", parent=self)
        page.column.addLayout(buttons_row(button(self.tr("Back"), self._back, parent=self), None, self.start))
        page.column.addStretch(1)
        self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @Slot()
    def _show_keep(self) -> None:
        self._stack.setCurrentIndex(1)
        self.step_changed.emit(1)
        self.start.setFocus()

    @Slot()
    def _back(self) -> None:
        self._stack.setCurrentIndex(0)
        self.step_changed.emit(0)

    @slot_async
    async def _add(self) -> None:
        self.start.setEnabled(False)
        try:
            first, *others = self.address.commands(self.keep.days, self.keep.attachments.isChecked())
            added = [(await self._link.ask_for(first, m.Added, 60)).account]
            for command in others:
                try:
                    added.append((await self._link.ask_for(command, m.Added, 60)).account)
                except Fault as fault:  # the first is there: what is wrong with the others does not take it away
                    say_fault(self, fault)
            self.address.password.clear()
            if self.address.by_browser:
                await sign_in_by_browser(self._link, *added)
        finally:
            self.start.setEnabled(True)
        self.finished.emit(added[0])


async def sign_in_by_browser(link: Link, *accounts: int) -> None:
    """Open the organisation's sign-in page in the person's browser, once for all accounts that it serves, and not where they
    have signed in there already."""
    opened = set()
    for account in accounts:
        try:
            reply = await link.ask_for(m.SignInByBrowser(account), m.BrowserAddress, 60)
        except Unsupported:
            if len(accounts) == 1:
                raise
            continue  # of several accounts, one may be signed in to by password
        address = QUrl(reply.address)
        if reply.address not in opened and (address.scheme() == "https" or address.host() in ("localhost", "127.0.0.1")):
            QDesktopServices.openUrl(address)
        opened.add(reply.address)


class Steps(QWidget):
    """Where one is among the steps: numbers and names."""

    def __init__(self, names: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), 0)
        row.setSpacing(theme.px(24))
        row.addStretch(1)
        self._labels = [label(f"{place + 1}  {name}", "faint", self) for place, name in enumerate(names)]
        for shown in self._labels:
            row.addWidget(shown)
        row.addStretch(1)

    def show_step(self, step: int) -> None:
        """Mark this step."""
        for place, shown in enumerate(self._labels):
            set_property(shown, "role", "strong" if place == step else "faint")
            mark = "✓" if place < step else str(place + 1)
            shown.setText(f"{mark}  {self._names[place]}")
        self.setAccessibleName(
            self.tr("Step {number} of {total}: {name}").format(
                number=step + 1, total=len(self._names), name=self._names[step]
            )
        )


class FirstRun(QWidget):
    """The whole window until there is a store and an account."""

    finished = Signal()
    demo_requested = Signal()

    def __init__(self, link: Link, parent: QWidget | None = None, *, protected: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(self.tr("First steps"))
        self.steps = Steps([self.tr("Protect this computer"), self.tr("Your address"), self.tr("Offline")], self)
        self.protect = ProtectPage(link, self)
        self.add = AddAccountFlow(link, self, first=True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.protect)
        self._stack.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.steps)
        column.addWidget(self._stack, 1)
        self.protect.finished.connect(self.show_address)
        self.add.step_changed.connect(lambda step: self.steps.show_step(step + 1))
        self.add.finished.connect(self.finished)
        self.add.demo_requested.connect(self.demo_requested)
        self.steps.show_step(0)
        if protected:
            self.show_address()

    @Slot()
    def show_address(self) -> None:
        """Go to step 2: the store is there."""
        self._stack.setCurrentIndex(1)
        self.steps.show_step(1)
        self.add.address.address.setFocus()


class AddAccountDialog(QDialog):
    """The same steps later on, over the window."""

    account_added = Signal(int)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add an account"))
        self.resize(theme.px(640), theme.px(640))
        flow = AddAccountFlow(link, self)
        flow.finished.connect(self._finish)
        flow.cancelled.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow)
        self.flow = flow

    @Slot(int)
    def _finish(self, account: int) -> None:
        self.account_added.emit(account)
        self.accept()
