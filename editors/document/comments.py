"""Comments: made, answered, changed, settled, taken away. Marks stand in the text, words in stories of their own."""

from __future__ import annotations

from editors.document import pieces
from editors.document.objects import fresh
from editors.document.places import Place, paragraph_at, paragraphs
from editors.document.text import with_paragraph
from editors.document.tree import Comment, Document, Mark, Paragraph, Run, Shape, Story, replaced, text_of


def add_comment(
    document: Document, start: Place, end: Place, text: str, author: str, date: str
) -> tuple[Document, str]:
    """Comment on the text between two places of one paragraph, or of several; return also the comment's id."""
    identity = fresh(document, "comment")
    name = f"comment:{identity}"
    document = replaced(
        document,
        stories={**document.stories, name: Story(name, "", _lines(text))},
        comments=(*document.comments, Comment(identity, author, _initials(author), date)),
    )
    for place, kind in ((end, "comment_end"), (start, "comment")):
        paragraph = paragraph_at(document, place)
        before, after = pieces.split(paragraph.content, place.offset)
        content = (*before, Mark(kind, identity), *after)
        document = with_paragraph(document, place, replaced(paragraph, content=content))
    return document, identity


def remove_comment(document: Document, identity: str) -> Document:
    """Take a comment, its answers and their marks away."""
    gone = {identity, *(comment.id for comment in document.comments if comment.parent == identity)}
    for story in document.stories:
        for path, paragraph in list(paragraphs(document.stories[story].blocks)):
            content = tuple(
                piece
                for piece in paragraph.content
                if not (isinstance(piece, Mark) and piece.kind.startswith("comment") and piece.name in gone)
            )
            if len(content) != len(paragraph.content):
                document = with_paragraph(document, Place(story, path), replaced(paragraph, content=content))
    stories = {name: story for name, story in document.stories.items() if name.removeprefix("comment:") not in gone}
    left = tuple(comment for comment in document.comments if comment.id not in gone)
    return replaced(document, stories=stories, comments=left)


def words(document: Document, identity: str) -> str:
    """Return what a comment says, a line for each paragraph; objects stand as U+FFFC."""
    story = document.stories.get(f"comment:{identity}")
    blocks = story.blocks if story is not None else ()
    return "\n".join(text_of(block) for block in blocks if isinstance(block, Paragraph))


def reply(document: Document, parent: str, said: str, author: str, date: str) -> tuple[Document, str]:
    """Answer a comment, where it stands; return also the answer's id. An answer to an answer joins the same thread."""
    known = {comment.id: comment for comment in document.comments}
    asked = known[parent]
    top = asked.parent if asked.parent in known else parent
    identity = fresh(document, "comment")
    name = f"comment:{identity}"
    document = replaced(
        document,
        stories={**document.stories, name: Story(name, "", _lines(said))},
        comments=(*document.comments, Comment(identity, author, _initials(author), date, top)),
    )
    for kind in ("comment", "comment_end"):
        document = _beside(document, kind, top, Mark(kind, identity))
    return document, identity


def _beside(document: Document, kind: str, name: str, made: Mark) -> Document:
    """Put a mark after another one, in whichever story that stands."""
    for story in document.stories.values():
        for path, paragraph in paragraphs(story.blocks):
            for index, piece in enumerate(paragraph.content):
                if isinstance(piece, Mark) and (piece.kind, piece.name) == (kind, name):
                    content = (*paragraph.content[: index + 1], made, *paragraph.content[index + 1 :])
                    return with_paragraph(document, Place(story.name, path), replaced(paragraph, content=content))
    return document


def with_words(document: Document, identity: str, said: str) -> Document:
    """Change what a comment says. Lines that stay keep how they look; others keep what they have in common with before."""
    name = f"comment:{identity}"
    story = document.stories[name]
    old, new = [block for block in story.blocks if isinstance(block, Paragraph)], said.split("\n")
    if [text_of(block) for block in old] == new:
        return document
    usual = old[-1].shape if old else Shape()
    made = [
        _reworded(old[index], line) if index < len(old) else Paragraph(_said(line), usual)
        for index, line in enumerate(new)
    ]
    others = tuple(block for block in story.blocks if not isinstance(block, Paragraph))
    stories = {**document.stories, name: replaced(story, blocks=(*made, *others))}
    return replaced(document, stories=stories)


def _reworded(paragraph: Paragraph, line: str) -> Paragraph:
    """Return a paragraph that says a line, what it has in common with before left as it was."""
    before = text_of(paragraph)
    if before == line:
        return paragraph
    head = 0
    while head < min(len(before), len(line)) and before[head] == line[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(line)) - head and before[-1 - tail] == line[-1 - tail]:
        tail += 1
    content = pieces.removed(paragraph.content, head, len(before) - tail)
    look, link = pieces.look_at(content, head)
    added = line[head : len(line) - tail]
    return replaced(paragraph, content=pieces.inserted(content, head, (Run(added, look, link),)) if added else content)


def settled(document: Document, identity: str, *, done: bool) -> Document:
    """Mark a comment as settled, or open again."""
    comments = tuple(replaced(one, done=done) if one.id == identity else one for one in document.comments)
    return replaced(document, comments=comments)


def threads(document: Document) -> list[tuple[Comment, list[Comment]]]:
    """Return the comments that begin a thread, each with its answers, in the order of the file."""
    known = {comment.id for comment in document.comments}
    answers: dict[str, list[Comment]] = {}
    for comment in document.comments:
        if comment.parent in known:
            answers.setdefault(comment.parent, []).append(comment)
    return [(one, answers.get(one.id, [])) for one in document.comments if one.parent not in known]


def _said(line: str) -> tuple[Run, ...]:
    return (Run(line),) if line else ()


def _lines(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(_said(line)) for line in text.split("\n"))


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split()[:3]).upper()
