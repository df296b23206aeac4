"""What the state pill says: worked out from accounts, outbox, conflicts and long works; no widget in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sync.model.accounts import AccountCondition
from sync.model.operations import OperationState
from sync.rpc.messages import Progress
from ui.common.dates import figure

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Status:
    """What the pill shows. `tone` is empty, accent, warning or danger; `done`/`total` draw a bar where total > 0."""

    text: str
    icon: str
    tone: str = ""
    done: int = 0
    total: int = 0


def status(
    *,
    engine: bool,
    offline: bool,
    conditions: Iterable[str],
    waiting: Mapping[str, int],
    conflicts: int,
    works: Iterable[Progress],
) -> Status:
    """Return the one thing that matters most now, with the count of what waits behind it."""
    known = list(conditions)
    queued = sum(waiting.get(state, 0) for state in (OperationState.QUEUED, OperationState.RUNNING))
    stuck = sum(waiting.get(state, 0) for state in (OperationState.REFUSED, OperationState.UNCERTAIN))
    behind = translate("Status", " · %n waiting", "", queued) if queued else ""
    if not engine:
        return Status(translate("Status", "Restarting…"), "loader-circle", "warning")
    if conflicts:
        return Status(translate("Status", "%n conflict(s)", "", conflicts), "triangle-alert", "danger")
    if stuck:
        return Status(translate("Status", "%n operation(s) to look at", "", stuck), "triangle-alert", "danger")
    if AccountCondition.AUTH_NEEDED in known:
        return Status(translate("Status", "Sign in again"), "key-round", "warning")
    if offline:
        return Status(translate("Status", "Working offline") + behind, "cloud-off", "warning" if queued else "")
    running = [work for work in works if work.what in ("headers", "content") and work.total]
    if running and AccountCondition.SYNCHRONISING in known:
        headers = [work for work in running if work.what == "headers"] or running
        done, total = sum(work.done for work in headers), sum(work.total for work in headers)
        text = translate("Status", "Synchronising… {done} / {total}").format(done=figure(done), total=figure(total))
        return Status(text, "refresh-cw", "accent", done, total)
    if known and all(condition in (AccountCondition.OFFLINE, AccountCondition.FAULT) for condition in known):
        return Status(translate("Status", "Offline") + behind, "cloud-off", "warning" if queued else "")
    if AccountCondition.FAULT in known:
        return Status(translate("Status", "An account has a problem") + behind, "triangle-alert", "warning")
    if AccountCondition.SYNCHRONISING in known or AccountCondition.CONNECTING in known:
        return Status(translate("Status", "Synchronising…"), "refresh-cw", "accent")
    if queued:
        return Status(translate("Status", "%n operation(s) waiting", "", queued), "clock", "accent")
    if not known:
        return Status(translate("Status", "No account"), "circle")
    return Status(translate("Status", "Online"), "circle-check")
