"""What Radicale and WsgiDAV of the demo hold when it first runs, written where they keep it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from app.demo.address_book import cards
from app.demo.agenda import CALENDARS, resources
from app.demo.dav_servers import CALENDARS as GROUPWARE
from app.demo.dav_servers import DRIVE
from app.demo.drive import files

BOOK = "carnet"


def fill(folder: Path, user: str, now: datetime) -> None:
    """Put calendars, address book and drive there, each where it is missing; `now` (with a time zone) is today."""
    if not (folder / GROUPWARE).exists():
        fresh = _empty(folder / f"{GROUPWARE}.new")
        home = fresh / "collection-root" / user
        for calendar in CALENDARS:
            properties = {
                "tag": "VCALENDAR",
                "D:displayname": calendar.name,
                "ICAL:calendar-color": calendar.colour,
                "C:supported-calendar-component-set": calendar.component,
            }
            _collection(home / calendar.key, properties, resources(calendar, now))
        _collection(home / BOOK, {"tag": "VADDRESSBOOK", "D:displayname": "Contacts"}, cards(now))
        fresh.rename(folder / GROUPWARE)
    if not (folder / DRIVE).exists():
        fresh = _empty(folder / f"{DRIVE}.new")
        for path, content, when in files(now):
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            os.utime(target, (when.timestamp(), when.timestamp()))
        fresh.rename(folder / DRIVE)


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _collection(folder: Path, properties: Mapping[str, str], items: Mapping[str, str]) -> None:
    """Write a collection as Radicale keeps it: its properties beside one file for each resource."""
    folder.mkdir(parents=True)
    (folder / ".Radicale.props").write_text(json.dumps(properties), "utf-8")
    for name, text in items.items():
        (folder / name).write_text(text, "utf-8", newline="")
