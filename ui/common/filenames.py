"""Names and kinds of attachments: names that are safe on every system, kinds that deserve a warning."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)

PROGRAMS = frozenset(
    {
        "exe", "com", "scr", "pif", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "msi",
        "msp", "msix", "appx", "reg", "lnk", "url", "scf", "cpl", "dll", "jar", "jnlp", "sh", "run", "desktop",
        "appimage", "deb", "rpm", "py", "pyw", "pl", "rb", "apk", "dmg", "pkg", "app", "iso", "img", "vhd", "vhdx",
        "one", "chm", "hlp", "inf", "gadget", "library-ms", "search-ms", "settingcontent-ms", "xll",
    }
)  # fmt: skip
MACROS = frozenset(
    {
        "docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppam", "ppsm", "sldm", "xls", "doc", "ppt",
        "odb",
    }
)  # fmt: skip
ACTIVE = frozenset(["htm", "html", "xhtml", "mht", "mhtml", "svg", "xht", "shtml"])


EDITABLE = frozenset({"odt", "docx", "ott", "dotx", "docm", "dotm"})
"""Text documents that the editor of this window opens; it never runs what they carry."""


def editable(name: str) -> bool:
    """Return whether a file can be opened in the editor of this window."""
    return safe_name(name).rpartition(".")[2].lower() in EDITABLE


def safe_name(name: str, fallback: str = "piece-jointe") -> str:
    """Return a file name without folders, control or direction-override characters, at most 120 characters, that every
    system accepts (CVE-2023-3417: `annexe\\u202Efdp.exe` must show its true end)."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    name = _FORBIDDEN.sub("_", name).strip(" .")
    if not name:
        return fallback
    if _RESERVED.match(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if len(name) > 120:
        name = f"{stem[: 119 - len(ending)]}.{ending}" if dot and len(ending) < 20 else name[:120]
    return name


def danger(name: str) -> str:
    """Return `program`, `macro` or `active` (pages that run scripts in a browser) where opening the file deserves a
    warning, else an empty string."""
    ending = safe_name(name).rpartition(".")[2].lower()
    if ending in PROGRAMS:
        return "program"
    if ending in MACROS:
        return "macro"
    return "active" if ending in ACTIVE else ""


def free_path(folder: Path, name: str) -> Path:
    """Return a path in `folder` that no file has yet: `rapport.odt`, `rapport (2).odt`…"""
    name = safe_name(name)
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{stem} ({number}){dot}{ending}"
        number += 1
    return path


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file so that it is there wholly or not at all. `private` makes it readable by its owner alone.

    Marks it as come from outside (`user.xdg.origin.url`) where the file system can. Raises OSError."""
    partial = path.with_name(f".{path.name}.part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if private else 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if hasattr(os, "setxattr"):
            with suppress(OSError):
                os.setxattr(partial, "user.xdg.origin.url", b"mail:")
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
