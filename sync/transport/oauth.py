"""OAuth 2 for native applications (RFC 8252): sign-in in the person's own browser, PKCE, refresh with rotation."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from sync.model.faults import AuthNeeded, Bug, Forbidden, Offline, Rejected, Unreadable, Unsupported
from sync.transport.http import Answer, Http

logger = logging.getLogger(__name__)

PATIENCE = 600.0
"""Seconds that a person has for signing in."""
_EARLY = 60.0
_REDIRECT_HOST = "127.0.0.1"
_REDIRECT_PATH = "/retour"
_PAGE = (
    "<!doctype html><html lang=fr><meta charset=utf-8><title>Écritoire</title>"
    "<body style='font-family:sans-serif;margin:4em'><h1>{title}</h1><p>{text}</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class Server:
    """An authorization server, as its metadata describes it (RFC 8414 §2)."""

    issuer: str
    authorization: str
    token: str
    registration: str = ""
    revocation: str = ""
    names_issuer: bool = False
    """Whether its answers carry `iss` (RFC 9207 §3)."""


@dataclass(frozen=True, slots=True)
class Client:
    """This program as the authorization server knows it: a public client. Some servers make a `secret` for each installation
    all the same (RFC 7591 §3.2.1) and want it back; it is kept like a token."""

    id: str
    scopes: tuple[str, ...] = ()
    secret: str = field(default="", repr=False)

    def fields(self) -> dict[str, str]:
        """Return what says who is asking for tokens (RFC 6749 §2.3.1)."""
        return {"client_id": self.id, **({"client_secret": self.secret} if self.secret else {})}


@dataclass(frozen=True, slots=True)
class Tokens:
    """What proves the sign-in. `expires` is in seconds since 1970; never logged: `repr` hides both tokens."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires: float

    def fresh(self, now: float) -> bool:
        """Whether the access token can still be used, with a minute to spare."""
        return bool(self.access) and now < self.expires - _EARLY


async def metadata(http: Http, issuer: str) -> Server:
    """Ask `issuer` for its metadata: RFC 8414 §3.1, then OpenID Connect Discovery 1.0 §4.

    Raises `Rejected("wrong_issuer")` where the answer speaks for another, `Unsupported("oauth_metadata")` where there is
    none or PKCE with S256 is not offered, and the faults of `Http.get`.
    """
    parts = urlsplit(issuer)
    path = parts.path.rstrip("/")
    base = f"{parts.scheme}://{parts.netloc}"
    for url in (
        f"{base}/.well-known/oauth-authorization-server{path}",
        f"{base}{path}/.well-known/openid-configuration",
    ):
        answer = await http.get(url)
        if answer.good:
            return _server(answer.json(), issuer)
    raise Unsupported("oauth_metadata", host=parts.hostname)


async def register(http: Http, server: Server, name: str, scopes: Sequence[str], page: str = "") -> Client:
    """Register this program dynamically (RFC 7591 §3.1). Some servers want to know the program's own `page` (`client_uri`).

    Raises `Unsupported("registration")` where that is not offered, `Rejected("registration_refused")`.
    """
    if not server.registration:
        raise Unsupported("registration", host=urlsplit(server.issuer).hostname)
    answer = await http.post(
        server.registration,
        body={
            "client_name": name,
            "application_type": "native",
            "redirect_uris": [f"http://{_REDIRECT_HOST}{_REDIRECT_PATH}"],
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "token_endpoint_auth_method": "none",
            "scope": " ".join(scopes),
            **({"client_uri": page} if page else {}),
        },
    )
    if not answer.good:
        raise Rejected("registration_refused", _reason(answer))
    identifier = answer.json().get("client_id")
    if not isinstance(identifier, str) or not identifier:
        raise Unreadable("bad_oauth_answer")
    return Client(identifier, tuple(scopes))


def described(base: str, parameters: Mapping[str, str]) -> Server:
    """Return a server without metadata whose addresses are known beforehand: paths `authorize`, `token`, `register`.

    Raises `Unsupported("oauth_metadata")` where one of the first two is missing.
    """
    authorization, token = parameters.get("authorize", ""), parameters.get("token", "")
    if not authorization or not token:
        raise Unsupported("oauth_metadata", host=urlsplit(base).hostname)
    registration = parameters.get("register", "")
    return Server(base, f"{base}{authorization}", f"{base}{token}", f"{base}{registration}" if registration else "")


async def register_installation(
    http: Http, server: Server, name: str, software: str, redirect: str, scopes: Sequence[str]
) -> Client:
    """Register this installation at a server that wants to know the exact address the browser comes back to, and gives a
    secret for it. Raises as `register` does."""
    asked = {"redirect_uris": [redirect], "client_name": name, "software_id": software, "client_kind": "desktop"}
    answer = await http.post(server.registration, body=asked)
    if not answer.good:
        raise Rejected("registration_refused", _reason(answer))
    said = answer.json()
    identifier, secret = said.get("client_id"), said.get("client_secret")
    if not isinstance(identifier, str) or not identifier or not isinstance(secret, str):
        raise Unreadable("bad_oauth_answer")
    return Client(identifier, tuple(scopes), secret)


