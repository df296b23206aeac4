"""Which format bytes are in, and the way in and out of it: the parser role's whole business with documents."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from editors.document.delta import EMPTY, Delta
from editors.document.tree import Document, replaced
from editors.formats.package import Package, is_zip
from editors.formats.xml import parse
from sync.model.faults import Unreadable

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXTS = ("application/vnd.oasis.opendocument.text", "application/vnd.sun.xml.writer")


def kind(raw: bytes) -> str:
    """Return `docx` or `odt`. Raises `Unreadable` with a code that says what the bytes are instead.

    Codes: `document_encrypted`, `document_old_format`, `document_empty`, `not_a_document`, `damaged_package`.
    """
    if not raw:
        raise Unreadable("document_empty")
    if raw.startswith(_COMPOUND):
        raise Unreadable("document_encrypted" if _ENCRYPTED in raw else "document_old_format")
    if is_zip(raw):
        return package_kind(Package(raw))
    if raw.startswith(b"PK\x03\x04"):
        raise Unreadable("damaged_package")
    raise Unreadable("not_a_document")


def package_kind(package: Package) -> str:
    """Return which format a package is in. Raises `Unreadable`."""
    if "content.xml" in package:
        _refuse_encrypted(package)
        media_type = package.read("mimetype", 1000).decode("ascii", "replace").strip() if "mimetype" in package else ""
        if media_type and not media_type.startswith(_TEXTS):
            raise Unreadable("not_a_text", media_type=media_type[:80])
        return "odt"
    if package.find("[Content_Types].xml"):
        if package.find("xl/workbook.xml") or package.find("ppt/presentation.xml"):
            raise Unreadable("not_a_text")
        return "docx"
    raise Unreadable("not_a_document")


def _refuse_encrypted(package: Package) -> None:
    if "META-INF/manifest.xml" not in package:
        return
    try:
        root = parse(package.read("META-INF/manifest.xml"))
    except Unreadable:
        return
    for one in root.iter():
        if isinstance(one.tag, str) and one.tag.endswith("}encryption-data"):
            raise Unreadable("document_encrypted")


def read(raw: bytes, kind: str = "") -> Document:
    """Return the document that bytes hold. Raises `Unreadable`: nothing else leaves here, however bad the bytes are.

    `kind` is `md` or `txt` for files of lines, which do not say themselves what they are.
    """
    try:
        return _read_lines(raw, kind) if kind else _read(raw)
    except (RecursionError, MemoryError, UnicodeError, ValueError, OverflowError) as error:
        raise Unreadable("damaged_document", error=type(error).__name__) from error


def _read_lines(raw: bytes, kind: str) -> Document:
    if kind == "md":
        from editors.formats.lines import markdown

        return markdown.read(raw)
    from editors.formats.lines import text

    return text.read(raw)


def _read(raw: bytes) -> Document:
    format_ = kind(raw)
    package = Package(raw)
    reader: Callable[[Package], Document]
    if format_ == "docx":
        from editors.formats.docx.read import read as reader
    else:
        from editors.formats.odt.read import read as reader
    document = reader(package)
    return replaced(document, notices=(*notices(package), *document.notices))


def notices(package: Package) -> tuple[str, ...]:
    """Return the codes of what a person has to know of a package: `macros`, `signed`."""
    found = []
    for name in package.names:
        lowered = name.lower()
        if lowered.endswith("vbaproject.bin") or lowered.startswith(("basic/", "scripts/")):
            found.append("macros")
        if lowered.startswith("_xmlsignatures/") or lowered == "meta-inf/documentsignatures.xml":
            found.append("signed")
    return tuple(dict.fromkeys(found))


def write(raw: bytes, delta: Delta, kind: str = "") -> bytes:
    """Return a copy of a document's bytes with a delta written into it; the very same bytes where there is none.

    Raises `Unreadable`, and `Unsupported` where the format cannot say what the delta asks for.
    """
    if delta == EMPTY:
        return raw
    try:
        return _write_lines(raw, delta, kind) if kind else _write(raw, delta)
    except (RecursionError, MemoryError, msgspec.ValidationError) as error:
        raise Unreadable("damaged_document", error=type(error).__name__) from error


def _write_lines(raw: bytes, delta: Delta, kind: str) -> bytes:
    if kind == "md":
        from editors.formats.lines import markdown

        return markdown.write(raw, delta)
    from editors.formats.lines import text

    return text.write(raw, delta)


def _write(raw: bytes, delta: Delta) -> bytes:
    package = Package(raw)
    writer: Callable[[Package, Delta], bytes]
    if package_kind(package) == "docx":
        from editors.formats.docx.write import write as writer
    else:
        from editors.formats.odt.write import write as writer
    return writer(package, delta)


def picture(raw: bytes, name: str) -> bytes:
    """Return the bytes of a picture that a document shows. Raises `Unreadable`."""
    return Package(raw).read(name)
