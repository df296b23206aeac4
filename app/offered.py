"""What a start may be given to open: addresses to write to, and files of kinds that the window opens."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FILES = frozenset({".docx", ".odt", ".eml", ".msg", ".ics", ".vcf", ".xlsx", ".ods"})
"""Endings of files that the window opens; `briefcase.toml` offers the same to the system."""
CALENDARS = ("webcal:", "webcals:")
"""Beginnings of addresses of published calendars."""


def settled(arguments: Iterable[str]) -> list[str]:
    """Return arguments with files by their full paths: the window that takes them may have started in another folder."""
    return [str(path.absolute()) if (path := file(one)) is not None else one for one in arguments]


def file(argument: str) -> Path | None:
    """Return the file that an argument names, by its path or as a `file:` address; None where it is none that opens."""
    if argument.lower().startswith("file:"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname  # with HTTP: no usual start waits for it

        parts = urlsplit(argument)
        if parts.netloc not in ("", "localhost"):
            return None
        path = Path(url2pathname(parts.path))
    elif argument.startswith("-") or "\0" in argument or argument.lower().startswith(("mailto:", *CALENDARS)):
        return None
    else:
        path = Path(argument)
    return path if path.suffix.lower() in FILES else None
