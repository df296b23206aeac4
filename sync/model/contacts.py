"""Contacts: a vCard as the server holds it, as the parser reads it, and as the user changes it.

The bytes that the server gave are the truth (RFC 6350, 2426); the fields here are for list, search, completion and editor.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactTruth:
    """A vCard as a change page of an address book carries it, in the server's own bytes."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with its kind (`work`, `home`, `cell`…, or the user's own label); the preferred one of its field comes first."""

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """A postal address (RFC 6350 §6.3.1)."""

    street: str = ""
    city: str = ""
    postal_code: str = ""
    region: str = ""
    country: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What the parser makes of a vCard. Texts are unescaped; `birthday` and `anniversary` are the properties' texts."""

    uid: str
    name: str
    family: str = ""
    given: str = ""
    prefix: str = ""
    """What stands before the name: « Mme », « Dr »."""
    middle: str = ""
    nickname: str = ""
    organization: str = ""
    department: str = ""
    title: str = ""
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    urls: tuple[Labelled, ...] = ()
    chats: tuple[Labelled, ...] = ()
    """Addresses of chats as URIs (IMPP, RFC 6350 §6.4.3): `matrix:u/claire:exemple.fr`, `xmpp:claire@exemple.fr`."""
    categories: tuple[str, ...] = ()
    birthday: str = ""
    anniversary: str = ""
    note: str = ""
    has_photo: bool = False
    is_group: bool = False
    members: tuple[str, ...] = ()
    """UIDs of a group's members."""


@dataclass(frozen=True, slots=True)
class DirectoryPerson:
    """Somebody in the directory of an organisation, as it told when somebody looked."""

    name: str
    address: str = ""
    organization: str = ""
    department: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    given: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class CardDraft:
    """What the user wants of a contact. None leaves a property as it is; an empty text or tuple removes it."""

    name: str | None = None
    family: str | None = None
    given: str | None = None
    prefix: str | None = None
    middle: str | None = None
    nickname: str | None = None
    organization: str | None = None
    department: str | None = None
    title: str | None = None
    emails: tuple[Labelled, ...] | None = None
    phones: tuple[Labelled, ...] | None = None
    addresses: tuple[PostalAddress, ...] | None = None
    urls: tuple[Labelled, ...] | None = None
    chats: tuple[Labelled, ...] | None = None
    categories: tuple[str, ...] | None = None
    birthday: str | None = None
    anniversary: str | None = None
    note: str | None = None
    photo: bytes | None = None
    is_group: bool | None = None
    members: tuple[str, ...] | None = None
