"""Logs: one rotating file for each role, with neither addresses nor the words of errors, which may quote a message."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from app import paths

FILE_OCTETS = 1_000_000
FILES_KEPT = 3

_ADDRESS = re.compile(r"[^\s<>\"'(),;:=\[\]{}]+@[^\s<>\"'(),;:=\[\]{}]+")
_QUERY = re.compile(r"(https?://[^\s?#]*)[?#]\S*")
_SECRET = re.compile(r"(?i)\b(authorization|password|passphrase|token|secret|cookie|bearer|basic)\b(\s*[:=]?\s*)\S+")
_HIDDEN = "‹…›"

ExceptionTriple = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def redacted(text: str) -> str:
    """Return `text` without mail addresses, query strings and what follows the name of a secret."""
    text = _SECRET.sub(rf"\1\2{_HIDDEN}", text)
    return _ADDRESS.sub(_HIDDEN, _QUERY.sub(rf"\1?{_HIDDEN}", text))


class CarefulFormatter(logging.Formatter):
    """Writes where an exception came from and of what kind it is, never its words; redacts everything else."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, redacted as a whole."""
        return redacted(super().format(record))

    def formatException(self, ei: ExceptionTriple) -> str:
        """Return the places of a traceback and the kind of its exception."""
        kind, _, trace = ei
        places = "".join(traceback.format_tb(trace)) if trace is not None else ""
        return f"{places}{kind.__name__ if kind is not None else 'no exception'}"


def set_up(profile: Path, role: str, *, verbose: bool = False) -> None:
    """Send what is logged in this process to `logs/<role>.log` of the profile; with `verbose` all of it, also to stderr."""
    formatter = CarefulFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    outlets: list[logging.Handler] = []
    try:
        paths.logs(profile).mkdir(mode=0o700, parents=True, exist_ok=True)
        outlets.append(
            RotatingFileHandler(
                paths.logs(profile) / f"{role}.log",
                maxBytes=FILE_OCTETS,
                backupCount=FILES_KEPT,
                encoding="utf-8",
                delay=True,
            )
        )
    except OSError:  # a full or read-only disk must not keep the program from starting
        verbose = verbose or sys.stderr is not None
    if verbose and sys.stderr is not None:
        outlets.append(logging.StreamHandler())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
        old.close()
    for outlet in outlets:
        outlet.setFormatter(formatter)
        root.addHandler(outlet)
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    logging.captureWarnings(True)
