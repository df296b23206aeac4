"""Signing in to a homeserver: by password, or with tokens that the account already has; and staying the same device.

A device is made once. Its tokens are kept with its keys; a token that ran out is refreshed, and a session that the server
let go softly is signed in again as the same device ("Soft logout"). A device that was removed is never made again silently.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import msgspec

from sync.model.faults import AuthNeeded, Rejected, Unsupported
from sync.protocols.base import Secret
from sync.protocols.keeping import Keeper
from sync.protocols.matrix.crypto.encoding import Json, text
from sync.transport.http import Answer, Http

SIGNED_IN = ("sign_in", "access")
"""The record that holds the access."""
_EARLY = 30.0


@dataclass(frozen=True, slots=True)
class Access:
    """Who is signed in, from which device, and with what. Never logged: `repr` hides the tokens."""

    user: str
    device: str
    token: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires: float = 0.0
    """Seconds since 1970; 0: until the server says so."""
    by_token: bool = False
    """The token comes from an authorization server of its own, which also renews it."""


class SignIn:
    """Brings the access of one account. Callers make sure that its methods do not run at the same time."""

    def __init__(
        self,
        http: Http,
        base: str,
        user: str,
        secret: Callable[[bool], Awaitable[Secret]],
        keeper: Keeper,
        device_name: str = "Écritoire",
        now: Callable[[], float] = time.time,
    ) -> None:
        self._http = http
        self._base = base.rstrip("/")
        self._user = user
        self._secret = secret
        self._keeper = keeper
        self._device_name = device_name
        self._now = now
        self._access: Access | None = None

    async def access(self) -> Access:
        """Return the access, signing in the first time. Raises `AuthNeeded`, `Unsupported("password_sign_in")`."""
        if self._access is None:
            kept = self._keeper.read(*SIGNED_IN)
            self._access = msgspec.msgpack.decode(kept, type=Access) if kept else await self._first()
        if self._access.refresh and self._access.expires and self._now() > self._access.expires - _EARLY:
            # Where that is refused, the server says with the next request whether the device is still known.
            with contextlib.suppress(AuthNeeded):
                self._access = await self._refreshed(self._access)
        return self._access

    async def renew(self, refused: Access, *, soft: bool) -> None:
        """Get another token for the same device after one was refused.

        Raises `AuthNeeded("device_removed")` where the server let the device go for good: its keys are worthless now, and
        only the user may decide to begin as a new one.
        """
        kept = self._keeper.read(*SIGNED_IN)
        newer = msgspec.msgpack.decode(kept, type=Access) if kept else refused
        if newer.token != refused.token:  # another connection of the same device was faster
            self._access = newer
            return
        if refused.refresh:
            try:
                self._access = await self._refreshed(refused)
            except AuthNeeded:
                if not soft:
                    raise AuthNeeded("device_removed") from None
            else:
                return
        if refused.by_token:
            # Only the authorization server knows whether the sign-in is over: it says so where the token is asked for.
            fresh = (await self._secret(True)).value
            if fresh == refused.token:
                raise AuthNeeded("token_refused")
            self._access = await self._kept(await self._named(fresh, refused))
            return
        if not soft:
            raise AuthNeeded("device_removed")
        secret = await self._secret(True)
        self._access = await self._keep(await self._login(secret.value, refused.device), refused.device)

    async def forget(self) -> None:
        """Drop the kept access: the next one makes a new device."""
        self._access = None
        await self._keeper.write({SIGNED_IN: None})

    async def _first(self) -> Access:
        secret = await self._secret(False)
        if secret.kind == "password":
            return await self._keep(await self._login(secret.value, ""), "")
        return await self._kept(await self._named(secret.value, None))

    async def _named(self, token: str, before: Access | None) -> Access:
        """Return the access that a token gives ("GET whoami"). Raises `AuthNeeded("device_removed")` where it is another
        device's than before: the keys here are worth nothing to that one."""
        answer = await self._http.ask(
            "GET", f"{self._base}/_matrix/client/v3/account/whoami", headers={"Authorization": f"Bearer {token}"}
        )
        if not answer.good or not text(answer.json(), "device_id"):
            raise AuthNeeded("token_refused")
        found = Access(text(answer.json(), "user_id"), text(answer.json(), "device_id"), token, by_token=True)
        if before is not None and (found.user, found.device) != (before.user, before.device):
            raise AuthNeeded("device_removed")
        return found

    async def _login(self, password: str, device: str) -> Json:
        body: Json = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": self._user},
            "password": password,
            "initial_device_display_name": self._device_name,
            "refresh_token": True,
        }
        if "@" in self._user and not self._user.startswith("@"):
            body["identifier"] = {"type": "m.id.thirdparty", "medium": "email", "address": self._user}
        if device:
            body["device_id"] = device
        answer = await self._post("/_matrix/client/v3/login", body)
        found = answer.json() if answer.body else {}
        if answer.good:
            return found
        errcode = text(found, "errcode")
        if answer.status == 403 and errcode == "M_FORBIDDEN":
            raise AuthNeeded("wrong_password")
        if errcode == "M_USER_DEACTIVATED":
            raise AuthNeeded("account_deactivated")
        if answer.status == 404 or errcode in ("M_UNRECOGNIZED", "M_UNKNOWN"):
            raise Unsupported("password_sign_in")
        raise Rejected("sign_in_refused", text(found, "error")[:500], errcode=errcode)

    async def _refreshed(self, access: Access) -> Access:
        answer = await self._post("/_matrix/client/v3/refresh", {"refresh_token": access.refresh})
        if not answer.good:
            raise AuthNeeded("token_refused")
        found = answer.json()
        return await self._keep({"user_id": access.user, "refresh_token": access.refresh, **found}, access.device)

    async def _keep(self, found: Json, device: str) -> Access:
        lasts = found.get("expires_in_ms")
        access = Access(
            text(found, "user_id"),
            text(found, "device_id") or device,
            text(found, "access_token"),
            text(found, "refresh_token"),
            self._now() + lasts / 1000 if isinstance(lasts, int) else 0.0,
        )
        if not access.user or not access.device or not access.token:
            raise Rejected("sign_in_refused")
        return await self._kept(access)

    async def _kept(self, access: Access) -> Access:
        await self._keeper.write({SIGNED_IN: msgspec.msgpack.encode(access)})
        return access

    async def _post(self, where: str, body: Json) -> Answer:
        return await self._http.ask("POST", self._base + where, content=msgspec.json.encode(body))
