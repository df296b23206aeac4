"""A paragraph's pieces written back: only what was edited moves, every other node stays where and as it is.

The same for every format. A format's *dialect* says what its runs, wrappers and objects are made of. Its paragraphs hold elements
of runs, perhaps inside wrappers (links, tracked changes, spans); a run holds the nodes of its text and perhaps objects.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Protocol

from editors.document.tree import NEW, Change, Field, Image, Inline, Look, Mark, Run, replaced
from editors.formats.leaves import Leaf
from editors.formats.xml import Element


class Dialect(Protocol):
    """What a format has to say about the inside of its paragraphs."""

    def is_run(self, element: Element) -> bool:
        """Return whether an element is a run: something whose children are the nodes of leaves."""

    def wraps(self, element: Element) -> str:
        """Return what a wrapper stands for: `link`, `change`, `look`; "" for those without a meaning of their own."""

    def is_property(self, element: Element) -> bool:
        """Return whether a child says how its parent is, rather than what it holds."""

    def empty_copy(self, element: Element) -> Element:
        """Return a run or wrapper like this one without content, attached to nothing."""

    def new_run(self) -> Element:
        """Return a run without content."""

    def text_nodes(self, text: str, *, deleted: bool) -> list[tuple[Element, str]]:
        """Return the nodes that say a text, each with what it says of it."""

    def empty_node(self) -> Element:
        """Return a node that says no text."""

    def restyle(self, run: Element, old: Look, new: Look) -> None:
        """Change how a run looks. It stands alone in its wrappers of looks."""

    def rewrap(self, element: Element, link: str, change: Change | None) -> None:
        """Put an element, which stands in no link and no change, into those that are given."""

    def mark_deleted(self, run: Element, *, deleted: bool) -> None:
        """Write a run's text as deleted text, or as text that is there."""

    def new_object(self, inline: Inline) -> Element:
        """Return the element of a piece that is not a run, ready to stand in a paragraph."""

    def patch_object(self, leaf: Leaf, new: Inline) -> None:
        """Write what changed of a picture or a field."""

    def touch(self, element: Element) -> None:
        """Note that an element's list of children changes."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A copy of a piece of another paragraph: a run (in its wrappers of looks) without its text, or a whole object."""

    element: Element
    look: Look


