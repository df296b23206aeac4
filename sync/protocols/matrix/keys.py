"""The key requests of the client-server API, as crypto asks for them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import quote

from sync.model.faults import Gone, Rejected
from sync.protocols.matrix.client import V3, Homeserver, path
from sync.protocols.matrix.crypto.encoding import Json, text
from sync.protocols.matrix.crypto.key_server import Authorise

SendInRoom = Callable[[str, str, Json, str], Awaitable[str]]


class HomeserverKeys:
    """A `KeyServer` over a homeserver. `send_in_room` seals where the room is encrypted."""

    def __init__(self, server: Homeserver, send_in_room: SendInRoom) -> None:
        self._server = server
        self._send_in_room = send_in_room

    async def upload_keys(self, body: Json) -> Json:
        """POST keys/upload."""
        return await self._server.ask("POST", path("keys", "upload"), body)

    async def query_keys(self, users: Sequence[str]) -> Json:
        """POST keys/query."""
        body = {"device_keys": {user: [] for user in users}, "timeout": 10_000}
        return await self._server.ask("POST", path("keys", "query"), body)

    async def claim_keys(self, wanted: Mapping[str, Mapping[str, str]]) -> Json:
        """POST keys/claim."""
        return await self._server.ask("POST", path("keys", "claim"), {"one_time_keys": wanted, "timeout": 10_000})

    async def send_to_device(self, kind: str, messages: Mapping[str, Mapping[str, Json]], transaction: str) -> None:
        """PUT sendToDevice."""
        await self._server.ask("PUT", path("sendToDevice", kind, transaction), {"messages": messages})

    async def send_in_room(self, room: str, kind: str, content: Json, transaction: str) -> str:
        """PUT an event into a room."""
        return await self._send_in_room(room, kind, content, transaction)

    async def upload_signatures(self, body: Json) -> Json:
        """POST keys/signatures/upload."""
        return await self._server.ask("POST", path("keys", "signatures", "upload"), body)

    async def upload_signing_keys(self, body: Json, authorise: Authorise) -> None:
        """POST keys/device_signing/upload, once more with proof of identity where that is asked for."""
        where = path("keys", "device_signing", "upload")
        demand = await self._server.demand("POST", where, body)
        if demand is not None:
            again = await self._server.demand("POST", where, {**body, "auth": await authorise(demand)})
            if again is not None:
                raise Rejected("proof_refused", text(again, "error")[:500])

    async def account_content(self, kind: str) -> Json | None:
        """GET account data."""
        return await self._or_none("GET", await self._account_path(kind))

    async def set_account_content(self, kind: str, content: Json) -> None:
        """PUT account data."""
        await self._server.ask("PUT", await self._account_path(kind), content)

    async def _account_path(self, kind: str) -> str:
        return path("user", (await self._server.access()).user, "account_data", kind)

    async def backup_version(self) -> Json | None:
        """GET the current key backup."""
        return await self._or_none("GET", path("room_keys", "version"))

    async def create_backup(self, body: Json) -> str:
        """POST a new key backup."""
        return text(await self._server.ask("POST", path("room_keys", "version"), body), "version")

    async def delete_backup(self, version: str) -> None:
        """DELETE a key backup."""
        await self._server.ask("DELETE", path("room_keys", "version", version))

    async def put_backup_keys(self, version: str, body: Json) -> Json:
        """PUT keys into the backup."""
        return await self._server.ask("PUT", path("room_keys", "keys"), body, query={"version": version})

    async def backup_keys(self, version: str, room: str = "", session: str = "") -> Json | None:
        """GET keys from the backup."""
        parts = [quote(part, safe="") for part in (room, session) if part]
        where = "/".join((f"{V3}/room_keys/keys", *parts))
        return await self._or_none("GET", where, {"version": version})

    async def _or_none(self, method: str, where: str, query: Mapping[str, str] | None = None) -> Json | None:
        try:
            return await self._server.ask(method, where, query=dict(query or {}))
        except Gone:
            return None


def password_proof(user: str, password: Callable[[], Awaitable[str]]) -> Authorise:
    """Return how to prove one's identity again with the password ("User-Interactive Authentication")."""

    async def authorise(demand: Json) -> Json:
        flows = [flow.get("stages") for flow in demand.get("flows") or [] if isinstance(flow, dict)]
        if ["m.login.password"] not in flows:
            raise Rejected("proof_by_browser", flows=str(flows)[:200])
        return {
            "type": "m.login.password",
            "session": text(demand, "session"),
            "identifier": {"type": "m.id.user", "user": user},
            "password": await password(),
        }

    return authorise
