"""An ODT package with a delta written into it."""

from __future__ import annotations

from lxml import etree

from editors.document.delta import Delta
from editors.document.tree import Comment, Level, NoteMark, Properties, Story
from editors.formats.odt import margins
from editors.formats.odt.automatic import Automatic
from editors.formats.odt.blocks import BlockWriter
from editors.formats.odt.dialect import OdtDialect
from editors.formats.odt.names import DC, LOEXT, MANIFEST, META, OFFICE, TXT, child
from editors.formats.odt.pieces import comment_name, said_by
from editors.formats.odt.properties import Sheet
from editors.formats.odt.read import regions
from editors.formats.odt.sheets import list_style, write_styles
from editors.formats.odt.tracking import Tracking
from editors.formats.package import Package
from editors.formats.xml import Element, Part, parse
from sync.model.faults import Unsupported

_PICTURES = {b"\x89PNG": ("png", "image/png"), b"\xff\xd8\xff": ("jpg", "image/jpeg"), b"GIF8": ("gif", "image/gif")}
_LISTS = OFFICE + "automatic-styles"


def write(package: Package, delta: Delta) -> bytes:
    """Return a copy of the package in which the document says what the delta says. Raises `Unreadable`, `Unsupported`."""
    return _Writer(package, delta).write()