class BrowserSignIn:
    """One sign-in: listens on loopback (RFC 8252 §7.3) while the person is in their browser.

    Use with `async with`; open `address` in the browser; then await `finish`. Where the client can be registered only once
    `redirect` is known, it is put into `client` before `address` is asked for.
    """

    def __init__(
        self, http: Http, server: Server, client: Client, *, user: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        self._http = http
        self._server = server
        self.client = client
        self._user = user
        self._clock = clock
        self._state = secrets.token_urlsafe(24)
        self._verifier = secrets.token_urlsafe(48)
        self._listener: asyncio.Server | None = None
        self._returned: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> Self:
        self._listener = await asyncio.start_server(self._receive, _REDIRECT_HOST, 0, limit=16 * 1024)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._returned.cancel()
        if self._listener is not None:
            self._listener.close()
            await self._listener.wait_closed()

    @property
    def redirect(self) -> str:
        """Where the browser comes back to."""
        if self._listener is None:
            raise Bug("sign_in_not_begun")
        return f"http://{_REDIRECT_HOST}:{self._listener.sockets[0].getsockname()[1]}{_REDIRECT_PATH}"

    @property
    def address(self) -> str:
        """The page to open (RFC 6749 §4.1.1, RFC 7636 §4.3)."""
        digest = hashlib.sha256(self._verifier.encode("ascii")).digest()
        query = {
            "response_type": "code",
            "client_id": self.client.id,
            "redirect_uri": self.redirect,
            "state": self._state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii"),
            "code_challenge_method": "S256",
        }
        if self.client.scopes:
            query["scope"] = " ".join(self.client.scopes)
        if "offline_access" in self.client.scopes:  # only a person's consent brings it (OpenID Connect Core 1.0 §11)
            query["prompt"] = "consent"
        if self._user:
            query["login_hint"] = self._user
        separator = "&" if urlsplit(self._server.authorization).query else "?"
        return f"{self._server.authorization}{separator}{urlencode(query)}"

    async def finish(self, within: float = PATIENCE) -> Tokens:
        """Wait (seconds) for the person to come back, and exchange the code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5).

        Raises `AuthNeeded("sign_in_timeout" | "sign_in_refused" | "code_refused")`, `Forbidden("wrong_issuer")` for an
        answer of another server (RFC 9207 §2.4), and the faults of `Http.post`.
        """
        try:
            answer = await asyncio.wait_for(asyncio.shield(self._returned), within)
        except TimeoutError as error:
            raise AuthNeeded("sign_in_timeout") from error
        if answer.get("iss", self._server.issuer if not self._server.names_issuer else "") != self._server.issuer:
            raise Forbidden("wrong_issuer", host=urlsplit(self._server.issuer).hostname)
        if "error" in answer:
            raise AuthNeeded("sign_in_refused", reason=_fit(answer.get("error_description") or answer["error"]))
        token = await self._http.post(
            self._server.token,
            fields={
                "grant_type": "authorization_code",
                "code": answer["code"],
                "redirect_uri": self.redirect,
                "code_verifier": self._verifier,
                **self.client.fields(),
            },
        )
        if not token.good:
            raise AuthNeeded("code_refused", reason=_reason(token))
        return _tokens(token, "", self._clock())

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request of the browser; only the first one with our own state counts (RFC 6749 §10.12)."""
        try:
            async with asyncio.timeout(10):
                line = (await reader.readline()).decode("ascii", "replace").split(" ")
                while (await reader.readline()).strip():
                    pass
                answer = self._answer_of(line)
                known = answer is not None and not self._returned.done()
                if answer is not None and known:
                    self._returned.set_result(answer)
                status, page = _page(known, answer or {})
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n"
                    "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n".encode()
                )
                writer.write(page)
                await writer.drain()
        except (OSError, TimeoutError, ValueError):
            logger.info("oauth_bad_request")
        finally:
            writer.close()

    def _answer_of(self, line: Sequence[str]) -> dict[str, str] | None:
        """Return the parameters of the redirect, or None where the request is not ours."""
        if len(line) != 3 or line[0] != "GET":
            return None
        parts = urlsplit(line[1])
        query = parse_qs(parts.query)
        # A parameter given twice makes the answer invalid (RFC 6749 §3.1).
        if parts.path != _REDIRECT_PATH or any(len(values) != 1 for values in query.values()):
            return None
        answer = {name: values[0] for name, values in query.items()}
        if not hmac.compare_digest(answer.get("state", "").encode(), self._state.encode()):
            return None
        return answer if "code" in answer or "error" in answer else None


class TokenKeeper:
    """Keeps the tokens of one account fresh. Refreshing happens once at a time, and what it brings is kept before it is used.

    `keep` stores the tokens for good; a rotated refresh token that were lost would end the sign-in (RFC 9700 §4.14.2).
    """

    def __init__(
        self,
        http: Http,
        server: Server,
        client: Client,
        tokens: Tokens,
        keep: Callable[[Tokens], Awaitable[None]],
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._http = http
        self._server = server
        self._client = client
        self._tokens = tokens
        self._keep = keep
        self._clock = clock
        self._turn = asyncio.Lock()

    async def access(self, renew: bool = False) -> str:
        """Return a valid access token; `renew` after a server refused the one given last.

        Raises `AuthNeeded("sign_in_expired")` where the person has to sign in again, and the faults of `Http.post`.
        """
        refused = self._tokens.access if renew else ""
        async with self._turn:
            # Whoever waited for another's refresh takes what it brought.
            if self._tokens.fresh(self._clock()) and self._tokens.access != refused:
                return self._tokens.access
            self._tokens = await self._refreshed()
            await self._keep(self._tokens)
            return self._tokens.access

    async def rest(self) -> None:
        """Return once no refresh is under way."""
        async with self._turn:
            pass

    async def _refreshed(self) -> Tokens:
        """RFC 6749 §6. A refresh token that does not come back stays valid."""
        if not self._tokens.refresh:
            raise AuthNeeded("sign_in_expired")
        answer = await self._http.post(
            self._server.token,
            fields={
                "grant_type": "refresh_token",
                "refresh_token": self._tokens.refresh,
                **self._client.fields(),
            },
        )
        if answer.status >= 500:
            raise Offline("server_closed", host=urlsplit(self._server.token).hostname)
        if not answer.good:
            if _error(answer) == "invalid_grant":
                # The token is spent: showing it again could look like a theft (RFC 9700 §4.14.2).
                self._tokens = replace(self._tokens, refresh="")
            raise AuthNeeded("sign_in_expired", reason=_reason(answer))
        return _tokens(answer, self._tokens.refresh, self._clock())


async def revoke(http: Http, server: Server, client: Client, tokens: Tokens) -> None:
    """Tell the server to forget the sign-in (RFC 7009 §2.1); a server that has no way to be told is left alone."""
    if server.revocation and tokens.refresh:
        await http.post(
            server.revocation,
            fields={"token": tokens.refresh, "token_type_hint": "refresh_token", **client.fields()},
        )


def _server(said: Mapping[str, Any], issuer: str) -> Server:
    host = urlsplit(issuer).hostname
    if said.get("issuer") != issuer:
        raise Rejected("wrong_issuer", host=host)
    if "S256" not in said.get("code_challenge_methods_supported", []):
        raise Unsupported("oauth_metadata", host=host)
    made = Server(
        issuer=issuer,
        authorization=str(said.get("authorization_endpoint", "")),
        token=str(said.get("token_endpoint", "")),
        registration=str(said.get("registration_endpoint", "")),
        revocation=str(said.get("revocation_endpoint", "")),
        names_issuer=said.get("authorization_response_iss_parameter_supported") is True,
    )
    if any(urlsplit(url).scheme != "https" for url in (made.authorization, made.token)):
        raise Unsupported("oauth_metadata", host=host)
    return made


def _tokens(answer: Answer, refresh: str, now: float) -> Tokens:
    """Return the tokens of a good answer (RFC 6749 §5.1). Raises `Unreadable("bad_oauth_answer")`."""
    said = answer.json()
    access, life = said.get("access_token"), said.get("expires_in", 3600)
    if not isinstance(access, str) or not access or str(said.get("token_type", "")).lower() != "bearer":
        raise Unreadable("bad_oauth_answer")
    if not isinstance(life, int | float) or isinstance(life, bool):
        raise Unreadable("bad_oauth_answer")
    return Tokens(access, str(said.get("refresh_token") or refresh), now + float(life))


def _error(answer: Answer) -> str:
    """Return the code of an error (RFC 6749 §5.2), empty where there is none."""
    try:
        return str(answer.json().get("error", ""))
    except Unreadable:
        return ""


def _reason(answer: Answer) -> str:
    """Return the server's words of an error."""
    code = _error(answer)
    return _fit(str(answer.json().get("error_description") or code)) if code else str(answer.status)


def _fit(words: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in words)[:300].strip()


def _page(known: bool, answer: Mapping[str, str]) -> tuple[str, bytes]:
    if not known:
        title, text, status = "Rien à faire ici", "Cette page n’attend pas de réponse.", "404 Not Found"
    elif "error" in answer:
        title, text, status = "Connexion refusée", "Vous pouvez fermer cette page et revenir à Écritoire.", "200 OK"
    else:
        title, text, status = "C’est fait", "Vous pouvez fermer cette page et revenir à Écritoire.", "200 OK"
    return status, _PAGE.format(title=title, text=text).encode()
