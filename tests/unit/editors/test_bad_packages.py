"""What strangers send: damaged, hostile, encrypted or foreign bytes end in a clear fault or in a document, never otherwise."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editors.document import delta
from editors.document.tree import plain
from editors.formats import new, registry
from editors.formats.package import Package, built
from sync.model.faults import Fault, Unreadable
from tests.unit.editors import random_edits
from tests.unit.editors.corpora import OPEN, WORDS, needed

EMPTY = {kind: new.empty(kind, "fr-FR") for kind in ("docx", "odt")}
BODY = {"docx": "word/document.xml", "odt": "content.xml"}


def parts(raw: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    package = Package(raw)
    return {name: package.read(name) for name in package.names}


def fault_of(raw: bytes) -> str:
    """Return the code with which bytes are refused."""
    with pytest.raises(Unreadable) as refused:
        registry.read(raw)
    return refused.value.code


def test_what_is_no_document_says_so() -> None:
    assert fault_of(b"") == "document_empty"
    assert fault_of(b"Bonjour") == "not_a_document"
    assert fault_of(built({"a.txt": b"Bonjour"})) == "not_a_document"
    assert fault_of(EMPTY["odt"][:-40]) == "damaged_package"


def test_encrypted_and_old_documents_are_named() -> None:
    assert (
        fault_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")) == "document_encrypted"
    )
    assert fault_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument") == "document_old_format"
    locked = parts(EMPTY["odt"])
    entry = b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    locked["META-INF/manifest.xml"] = locked["META-INF/manifest.xml"].replace(
        b"</manifest:manifest>", entry + b"</manifest:manifest>"
    )
    assert fault_of(built(locked)) == "document_encrypted"


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_entities_are_never_expanded(kind: str) -> None:
    bomb = parts(EMPTY[kind])
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    bomb[BODY[kind]] = re.sub(
        rb"(<\?xml.*?\?>)", lambda found: found.group() + declared, bomb[BODY[kind]], count=1, flags=re.S
    )
    assert fault_of(built(bomb)) == "entities"


def test_a_bomb_is_met_before_it_is_unpacked() -> None:
    bomb = parts(EMPTY["odt"])
    bomb["content.xml"] = b"<a>" + b" " * (65 * 1024 * 1024) + b"</a>"
    assert fault_of(built(bomb)) == "zip_bomb"


def test_a_bomb_that_lies_about_its_size_is_met_too() -> None:
    raw = bytearray(built({"content.xml": b" " * (70 * 1024 * 1024), "mimetype": b""}))
    for head, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", raw, raw.find(head) + place, 100)
    assert fault_of(bytes(raw)) == "zip_bomb"


def test_entries_that_share_bytes_are_refused() -> None:
    raw = built({"content.xml": b"<a/>", "b.xml": b"<b/>"})
    second = raw.rfind(b"PK\x01\x02")
    twice = bytearray(raw)
    struct.pack_into("<I", twice, second + 42, 0)
    assert fault_of(bytes(twice)) in ("zip_bomb", "damaged_package")


def test_a_wrong_checksum_is_damage() -> None:
    raw = bytearray(EMPTY["odt"])
    crc = zlib.crc32(parts(EMPTY["odt"])["content.xml"])
    for found in list(re.finditer(re.escape(struct.pack("<I", crc)), bytes(raw))):
        struct.pack_into("<I", raw, found.start(), crc ^ 1)
    assert fault_of(bytes(raw)) == "damaged_package"


def test_macros_and_signatures_are_told_and_kept() -> None:
    package = parts(EMPTY["docx"])
    package["word/vbaProject.bin"] = b"macro"
    package["_xmlsignatures/sig1.xml"] = b"<Signature/>"
    raw = built(package)
    document = registry.read(raw)
    assert set(document.notices) == {"macros", "signed"}
    edited = random_edits.apply(Random(1), document, ("type",))
    result = Package(registry.write(raw, delta.difference(document, edited)))
    assert result.read("word/vbaProject.bin") == b"macro"


def test_names_that_point_outside_are_only_names(tmp_path: Path) -> None:
    package = parts(EMPTY["docx"])
    package["../../etc/passwd"] = b"root"
    package["word/_rels/document.xml.rels"] = package["word/_rels/document.xml.rels"].replace(
        b'Target="styles.xml"', b'Target="../../../../../etc/passwd"'
    )
    document = registry.read(built(package))
    assert plain(document.body) == [""]
    assert document.styles == {}


@needed
@settings(max_examples=250)
@given(path=st.sampled_from([*WORDS, *OPEN] or [Path()]), rng=st.randoms(use_true_random=False))
def test_damaged_documents_end_in_a_fault_or_in_a_document_that_can_be_edited(path: Path, rng: Random) -> None:
    raw = damaged(path.read_bytes(), rng)
    kept = bytes(raw)
    try:
        before = after = registry.read(raw)
        for _ in range(3):
            after = random_edits.apply(rng, after)
        registry.read(registry.write(raw, delta.difference(before, after)))
    except Fault:
        pass
    assert raw == kept


def damaged(raw: bytes, rng: Random) -> bytes:
    """Return a package with bytes flipped, cut off, a part missing, or its XML mutated."""
    way = rng.choice(["flip", "cut", "drop", "tags", "tags", "values", "values"])
    if way == "flip":
        flipped = bytearray(raw)
        for _ in range(rng.randint(1, 20)):
            flipped[rng.randrange(len(flipped))] = rng.randrange(256)
        return bytes(flipped)
    if way == "cut":
        return raw[: rng.randrange(len(raw))]
    try:
        found = parts(raw)
    except Fault:
        return raw
    name = rng.choice([one for one in found if one.endswith((".xml", ".rels"))])
    if way == "drop":
        del found[name]
        return built(found)
    pattern = rb"<[^>]*>" if way == "tags" else rb'="([^"]*)"'
    for _ in range(rng.randint(1, 8)):
        places = list(re.finditer(pattern, found[name]))
        if not places:
            break
        one, other = rng.choice(places), rng.choice(places)
        if way == "tags":
            piece = other.group() + one.group() if rng.random() < 0.5 else b""
            found[name] = found[name][: one.start()] + piece + found[name][one.end() :]
        elif not one.group(1).startswith((b"http", b"urn:")):
            value = rng.choice([b"", b"-1", b"9" * 20, b"abc", b"1e999", "é".encode(), b"0", b"NaN"])
            found[name] = found[name][: one.start(1)] + value + found[name][one.end(1) :]
    return built(found)