class _Writer:
    def __init__(self, package: Package, delta: Delta) -> None:
        self.package = package
        self.delta = delta
        self._parts: dict[str, Part] = {}
        self._writers: dict[str, BlockWriter] = {}
        self._automatics: dict[str, Automatic] = {}
        self._added: dict[str, bytes] = {}
        self._placed: dict[str, str] = {}
        self._stories = {story.name: story for story in delta.added}
        self._annotations: dict[str, Element] = {}
        """The comments of the file, by what the tree calls them."""

    def write(self) -> bytes:
        if self.delta.comments or self.delta.removed_comments:
            known = self._part("content.xml").root.iter(OFFICE + "annotation")
            self._annotations = {comment_name(one): one for one in list(known)}
        if self.delta.lists:
            self._lists(self.delta.lists)
        if self.delta.styles:
            write_styles(self._part("styles.xml"), self.delta.styles)
        for story in self.delta.added:
            if story.name.startswith(("header:", "footer:")):
                part = self._part("styles.xml")
                self._blocks(part).fill(margins.add(part, story.name), story.blocks)
        for one in self.delta.stories:
            part = self._part(one.part)
            self._blocks(part).write(part.elements[one.source], one.blocks)
        for comment in self.delta.comments:
            self._comment(comment)
        for identity in self.delta.removed_comments:
            self._remove_comment(identity)
        if self.delta.properties is not None:
            self._properties(self.delta.properties)
        for writer in self._writers.values():
            writer.finish()
        changed = dict(self._added)
        for name, part in self._parts.items():
            if part.changed:
                changed[name] = part.written()
                parse(changed[name], name)
        return self.package.rewritten(changed)

    def _part(self, name: str) -> Part:
        if name not in self._parts:
            self._parts[name] = Part(self.package.read(name), name)
        return self._parts[name]

    def _blocks(self, part: Part) -> BlockWriter:
        if part.name not in self._writers:
            sheet = Sheet()
            if part.name != "styles.xml" and "styles.xml" in self.package:
                fonts = Sheet()
                fonts.add(self._part("styles.xml").root)
                sheet.fonts.update(fonts.fonts)
            sheet.add(part.root)
            automatic = self._automatics.setdefault(part.name, Automatic(part, sheet))
            known = regions(part.root)
            tracking = Tracking(part, known, lambda one: said_by(one, sheet))
            dialect = OdtDialect(part, automatic, self._picture, self._annotate, self._note, tracking.wrapper)
            self._writers[part.name] = BlockWriter(part, automatic, dialect, known, tracking)
        return self._writers[part.name]

    # --- pictures

    def _picture(self, name: str) -> str:
        if name in self.package:
            return name
        if name not in self._placed:
            raw = self.delta.pictures.get(name)
            if raw is None:
                raise Unsupported("cannot_insert", what="image")
            suffix, media_type = next(
                (kind for head, kind in _PICTURES.items() if raw.startswith(head)), ("png", "image/png")
            )
            number = 1
            while (part := f"Pictures/ecritoire{number}.{suffix}") in self.package or part in self._added:
                number += 1
            self._added[part] = raw
            self._declare(part, media_type)
            self._placed[name] = part
        return self._placed[name]

    def _declare(self, name: str, media_type: str) -> None:
        manifest = "META-INF/manifest.xml"
        if manifest not in self.package:
            return
        part = self._part(manifest)
        part.touch(part.root)
        entry = etree.SubElement(part.root, MANIFEST + "file-entry")
        entry.set(MANIFEST + "full-path", name)
        entry.set(MANIFEST + "media-type", media_type)

    # --- notes, comments and tracked changes

    def _note(self, mark: NoteMark) -> Element:
        story = self._stories.get(mark.note)
        if story is None:
            raise Unsupported("cannot_insert", what="note")
        element = etree.Element(TXT + "note", nsmap={"text": TXT[1:-1]})
        element.set(TXT + "id", mark.note.partition(":")[2])
        element.set(TXT + "note-class", mark.kind)
        etree.SubElement(element, TXT + "note-citation").text = mark.label or "1"
        self._fill(etree.SubElement(element, TXT + "note-body"), story)
        return element

    def _annotate(self, identity: str, element: Element) -> None:
        comment = next((one for one in self.delta.comments if one.id == identity), Comment(identity))
        if comment.parent:
            element.set(LOEXT + "parent-name", self._named(comment.parent))
        etree.SubElement(element, DC + "creator").text = comment.author
        if comment.date:
            etree.SubElement(element, DC + "date").text = comment.date
        story = self._stories.get(f"comment:{identity}")
        if story is not None:
            self._fill(element, story)

    def _named(self, identity: str) -> str:
        """Return the name of a comment, given to it where the file gives it none: its answers refer to it by that."""
        found = self._annotations.get(identity)
        if found is None or found.get(OFFICE + "name"):
            return identity
        self._part("content.xml").touch_attributes(found)
        found.set(OFFICE + "name", identity)
        return identity

    def _comment(self, comment: Comment) -> None:
        """Say of a comment that was there whether it is settled."""
        found = self._annotations.get(comment.id)
        if found is None:
            found = next(
                (one for one in self._part("content.xml").root.iter(OFFICE + "annotation")
                 if one.get(OFFICE + "name") == comment.id), None,
            )  # fmt: skip
        if found is None or (found.get(LOEXT + "resolved") == "true") == comment.done:
            return
        self._part("content.xml").touch_attributes(found)
        found.set(LOEXT + "resolved", "true" if comment.done else "false")

    def _fill(self, element: Element, story: Story) -> None:
        self._blocks(self._part("content.xml")).fill(element, story.blocks)

    def _remove_comment(self, identity: str) -> None:
        part = self._part("content.xml")
        gone = self._annotations.get(identity)
        name = None if gone is None else gone.get(OFFICE + "name")
        for one in list(part.root.iter(OFFICE + "annotation", OFFICE + "annotation-end")):
            if one is gone or (name and one.get(OFFICE + "name") == name):
                parent = one.getparent()
                part.touch(parent)
                before, tail = one.getprevious(), one.tail or ""
                if before is not None:
                    before.tail = (before.tail or "") + tail
                else:
                    parent.text = (parent.text or "") + tail
                one.tail = None
                parent.remove(one)

    # --- what the whole document has

    def _lists(self, lists: dict[str, tuple[Level, ...]]) -> None:
        for name, levels in lists.items():
            for one in self.delta.stories:
                part = self._part(one.part)
                home = child(part.root, _LISTS)
                if home is None:
                    home = etree.Element(_LISTS)
                    body = child(part.root, OFFICE + "body")
                    part.touch(part.root)
                    part.root.insert(len(part.root) if body is None else part.root.index(body), home)
                if any(known.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name") == name for known in home):
                    continue
                part.touch(home)
                home.append(list_style(name, levels))

    def _properties(self, properties: Properties) -> None:
        if "meta.xml" not in self.package:
            raise Unsupported("cannot_insert", what="properties")
        part = self._part("meta.xml")
        meta = child(part.root, OFFICE + "meta")
        if meta is None:
            part.touch(part.root)
            meta = etree.SubElement(part.root, OFFICE + "meta")
        for tag, text in (
            (DC + "title", properties.title), (DC + "subject", properties.subject), (META + "initial-creator", properties.author),
            (DC + "description", properties.description), (DC + "language", properties.language),
        ):  # fmt: skip
            found = child(meta, tag)
            if (found.text or "" if found is not None else "") == text:
                continue
            if found is None:
                part.touch(meta)
                found = etree.SubElement(meta, tag)
            part.touch(found)
            found.text = text
        keywords = list(meta.iter(META + "keyword"))
        if ", ".join(one.text or "" for one in keywords) != properties.keywords:
            part.touch(meta)
            for one in keywords:
                meta.remove(one)
            for word in properties.keywords.split(","):
                if word.strip():
                    etree.SubElement(meta, META + "keyword").text = word.strip()
