"""The command line's `account` commands: add, list, check, remove."""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from app.terminal.records import record_of
from app.terminal.session import BUSY, Session, read_secret
from app.terminal.words import word
from sync.model.accounts import AccountCondition, Security, Service, SignIn
from sync.model.faults import AuthNeeded, Rejected, Transient
from sync.providers.manifest import manifests
from sync.rpc.messages import (
    AccountChanged,
    AddAccount,
    Added,
    BrowserAddress,
    Discover,
    Discovered,
    Done,
    EndpointSpec,
    Notice,
    RemoveAccount,
    SignInByBrowser,
    SyncNow,
)
from sync.serial import fault_from_json
from sync.store.read import accounts as read_accounts

ADD_SECONDS = 120.0
DEFAULT_PORTS = {
    "imap": 993, "smtp": 465, "jmap": 443, "caldav": 443, "carddav": 443, "webdav": 443, "matrix": 443, "managesieve": 4190
}  # fmt: skip


def endpoint(
    service: Service, protocol: str, written: str, user: str, trust: Path | None, by_browser: dict[str, str] | None = None
) -> EndpointSpec:
    """Return the endpoint that `host[:port][:starttls][/path]` names; `by_browser` has the parameters of a sign-in by browser.

    Raises `Rejected("bad_endpoint")`.
    """
    written, slash, path = written.removeprefix("https://").partition("/")
    told = {"path": f"/{path}"} if slash else {}
    host, _, rest = written.partition(":")
    port, _, security = rest.partition(":")
    if not host or (port and not port.isdigit()) or security not in ("", *Security):
        raise Rejected("bad_endpoint", endpoint=written)
    return EndpointSpec(
        service=service.value,
        protocol=protocol,
        host=host,
        port=int(port or DEFAULT_PORTS[protocol]),
        security=security or (Security.STARTTLS if protocol == "managesieve" else Security.TLS).value,
        user=user,
        sign_in=SignIn.OAUTH2.value if by_browser else SignIn.PASSWORD.value,
        parameters={**told, **({"trust": str(trust.resolve())} if trust else {}), **(by_browser or {})},
    )


def of_backend(asked: argparse.Namespace) -> list[EndpointSpec]:
    """Return the endpoints of the backend that was named, at the server given; or those of a published calendar.

    Raises `Rejected("bad_endpoint")` for a backend that there is not, or one that needs more than a server.
    """
    extra = {"trust": str(asked.trust.resolve())} if asked.trust else {}
    if asked.feed:
        parts = urlsplit(asked.feed)
        if parts.scheme != "https" or not parts.hostname:
            raise Rejected("bad_endpoint", endpoint=asked.feed)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        parameters = {"path": path, **extra}
        return [EndpointSpec(Service.CALENDAR.value, "ical_feed", parts.hostname, parts.port or 443, parameters=parameters)]
    host, _, port = asked.server.partition(":")
    manifest = manifests().get(asked.backend)
    known = manifest.endpoints_for(asked.address, host, asked.user) if manifest else None
    found = [one for one in known or () if one.protocol != "ical_feed" and one.parameters.get("asked") != "address"]
    if not found or (port and not port.isdigit()):
        raise Rejected("bad_endpoint", endpoint=asked.backend)
    return [
        EndpointSpec(
            one.service.value, one.protocol, one.host, int(port or one.port), one.security.value, one.user,
            one.sign_in.value, {**one.parameters, **extra},
        )
        for one in found
    ]  # fmt: skip


