"""Rules that sort letters, on the server or here."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sync.rpc.messages.frame import Frame


class LookAtRules(Frame):
    """An account's rules, from its server where that can be asked → `RulesAnswer`."""

    account: int


class SaveRules(Frame):
    """Keep plain rules (JSON of `RuleSet`): on the server by the outbox, or here → `Done`. `instead_of`: the active script of
    another program, which says more than plain rules, that they are to take the place of."""

    id: str
    account: int
    rules: bytes
    instead_of: str = ""


class WriteScript(Frame):
    """Keep a script as it was typed, and make it the active one, by the outbox → `Done`."""

    id: str
    account: int
    name: str
    script: bytes


class ScriptSheet(Frame):
    """A Sieve script of a server."""

    name: str
    active: bool
    script: bytes


class RulesAnswer(Frame):
    """Rules of an account. `place`: `server`, or `here` where no server carries them out. `rules`: JSON of `RuleSet`, empty where
    the script says more than plain rules. `name` and `script` are what counts now; `waiting`: it is not on the server yet;
    `fault` (kind, code, JSON of parameters): why it was refused, or why the server could not be asked."""

    place: str
    rules: bytes
    name: str = ""
    script: bytes = b""
    scripts: list[ScriptSheet] = msgspec.field(default_factory=list)
    extensions: list[str] = msgspec.field(default_factory=list)
    waiting: bool = False
    fault: tuple[str, str, str] = ("", "", "{}")


RuleCommand: TypeAlias = LookAtRules | SaveRules | WriteScript
RuleReply: TypeAlias = RulesAnswer
