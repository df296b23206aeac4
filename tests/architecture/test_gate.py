"""The one way out: nothing but the transport opens connections, and no library that would go its own way is loaded."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

OPENERS = {
    "open_connection",
    "create_connection",
    "ClientSession",
    "urlopen",
    "HTTPSConnection",
    "HTTPConnection",
    "IMAP4_SSL",
    "SMTP_SSL",
}
"""Names that open a connection by themselves."""
WAYS_OUT = ("sync/transport/", "app/demo/")
"""Where they may stand: the transport, and the demo's servers, which listen."""


def names_used(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return used | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("package", ["app", "ui", "sync", "editors"])
def test_connections_are_opened_by_the_transport_alone(package: str) -> None:
    wrong = {
        str(path.relative_to(ROOT)): sorted(found)
        for path in (ROOT / package).rglob("*.py")
        if not path.relative_to(ROOT).as_posix().startswith(WAYS_OUT) and (found := names_used(path) & OPENERS)
    }
    assert wrong == {}
