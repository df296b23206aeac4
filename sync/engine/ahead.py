"""Loads what every start needs, in a thread, while the window is still loading itself and nobody asks anything."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sync.model.faults import Fault
from sync.providers.manifest import manifests
from sync.providers.registry import protocol_class
from sync.transport import tls


def load(trust: Path | None) -> None:
    """Load manifests, certificate authorities and the usual protocols: 80 ms of work in which a window would wait for answers."""
    for endpoint in manifests()["generic"].endpoints:
        protocol_class(endpoint.protocol)
    with suppress(Fault):  # whoever connects meets it again, and says so
        tls.context(trust)
