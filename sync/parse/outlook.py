"""What Outlook keeps in its own ways, made into plain messages: `winmail.dat` (TNEF, [MS-OXTNEF]), `.msg` files ([MS-OXMSG])."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sync.model.faults import Unreadable
from sync.model.ids import BlobName
from sync.model.mail import Address, Draft, DraftAttachment

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TNEF = b"\x78\x9f\x3e\x22"
DEPTH_LIMIT = 5
FILES_LIMIT = 500
_EPOCH = 116_444_736_000_000_000
"""Windows' moments are tenths of microseconds since 1601."""
_CHARSETS = {0: "utf-8", 65001: "utf-8", 28591: "latin-1", 28605: "iso8859-15", 20127: "ascii"}
"""Windows' code pages that Python names otherwise; others are `cp…`."""
_OBJECT_HEAD = 16
"""Octets before an embedded OLE object."""

_BREAKAGES = (
    struct.error, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError, ArithmeticError,
)  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class File:
    """A file that a letter holds."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"
    content_id: str = ""


@dataclass(slots=True)
class Letter:
    """A letter on its way from Outlook's properties to a message."""

    subject: str = ""
    sender: Address = field(default_factory=lambda: Address("", ""))
    to: list[Address] = field(default_factory=list)
    cc: list[Address] = field(default_factory=list)
    bcc: list[Address] = field(default_factory=list)
    date: int = 0
    message_id: str = ""
    text: str = ""
    html: str = ""
    files: list[File] = field(default_factory=list)

    def message(self) -> bytes:
        """Return the letter as a message (RFC 5322)."""
        from sync.parse import build

        draft = Draft(
            self.sender, tuple(self.to), tuple(self.cc), tuple(self.bcc), self.subject, self.html, self.text,
            tuple(
                DraftAttachment(one.name, one.media_type, BlobName(b""), len(one.content), one.content_id) for one in self.files
            ),
            message_id=self.message_id,
        )  # fmt: skip
        return build.message(draft, [one.content for one in self.files], self.date, keep_bcc=True)


def _guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Turn what libraries raise on broken files into `Unreadable`."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except _BREAKAGES as error:
            raise Unreadable("bad_outlook_file", error=type(error).__name__) from error

    return run


@_guarded
def from_tnef(content: bytes) -> bytes:
    """Return the message that a `winmail.dat` holds: text and attachments. Raises `Unreadable`."""
    import tnefparse

    from sync.parse import rtf

    found = tnefparse.TNEF(content)
    html = found.htmlbody or ""
    letter = Letter(html=html if isinstance(html, str) else html.decode("utf-8", "replace"), text=_words(found.body))
    if not letter.text.strip() and not letter.html:
        letter.text = rtf.text(found.rtfbody or b"")
    for one in found.attachments[:FILES_LIMIT]:
        said = {attribute.name: attribute.data for attribute in one.mapi_attrs}
        octets = bytes(one.data)
        if octets[_OBJECT_HEAD : _OBJECT_HEAD + len(OLE)] == OLE:
            octets = octets[_OBJECT_HEAD:]
        kind, content_id = _words(said.get(0x370E, "")), _words(said.get(0x3712, "")).strip("<>")
        name = _words(said.get(0x3707) or said.get(0x3704) or one._name)  # its own reading of names knows UTF-8 alone
        letter.files.append(File(name, octets, kind or "application/octet-stream", content_id))
    return letter.message()


def _words(value: object) -> str:
    """Return a property as text: the library gives octets for some."""
    text = str(value or "")
    if isinstance(value, bytes):
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("cp1252", "replace")
    return text.strip("\0")


@_guarded
def from_msg(content: bytes) -> bytes:
    """Return the message that a `.msg` file holds. Raises `Unreadable`."""
    import io

    from olefile import OleFileIO

    with OleFileIO(io.BytesIO(content)) as ole:
        return _Store(ole).letter([], 0).message()


