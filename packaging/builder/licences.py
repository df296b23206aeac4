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
_WITHOUT_TEXT = {"odfpy": "Apache-2.0"}
"""Packages that come without the text of their licence, and the common licence that it is."""
_STATED = {
    **dict.fromkeys(_QT, "LGPL-3.0-only"), "sqlcipher3": "Zlib", "odfpy": "Apache-2.0 OR GPL-2.0-or-later", "vodozemac": "MIT",
}  # fmt: skip
"""Qt for Python comes under a choice of licences: we take it under this one. the others state theirs in text or vaguely."""
INSIDE = """Inside these packages, linked into their libraries:
- Qt 6 (PySide6): LGPL-3.0-only; ICU (Unicode-3.0), libjpeg-turbo (IJG, BSD-3-Clause), libtiff (libtiff), libwebp (BSD-3-Clause),
  HarfBuzz (MIT-Modern-Variant), PCRE2 (BSD-3-Clause), zlib (Zlib). Qt's libraries
  may be replaced: they are plain shared libraries in packages/PySide6.
- Qt WebEngine, in the separate reader: LGPL-3.0-only; Chromium (BSD-3-Clause) and the libraries that it names itself
  (chrome://credits in any Chromium).
- sqlcipher3: SQLCipher (BSD-3-Clause), SQLite (public domain), OpenSSL 3 (Apache-2.0).
- cryptography: OpenSSL 3 (Apache-2.0); Rust crates (MIT OR Apache-2.0).
- nh3, fast-mail-parser, css-inline, python-calamine: Rust crates (MIT OR Apache-2.0, MPL-2.0); vodozemac: Apache-2.0.
- lxml: libxml2 and libxslt (MIT). pypdfium2: PDFium (BSD-3-Clause) and what it is built from, in its own texts.
- Icons: Lucide (ISC).
"""


def index(packages: Iterable[Path]) -> str:
    """Return the list of Python packages under these folders: name, version, licence; then what is inside them."""
    lines = []
    for folder in sorted(
        {path for root in packages for path in root.glob("*.dist-info")}, key=lambda path: path.name.lower()
    ):
        stated = message_from_string((folder / "METADATA").read_text("utf-8"))
        texts = _texts(folder)
        licence = _STATED.get(folder.name.split("-")[0]) or _licence(stated.get_all("Classifier", []), stated)
        if not licence or not (texts or folder.name.split("-")[0] in {*_QT, *_WITHOUT_TEXT}):
            raise SystemExit(f"{folder.name} says nothing of its licence")
        lines.append(f"{stated['Name']} {stated['Version']}: {licence}")
    return "\n".join(lines) + "\n\n" + INSIDE


def lay_out(packages: Iterable[Path], target: Path) -> None:
    """Write the list and the texts into `target`, under the name of each package."""
    roots = list(packages)
    target.mkdir(parents=True, exist_ok=True)
    (target / "licences.txt").write_text(index(roots), "utf-8")
    for root in roots:
        for folder in sorted(root.glob("*.dist-info")):
            for path in _texts(folder):
                place = target / folder.name.removesuffix(".dist-info") / path.relative_to(folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)
    shutil.copyfile(ROOT / "LICENCE", target / "EUPL-1.2.txt")
    for name in ("LGPL-3", "GPL-3", *_WITHOUT_TEXT.values()):
        shutil.copyfile(COMMON / name, target / f"{name}.txt")


def _texts(folder: Path) -> list[Path]:
    """Return the texts in a wheel's metadata: those of its `licenses` folder (PEP 639), and others by their name."""
    inside = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in inside if "licenses" in path.relative_to(folder).parts[:-1] or _TEXT.match(path.name)]


def _licence(classifiers: list[str], stated: object) -> str:
    get = stated.get  # type: ignore[attr-defined]
    expression = get("License-Expression") or ""
    short = get("License") or ""
    classified = ", ".join(
        one.rsplit(" :: ", 1)[1] for one in classifiers if one.startswith("License :: ") and "::" in one[11:]
    )
    return str(expression or (short if len(short) < 60 else "") or classified)
