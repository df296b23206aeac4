"""Files as they lie on a disk: a letter, a calendar, business cards, spreadsheets."""

from __future__ import annotations

import zipfile
from io import BytesIO

LETTER = (
    b"From: Claire Morvan <claire@dreal.example>\r\nTo: Alice <alice@prefecture.example>\r\n"
    b"Subject: =?utf-8?q?R=C3=A9union?=\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Bonjour <b>Alice</b></p><script>alert(1)</script>\r\n"
    b"--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=noms.csv\r\n\r\nnom;ville\r\n"
    b"--b--\r\n"
)

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai\r\n"
    b"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261120T080000Z\r\nDTSTART:20261126T120000Z\r\nDTEND:20261126T133000Z\r\n"
    b"SUMMARY:Commission\r\nLOCATION:Salle 3\r\nEND:VEVENT\r\n"
    b"BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20261120T080000Z\r\nDTSTART;VALUE=DATE:20261201\r\nSUMMARY:Inspection\r\nEND:VEVENT\r\n"
    b"END:VCALENDAR\r\n"
)

CARDS = b"".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{name}\r\nFN:{name} Morvan\r\nN:Morvan;{name};;;\r\n"
    f"EMAIL:{name.lower()}@dreal.example\r\n"
    "END:VCARD\r\n".encode()
    for name in ("Claire", "Paul")
)


def workbook() -> bytes:
    """An .xlsx of two visible sheets and a hidden one, with every kind of value."""
    names = ("Budget", "Vide", "Secret")
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Poste</t></is></c><c r="B1" t="inlineStr"><is><t>Montant</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Été</t></is></c><c r="B2"><v>1234.5</v></c>'
        '<c r="C2" s="1"><v>46349</v></c></row>'
        '<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3"><v>2026</v></c><c r="D3" t="e"><v>#DIV/0!</v></c></row>'
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f"<workbook {space} {links}><sheets>"
        + "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="r{n}" state="{"hidden" if name == "Secret" else "visible"}"/>'
            for n, name in enumerate(names, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, 4)
        )
        + '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {space}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        **{
            f"xl/worksheets/sheet{n}.xml": f"<worksheet {space}><sheetData>{cells if n == 1 else ''}</sheetData></worksheet>"
            for n in range(1, 4)
        },
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


def open_document_sheet() -> bytes:
    """An .ods of one sheet, made by odfpy."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name="Agents")
    for line in (("Nom", "Âge"), ("Claire", 41)):
        row = TableRow()
        for value in line:
            cell = TableCell(valuetype="float", value=value) if isinstance(value, int) else TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    out = BytesIO()
    book.write(out)
    return out.getvalue()
