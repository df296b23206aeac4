"""A small, strict authorization server: RFC 6749 (code grant, refresh), 7636 (PKCE S256), 7591, 7009, 7662, 8414, 9207.

It checks what a careless client gets wrong: the redirect is loopback at any port with the registered path (RFC 8252 §7.3),
codes are good once (RFC 6749 §4.1.2; a second use ends what the first gave), the verifier must match (RFC 7636 §4.6),
refresh tokens rotate and a replayed one ends the whole sign-in (RFC 9700 §4.14.2).
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from tests.servers.web import Answering

HOST = "connexion.exemple.fr"
ISSUER = f"https://{HOST}"


@dataclass
class _Grant:
    client: str
    redirect: str
    challenge: str
    family: int
    used: bool = False


@dataclass
class AuthorizationServer:
    """The server's state; tests change how it behaves. `refusal` is the person's "no"."""

    life: int = 3600
    rotate: bool = True
    base: str = ISSUER
    """Where it is reached."""
    issuer: str = ""
    """Who it says it is; empty: what `base` says."""
    names_issuer: bool = True
    methods: tuple[str, ...] = ("S256",)
    refusal: str = ""
    registration: bool = True
    clients: dict[str, str] = field(default_factory=lambda: {"ecritoire": "/retour"})
    failing: int = 0
    """How many token requests still get a 500."""
    access: dict[str, int] = field(default_factory=dict)
    refresh: dict[str, int] = field(default_factory=dict)
    ended: set[int] = field(default_factory=set)
    refreshed: int = 0
    current: dict[str, str] = field(default_factory=dict)
    """The access token that each person was given last."""
    _spent: dict[str, int] = field(default_factory=dict)
    _persons: dict[int, str] = field(default_factory=dict)
    _codes: dict[str, _Grant] = field(default_factory=dict)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def answers(self) -> dict[str, web.Response | Answering]:
        """Return what `web_server` serves."""
        here = urlsplit(self.base).netloc
        return {
            f"{here}/.well-known/oauth-authorization-server": self._metadata,
            f"{here}/autorisation": self._authorize,
            f"{here}/jeton": self._token,
            f"{here}/inscription": self._register,
            f"{here}/revocation": self._revoke,
            f"{here}/introspection": self._introspect,
        }

    @property
    def name(self) -> str:
        """What it says its issuer identifier is."""
        return self.issuer or self.base

    def good(self, access: str) -> bool:
        """Whether an access token stands for a sign-in that has not been ended."""
        return access in self.access and self.access[access] not in self.ended

    async def _metadata(self, _request: web.BaseRequest) -> web.StreamResponse:
        said: dict[str, object] = {
            "issuer": self.name,
            "authorization_endpoint": f"{self.base}/autorisation",
            "token_endpoint": f"{self.base}/jeton",
            "revocation_endpoint": f"{self.base}/revocation",
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": list(self.methods),
            "authorization_response_iss_parameter_supported": self.names_issuer,
        }
        if self.registration:
            said["registration_endpoint"] = f"{self.base}/inscription"
        return web.json_response(said)

    async def _authorize(self, request: web.BaseRequest) -> web.StreamResponse:
        query = request.query
        target = urlsplit(query.get("redirect_uri", ""))
        path = self.clients.get(query.get("client_id", ""))
        # Without a client and a redirect that belong together nothing is sent anywhere (RFC 6749 §4.1.2.1).
        if path is None or (target.scheme, target.hostname, target.path) != ("http", "127.0.0.1", path):
            return web.Response(status=400)
        if query.get("response_type") != "code" or query.get("code_challenge_method") != "S256":
            answer = {"error": "invalid_request"}
        elif self.refusal:
            answer = {"error": self.refusal, "error_description": "La personne a refusé"}
        else:
            code, family = f"code-{next(self._numbers)}", next(self._numbers)
            self._codes[code] = _Grant(query["client_id"], query["redirect_uri"], query["code_challenge"], family)
            self._persons[family] = query.get("login_hint", "")
            answer = {"code": code}
        answer["state"] = query.get("state", "")
        if self.names_issuer:
            answer["iss"] = self.name
        return web.Response(status=302, headers={"Location": f"{query['redirect_uri']}?{urlencode(answer)}"})

    async def _token(self, request: web.BaseRequest) -> web.StreamResponse:
        if self.failing:
            self.failing -= 1
            return web.Response(status=500)
        fields = {name: str(value) for name, value in (await request.post()).items()}
        if fields.get("grant_type") == "authorization_code":
            return self._by_code(fields)
        if fields.get("grant_type") == "refresh_token":
            return self._by_refresh(fields)
        return _error("unsupported_grant_type")

    def _by_code(self, fields: dict[str, str]) -> web.StreamResponse:
        grant = self._codes.get(fields.get("code", ""))
        if grant is None or (grant.client, grant.redirect) != (fields.get("client_id"), fields.get("redirect_uri")):
            return _error("invalid_grant")
        if grant.used:
            self.ended.add(grant.family)
            return _error("invalid_grant")
        digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != grant.challenge:
            return _error("invalid_grant")
        grant.used = True
        return self._issue(grant.family)

    def _by_refresh(self, fields: dict[str, str]) -> web.StreamResponse:
        shown = fields.get("refresh_token", "")
        if shown in self._spent:
            self.ended.add(self._spent[shown])
            return _error("invalid_grant")
        family = self.refresh.get(shown)
        if family is None or family in self.ended or fields.get("client_id") not in self.clients:
            return _error("invalid_grant")
        self.refreshed += 1
        if self.rotate:
            self._spent[shown] = self.refresh.pop(shown)
        return self._issue(family, again=not self.rotate)

    def _issue(self, family: int, *, again: bool = False) -> web.StreamResponse:
        access = f"acces-{next(self._numbers)}"
        self.access[access] = family
        self.current[self._persons.get(family, "")] = access
        said: dict[str, object] = {"access_token": access, "token_type": "Bearer", "expires_in": self.life}
        if not again:
            refresh = f"suite-{next(self._numbers)}"
            self.refresh[refresh] = family
            said["refresh_token"] = refresh
        return web.json_response(said, headers={"Cache-Control": "no-store"})

    async def _introspect(self, request: web.BaseRequest) -> web.StreamResponse:
        access = str((await request.post()).get("token", ""))
        if not self.good(access):
            return web.json_response({"active": False})
        return web.json_response({"active": True, "username": self._persons[self.access[access]]})

    async def _register(self, request: web.BaseRequest) -> web.StreamResponse:
        asked = await request.json()
        if asked.get("token_endpoint_auth_method") != "none" or asked.get("application_type") != "native":
            return _error("invalid_client_metadata")
        client = f"client-{next(self._numbers)}"
        self.clients[client] = urlsplit(asked["redirect_uris"][0]).path
        return web.json_response({"client_id": client, **asked}, status=201)

    async def _revoke(self, request: web.BaseRequest) -> web.StreamResponse:
        fields = await request.post()
        family = self.refresh.get(str(fields.get("token", "")))
        if family is not None:
            self.ended.add(family)
        return web.Response()


def _error(code: str) -> web.StreamResponse:
    return web.json_response({"error": code, "error_description": f"Refusé : {code}"}, status=400)
