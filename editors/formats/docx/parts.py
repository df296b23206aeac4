"""The parts of a DOCX package being changed: relationships, content types and new parts, each made only when needed."""

from __future__ import annotations

import posixpath

from lxml import etree

from editors.formats.docx.names import attribute, short
from editors.formats.package import Package
from editors.formats.relations import NAMESPACE, Relation, relations, sheet_of
from editors.formats.xml import Element, Part, parse

TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_EMPTY_SHEET = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
PICTURES = {
    b"\x89PNG": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpeg", "image/jpeg"),
    b"GIF8": ("gif", "image/gif"),
}


class Parts:
    """Gives parts to change, and writes the package with those that were."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.main = main
        self._parts: dict[str, Part] = {}
        self._added: dict[str, bytes] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._last = 0

    def part(self, name: str) -> Part:
        """Return a part of XML to change."""
        found = self._parts.get(name)
        if found is None:
            raw = self._added.pop(name) if name in self._added else self.package.read(name)
            found = self._parts[name] = Part(raw, name)
            if name not in self.package:
                found.touch(found.root)
        return found

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relationships of a part, those made here included."""
        if name not in self._relations:
            self._relations[name] = relations(self.package, name)
        return self._relations[name]

    def relate(self, name: str, kind: str, target: str, outside: bool, *, base: str = "") -> str:
        """Return the id of a relationship of a part, made where there is none yet. `target` is a part's name or an address.

        `base` is what stands before the kind in its type where that is not one of Office's own.
        """
        known = self.relations(name)
        wanted = Relation(kind, target, outside)
        for identity, one in known.items():
            if one == wanted:
                return identity
        numbers = [int(identity[3:]) for identity in known if identity.startswith("rId") and identity[3:].isdigit()]
        identity = f"rId{max(numbers, default=0) + 1}"
        sheet = self.package.find(sheet_of(name)) or sheet_of(name)
        if sheet not in self.package and sheet not in self._parts:
            self._added[sheet] = _EMPTY_SHEET
        part = self.part(sheet)
        part.touch(part.root)
        strict = any(one.get("Type", "").startswith(_STRICT_OFFICE) for one in part.root if isinstance(one.tag, str))
        address = target if outside else posixpath.relpath("/" + target, "/" + posixpath.dirname(name))
        one = etree.SubElement(part.root, NAMESPACE + "Relationship")
        one.set("Id", identity)
        one.set("Type", (base or (_STRICT_OFFICE if strict else _OFFICE)) + kind)
        one.set("Target", address)
        if outside:
            one.set("TargetMode", "External")
        known[identity] = wanted
        return identity

    def add(self, name: str, raw: bytes, media_type: str) -> str:
        """Add a new part, with its content type; return its name, which differs where that one exists."""
        stem, suffix = posixpath.splitext(name)
        number = 1
        while name in self.package or name in self._added or name in self._parts:
            number += 1
            name = f"{stem}{number}{suffix}"
        self._added[name] = raw
        types = self.part(TYPES)
        if media_type.startswith("image/"):
            known = {one.get("Extension", "").lower() for one in types.root if isinstance(one.tag, str)}
            if suffix[1:] not in known:
                types.touch(types.root)
                etree.SubElement(types.root, _TYPES_NAMESPACE + "Default", Extension=suffix[1:], ContentType=media_type)
        else:
            types.touch(types.root)
            etree.SubElement(types.root, _TYPES_NAMESPACE + "Override", PartName="/" + name, ContentType=media_type)
        return name

    def add_picture(self, raw: bytes) -> str:
        """Add a picture's part and return its name."""
        suffix, media_type = next(
            (kind for head, kind in PICTURES.items() if raw.startswith(head)), ("png", "image/png")
        )
        folder = posixpath.dirname(self.main)
        return self.add(posixpath.join(folder, "media", f"ecritoire.{suffix}"), raw, media_type)

    def related(self, kind: str) -> str:
        """Return the part that the main part names for a kind, "" where there is none."""
        return next(
            (one.target for one in self.relations(self.main).values() if one.kind == kind and not one.outside), ""
        )

    def fresh(self) -> int:
        """Return a number that no tracked change, bookmark or picture of the document uses."""
        if not self._last:
            self._last = max(_numbers(self.part(self.main).root), default=0)
            for name in [self.related(kind) for kind in ("footnotes", "endnotes", "comments")]:
                if name and name in self.package:
                    self._last = max(self._last, *_numbers(self.part(name).root), 0)
        self._last += 1
        return self._last

    def written(self) -> bytes:
        """Return the package with what changed; every changed part has been read again: damage is met here, not later."""
        changed = dict(self._added)
        for name, part in self._parts.items():
            if part.changed:
                changed[name] = part.written()
                parse(changed[name], name)
        return self.package.rewritten(changed)


def _numbers(root: Element) -> list[int]:
    found = [0]
    for one in root.iter():
        name = short(one.tag)
        if name == "wp:docPr":
            text = one.get("id") or ""
        elif name in (
            "w:bookmarkStart",
            "w:ins",
            "w:del",
            "w:moveFrom",
            "w:moveTo",
            "w:rPrChange",
            "w:pPrChange",
            "w:comment",
        ):
            text = attribute(one, "id")
        else:
            continue
        if text.isdigit() and len(text) < 10:
            found.append(int(text))
    return found
