"""What a file looks like at a glance: a picture of bounded size, the first page of a PDF, or its text."""

from __future__ import annotations

from sync.parse import documents, picture
from sync.parse.charsets import decode

PICTURE, PAGE, TEXT = "picture", "page", "text"
TEXT_LIMIT = 20_000
"""Characters that are shown."""
PAGE_SIDE = 1100
"""Pixels of the longer side of a page."""
_LOOKED_AT = 4096


def preview(raw: bytes, name: str) -> tuple[str, bytes]:
    """Return what kind of preview there is and its bytes: a picture's own, a page as PPM, text as UTF-8.

    ("", b"") where there is none.
    """
    if picture.kind(raw):
        return PICTURE, raw
    if b"%PDF-" in raw[:1024]:
        page = _page(raw)
        if page:
            return PAGE, page
    text = documents.document_text(raw, name, TEXT_LIMIT) or _plain(raw)
    return (TEXT, text.strip().encode()) if text.strip() else ("", b"")


def _page(raw: bytes) -> bytes:
    """Return the first page of a PDF as a picture in PPM, b"" where it cannot be drawn."""
    import pypdfium2  # 60 ms that a parser pays with its first PDF alone

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError:
        return b""
    try:
        page = document[0]
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            return b""
        drawn = page.render(scale=PAGE_SIDE / max(width, height), rev_byteorder=True, maybe_alpha=False)
        lines, buffer = drawn.stride, bytes(drawn.buffer)
        wide, channels = drawn.width, drawn.n_channels
        if channels != 3:
            return b""
        rows = b"".join(buffer[line * lines : line * lines + wide * 3] for line in range(drawn.height))
        return b"P6 %d %d 255\n" % (wide, drawn.height) + rows
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return b""
    finally:
        document.close()


def _plain(raw: bytes) -> str:
    """Return text of no known kind, empty where the bytes are no text."""
    head = raw[:_LOOKED_AT]
    if not head or b"\0" in head or sum(octet < 32 and octet not in (9, 10, 12, 13, 27) for octet in head) > len(head) // 50:
        return ""
    text = decode(raw[: 4 * TEXT_LIMIT])[:TEXT_LIMIT]
    return text if text.count("\ufffd") <= len(text) // 50 else ""
