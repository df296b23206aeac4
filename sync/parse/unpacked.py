"""Letters that came wrapped by Outlook, unwrapped before they are read: `winmail.dat` inside a message, a `.msg` as a whole."""

from __future__ import annotations

from sync.model.faults import Unreadable
from sync.parse.outlook import OLE, TNEF, from_msg, from_tnef
from sync.parse.tree import Part, parse

_TNEF_TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_TEXTS = frozenset({"text/plain", "text/html"})


def message(raw: bytes) -> bytes:
    """Return a message: a `.msg` file made into one, anything else as it is. Raises `Unreadable`."""
    return from_msg(raw) if raw.startswith(OLE) else raw


def tree(raw: bytes) -> Part:
    """Return the tree of a raw message, with what `winmail.dat` holds in the place of that file. Raises `Unreadable`.

    Its text is left out where the message has a text of its own, which says the same.
    """
    root = parse(message(raw))
    for part in [one for one in root.walk() if _is_tnef(one)]:
        try:
            inside = parse(from_tnef(part.content))
        except Unreadable:
            continue
        leaves = [one for one in inside.walk() if not one.children]
        files = [one for one in leaves if one.disposition]
        for number, one in enumerate(leaves, 1):
            one.path = f"{part.path}.{number}"
        if not _has_text(root):
            part.children, part.media_type = [inside], "multipart/mixed"
        elif files:
            part.children, part.media_type = files, "multipart/mixed"
    return root


def _is_tnef(part: Part) -> bool:
    if part.children or part.elided_size is not None:
        return False
    name = part.disposition_parameters.get("filename") or part.parameters.get("name") or ""
    return (part.media_type in _TNEF_TYPES or name.casefold() == "winmail.dat") and part.content.startswith(TNEF)


def _has_text(root: Part) -> bool:
    leaves = [part for part in root.walk() if not part.children]
    return any(part.media_type in _TEXTS and not part.disposition and bool(part.text.strip()) for part in leaves)
