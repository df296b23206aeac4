"""What the parts of one account's work share."""

from __future__ import annotations

from dataclasses import dataclass

from sync.engine.clock import Clock
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.search import Indexer
from sync.engine.session import Session
from sync.engine.throttle import Throttle


@dataclass(frozen=True, slots=True)
class Workplace:
    """One account's session beside the open store."""

    session: Session
    store: OpenStore
    parsing: Parsing
    notices: Notices
    indexer: Indexer
    clock: Clock
    throttle: Throttle
