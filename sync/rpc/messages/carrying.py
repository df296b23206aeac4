"""Carrying mail in and out: taken in from what other programs keep on a disk, written to files of one's own."""

from __future__ import annotations

from typing import TypeAlias

from sync.rpc.messages.frame import Frame


class TakeIn(Frame):
    """Take the mail at a path (mbox, Maildir, folders of EML, a profile of Thunderbird) into an account, its folders beneath
    `parent` (0: at the top) → `Done` once it has begun. What was taken in before is not taken in again."""

    path: str
    account: int
    parent: int = 0


class LookAtTakingIn(Frame):
    """How far it is → `TakingIn`."""


class StopTakingIn(Frame):
    """Stop it → `Done`. The same begun again goes on behind what was done."""


class WriteOut(Frame):
    """Write mailboxes to files below a folder that is made → `WrittenOut`; `form` is `mbox`, `maildir` or `eml`."""

    collections: list[int]
    path: str
    form: str


class TakingIn(Frame):
    """How far it is, in octets of the files; what could not be read (folder, number, reason); a fault's kind and code."""

    running: bool
    folders: int
    done: int
    total: int
    added: int
    skipped: int
    left_out: list[tuple[str, int, str]]
    fault: tuple[str, str]


class WrittenOut(Frame):
    """How many messages were written, and those that could not be had (subjects)."""

    written: int
    left_out: list[str]


CarryingCommand: TypeAlias = TakeIn | LookAtTakingIn | StopTakingIn | WriteOut
CarryingReply: TypeAlias = TakingIn | WrittenOut
