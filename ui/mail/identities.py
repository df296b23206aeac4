"""Who a letter is written as: every identity of every account, and the one that answers a letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.model.accounts import Identity
from sync.model.ids import AccountId
from sync.model.mail import Address, Content
from sync.store.rows import AccountRow

_DELIVERED = ("delivered-to", "x-original-to", "envelope-to")
"""Fields in which servers note to which address a letter was delivered, whoever it names."""


@dataclass(frozen=True, slots=True)
class Writer:
    """An identity with the account that sends for it."""

    account: AccountRow
    identity: Identity

    @property
    def sender(self) -> Address:
        """Who the letter is from."""
        return Address(self.identity.name, self.identity.address)

    @property
    def submitter(self) -> Address | None:
        """Who really sends, where the letter is written on behalf of somebody else."""
        usual = self.account.identities[0]
        behalf = self.identity.on_behalf and usual.address.casefold() != self.identity.address.casefold()
        return Address(usual.name, usual.address) if behalf else None

    @property
    def words(self) -> str:
        """How it is shown in a list to choose from."""
        return f"{self.sender} – {self.identity.label}" if self.identity.label else str(self.sender)


def writers(accounts: Iterable[AccountRow]) -> list[Writer]:
    """Return everybody whom the user may write as."""
    return [Writer(account, identity) for account in accounts for identity in account.identities]


def addresses(accounts: Iterable[AccountRow]) -> frozenset[str]:
    """Return all of the user's own addresses, in lower case."""
    return frozenset(
        address.casefold()
        for account in accounts
        for address in (account.address, *(identity.address for identity in account.identities))
    )


def usual(choice: Sequence[Writer], account: AccountId | None) -> Writer | None:
    """Return who writes from an account where nothing says otherwise (None: from the first one)."""
    return next((one for one in choice if one.account.id == account), choice[0] if choice else None)


def answering(choice: Sequence[Writer], account: AccountId, content: Content, owner: str = "") -> Writer | None:
    """Return who answers a letter of `account`: whoever it was written to, delivered to, or whose mailbox (`owner`) holds it.

    Those of the letter's own account come first, then those of others; where nobody is meant, the account's usual identity.
    """
    envelope = content.envelope
    meant = [envelope.sender.address, *(one.address for one in (*envelope.to, *envelope.cc, *envelope.bcc))]
    meant += [value.strip(" <>") for name, value in content.headers if name.casefold() in _DELIVERED]
    wanted = list(dict.fromkeys(_plain(address) for address in meant if address))
    own = [one for one in choice if one.account.id == account]
    for among in (own, [one for one in choice if one.account.id != account]):
        for address in wanted:
            if (found := next((one for one in among if _plain(one.identity.address) == address), None)) is not None:
                return found
        if among is own and owner and (found := _of_owner(own, owner)) is not None:
            return found
    return usual(choice, account)


def of_draft(choice: Sequence[Writer], account: AccountId, sender: Address) -> Writer | None:
    """Return who wrote a draft: by address and name, then by address alone."""
    own = [one for one in choice if one.account.id == account]
    same = [one for one in own if one.identity.address.casefold() == sender.address.casefold()]
    return next((one for one in same if one.identity.name == sender.name), same[0] if same else usual(own, account))


def owner_address(owner: str, account: AccountRow) -> str:
    """Return the address that a shared mailbox's owner probably has: servers often name only what stands before the @."""
    return owner if "@" in owner else f"{owner}@{account.address.rpartition('@')[2]}"


def _of_owner(own: Sequence[Writer], owner: str) -> Writer | None:
    return next(
        (one for one in own if _plain(one.identity.address) == _plain(owner_address(owner, one.account))), None
    )


def _plain(address: str) -> str:
    """Return an address in lower case, without what people put behind a plus sign (RFC 5233)."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
