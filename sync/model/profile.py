"""How people show themselves in chat: name, picture, and whether they are there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.chat import Upload


class Presence(StrEnum):
    """Whether somebody is there, as their server says."""

    HERE = "here"
    AWAY = "away"
    GONE = "gone"
    UNKNOWN = "unknown"
    """The server does not say, or its administration does not want it to."""


@dataclass(frozen=True, slots=True)
class ChangeProfile:
    """Show oneself by another name or picture (None: as it is)."""

    kind: ClassVar[str] = "change_profile"
    service: ClassVar[Service] = Service.CHAT
    name: str | None = None
    picture: Upload | None = None
    bare: bool = False
    """No picture any more."""
