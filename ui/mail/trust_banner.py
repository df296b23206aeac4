"""What there is to know of a sender: from elsewhere, from a domain that looks like another, confirmed by the server or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from sync.model.mail import Authenticity, Content
from sync.store.connection import Connection
from sync.store.read.accounts import accounts as read_accounts
from sync.store.read.people import domains as read_domains
from ui.mail.banner import Banner
from ui.mail.suspicion import confirmed, domain_of, lookalike, unconfirmed, within


class Judgement(NamedTuple):
    """What the head of a letter says of its sender."""

    outside: bool
    """Of another organisation than one's own accounts."""
    vouching: str
    """What the receiving server says of the sender; may be empty."""


class TrustBanner(Banner):
    """Warns where a sender pretends, or could not be confirmed."""

    def __init__(self, store: Callable[[], Connection], parent: QWidget | None = None) -> None:
        super().__init__("shield-alert", "danger", parent)
        self._store = store

    def judge(self, content: Content) -> Judgement:
        """Show the warning that a letter's sender calls for, or none; return what its head is to say."""
        domain = domain_of(content.envelope.sender.address)
        store = self._store()
        own = {domain_of(account.address) for account in read_accounts(store)}
        outside = bool(domain) and not within(domain, own)
        taken_for = lookalike(domain, own | read_domains(store)) if outside else ""
        found = content.authenticity
        if taken_for:
            self.show_text(
                self.tr("{domain} looks like {known}, but is another domain. Make sure who writes before you answer.").format(
                    domain=domain, known=taken_for
                )
            )
        elif unconfirmed(domain, found) and found is not None:
            self.show_text(
                self.tr("{server} could not confirm that this message comes from {domain}.").format(
                    server=found.server, domain=domain
                )
            )
        else:
            self.hide()
        if found is None:
            return Judgement(outside, "")
        if confirmed(domain, found):
            vouching = self.tr("{server} confirms that this message comes from {domain}.").format(
                server=found.server, domain=domain
            )
        else:
            vouching = self.tr("{server} found: {results}").format(server=found.server, results=_results(found))
        return Judgement(outside, vouching)


def _results(found: Authenticity) -> str:
    """The results as mail administrators know them: `SPF pass, DMARC none`."""
    named = (("SPF", found.spf), ("DKIM", found.dkim), ("DMARC", found.dmarc))
    return ", ".join(f"{name} {result}" for name, result in named if result)
