"""Conditions of accounts in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sync.model.accounts import AccountCondition

translate = QCoreApplication.translate


def words(condition: str) -> tuple[str, str]:
    """Return what is said of a condition, and the style sheet's role for it."""
    match condition:
        case AccountCondition.ONLINE:
            return translate("Conditions", "Up to date"), "success"
        case AccountCondition.SYNCHRONISING:
            return translate("Conditions", "Synchronising…"), "soft"
        case AccountCondition.CONNECTING:
            return translate("Conditions", "Connecting…"), "soft"
        case AccountCondition.AUTH_NEEDED:
            return translate("Conditions", "Sign in again"), "warning"
        case AccountCondition.FAULT:
            return translate("Conditions", "Has a problem"), "danger"
    return translate("Conditions", "Offline"), "soft"
