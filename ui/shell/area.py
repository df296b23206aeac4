"""What the shell knows of an area before it is made: its name, how to make it, and how it stands in the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from sync.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rail shows of an area: whether there is anything for it at all, and how many wait in it."""

    offered: bool = True
    count: int = 0


@dataclass(frozen=True, slots=True)
class AreaCommand:
    """What one can ask of an area from anywhere in the window, whether it was made or not: in the palette and the menus."""

    text: str
    icon: str
    chosen: Callable[[], object]
    keys: str = ""
    """A portable key sequence, if it has one."""


@dataclass(frozen=True, slots=True)
class AreaSpec:
    """An area that the window has. It is made when it is first opened, so that no start pays for it."""

    key: str
    name: str
    icon: str
    keys: str
    """The shortcut that opens it, as a portable key sequence."""
    make: Callable[[], QWidget]
    standing: Callable[[Connection], Standing] | None = None
    """Reads the standing from the store, in under a millisecond, whether the area was made or not."""
    commands: Sequence[AreaCommand] = ()
    """Stand in a menu of their own."""
    short: str = ""
    """The name under its icon, where the whole one is too long."""
    foot: bool = False
    """Stands at the foot of the rail, and cannot be taken out."""


@runtime_checkable
class Keeping(Protocol):
    """An area in which one writes."""

    def keep_all(self) -> None:
        """Have everything that is being written kept: the window goes away."""
