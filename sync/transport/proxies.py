"""The organisation's proxies: one for web addresses, one for mail, by HTTP CONNECT (RFC 9110 §9.3.6) or SOCKS 5 (RFC 1928)."""

from __future__ import annotations

import asyncio
import socket
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from sync.model.faults import Fault, Forbidden, Offline

Connect = Callable[[str, int], Awaitable[socket.socket]]
"""Opens a connection (non-blocking) to a host and port, without any proxy."""
WEB = r"^(https?://\S+)?$"
MAIL = r"^((http|socks5)://\S+:[0-9]+)?$"
"""What the addresses of proxies look like. A SOCKS proxy takes mail alone; web addresses go by HTTP."""
_LONGEST = 16 * 1024
_REFUSED = frozenset({401, 407})


@dataclass(frozen=True, slots=True)
class Proxies:
    """The addresses of the proxies. `web` empty: what the system names; `mail` empty: none, mail goes directly.

    Names of servers are looked up by the proxy, not here.
    """

    web: str = ""
    mail: str = ""

    def for_web(self, host: str) -> str | None:
        """Return the proxy for web addresses of `host`; the system's exceptions hold for the system's proxy alone."""
        if self.web:
            return self.web
        from urllib.request import getproxies, proxy_bypass  # with HTTP of its own: mail does without

        return None if proxy_bypass(host) else getproxies().get("https")


async def through(proxy: str, host: str, port: int, connect: Connect) -> socket.socket:
    """Return a socket that is connected to `host` through `proxy`.

    Raises `Offline` with "proxy_unreachable" or "proxy_refused", `Forbidden("proxy_sign_in")` where it wants another name or
    password, each with the proxy's own name.
    """
    parts = urlsplit(proxy)
    try:
        own = await connect(parts.hostname or "", parts.port or 0)
    except OSError as error:
        raise Offline("proxy_unreachable", proxy=parts.hostname) from error
    try:
        await (_socks if parts.scheme == "socks5" else _tunnel)(own, parts, host, port)
    except BaseException as error:
        own.close()
        if isinstance(error, OSError) and not isinstance(error, TimeoutError):
            raise Offline("proxy_unreachable", proxy=parts.hostname) from error
        raise
    return own


async def _tunnel(own: socket.socket, proxy: SplitResult, host: str, port: int) -> None:
    """Ask for a tunnel. The answer is read to its empty line and not one octet further: a server that speaks first, as with
    STARTTLS, may have been heard by then."""
    loop = asyncio.get_running_loop()
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    asked = f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n"
    if proxy.username is not None:
        secret = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
        asked += f"Proxy-Authorization: Basic {b64encode(secret.encode()).decode()}\r\n"
    await loop.sock_sendall(own, f"{asked}\r\n".encode())
    answer = bytearray()
    while not answer.endswith(b"\r\n\r\n"):
        octet = await loop.sock_recv(own, 1)
        answer += octet
        if not octet or len(answer) > _LONGEST:
            raise _refusal(proxy, "")
    status, _, reason = answer.partition(b"\r\n")[0].decode("utf-8", "replace").partition(" ")[2].partition(" ")
    if status.isdecimal() and int(status) in _REFUSED:
        raise Forbidden("proxy_sign_in", proxy=proxy.hostname)
    if not status.startswith("2"):
        raise _refusal(proxy, reason or status)


async def _socks(own: socket.socket, proxy: SplitResult, host: str, port: int) -> None:
    """Greet, sign in where a name is given (RFC 1929), and ask for the host by its name."""
    greeting = b"\x05\x02\x00\x02" if proxy.username is not None else b"\x05\x01\x00"
    version, method = await _said(own, greeting, 2, proxy)
    if version != 5:
        raise _refusal(proxy, "")
    if method == 2:
        name, secret = (unquote(part or "").encode() for part in (proxy.username, proxy.password))
        if len(name) > 255 or len(secret) > 255:
            raise Forbidden("proxy_sign_in", proxy=proxy.hostname)
        told = await _said(own, bytes([1, len(name)]) + name + bytes([len(secret)]) + secret, 2, proxy)
        if told[1] != 0:
            raise Forbidden("proxy_sign_in", proxy=proxy.hostname)
    elif method != 0:
        raise Forbidden("proxy_sign_in", proxy=proxy.hostname)
    name = host.encode("idna") if ":" not in host else host.encode()
    asked = b"\x05\x01\x00\x03" + bytes([len(name)]) + name + port.to_bytes(2, "big")
    _, reply, _, kind = await _said(own, asked, 4, proxy)
    if reply != 0:
        raise _refusal(proxy, f"SOCKS {reply}")
    length = {1: 4, 4: 16}.get(kind) or (await _said(own, b"", 1, proxy))[0]
    await _said(own, b"", length + 2, proxy)


async def _said(own: socket.socket, sent: bytes, count: int, proxy: SplitResult) -> bytes:
    """Send, and return the `count` octets of the answer."""
    loop = asyncio.get_running_loop()
    if sent:
        await loop.sock_sendall(own, sent)
    answer = b""
    while len(answer) < count:
        piece = await loop.sock_recv(own, count - len(answer))
        if not piece:
            raise _refusal(proxy, "")
        answer += piece
    return answer


def _refusal(proxy: SplitResult, reason: str) -> Fault:
    return Offline("proxy_refused", proxy=proxy.hostname, reason=reason)
