"""The files of the demo, made of nothing: a PDF, an ODT, a DOCX, pictures and an invitation, small but real."""

from __future__ import annotations

import io
import math
import struct
import zipfile
import zlib
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from app.demo.people import Person

_ODT_TYPE = "application/vnd.oasis.opendocument.text"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def pdf(title: str, lines: tuple[str, ...]) -> bytes:
    """Return a one-page PDF 1.4 with a title and lines in Helvetica (characters outside of Latin-1 become `?`)."""
    drawn = ["BT /F1 16 Tf 60 780 Td (" + _pdf_text(title) + ") Tj /F1 11 Tf 0 -34 Td 16 TL"]
    drawn += [f"({_pdf_text(line)}) Tj T*" for line in lines]
    drawn.append("ET")
    stream = "\n".join(drawn).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def odt(title: str, paragraphs: tuple[str, ...]) -> bytes:
    """Return an OpenDocument text (OASIS ODF 1.3) with a heading and paragraphs."""
    body = f'<text:h text:outline-level="1">{escape(title)}</text:h>'
    body += "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paragraphs)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_ODT_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        # The type comes first and uncompressed, so that the file is recognised by its first bytes (ODF 1.3 part 2 §3.3).
        package.writestr(zipfile.ZipInfo("mimetype", _EPOCH), _ODT_TYPE, zipfile.ZIP_STORED)
        package.writestr(zipfile.ZipInfo("content.xml", _EPOCH), content, zipfile.ZIP_DEFLATED)
        package.writestr(zipfile.ZipInfo("META-INF/manifest.xml", _EPOCH), manifest, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(title: str, paragraphs: tuple[str, ...]) -> bytes:
    """Return a WordprocessingML document (ISO/IEC 29500-1 §11) with a bold title and paragraphs."""
    runs = [f'<w:r><w:rPr><w:b/><w:sz w:val="32"/></w:rPr><w:t>{escape(title)}</w:t></w:r>']
    runs += [f'<w:r><w:t xml:space="preserve">{escape(paragraph)}</w:t></w:r>' for paragraph in paragraphs]
    body = "".join(f"<w:p>{run}</w:p>" for run in runs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}'
            package.writestr(zipfile.ZipInfo(name, _EPOCH), declared, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def png(width: int, height: int, hue: int) -> bytes:
    """Return a PNG of a sky over water; `hue` (0–255) changes its colours."""
    rows = bytearray()
    for y in range(height):
        above = y < height * 2 // 3
        shade = 255 - y * 120 // height
        pixel = bytes((hue, shade, 230)) if above else bytes((30, shade // 2 + hue // 4, 120))
        rows += b"\x00" + pixel * width
    return _png(width, height, bytes(rows))


def portrait(size: int, ground: tuple[int, int, int], skin: tuple[int, int, int], hair: tuple[int, int, int]) -> bytes:
    """Return a square PNG of a person drawn with three discs: hair, face and shoulders on a ground."""
    shapes = ((0.5, 1.12, 0.40, _darker(ground)), (0.5, 0.40, 0.25, hair), (0.5, 0.47, 0.20, skin))
    rows = bytearray()
    for y in range(size):
        rows.append(0)
        for x in range(size):
            pixel = ground
            for across, down, radius, colour in shapes:
                inside = size * radius - math.hypot(x + 0.5 - size * across, y + 0.5 - size * down)
                pixel = _mixed(pixel, colour, min(max(inside + 0.5, 0.0), 1.0))
            rows += bytes(pixel)
    return _png(size, size, bytes(rows))


def _darker(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    return _mixed(colour, (20, 24, 40), 0.55)


def _mixed(one: tuple[int, int, int], other: tuple[int, int, int], much: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * much) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _png(width: int, height: int, rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _png_chunk(b"IHDR", header)
        + _png_chunk(b"IDAT", zlib.compress(rows, 9))
        + _png_chunk(b"IEND", b"")
    )


def invitation(title: str, place: str, begins: datetime, organiser: Person, guest: Person) -> str:
    """Return an iCalendar request of one hour (RFC 5545 §3.6.1, RFC 5546 §3.2.2)."""
    ends = begins + timedelta(hours=1)
    lines = (
        "BEGIN:VCALENDAR",
        "PRODID:-//Ecritoire//Demonstration//FR",
        "VERSION:2.0",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:demo-{int(begins.timestamp())}@prefecture.example",
        f"DTSTAMP:{_utc(begins - timedelta(days=3))}",
        f"DTSTART:{_utc(begins)}",
        f"DTEND:{_utc(ends)}",
        f"SUMMARY:{title}",
        f"LOCATION:{place}",
        f"ORGANIZER;CN={organiser.name}:mailto:{organiser.address}",
        f"ATTENDEE;CN={guest.name};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:\r\n mailto:{guest.address}",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(lines)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _pdf_text(text: str) -> str:
    plain = text.replace("’", "'").replace("–", "-").encode("latin-1", "replace").decode("latin-1")
    return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