class _Store:
    """One `.msg` file: storages with a stream for each property."""

    def __init__(self, ole: Any) -> None:
        self._ole = ole
        self._entries = ole.listdir(streams=True, storages=True)

    def letter(self, place: list[str], depth: int) -> Letter:
        from sync.parse import rtf

        fixed = self._fixed(place, 24 if depth else 32)
        letter = Letter(self._text(place, 0x0037), self._sender(place))
        letter.date = _moment(fixed.get(0x0039, 0) or fixed.get(0x0E06, 0))
        letter.message_id = self._text(place, 0x1035)
        letter.text = self._text(place, 0x1000)
        letter.html = self._html(place, fixed)
        if not letter.text.strip() and not letter.html and (packed := self._octets(place, 0x1009)):
            letter.text = rtf.plain(packed)
        for one in self._storages(place, "__recip_version1.0_#"):
            kind = self._fixed(one, 8).get(0x0C15, 1)
            address = self._text(one, 0x39FE) or self._text(one, 0x3003)
            person = Address(self._text(one, 0x3001), address if "@" in address else "")
            {2: letter.cc, 3: letter.bcc}.get(kind, letter.to).append(person)
        for one in list(self._storages(place, "__attach_version1.0_#"))[:FILES_LIMIT]:
            letter.files.append(self._file(one, depth))
        return letter

    def _sender(self, place: list[str]) -> Address:
        name = self._text(place, 0x0042) or self._text(place, 0x0C1A)
        candidates = (self._text(place, number) for number in (0x5D02, 0x5D01, 0x0065, 0x0C1F))
        return Address(name, next((one for one in candidates if "@" in one), ""))

    def _file(self, place: list[str], depth: int) -> File:
        name = self._text(place, 0x3707) or self._text(place, 0x3704) or self._text(place, 0x3001)
        inside = [*place, "__substg1.0_3701000D"]
        if self._ole.exists(inside) and depth < DEPTH_LIMIT and self._ole.exists([*inside, "__properties_version1.0"]):
            return File(f"{name or 'message'}.eml", self.letter(inside, depth + 1).message(), "message/rfc822")
        content_id = self._text(place, 0x3712).strip("<>")
        media_type = self._text(place, 0x370E) or "application/octet-stream"
        return File(name, self._octets(place, 0x3701), media_type, content_id)

    def _html(self, place: list[str], fixed: dict[int, int]) -> str:
        octets = self._octets(place, 0x1013)
        if not octets:
            return self._text(place, 0x1013)
        page = fixed.get(0x3FDE, 0)
        charset = _CHARSETS.get(page, f"cp{page}")
        try:
            return octets.decode(charset, "replace")
        except LookupError:
            return octets.decode("utf-8", "replace")

    def _storages(self, place: list[str], prefix: str) -> Iterator[list[str]]:
        for one in self._entries:
            if len(one) == len(place) + 1 and one[:-1] == place and one[-1].startswith(prefix):
                yield one

    def _octets(self, place: list[str], number: int) -> bytes:
        return self._stream([*place, f"__substg1.0_{number:04X}0102"])

    def _text(self, place: list[str], number: int) -> str:
        wide = self._stream([*place, f"__substg1.0_{number:04X}001F"])
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return self._stream([*place, f"__substg1.0_{number:04X}001E"]).decode("cp1252", "replace").rstrip("\0")

    def _stream(self, place: list[str]) -> bytes:
        if not self._ole.exists(place) or self._ole.get_type(place) != 2:
            return b""
        found: bytes = self._ole.openstream(place).read()
        return found

    def _fixed(self, place: list[str], head: int) -> dict[int, int]:
        """Return the properties that are numbers or moments, by their numbers."""
        octets = self._stream([*place, "__properties_version1.0"])[head:]
        found = {}
        for start in range(0, len(octets) - 15, 16):
            kind, number, _, value = struct.unpack_from("<HHIQ", octets, start)
            if kind in (0x0003, 0x000B):
                found[number] = value & 0xFFFFFFFF
            elif kind == 0x0040:
                found[number] = value
        return found


def _moment(value: int) -> int:
    return (value - _EPOCH) // 10_000_000 if value > _EPOCH else 0
