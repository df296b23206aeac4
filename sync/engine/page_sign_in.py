"""Sign-in on a page of the server's own, in the person's browser, which gives this program a password of its own.

The server names a page and where to ask whether the person is done, as login flows with polling do;
the endpoint's parameter `page` says at which path one begins.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from sync.engine.clock import Clock
from sync.engine.opened import OpenStore
from sync.engine.sovereignty import Sovereignty
from sync.model.accounts import Account, Endpoint, SignIn
from sync.model.faults import AuthNeeded, Fault, Offline, Transient, Unreadable, Unsupported
from sync.model.ids import AccountId
from sync.store.connection import Connection
from sync.store.write import accounts as write_accounts
from sync.transport.http import Http

_log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
"""How often the server is asked whether the person is done."""
PATIENCE_SECONDS = 1200.0
"""How long the page is worth something: the server forgets it after twenty minutes."""
_LARGEST = 64 * 1024
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json", "User-Agent": "Ecritoire"}
"""The server shows the person by this name who asks."""


class PageSignIn:
    """The sign-ins by page of all accounts. `done` and `failed` as in `sync.engine.signing_in`."""

    def __init__(
        self,
        store: OpenStore,
        sovereignty: Sovereignty,
        clock: Clock,
        *,
        done: Callable[[Account], Awaitable[None]],
        failed: Callable[[Account, Fault], Awaitable[None]],
    ) -> None:
        self._store, self._sovereignty, self._clock = store, sovereignty, clock
        self._done, self._failed = done, failed
        self._waiting: dict[AccountId, asyncio.Task[None]] = {}

    async def begin(self, account: Account) -> str:
        """Start a sign-in and return the page to open; a former one that still waits ends. Raises `Unsupported`, `Unreadable`,
        and the faults of the network."""
        endpoint = by_page(account)
        if endpoint is None:
            raise Unsupported("sign_in_by_browser")
        await self._stop(account.id)
        http = Http(self._sovereignty.gate, account.id, trust=self._sovereignty.trust_of(endpoint))
        try:
            told = await _ask(http, f"{_origin(endpoint)}{endpoint.parameters.get('page', '')}", {})
            if told is None:
                raise Unsupported("sign_in_by_browser")
            poll, page = told.get("poll"), told.get("login")
            token, where = (poll.get("token"), poll.get("endpoint")) if isinstance(poll, dict) else (None, None)
            texts = all(isinstance(one, str) and one for one in (page, token, where))
            if not texts or {urlsplit(str(page)).scheme, urlsplit(str(where)).scheme} != {"https"}:
                raise Unreadable("bad_answer")
        except BaseException:
            await http.close()
            raise
        self._waiting[account.id] = asyncio.create_task(self._wait(account, http, str(where), str(token)))
        await asyncio.sleep(0)  # once begun, it closes what it was given whatever becomes of it
        return str(page)

    async def close(self) -> None:
        """Stop waiting for persons."""
        for account in tuple(self._waiting):
            await self._stop(account)

    async def _wait(self, account: Account, http: Http, where: str, token: str) -> None:
        """Ask until the person is done, keep the password, and let the account work."""
        try:
            until = self._clock.monotonic() + PATIENCE_SECONDS
            told = None
            while told is None:
                if self._clock.monotonic() > until:
                    raise AuthNeeded("sign_in_timeout")
                await self._clock.sleep(LOOK_SECONDS)
                with suppress(Offline, Transient):
                    told = await _ask(http, where, {"token": token})
            user, password = told.get("loginName"), told.get("appPassword")
            if not isinstance(user, str) or not isinstance(password, str) or not user or not password:
                raise Unreadable("bad_answer")
            signed_in = replace(
                account,
                endpoints=tuple(
                    replace(one, user=user) if one.sign_in is SignIn.PAGE else one for one in account.endpoints
                ),
            )

            def keep(connection: Connection) -> None:
                write_accounts.update_account(connection, signed_in)
                write_accounts.set_secret(connection, account.id, "password", password)

            await self._store.write_durably(keep)
            await self._done(signed_in)
        except Fault as fault:
            _log.info("sign-in of account %d: %s:%s", account.id, fault.kind, fault.code)
            await self._failed(account, fault)
        finally:
            await http.close()
            if self._waiting.get(account.id) is asyncio.current_task():
                del self._waiting[account.id]

    async def _stop(self, account: AccountId) -> None:
        task = self._waiting.pop(account, None)
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def by_page(account: Account) -> Endpoint | None:
    """Return the endpoint of an account that is signed in to on a page of its own, None where none is."""
    return next((one for one in account.endpoints if one.sign_in is SignIn.PAGE and one.parameters.get("page")), None)


def _origin(endpoint: Endpoint) -> str:
    port = "" if endpoint.port == 443 else f":{endpoint.port}"
    return f"https://{endpoint.host}{port}{endpoint.parameters.get('path', '').rstrip('/')}"


async def _ask(http: Http, url: str, fields: dict[str, str]) -> dict[str, object] | None:
    """Return what a form is answered with, None for 404: not yet, or nothing there."""
    async with http.exchange("POST", url, headers=_FORM, content=urlencode(fields).encode()) as answer:
        body = await answer.body(_LARGEST)
        if answer.status == 404:
            return None
        if answer.status >= 500:
            raise Transient("busy")
        try:
            found = json.loads(body)
        except ValueError as error:
            raise Unreadable("bad_answer") from error
        if answer.status >= 300 or not isinstance(found, dict):
            raise Unreadable("bad_answer", status=answer.status)
        return found
