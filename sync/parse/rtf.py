"""The text of RTF bodies that Outlook leaves instead of plain ones: words and paragraphs, without any formatting."""

from __future__ import annotations

import re

OCTETS_LIMIT = 20 * 1024 * 1024
_PIECE = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
_UNSEEN = frozenset({
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"themedata", b"datastore", b"generator", b"listtable",
    b"listoverridetable", b"header", b"footer", b"rsidtbl", b"xmlnstbl",
})  # fmt: skip
_MARKS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"endash": "–", b"emdash": "—", b"cell": "\t", b"row": "\n",
}  # fmt: skip


def plain(compressed: bytes) -> str:
    """Return the text of a compressed RTF body ([MS-OXRTFCP]), empty where it cannot be read."""
    from compressed_rtf import decompress

    try:
        return text(decompress(compressed))
    except Exception:  # the library raises nothing narrower
        return ""


def text(rtf: bytes) -> str:
    """Return the text of an RTF document; groups that hold no text are left out."""
    shown: list[str] = []
    stack: list[tuple[bool, int]] = []
    hidden, skip, charset, left = False, 1, "cp1252", 0
    for match in _PIECE.finditer(rtf[:OCTETS_LIMIT]):
        word, number, octet, sign, brace, words = match.groups()
        if brace == b"{":
            stack.append((hidden, skip))
        elif brace == b"}":
            hidden, skip = stack.pop() if stack else (False, 1)
        elif sign == b"*" or word in _UNSEEN:
            hidden = True
        elif hidden:
            continue
        elif word == b"ansicpg" and number:
            charset = f"cp{int(number)}"
        elif word == b"uc" and number:
            skip = int(number)
        elif word == b"u" and number:
            shown.append(chr(int(number) % 65536))
            left = skip
        elif word == b"htmlrtf":
            hidden = number != b"0"
        elif word in _MARKS:
            shown.append(_MARKS[word])
        elif octet is not None or words is not None:
            found = _decoded(bytes.fromhex(octet.decode()) if octet is not None else words, charset)
            shown.append(found[left:])
            left = max(0, left - len(found))
        elif sign in (b"\\", b"{", b"}"):
            shown.append(sign.decode())
        elif sign == b"~":
            shown.append("\u00a0")
    return "".join(shown).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _decoded(octets: bytes, charset: str) -> str:
    try:
        return octets.decode(charset, "replace")
    except LookupError:
        return octets.decode("cp1252", "replace")
