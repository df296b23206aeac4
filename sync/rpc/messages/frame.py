"""The base of every message on the link."""

from __future__ import annotations

import msgspec


class Frame(msgspec.Struct, forbid_unknown_fields=True, tag=True):
    """Base of everything on the link."""
