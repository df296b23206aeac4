"""The Qt binding itself, and what it does not forgive."""

from __future__ import annotations

import ast
import sys

from PySide6.QtCore import QObject

from tests.architecture.sources import PRODUCT, python_files, tree_of


def test_ten_thousand_void_calls_do_not_drop_references_of_none() -> None:
    # PySide6 6.12.0 drops one per call on Python 3.11 and aborts after some 5,500: docs/decisions/0005-pyside6-pin.md
    subject = QObject()
    before = sys.getrefcount(None)
    for _ in range(10_000):
        subject.setObjectName("écritoire")
    assert sys.getrefcount(None) > before - 1_000


def test_every_painter_ends_whatever_happens() -> None:
    """A painter that a fault left open keeps its widget's device: at the next change of size the program falls."""
    left_open = []
    for path in python_files(*PRODUCT, "packaging"):
        tree = tree_of(path)
        made = {node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "QPainter"}
        held = {item.context_expr for node in ast.walk(tree) if isinstance(node, ast.With) for item in node.items}
        left_open += [f"{path}:{node.lineno}" for node in made - held]
    assert left_open == []
