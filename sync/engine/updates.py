"""Newer versions: what the organisation's signed file says, asked once a day. It is told, never fetched or installed."""

from __future__ import annotations

import json
import logging
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sync.engine.clock import Clock
from sync.engine.sovereignty import Sovereignty
from sync.model.faults import Fault, Unreadable
from sync.model.sovereignty import Purpose
from sync.serial import from_json
from sync.store.read import accounts as read_accounts
from sync.store.write import accounts as write_accounts

if TYPE_CHECKING:
    from sync.engine.desk import Desk

_log = logging.getLogger(__name__)

FILE = "version.json"
NEWER, ASKED = "updates.newer", "updates.asked"
"""What is kept in the settings: the newer version that was found (empty: none), and when it was last asked for (ms)."""
DAY = 24 * 60 * 60
_FIRST_SECONDS = 60.0
"""After an opening: a start has better things to do."""
_LARGEST = 16 * 1024
_NUMBER = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is offered, and the page that says what is new in it (empty: none)."""

    number: str
    page: str = ""

    def is_after(self, other: str) -> bool:
        """Whether this one is newer than `other`; anything is not where `other` is no number."""
        return bool(_NUMBER.fullmatch(other)) and _parts(self.number) > _parts(other)


def read(content: bytes, key: str) -> Version:
    """Return what a version file says: JSON text under `said`, signed with the organisation's Ed25519 key (RFC 8032), of which
    `key` is the public half in Base64. Raises `Unreadable("bad_version_file")`, also for any other signature.
    """
    from cryptography.exceptions import InvalidSignature  # only where an organisation offers versions
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        signed = json.loads(content)
        said = str(signed["said"])
        public = Ed25519PublicKey.from_public_bytes(b64decode(key, validate=True))
        public.verify(b64decode(signed["signature"], validate=True), said.encode())
        told = json.loads(said)
        found = Version(str(told["version"]), str(told.get("page", "")))
        if told["name"] != "ecritoire" or not _NUMBER.fullmatch(found.number):
            raise ValueError(found.number)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature) as error:
        raise Unreadable("bad_version_file") from error
    return found if urlsplit(found.page).scheme == "https" else Version(found.number)


class Updates:
    """Asks for newer versions as long as a store is open. `own` is the version that runs; 0 or empty (a checkout): never."""

    def __init__(self, sovereignty: Sovereignty, clock: Clock, fixed: Mapping[str, str], own: str) -> None:
        self._sovereignty, self._clock, self._fixed, self._own = sovereignty, clock, fixed, own.strip("0") and own

    async def follow(self, desk: Desk) -> None:
        """Ask now and then, until cancelled."""
        await self._clock.sleep(_FIRST_SECONDS)
        while True:
            await self.look(desk)
            await self._clock.sleep(DAY / 24)

    async def look(self, desk: Desk) -> None:
        """Ask, if it was not done for a day, and keep what is found; a source that fails is asked again an hour later."""
        values = {**desk.store.read(read_accounts.settings), **self._fixed}
        source, key = (from_json(values.get(name, '""'), str) for name in ("update_source", "update_key"))
        wanted = bool(source and key and self._own) and from_json(values.get("tell_of_updates", "true"), bool)
        known = from_json(values.get(NEWER, '""'), str)
        if not wanted or (known and not Version(known.partition(" ")[0]).is_after(self._own)):
            await self._keep(desk, NEWER, "", known)
            known = ""
        now = self._clock.now_ms()
        asked = from_json(values.get(ASKED, "0"), int)
        if not wanted or desk.offline or 0 <= now - asked < DAY * 1000:
            return
        try:
            found = read(await self._fetch(source), key)
        except Fault as fault:
            _log.info("version not known: %s", fault.code)
            return
        await desk.store.write_durably(write_accounts.set_setting, ASKED, json.dumps(now))
        await self._keep(desk, NEWER, f"{found.number} {found.page}".strip() if found.is_after(self._own) else "", known)

    async def _keep(self, desk: Desk, name: str, value: str, known: str) -> None:
        if value != known:
            await desk.store.write_durably(write_accounts.set_setting, name, json.dumps(value))
            desk.shop.notices.rows("setting")

    async def _fetch(self, source: str) -> bytes:
        from sync.transport.http import Http

        host = urlsplit(source).hostname or ""
        with self._sovereignty.passage([host], Purpose.UPDATES) as stranger:
            http = Http(self._sovereignty.gate, stranger, trust=self._sovereignty.trust)
            try:
                answer = await http.get(f"{source.rstrip('/')}/{FILE}", largest=_LARGEST)
            finally:
                await http.close()
        if not answer.good:
            raise Unreadable("bad_version_file")
        return answer.body


def _parts(number: str) -> tuple[int, ...]:
    whole = [int(part) for part in number.split(".")]
    while len(whole) > 1 and not whole[-1]:
        whole.pop()
    return tuple(whole)
