"""The command line's `providers` commands: which backends are known, and whether manifests are right. No engine is needed."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.terminal.output import Output
from app.terminal.words import sentence, word
from sync.model.faults import Bug, Fault, Unsupported
from sync.providers.manifest import Manifest, dropped, manifests, organisation_folder, read, shipped
from sync.providers.registry import protocol_class


def show_all(output: Output, _: Path, asked: argparse.Namespace) -> None:
    """List the backends, each service with how sure it is."""
    rows = [
        {
            "id": one.id,
            "label": one.label,
            "publisher": one.publisher,
            "services": " ".join(f"{service}:{evidence}" for service, evidence in one.services().items()),
        }
        for one in manifests().values()
        if one.shown
    ]
    output.rows(rows, ("id", "label", "services"))


def check(output: Output, _: Path, asked: argparse.Namespace) -> None:
    """Check the manifests named, or all that come with the program and those of the organisation.

    Raises `Bug("bad_manifest")` after all were looked at, where any is wrong.
    """
    found: list[tuple[str, Manifest | Fault]] = []
    if asked.files:
        found = [(path.stem, _read(path)) for path in asked.files]
    else:
        found = [*shipped().items(), *dropped(organisation_folder())]
    wrong = 0
    for name, one in found:
        fault = one if isinstance(one, Fault) else _protocols(one)
        wrong += fault is not None
        said = sentence(fault) if fault is not None else word("providers.fine")
        output.record({"manifest": name, "fault": None if fault is None else str(fault)}, f"{name}: {said}")
    if wrong:
        raise Bug("bad_manifests", count=wrong)


def _read(path: Path) -> Manifest | Fault:
    try:
        return read(path.read_text("utf-8"), path.stem)
    except Fault as fault:
        return fault
    except (OSError, UnicodeDecodeError) as error:
        return Bug("bad_manifest", backend=path.stem, detail=type(error).__name__)


def _protocols(manifest: Manifest) -> Fault | None:
    """Return the fault of the first protocol that there is not, or that does not offer what it is named for."""
    for endpoint in manifest.endpoints:
        try:
            offered = protocol_class(endpoint.protocol).services
        except Unsupported as fault:
            return fault
        if endpoint.service not in offered:
            return Unsupported("protocol", protocol=f"{endpoint.protocol}/{endpoint.service}")
    return None
