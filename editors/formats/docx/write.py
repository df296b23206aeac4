"""A DOCX package with a delta written into it."""

from __future__ import annotations

import posixpath

from lxml import etree

from editors.document.delta import Delta, PageDelta
from editors.document.tree import NEW, Comment, Level, Properties, Story, Style
from editors.formats.docx.blocks import BlockWriter
from editors.formats.docx.comments import Threads
from editors.formats.docx.dialect import DocxDialect
from editors.formats.docx.names import R_STRICT, W_STRICT, R, W, attribute, child, children, short
from editors.formats.docx.parts import Parts
from editors.formats.docx.read import main_part
from editors.formats.docx.sheets import write_lists, write_styles
from editors.formats.package import Package
from editors.formats.relations import relations
from editors.formats.xml import Element, Part
from sync.model.faults import Unsupported

_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


def write(package: Package, delta: Delta) -> bytes:
    """Return a copy of the package in which the document says what the delta says. Raises `Unreadable`, `Unsupported`."""
    return _Writer(package).write(delta)


class _Writer:
    def __init__(self, package: Package) -> None:
        self.parts = Parts(package, main_part(package))
        self._pictures: dict[str, bytes] = {}
        self._placed: dict[str, str] = {}
        self._margins: dict[str, str] = {}
        """The parts of new headers and footers, by the names of their stories."""
        self._named: set[tuple[str, str, str]] = set()
        self._threads = Threads(self.parts)

    def write(self, delta: Delta) -> bytes:
        self._pictures = delta.pictures
        for story in delta.added:
            if story.name.startswith(("header:", "footer:")):
                self._margin(story)
            else:
                self._room_for(story, delta)
        for page in delta.pages:
            self._page(page)
        for one in delta.stories:
            part = self.parts.part(one.part)
            self._blocks(part).write(part.elements[one.source], one.blocks)
        for comment in delta.comments:
            self._comment(comment)
        if delta.comments:
            self._threads.write(delta.comments)
        for identity in delta.removed_comments:
            self._remove_comment(identity)
        if delta.lists:
            self._lists(delta.lists)
        if delta.styles:
            self._styles(delta.styles)
        if delta.properties is not None:
            self._properties(delta.properties)
        return self.parts.written()

    def _blocks(self, part: Part) -> BlockWriter:
        def relate(kind: str, target: str, outside: bool) -> str:
            return self.parts.relate(part.name, kind, target, outside)

        dialect = DocxDialect(part, relate, self._picture, self.parts.fresh)
        return BlockWriter(part, self.parts.relations(part.name), dialect)

    def _picture(self, name: str) -> str:
        """Return the part of a picture: one that the package has, or a newly inserted one."""
        if name in self.parts.package:
            return name
        if name not in self._placed:
            raw = self._pictures.get(name)
            if raw is None:
                raise Unsupported("cannot_insert", what="image")
            self._placed[name] = self.parts.add_picture(raw)
        return self._placed[name]

    # --- headers and footers

    def _margin(self, story: Story) -> None:
        """Add the part of a new header or footer."""
        kind = story.name.partition(":")[0]
        w = _namespace(self.parts.part(self.parts.main))[1:-1]
        root = "hdr" if kind == "header" else "ftr"
        raw = _HEAD + f'<w:{root} xmlns:w="{w}"></w:{root}>'.encode()
        wanted = posixpath.join(posixpath.dirname(self.parts.main), f"{kind}1.xml")
        name = self.parts.add(wanted, raw, f"{_MEDIA}{kind}+xml")
        part = self.parts.part(name)
        part.touch(part.root)
        blocks = self._blocks(part)
        for block in story.blocks:
            part.root.append(blocks.made(block))
        self._margins[story.name] = name

    def _page(self, delta: PageDelta) -> None:
        """Let a section name its new headers and footers, before all else that it says (ECMA-376 17.6.17)."""
        main = self.parts.part(self.parts.main)
        body = child(main.root, "w:body")
        section = main.elements[delta.source] if delta.source != NEW else child(body, "w:sectPr")
        w = _namespace(main)
        if section is None:
            main.touch(body)
            section = etree.SubElement(body, w + "sectPr")
        for kind, stories in (("header", delta.page.headers), ("footer", delta.page.footers)):
            for which, story in stories:
                if story not in self._margins or (kind, which, story) in self._named:
                    continue  # a section before names it: this one has it from there
                one = etree.Element(f"{w}{kind}Reference", nsmap={"r": (R_STRICT if w == W_STRICT else R)[1:-1]})
                one.set(w + "type", which)
                identity = self.parts.relate(self.parts.main, kind, self._margins[story], False)
                one.set((R_STRICT if w == W_STRICT else R) + "id", identity)
                main.touch(section)
                section.insert(0, one)
                self._named.add((kind, which, story))

    # --- notes and comments

    def _room_for(self, story: Story, delta: Delta) -> None:
        """Make the element of a new note or comment, and its blocks."""
        kind, _, identity = story.name.partition(":")
        if kind not in ("footnote", "endnote", "comment"):
            raise Unsupported("cannot_insert", what=kind)
        part = self.parts.part(self._notes_part(kind))
        w = _namespace(part)
        element = etree.SubElement(part.root, f"{w}{kind}")
        part.touch(part.root)
        element.set(w + "id", identity)
        for comment in delta.comments:
            if kind == "comment" and comment.id == identity:
                element.set(w + "author", comment.author)
                if comment.initials:
                    element.set(w + "initials", comment.initials)
                if comment.date:
                    element.set(w + "date", comment.date)
        blocks = self._blocks(part)
        for block in story.blocks:
            element.append(blocks.made(block))
        if kind != "comment":
            first = next((one for one in element if short(one.tag) == "w:p"), None)
            if first is not None:
                run = etree.Element(w + "r")
                said = etree.SubElement(run, w + "rPr")
                etree.SubElement(said, w + "vertAlign").set(w + "val", "superscript")
                etree.SubElement(run, f"{w}{kind}Ref")
                first.insert(1 if len(first) and short(first[0].tag) == "w:pPr" else 0, run)

    def _notes_part(self, kind: str) -> str:
        known = self.parts.related(f"{kind}s")
        if known:
            return known
        w = _namespace(self.parts.part(self.parts.main))[1:-1]
        inner = ""
        if kind != "comment":
            inner = "".join(
                f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
                for name, number in (("separator", -1), ("continuationSeparator", 0))
            )
        raw = _HEAD + f'<w:{kind}s xmlns:w="{w}">{inner}</w:{kind}s>'.encode()
        name = self.parts.add(
            posixpath.join(posixpath.dirname(self.parts.main), f"{kind}s.xml"), raw, f"{_MEDIA}{kind}s+xml"
        )
        self.parts.relate(self.parts.main, f"{kind}s", name, False)
        return name

    def _comment(self, comment: Comment) -> None:
        """Let the text refer to a comment where its range ends (ECMA-376 17.13.4.5); change the fields of one that was there."""
        part = self.parts.part(self.parts.main)
        w = _namespace(part)
        ends = [
            one
            for one in part.root.iter(w + "commentRangeEnd")
            if attribute(one, "id") == comment.id and part.number(one) < 0
        ]
        for end in ends:
            run = etree.Element(w + "r")
            etree.SubElement(run, w + "commentReference").set(w + "id", comment.id)
            end.getparent().insert(end.getparent().index(end) + 1, run)

    def _remove_comment(self, identity: str) -> None:
        main = self.parts.part(self.parts.main)
        w = _namespace(main)
        for one in list(main.root.iter(w + "commentReference", w + "commentRangeStart", w + "commentRangeEnd")):
            if attribute(one, "id") == identity:
                parent = one.getparent()
                main.touch(parent)
                parent.remove(one)
                if short(parent.tag) == "w:r" and not any(short(inner.tag) != "w:rPr" for inner in parent):
                    main.touch(parent.getparent())
                    parent.getparent().remove(parent)
        part = self.parts.part(self.parts.related("comments"))
        for one in children(part.root, "w:comment"):
            if attribute(one, "id") == identity:
                self._threads.remove(one)
                part.touch(part.root)
                part.root.remove(one)

    # --- what the whole document has

    def _styles(self, styles: tuple[Style, ...]) -> None:
        name = self.parts.related("styles")
        if not name:
            w = _namespace(self.parts.part(self.parts.main))[1:-1]
            folder = posixpath.dirname(self.parts.main)
            name = self.parts.add(
                posixpath.join(folder, "styles.xml"),
                _HEAD + f'<w:styles xmlns:w="{w}"></w:styles>'.encode(),
                f"{_MEDIA}styles+xml",
            )
            self.parts.relate(self.parts.main, "styles", name, False)
        write_styles(self.parts.part(name), styles)

    def _lists(self, lists: dict[str, tuple[Level, ...]]) -> None:
        name = self.parts.related("numbering")
        if not name:
            w = _namespace(self.parts.part(self.parts.main))[1:-1]
            folder = posixpath.dirname(self.parts.main)
            raw = _HEAD + f'<w:numbering xmlns:w="{w}"></w:numbering>'.encode()
            name = self.parts.add(posixpath.join(folder, "numbering.xml"), raw, f"{_MEDIA}numbering+xml")
            self.parts.relate(self.parts.main, "numbering", name, False)
        write_lists(self.parts.part(name), lists)

    def _properties(self, properties: Properties) -> None:
        known = next(
            (one.target for one in relations(self.parts.package, "").values() if one.kind == "core-properties"), ""
        )
        if known not in self.parts.package:
            raw = _HEAD + (
                f'<cp:coreProperties xmlns:cp="{_CORE[1:-1]}" xmlns:dc="{_DUBLIN[1:-1]}"></cp:coreProperties>'.encode()
            )
            known = self.parts.add(
                "docProps/core.xml", raw, "application/vnd.openxmlformats-package.core-properties+xml"
            )
            self._relate_core(known)
        part = self.parts.part(known)
        for tag, text in (
            (_DUBLIN + "title", properties.title), (_DUBLIN + "subject", properties.subject),
            (_DUBLIN + "creator", properties.author),
            (_CORE + "keywords", properties.keywords), (_DUBLIN + "description", properties.description),
            (_DUBLIN + "language", properties.language),
        ):  # fmt: skip
            found = part.root.find(tag)
            if (found.text or "" if found is not None else "") == text:
                continue
            if found is None:
                part.touch(part.root)
                found = etree.SubElement(part.root, tag)
            part.touch(found)
            found.text = text

    def _relate_core(self, name: str) -> None:
        identity = self.parts.relate("", "metadata/core-properties", name, False)
        sheet = self.parts.part("_rels/.rels")
        for one in sheet.root:
            if isinstance(one.tag, str) and one.get("Id") == identity:
                sheet.touch_attributes(one)
                one.set("Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")


def _namespace(part: Part) -> str:
    root: Element = part.root
    return W_STRICT if root.tag.startswith(W_STRICT) else W
