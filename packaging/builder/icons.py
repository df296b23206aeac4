"""Icons: the application's own drawing, and one sheet of paper per file type, as SVG, PNG and ICO."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from builder.recipe import ROOT, FileType

OWN = ROOT / "resources" / "icons" / "ecritoire.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)
MARKS = ROOT / "resources" / "icons" / "lucide"
_SHEET = """<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64" fill="none">
  <path d="M12 6a4 4 0 0 1 4-4h22l14 14v42a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4z" fill="#FFFFFF" stroke="#AEB6C8" stroke-width="2"/>
  <path d="M38 2v10a4 4 0 0 0 4 4h10z" fill="#DCE2F0" stroke="#AEB6C8" stroke-width="2" stroke-linejoin="round"/>
  <rect x="17" y="23" width="30" height="30" rx="6" fill="{colour}"/>
  <g transform="translate(20 26)" stroke="#FFFFFF" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{mark}</g>
</svg>
"""


def sheet(kind: FileType) -> str:
    """Return the SVG of a file type's icon."""
    drawn = (MARKS / f"{kind.mark}.svg").read_text("utf-8")
    return _SHEET.format(
        colour=kind.colour, mark=drawn[drawn.index(">", drawn.index("<svg")) + 1 : drawn.rindex("</svg>")].strip()
    )


def png(svg: Path, size: int, target: Path) -> None:
    """Draw an SVG file as a square PNG."""
    target.parent.mkdir(parents=True, exist_ok=True)
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    with QPainter(picture) as painter:
        QSvgRenderer(str(svg)).render(painter)
    if not picture.save(str(target)):
        raise SystemExit(f"cannot draw {target}")


def ico(svg: Path, target: Path, folder: Path, sizes: Sequence[int] = (16, 24, 32, 48, 64, 256)) -> None:
    """Draw an SVG file as a Windows icon: one PNG per size behind the directory that Windows has read since Vista."""
    pictures = []
    for size in sizes:
        png(svg, size, picture := folder / f"{svg.stem}-{size}.png")
        pictures.append((size, picture.read_bytes()))
    offset, heads, bodies = 6 + 16 * len(pictures), b"", b""
    for size, body in pictures:
        heads += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(body), offset + len(bodies))
        bodies += body
    target.write_bytes(struct.pack("<HHH", 0, 1, len(pictures)) + heads + bodies)
