"""Files of drives, their versions, trash, links and transfers."""

from __future__ import annotations

from typing import TypeAlias

from sync.rpc.messages.frame import Frame


class Upload(Frame):
    """Take a file of this machine, or what a blob holds, into a drive: a new one in `folder` (0: the top) named `name`, or
    over `item` → `Saved`. A folder of this machine comes with everything in it; `Progress` tells how far.

    The file is copied into the store first, so that it may change or go afterwards. `base` as in `SaveEntry`.
    """

    id: str
    collection: int
    path: str
    folder: int = 0
    name: str = ""
    item: int = 0
    base: str = ""
    blob: bytes = b""


class OpenSide(Frame):
    """Bring one side of a kept pair of files here: mine, or (`mine` False) what the server has → `Kept`."""

    conflict: int
    mine: bool


class ShowCopy(Frame):
    """Put a blob into a private place for another program to read; nothing comes back of it → `CheckedOut`."""

    blob: bytes
    name: str


class DriveAbilities(Frame):
    """What a drive can do beyond files → `BesideAnswer` with a list of `Capability`."""

    collection: int


class ListVersions(Frame):
    """The earlier contents of a file on its server → `BesideAnswer` with `sync.model.files.Version`s, the newest first."""

    item: int


class OpenVersion(Frame):
    """Bring an earlier content of a file here → `Kept`."""

    item: int
    version: str


class RestoreVersion(Frame):
    """Make an earlier content the file's content; the one of now becomes a version → `Done`."""

    item: int
    version: str


class ListTrash(Frame):
    """What was deleted from a drive → `BesideAnswer` with `Trashed`s, the latest first."""

    collection: int


class RestoreTrashed(Frame):
    """Bring something back from the trash of a drive → `Done`."""

    collection: int
    trashed: str


class PurgeTrashed(Frame):
    """Delete things in the trash of a drive for good, all of them where none is named → `Done`."""

    collection: int
    trashed: list[str]


class ListLinks(Frame):
    """The links by which a file or folder is shared → `BesideAnswer` with `PublicLink`s."""

    item: int


class MakeLink(Frame):
    """Share a file or folder by a link (JSON of `LinkWish`) → `BesideAnswer` with that one `PublicLink`."""

    item: int
    wish: bytes


class EndLink(Frame):
    """End a link → `Done`."""

    item: int
    link: str


class ListShares(Frame):
    """The people and groups that a file or folder is shared with → `BesideAnswer` with `Share`s."""

    item: int


class FindSharees(Frame):
    """Whom something of a drive can be shared with, of those that a text finds → `BesideAnswer` with `Sharee`s."""

    collection: int
    text: str


class ShareWith(Frame):
    """Share a file or folder with somebody (JSON of `Sharee` and `ShareWish`) → `BesideAnswer` with that one `Share`."""

    item: int
    sharee: bytes
    wish: bytes


class ChangeShare(Frame):
    """Let a share be as wished (JSON of `ShareWish`) → `BesideAnswer` with that one `Share`."""

    item: int
    share: str
    wish: bytes


class EndShare(Frame):
    """End a share → `Done`."""

    item: int
    share: str


class PauseTransfer(Frame):
    """Let an upload (`operation`) or the download of `item` wait until it is resumed, over restarts → `Done`."""

    operation: str = ""
    item: int = 0


class ResumeTransfer(Frame):
    """Let a paused upload or download go on where it stopped → `Done`."""

    operation: str = ""
    item: int = 0


class CancelDownload(Frame):
    """Give a download up, with what has been brought so far → `Done`. An upload is cancelled by `CancelOperation`."""

    item: int


class CopyFile(Frame):
    """Copy a file or folder into `folder` (0: the top) of a drive, under a name that is free there → `Saved`."""

    id: str
    item: int
    collection: int
    folder: int = 0
    name: str = ""


class MoveToDrive(Frame):
    """Move a file or folder into `folder` (0: the top) of another drive: copied, compared, then deleted where it was → `Done`.

    It is one operation of the outbox, which begins after `not_before` (milliseconds since 1970).
    """

    id: str
    item: int
    collection: int
    folder: int = 0
    not_before: int = 0


class PreviewFile(Frame):
    """What a file looks like at a glance → `PreviewAnswer`. Its content is brought here where it is not."""

    item: int


class Pin(Frame):
    """Keep a file, or a folder with everything in it, on this machine always, or no longer."""

    item: int
    wanted: bool


class OpenFile(Frame):
    """Bring a file's content here → `Kept`. What is here already, even if older, is given where the server cannot be asked."""

    item: int


class CheckOut(Frame):
    """Open a file in another program: put it into a private place → `CheckedOut`. What that program saves is brought back."""

    item: int


class CheckIn(Frame):
    """The other program is done: bring its last changes back and wipe the private copy → `Done`."""

    item: int


class ExportFile(Frame):
    """Write a file, or a folder with everything in it, to `path`, which must not exist yet, bringing contents here where
    needed → `Done`."""

    item: int
    path: str


class BesideAnswer(Frame):
    """JSON of a list: what lies beside the tree of a drive."""

    rows: bytes


class PreviewAnswer(Frame):
    """A preview: `picture` or `page` with a picture's bytes, `text` in UTF-8, or "" where there is none."""

    kind: str
    shown: bytes


class CheckedOut(Frame):
    """Where the private copy of a file is."""

    path: str


DriveCommand: TypeAlias = (
    Upload | OpenSide | ShowCopy | DriveAbilities | ListVersions | OpenVersion | RestoreVersion | ListTrash | RestoreTrashed
    | PurgeTrashed | ListLinks | MakeLink | EndLink | ListShares | FindSharees | ShareWith | ChangeShare | EndShare
    | PauseTransfer | ResumeTransfer | CancelDownload | CopyFile | MoveToDrive
    | PreviewFile | Pin | OpenFile | CheckOut | CheckIn | ExportFile
)  # fmt: skip
DriveReply: TypeAlias = BesideAnswer | PreviewAnswer | CheckedOut