async def add(session: Session, asked: argparse.Namespace) -> None:
    """Add an account at the endpoints given, or at those that discovery finds for the address."""
    user = asked.user or asked.address
    backend, label = "generic", asked.label or asked.address
    given = (
        (Service.MAIL, "imap", asked.imap),
        (Service.SUBMISSION, "smtp", asked.smtp),
        (Service.MAIL, "jmap", asked.jmap),
        (Service.SUBMISSION, "jmap", asked.jmap),
        (Service.CALENDAR, "caldav", asked.caldav),
        (Service.CONTACTS, "carddav", asked.carddav),
        (Service.FILES, "webdav", asked.webdav),
        (Service.CHAT, "matrix", asked.matrix),
        (Service.RULES, "managesieve", asked.sieve),
    )
    typed = [(service, protocol, written) for service, protocol, written in given if written]
    if typed:
        named = {"issuer": asked.issuer, "client_id": asked.client_id, "scope": asked.scope} if asked.issuer else {}
        by_browser = {name: value for name, value in named.items() if value}
        endpoints = [endpoint(*one, user, asked.trust, by_browser) for one in typed]
    elif asked.feed or (asked.backend and asked.server):
        endpoints = of_backend(asked)
    else:
        found = await session.ask(Discover(asked.address), Discovered, ADD_SECONDS)
        backend, label, endpoints = found.backend, asked.label or found.label or asked.address, found.endpoints
        for other in found.beside:
            session.output.remark(word("account.beside", backend=other.label, id=other.backend))
    if asked.password_file:  # a password that the server's page gave before
        for one in endpoints:
            one.sign_in = SignIn.PASSWORD.value if one.sign_in == SignIn.PAGE else one.sign_in
    by_page = any(one.sign_in != SignIn.PASSWORD for one in endpoints)
    password = "" if by_page or asked.feed else read_secret(asked.password_file, "account.password")
    added = await session.ask(
        AddAccount(
            address=asked.address, name=asked.name, label=label, backend=asked.backend or backend, endpoints=endpoints,
            password=password, keep_days=asked.keep_days, keep_attachments=not asked.no_attachments,
            check=not asked.no_check and not by_page,
        ),
        Added,
        ADD_SECONDS,
    )  # fmt: skip
    if by_page:
        await _by_browser(session, added.account, asked.timeout)
    session.output.record({"account": added.account}, word("account.added", id=added.account, address=asked.address))


async def show_all(session: Session, asked: argparse.Namespace) -> None:
    """List the accounts and how each is."""
    with session.reader() as opened:
        rows = read_accounts.accounts(opened)
    session.output.rows([record_of(row) for row in rows], ("id", "address", "label", "condition"))


async def sign_in(session: Session, asked: argparse.Namespace) -> None:
    """Sign in again, on the organisation's page in a browser."""
    account = session.account(asked.account)
    await _by_browser(session, account.id, asked.timeout)
    session.output.record({"account": account.id}, word("account.fine", address=account.address))


async def check(session: Session, asked: argparse.Namespace) -> None:
    """Synchronise one account now and say whether that works; its fault decides the exit status."""
    account = session.account(asked.account)
    settled: asyncio.Future[AccountChanged] = asyncio.get_running_loop().create_future()
    begun = False

    def hear(notice: Notice) -> None:
        nonlocal begun
        if not isinstance(notice, AccountChanged) or notice.account != account.id:
            return
        begun = begun or notice.condition in BUSY
        if begun and notice.condition not in BUSY and not settled.done():
            settled.set_result(notice)

    with session.listening(hear):
        await session.ask(SyncNow(account=account.id), Done)
        try:
            async with asyncio.timeout(asked.timeout):
                found = await settled
        except TimeoutError:
            raise Transient("check_slow", seconds=asked.timeout) from None
    if found.fault_kind:
        raise fault_from_json(found.fault_kind, found.fault_code, found.fault_parameters)
    if found.condition == AccountCondition.AUTH_NEEDED:
        raise AuthNeeded()
    row = replace(account, condition=AccountCondition(found.condition))
    session.output.record(record_of(row), word("account.fine", address=account.address))


async def _by_browser(session: Session, account: int, seconds: float) -> None:
    """Say which page to open, and wait until the person has signed in there and the account works."""
    ended: asyncio.Future[AccountChanged] = asyncio.get_running_loop().create_future()

    def hear(notice: Notice) -> None:
        if isinstance(notice, AccountChanged) and notice.account == account and not ended.done():
            fault = fault_from_json(notice.fault_kind, notice.fault_code, notice.fault_parameters) if notice.fault_kind else None
            waiting = fault is not None and fault.code == "sign_in_needed"
            if notice.condition == AccountCondition.ONLINE or (fault is not None and not waiting):
                ended.set_result(notice)

    with session.listening(hear):
        page = await session.ask(SignInByBrowser(account), BrowserAddress, ADD_SECONDS)
        if page.address:
            session.output.remark(word("account.open_page", address=page.address))
        try:
            async with asyncio.timeout(seconds):
                found = await ended
        except TimeoutError:
            raise AuthNeeded("sign_in_timeout") from None
    if found.fault_kind:
        raise fault_from_json(found.fault_kind, found.fault_code, found.fault_parameters)


async def remove(session: Session, asked: argparse.Namespace) -> None:
    """Forget an account and what is kept of it here."""
    account = session.account(asked.account)
    await session.ask(RemoveAccount(account.id, asked.force), Done, ADD_SECONDS)
    session.output.record({"account": account.id}, word("account.removed", address=account.address))
