"""A real OpenID provider on loopback (oidc-provider, certified, in Node), and a person with a browser who signs in there."""

from __future__ import annotations

import contextlib
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import aiohttp

from tests.servers.authority import Authority
from tests.servers.ports import free_ports, wait_for

PROGRAM = Path(__file__).parent / "openid_provider" / "provider.mjs"
PACKAGES = Path(__file__).resolve().parents[2] / "build" / "openid_provider"
CLIENT = {"client_id": "dovecot", "client_secret": "introspection"}
"""Who may ask about tokens."""


def installed() -> bool:
    """Whether Node is here and `./run test` has put the packages into build/openid_provider."""
    return shutil.which("node") is not None and (PACKAGES / "node_modules").is_dir()


@dataclass(frozen=True)
class OpenId:
    """The provider: its issuer, and the authority that its certificate comes from."""

    issuer: str
    authority: Authority

    @property
    def introspection(self) -> str:
        """Where servers ask about tokens (RFC 7662)."""
        return f"{self.issuer}/token/introspection"

    async def person_of(self, token: str) -> str:
        """Return who a token stands for, empty where it stands for nobody any more."""
        trust = ssl.create_default_context(cafile=str(self.authority.trust))
        async with (
            aiohttp.ClientSession() as asking,
            asking.post(self.introspection, data={"token": token, **CLIENT}, ssl=trust) as answer,
        ):
            said = await answer.json()
            return str(said["sub"]) if said["active"] else ""


@contextlib.contextmanager
def running_openid(authority: Authority, *, life: int = 3600) -> Iterator[OpenId]:
    """Run the provider; its access tokens live for so many seconds."""
    (port,) = free_ports(1)
    good = authority.good()
    issuer = f"https://localhost:{port}"
    program = PACKAGES / PROGRAM.name
    shutil.copyfile(PROGRAM, program)  # Node looks for packages beside the program
    command = ["node", str(program), issuer, str(port), str(good.chain), str(good.key), str(life)]
    with (authority.trust.parent / "openid.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_for(port)
            yield OpenId(issuer, authority)
        finally:
            process.terminate()
            process.wait(10)


@dataclass
class Person:
    """Somebody with a browser that keeps its cookies. `typed` counts how often they had to say who they are."""

    name: str
    authority: Authority
    typed: int = 0
    scopes: list[set[str]] = field(default_factory=list)
    """What each visit asked for."""
    _jar: aiohttp.CookieJar | None = None

    async def visit(self, page: str) -> None:
        """Do what the page asks, until the browser is back at the program."""
        self.scopes.append(set(parse_qs(urlsplit(page).query)["scope"][0].split()))
        trust = ssl.create_default_context(cafile=str(self.authority.trust))
        self._jar = self._jar or aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=self._jar) as browser:
            answer = await browser.get(page, ssl=trust)
            while answer.url.host != "127.0.0.1":
                shown = await answer.text()
                assert answer.status == 200, shown
                fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', shown))
                target = re.search(r'<form[^>]*action="([^"]+)"', shown)
                assert target is not None, shown
                if 'name="login"' in shown:
                    self.typed += 1
                    fields |= {"login": self.name, "password": "peu importe"}
                where = urljoin(str(answer.url), unescape(target[1]))
                answer = await browser.post(where, data=fields, ssl=trust)
            assert "C’est fait" in await answer.text()
