"""The licences of all that is shipped: one list, and the texts, which wheels carry in their metadata."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from email import message_from_string
from pathlib import Path

from builder.recipe import ROOT

COMMON = Path("/usr/share/common-licenses")
_TEXT = re.compile(r"(?i)(licen[cs]e|copying|notice)")
_QT = ("pyside6_essentials", "pyside6_addons", "shiboken6")
_STATED = {**dict.fromkeys(_QT, "LGPL-3.0-only"), "sqlcipher3": "Zlib"}
"""Qt for Python comes under a choice of licences: we take it under this one. sqlcipher3 states its own in its text only."""
INSIDE = """Inside these packages, linked into their libraries:
- Qt 6 (PySide6): LGPL-3.0-only; ICU (Unicode-3.0), libjpeg-turbo (IJG, BSD-3-Clause), libtiff (libtiff), libwebp (BSD-3-Clause),
  HarfBuzz (MIT-Modern-Variant), PCRE2 (BSD-3-Clause), zlib (Zlib). Qt's libraries
  may be replaced: they are plain shared libraries in packages/PySide6.
- Qt WebEngine, in the separate reader: LGPL-3.0-only; Chromium (BSD-3-Clause) and the libraries that it names itself
  (chrome://credits in any Chromium).
- sqlcipher3: SQLCipher (BSD-3-Clause), SQLite (public domain), OpenSSL 3 (Apache-2.0).
- cryptography: OpenSSL 3 (Apache-2.0); Rust crates (MIT OR Apache-2.0).
- nh3, fast-mail-parser: Rust crates (MIT OR Apache-2.0, MPL-2.0).
- Icons: Lucide (ISC).
"""


def index(packages: Iterable[Path]) -> str:
    """Return the list of Python packages under these folders: name, version, licence; then what is inside them."""
    lines = []
    for folder in sorted(
        {path for root in packages for path in root.glob("*.dist-info")}, key=lambda path: path.name.lower()
    ):
        stated = message_from_string((folder / "METADATA").read_text("utf-8"))
        texts = [path for path in folder.rglob("*") if path.is_file() and _TEXT.match(path.name)]
        licence = _STATED.get(folder.name.split("-")[0]) or _licence(stated.get_all("Classifier", []), stated)
        if not licence or not (texts or folder.name.split("-")[0] in _QT):
            raise SystemExit(f"{folder.name} says nothing of its licence")
        lines.append(f"{stated['Name']} {stated['Version']}: {licence}")
    return "\n".join(lines) + "\n\n" + INSIDE


def lay_out(packages: Iterable[Path], target: Path) -> None:
    """Write the list and the texts into `target`, under the name of each package."""
    roots = list(packages)
    target.mkdir(parents=True, exist_ok=True)
    (target / "licences.txt").write_text(index(roots), "utf-8")
    for root in roots:
        for path in sorted(root.glob("*.dist-info/**/*")):
            if path.is_file() and _TEXT.match(path.name):
                folder = path.relative_to(root).parts[0].removesuffix(".dist-info")
                place = target / folder / path.name
                place.parent.mkdir(exist_ok=True)
                shutil.copyfile(path, place)
    shutil.copyfile(ROOT / "LICENCE", target / "EUPL-1.2.txt")
    for name in ("LGPL-3", "GPL-3"):
        shutil.copyfile(COMMON / name, target / f"{name}.txt")


def _licence(classifiers: list[str], stated: object) -> str:
    get = stated.get  # type: ignore[attr-defined]
    expression = get("License-Expression") or ""
    short = get("License") or ""
    classified = ", ".join(
        one.rsplit(" :: ", 1)[1] for one in classifiers if one.startswith("License :: ") and "::" in one[11:]
    )
    return str(expression or (short if len(short) < 60 else "") or classified)
