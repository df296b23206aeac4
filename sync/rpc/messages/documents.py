"""Documents and spreadsheets that are open, and the spelling of words."""

from __future__ import annotations

from typing import TypeAlias

from sync.rpc.messages.frame import Frame


class CheckWords(Frame):
    """Which of these words no dictionary of the languages (`fr`, `en`) has → `Words`."""

    languages: list[str]
    words: list[str]


class SuggestWords(Frame):
    """What was probably meant by a word that is not spelt right → `Words`, the likeliest first."""

    languages: list[str]
    word: str


class OpenDocument(Frame):
    """Read a document that is kept as a blob → `Kept`: its tree, as a blob. `kind` is `md` or `txt` for files of lines."""

    blob: bytes
    kind: str = ""


class OpenSheets(Frame):
    """Read a spreadsheet (a blob) → `Kept` with its `Workbook`, as a blob."""

    blob: bytes


class NewDocument(Frame):
    """Make an empty document of a kind (`docx`, `odt`) → `Kept`: its bytes, as a blob."""

    kind: str
    language: str


class WriteDocument(Frame):
    """Write a delta (a blob) into a copy of a document (a blob) → `Kept`: the copy, as a blob. `kind` as in `OpenDocument`."""

    blob: bytes
    delta: bytes
    kind: str = ""


class DocumentPicture(Frame):
    """Take a picture out of a document (a blob) → `Kept`; `Unreadable("not_a_picture")` where it may not be shown."""

    blob: bytes
    name: str


class KeepDocument(Frame):
    """Keep where an open document stands: what it was opened from and what was edited since (blobs) → `Done`.

    `place` is the path it is saved to, "" where it has none yet; `delta` is b"" where nothing waits to be saved. A file of a
    drive is named by `item`, with the revision of it that was opened; `SaveToDrive` saves it.
    """

    key: str
    name: str
    kind: str
    place: str
    base: bytes
    delta: bytes
    opened: bool
    item: int = 0
    revision: str = ""


class SaveToDrive(Frame):
    """Save what a blob holds over the file of a drive from which the document of that key was opened → `Saved`. Where somebody
    else was faster, both versions are kept until the person chooses."""

    id: str
    key: str
    blob: bytes


class ForgetDocument(Frame):
    """Forget a document that was open, with what was edited of it and not saved."""

    key: str


class Words(Frame):
    """Words, in an order that the command tells."""

    words: list[str]


DocumentCommand: TypeAlias = (
    CheckWords | SuggestWords | OpenDocument | OpenSheets | NewDocument | WriteDocument | DocumentPicture
    | KeepDocument | SaveToDrive | ForgetDocument
)  # fmt: skip
DocumentReply: TypeAlias = Words
