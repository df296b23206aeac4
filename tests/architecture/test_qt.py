"""The Qt binding itself: calls that return nothing must leave the references of None alone."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_ten_thousand_void_calls_do_not_drop_references_of_none() -> None:
    # PySide6 6.12.0 drops one per call on Python 3.11 and aborts after some 5,500: docs/decisions/0005-pyside6-pin.md
    subject = QObject()
    before = sys.getrefcount(None)
    for _ in range(10_000):
        subject.setObjectName("écritoire")
    assert sys.getrefcount(None) > before - 1_000
