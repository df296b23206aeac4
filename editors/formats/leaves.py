"""Leaves: the pieces of a paragraph as the tree has them, each with the nodes of the file that say it."""

from __future__ import annotations

from dataclasses import dataclass, field

from editors.document.tree import Inline, Look, piece_source, replaced
from editors.formats.xml import Element


@dataclass(slots=True)
class Leaf:
    """One piece with its nodes: of a run their parent is the run's element; of a mark or an object it is the node itself.

    `look` is the formatting of the run that an object stands in; `texts` what each node of a run adds to its text.
    """

    inline: Inline
    nodes: list[Element] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    texts: list[str] = field(default_factory=list)


def numbered(leaves: list[Leaf], paragraph: int) -> list[Leaf]:
    """Give every leaf its source: the number of its paragraph and its own number there."""
    for number, leaf in enumerate(leaves):
        leaf.inline = replaced(leaf.inline, source=piece_source(paragraph, number))
    return leaves