class Pieces:
    """Writes the pieces of one paragraph."""

    def __init__(self, dialect: Dialect, paragraph: Element, leaves: list[Leaf], foreign: dict[int, Foreign]) -> None:
        self._dialect = dialect
        self._paragraph = paragraph
        self._leaves = leaves
        self._foreign = foreign
        self._cursor: Element | None = None
        """The node after which the next piece stands; None: at the paragraph's beginning."""
        self._here: tuple[str, Change | None] = ("", None)
        """Link and change of the piece before the cursor."""

    def write(self, pieces: tuple[Inline, ...]) -> None:
        """Make the paragraph say `pieces`."""
        if [leaf.inline for leaf in self._leaves] == list(pieces):
            return
        self._dialect.touch(self._paragraph)
        by_source = {leaf.inline.source: index for index, leaf in enumerate(self._leaves)}
        plan: list[tuple[int, Inline]] = []
        last = -1
        for piece in pieces:
            index = by_source.get(piece.source, -1) if piece.source != NEW else -1
            again = index == last and isinstance(piece, Run)
            plan.append((index if index > last or again else -1, piece))
            last = max(last, index)
        used: dict[int, list[Run]] = {}
        for index, piece in plan:
            if index >= 0:
                used.setdefault(index, []).append(piece)  # type: ignore[arg-type]
        parts = {index: self._split(self._leaves[index], runs) for index, runs in used.items() if len(runs) > 1}
        for index, piece in plan:
            if index >= 0:
                leaf = parts[index].pop(0) if index in parts else self._leaves[index]
                self._own(leaf, piece)
            else:
                self._other(piece, index_source=by_source.get(piece.source, -1))
        for index, leaf in enumerate(self._leaves):
            if index not in used:
                self._remove(leaf.nodes)

    # --- pieces of this paragraph

    def _split(self, leaf: Leaf, runs: list[Run]) -> list[Leaf]:
        """Make several runs of one, side by side, each with its part of the text; return their leaves."""
        old = leaf.inline
        if not isinstance(old, Run):
            raise TypeError(type(old).__name__)
        self._set_text(leaf, runs[0].text, deleted=_deleted(old.change))
        (run,) = self._isolated(leaf.nodes)
        found = [Leaf(replaced(old, text=runs[0].text), leaf.nodes, leaf.look, leaf.texts)]
        for piece in runs[1:]:
            copy = self._dialect.empty_copy(run)
            nodes = self._filled(copy, piece.text, deleted=_deleted(old.change))
            self._insert(copy, run)
            run = copy
            found.append(Leaf(replaced(old, text=piece.text), nodes, leaf.look))
        return found

    def _own(self, leaf: Leaf, piece: Inline) -> None:
        old = leaf.inline
        if isinstance(piece, Run) and isinstance(old, Run):
            if piece.text != old.text:
                self._set_text(leaf, piece.text, deleted=_deleted(old.change))
            if (piece.look, piece.link, piece.change) != (old.look, old.link, old.change):
                self._reform(leaf, old, piece)
            self._cursor = leaf.nodes[-1]
            self._here = (piece.link, piece.change)
            return
        if piece != old and isinstance(piece, Image | Field):
            self._dialect.patch_object(leaf, piece)
        if not isinstance(piece, Mark) and not isinstance(old, Mark) and piece.change != old.change:
            for element in self._isolated(leaf.nodes):
                self._alone(element, ("link", "change", "look"))
                self._unwrap(element)
                self._dialect.mark_deleted(element, deleted=_deleted(piece.change))
                self._dialect.rewrap(self._top(element), "", piece.change)
        self._cursor = leaf.nodes[-1]
        self._here = ("", None) if isinstance(piece, Mark) else ("", piece.change)

    def _set_text(self, leaf: Leaf, after: str, *, deleted: bool) -> None:
        """Replace the nodes between what the old and the new text begin and end with."""
        texts = leaf.texts
        head = kept_head = kept_tail = 0
        while kept_head < len(texts) and texts[kept_head] and after.startswith(texts[kept_head], head):
            head += len(texts[kept_head])
            kept_head += 1
        tail = len(after)
        while kept_tail < len(texts) - kept_head:
            text = texts[len(texts) - 1 - kept_tail]
            if not text or tail - len(text) < head or not after.endswith(text, 0, tail):
                break
            tail -= len(text)
            kept_tail += 1
        run = leaf.nodes[0].getparent()
        self._dialect.touch(run)
        made = self._dialect.text_nodes(after[head:tail], deleted=deleted)
        if not made and not kept_head and not kept_tail:
            made = [(self._dialect.empty_node(), "")]  # an emptied run keeps a node to stand at
        end = len(leaf.nodes) - kept_tail
        position = run.index(leaf.nodes[kept_head - 1]) + 1 if kept_head else run.index(leaf.nodes[0])
        for node in leaf.nodes[kept_head:end]:
            run.remove(node)
        for node, _ in reversed(made):
            run.insert(position, node)
        leaf.nodes[kept_head:end] = [node for node, _ in made]
        leaf.texts[kept_head:end] = [text for _, text in made]

    def _filled(self, run: Element, text: str, *, deleted: bool) -> list[Element]:
        nodes = [node for node, _ in self._dialect.text_nodes(text, deleted=deleted)]
        run.extend(nodes)
        return nodes

    def _reform(self, leaf: Leaf, old: Run, piece: Run) -> None:
        (run,) = self._isolated(leaf.nodes)
        if piece.look != old.look:
            self._alone(run, ("look",))
            self._dialect.restyle(run, old.look, piece.look)
        if (piece.link, piece.change) != (old.link, old.change):
            self._alone(run, ("link", "change", "look"))
            self._unwrap(run)
            self._dialect.mark_deleted(run, deleted=_deleted(piece.change))
            self._dialect.rewrap(self._top(run), piece.link, piece.change)

    # --- pieces from elsewhere

    def _other(self, piece: Inline, index_source: int) -> None:
        foreign = self._foreign.get(piece.source) if piece.source != NEW else None
        if foreign is None and index_source >= 0:
            foreign = self.copied(self._leaves[index_source])
        if isinstance(piece, Run):
            element = deepcopy(foreign.element) if foreign is not None else self._dialect.new_run()
            run = element
            while not self._dialect.is_run(run):
                run = run[-1]
            nodes = self._filled(run, piece.text, deleted=_deleted(piece.change))
            self._settle(element, piece.link, piece.change)
            old = foreign.look if foreign is not None else Look()
            if old != piece.look:
                self._dialect.restyle(run, old, piece.look)
            self._cursor = nodes[-1] if nodes else run
            self._here = (piece.link, piece.change)
            return
        element = deepcopy(foreign.element) if foreign is not None else self._dialect.new_object(piece)
        if isinstance(piece, Mark):
            self._insert(element, self._anchor())
        else:
            self._settle(element, "", piece.change)
            self._here = ("", piece.change)
        self._cursor = element

    def _settle(self, element: Element, link: str, change: Change | None) -> None:
        """Insert a new element after the cursor, in its link and its change."""
        inside = self._cursor is not None and self._here == (link, change)
        self._insert(element, self._out_of(self._anchor(), ("look",) if inside else ("link", "change", "look")))
        if not inside:
            self._dialect.rewrap(element, link, change)

    def copied(self, leaf: Leaf) -> Foreign:
        """Return a copy of a leaf for another place: of a run without its text."""
        parent = leaf.nodes[0].getparent()
        if not self._dialect.is_run(parent):
            return Foreign(deepcopy(leaf.nodes[0]), leaf.look)
        element = self._dialect.empty_copy(parent)
        if not isinstance(leaf.inline, Run):
            for node in leaf.nodes:
                element.append(_without_tail(deepcopy(node)))
        above = parent.getparent()
        while above is not None and above is not self._paragraph:
            if self._dialect.wraps(above) == "look":
                outer = self._dialect.empty_copy(above)
                outer.append(element)
                element = outer
            above = above.getparent()
        return Foreign(element, leaf.inline.look if isinstance(leaf.inline, Run) else leaf.look)

    # --- places

    def _anchor(self) -> Element | None:
        """Return the element of run level after which the next one stands; a run that goes on is split there."""
        node = self._cursor
        if node is None:
            return None
        parent = node.getparent()
        if self._dialect.is_run(parent):
            self._split_after(node)
            return parent
        return node

    def _insert(self, element: Element, anchor: Element | None) -> None:
        if anchor is None:
            position = 0
            for position, one in enumerate(self._paragraph):  # noqa: B007
                if not self._dialect.is_property(one):
                    break
            else:
                position = len(self._paragraph)
            self._paragraph.insert(position, element)
            return
        parent = anchor.getparent()
        self._dialect.touch(parent)
        parent.insert(parent.index(anchor) + 1, element)

    def _split_after(self, element: Element) -> None:
        """Let the parent of an element end with it; what follows goes into a copy of the parent behind it."""
        parent = element.getparent()
        following = list(element.itersiblings())
        if not following:
            return
        copy = self._dialect.empty_copy(parent)
        for one in following:
            copy.append(one)
        self._dialect.touch(parent)
        self._insert(copy, parent)

    def _split_before(self, element: Element) -> None:
        before = element.getprevious()
        if before is not None and not self._dialect.is_property(before):
            self._split_after(before)

    def _out_of(self, anchor: Element | None, kinds: tuple[str, ...]) -> Element | None:
        """Return the place after `anchor` that is outside all wrappers of `kinds`."""
        if anchor is None:
            return None
        top = self._outermost(anchor, kinds)
        while anchor is not top:
            self._split_after(anchor)
            anchor = anchor.getparent()
        return anchor

    def _outermost(self, element: Element, kinds: tuple[str, ...]) -> Element:
        top, above = element, element.getparent()
        while above is not None and above is not self._paragraph:
            if self._dialect.wraps(above) in kinds:
                top = above
            above = above.getparent()
        return top

    def _isolated(self, nodes: list[Element]) -> list[Element]:
        """Return the elements of run level that hold these nodes and nothing else."""
        found: list[Element] = [node for node in nodes if not self._dialect.is_run(node.getparent())]
        groups: list[list[Element]] = []
        for node in nodes:
            if self._dialect.is_run(node.getparent()):
                if groups and groups[-1][-1].getparent() is node.getparent():
                    groups[-1].append(node)
                else:
                    groups.append([node])
        for group in groups:
            self._split_before(group[0])
            self._split_after(group[-1])
            found.append(group[0].getparent())
        return found

    def _alone(self, element: Element, kinds: tuple[str, ...]) -> None:
        """Split the wrappers of `kinds` around an element so that they hold nothing else."""
        top, levels = self._outermost(element, kinds), 0
        above = element
        while above is not top:
            above = above.getparent()
            levels += 1
        for _ in range(levels):
            self._split_before(element)
            self._split_after(element)
            element = element.getparent()

    def _unwrap(self, element: Element) -> None:
        """Take the links and changes away that stand around an element, alone in them."""
        above = element.getparent()
        while above is not None and above is not self._paragraph:
            outer = above.getparent()
            if self._dialect.wraps(above) in ("link", "change"):
                position = outer.index(above)
                inner = [one for one in above if not self._dialect.is_property(one)]
                self._dialect.touch(outer)
                outer.remove(above)
                for offset, one in enumerate(inner):
                    outer.insert(position + offset, one)
            above = outer

    def _top(self, element: Element) -> Element:
        """Return the outermost wrapper of looks around an element."""
        while self._dialect.wraps(element.getparent()) == "look" and element.getparent() is not self._paragraph:
            element = element.getparent()
        return element

    def _remove(self, nodes: list[Element]) -> None:
        """Remove nodes, and the runs and wrappers that hold nothing any more."""
        for node in nodes:
            parent = node.getparent()
            while parent is not None:
                self._dialect.touch(parent)
                parent.remove(node)
                if parent is self._paragraph or any(not self._dialect.is_property(one) for one in parent):
                    break
                node, parent = parent, parent.getparent()


def _deleted(change: Change | None) -> bool:
    return change is not None and change.kind == "deletion"


def _without_tail(element: Element) -> Element:
    element.tail = None
    return element
