"""Relationships of an OPC package (ISO/IEC 29500-2): what a part refers to, by id."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from editors.formats.package import Package
from editors.formats.xml import parse
from sync.model.faults import Unreadable

NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: the last word of its type, and a part's name or, where `outside`, an address."""

    kind: str
    target: str
    outside: bool = False


def sheet_of(part: str) -> str:
    """Return the name of the part that holds the relationships of `part` ("" is the package)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> dict[str, Relation]:
    """Return the relationships of a part; none where they are missing or cannot be understood."""
    sheet = package.find(sheet_of(part))
    if not sheet:
        return {}
    try:
        root = parse(package.read(sheet), sheet)
    except Unreadable:
        return {}
    found: dict[str, Relation] = {}
    for one in root:
        if not isinstance(one.tag, str) or not one.tag.endswith("}Relationship"):
            continue
        target = str(one.get("Target") or "")
        outside = one.get("TargetMode") == "External"
        if not outside:
            target = package.find(resolved(part, target)) or resolved(part, target)
        found[str(one.get("Id") or "")] = Relation(str(one.get("Type") or "").rsplit("/", 1)[-1], target, outside)
    return found


def resolved(part: str, target: str) -> str:
    """Return the part's name that a relative target means; it never leaves the package."""
    base = "/" + posixpath.dirname(part)
    return posixpath.normpath(posixpath.join(base, target.split("#", 1)[0])).lstrip("/")
