"""What a start may be given to open: addresses to write to, and files of kinds that the window opens."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

DOCUMENTS = frozenset({".docx", ".odt"})
"""Endings of files that the window opens; `briefcase.toml` offers the same to the system."""


def settled(arguments: Iterable[str]) -> list[str]:
    """Return arguments with files by their full paths: the window that takes them may have started in another folder."""
    return [str(path.absolute()) if (path := document(one)) is not None else one for one in arguments]


def document(argument: str) -> Path | None:
    """Return the file that an argument names, by its path or as a `file:` address; None where it is no document."""
    if argument.lower().startswith("file:"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname  # with HTTP: no usual start waits for it

        parts = urlsplit(argument)
        if parts.netloc not in ("", "localhost"):
            return None
        path = Path(url2pathname(parts.path))
    elif argument.startswith("-") or "\0" in argument:
        return None
    else:
        path = Path(argument)
    return path if path.suffix.lower() in DOCUMENTS else None
