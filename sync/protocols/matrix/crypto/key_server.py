"""What crypto asks of the homeserver: an interface of a dozen requests, so that crypto itself opens no network."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol, TypeAlias

from sync.protocols.matrix.crypto.encoding import Json

Authorise: TypeAlias = Callable[[Json], Awaitable[Json]]
"""Answers a demand for renewed proof of identity (flows and session) with the `auth` object (specification, "UIA")."""


class KeyServer(Protocol):
    """The requests of "End-to-end encryption" and "Secrets" of the client-server API. All raise faults."""

    async def upload_keys(self, body: Json) -> Json:
        """POST keys/upload."""
        ...

    async def query_keys(self, users: Sequence[str]) -> Json:
        """POST keys/query for all devices of `users`."""
        ...

    async def claim_keys(self, wanted: Mapping[str, Mapping[str, str]]) -> Json:
        """POST keys/claim: user → device → algorithm."""
        ...

    async def send_to_device(self, kind: str, messages: Mapping[str, Mapping[str, Json]], transaction: str) -> None:
        """PUT sendToDevice: user → device → content."""
        ...

    async def send_in_room(self, room: str, kind: str, content: Json, transaction: str) -> str:
        """PUT an event into a room; returns its event id. Content is encrypted beforehand by whoever implements this."""
        ...

    async def upload_signatures(self, body: Json) -> Json:
        """POST keys/signatures/upload."""
        ...

    async def upload_signing_keys(self, body: Json, authorise: Authorise) -> None:
        """POST keys/device_signing/upload, with proof of identity where the server wants it."""
        ...

    async def account_content(self, kind: str) -> Json | None:
        """GET account data of a kind, None where there is none."""
        ...

    async def set_account_content(self, kind: str, content: Json) -> None:
        """PUT account data."""
        ...

    async def backup_version(self) -> Json | None:
        """GET the current key backup, None where there is none."""
        ...

    async def create_backup(self, body: Json) -> str:
        """POST a new key backup; returns its version."""
        ...

    async def delete_backup(self, version: str) -> None:
        """DELETE a key backup with the keys in it."""
        ...

    async def put_backup_keys(self, version: str, body: Json) -> Json:
        """PUT keys into the backup."""
        ...

    async def backup_keys(self, version: str, room: str = "", session: str = "") -> Json | None:
        """GET keys from the backup: all, of a room, or one session."""
        ...
