"""A signed-in SMTP connection: always over TLS, never downgraded; every way in which opening it fails is a fault."""

from __future__ import annotations

import asyncio
import logging
import ssl
from base64 import b64encode

import aiosmtplib

from sync.model.accounts import Endpoint, Security
from sync.model.faults import AuthNeeded, Fault, Forbidden, Offline, Unsupported
from sync.protocols.base import Secret, Surroundings
from sync.protocols.reaching import gate_of
from sync.protocols.smtp.replies import Refusal, greeting_fault, sign_in_fault
from sync.transport import tls
from sync.transport.cutting import cut

logger = logging.getLogger(__name__)

# The client's own name tells a submission server nothing it needs, so ours says nothing of the machine (RFC 5321 §4.1.3).
_OWN_NAME = "[127.0.0.1]"


async def connect(surroundings: Surroundings) -> aiosmtplib.SMTP:
    """Open a connection to the account's submission server and sign in.

    Raises `Offline`, `Forbidden("certificate" | "tls_too_old" | "no_tls")`, `AuthNeeded("wrong_password" |
    "token_refused")`, `Transient`, `Unsupported("sign_in")`, and what `secret` raises.
    """
    endpoint, account = surroundings.endpoint, surroundings.account.id
    gate = gate_of(surroundings)
    connected = await gate.connect(account, endpoint.host, endpoint.port, within=surroundings.timeout)
    context = tls.context(surroundings.trust)
    smtp = aiosmtplib.SMTP(
        hostname=endpoint.host,
        sock=connected,
        timeout=surroundings.timeout,
        use_tls=endpoint.security is Security.TLS,
        start_tls=False,
        tls_context=context,
        local_hostname=_OWN_NAME,
    )
    try:
        await _open(smtp, endpoint)
        await _sign_in(smtp, surroundings)
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        drop(smtp)
        fault = connection_fault(error, endpoint.host)
        if fault.code == "certificate" and endpoint.security is Security.TLS:
            # A second handshake through the gate tells whose certificate it is.
            await gate.attach(
                account, endpoint.host, endpoint.port, asyncio.Protocol, context=context, within=surroundings.timeout
            )
        raise fault from error
    except (Fault, asyncio.CancelledError):
        drop(smtp)
        raise
    return smtp


def drop(smtp: aiosmtplib.SMTP, transport: asyncio.BaseTransport | None = None) -> None:
    """Cut the connection at once; nothing that still waits to be written goes out. `transport`: the one it had, if it forgot."""
    cut(smtp.transport or transport)
    smtp.close()


def connection_fault(error: BaseException, host: str) -> Fault:
    """Return the fault for an error of the socket, of TLS or of the SMTP library, its causes looked through."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, ssl.SSLError):
            return tls.handshake_fault(host, link)
        if isinstance(link, aiosmtplib.SMTPResponseException):
            return greeting_fault(Refusal(link.code, link.message))
        link = link.__cause__
    if isinstance(error, TimeoutError):
        return Offline("timeout", host=host)
    return Offline("connection_lost", host=host)


async def _open(smtp: aiosmtplib.SMTP, endpoint: Endpoint) -> None:
    await smtp.connect()
    await smtp.ehlo()
    if endpoint.security is Security.STARTTLS:
        if not smtp.supports_extension("starttls"):
            raise Forbidden("no_tls", host=endpoint.host)
        await smtp.starttls()
        await smtp.ehlo()


async def _sign_in(smtp: aiosmtplib.SMTP, surroundings: Surroundings) -> None:
    user = surroundings.endpoint.user or surroundings.account.address
    secret = await surroundings.secret(False)
    try:
        await _authenticate(smtp, user, secret)
    except aiosmtplib.SMTPAuthenticationError as first:
        if secret.kind != "token" or first.code // 100 != 5:
            raise sign_in_fault(Refusal(first.code, first.message)) from first
        # An access token may have just run out: one fresh one is worth a second try.
        logger.info("token_refused")
        try:
            await _authenticate(smtp, user, await surroundings.secret(True))
        except aiosmtplib.SMTPAuthenticationError as second:
            raise AuthNeeded("token_refused", reason=second.message) from second


async def _authenticate(smtp: aiosmtplib.SMTP, user: str, secret: Secret) -> None:
    offered = smtp.server_auth_methods
    if secret.kind == "token":
        if "oauthbearer" in offered:
            return await _bearer(smtp, user, secret.value)
        if "xoauth2" in offered:
            await smtp.auth_xoauth2(user, secret.value)
            return None
    elif "plain" in offered:
        await smtp.auth_plain(user, secret.value)
        return None
    elif "login" in offered:
        await smtp.auth_login(user, secret.value)
        return None
    raise Unsupported("sign_in", host=smtp.hostname)


async def _bearer(smtp: aiosmtplib.SMTP, user: str, token: str) -> None:
    """OAUTHBEARER (RFC 7628 §3.1); a refusal comes as a challenge that wants a lone ^A as its answer (§3.2.3)."""
    name = user.replace("=", "=3D").replace(",", "=2C")
    proof = f"n,a={name},\x01auth=Bearer {token}\x01\x01".encode()
    response = await smtp.execute_command(b"AUTH", b"OAUTHBEARER", b64encode(proof))
    if response.code == 334:
        response = await smtp.execute_command(b"AQ==")
    if response.code != 235:
        raise aiosmtplib.SMTPAuthenticationError(response.code, response.message)
