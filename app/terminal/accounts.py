"""The command line's `account` commands: add, list, check, remove."""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import replace
from pathlib import Path

from app.terminal.records import record_of
from app.terminal.session import BUSY, Session, read_secret
from app.terminal.words import word
from sync.model.accounts import AccountCondition, Security, Service, SignIn
from sync.model.faults import AuthNeeded, Rejected, Transient
from sync.rpc.messages import (
    AccountChanged,
    AddAccount,
    Added,
    Discover,
    Discovered,
    Done,
    EndpointSpec,
    Notice,
    RemoveAccount,
    SyncNow,
)
from sync.serial import fault_from_json
from sync.store.read import accounts as read_accounts

ADD_SECONDS = 120.0
DEFAULT_PORTS = {"imap": 993, "smtp": 465, "jmap": 443}


def endpoint(service: Service, protocol: str, written: str, user: str, trust: Path | None) -> EndpointSpec:
    """Return the endpoint that `host[:port][:starttls]` names. Raises `Rejected("bad_endpoint")`."""
    host, _, rest = written.partition(":")
    port, _, security = rest.partition(":")
    if not host or (port and not port.isdigit()) or security not in ("", *Security):
        raise Rejected("bad_endpoint", endpoint=written)
    return EndpointSpec(
        service=service.value,
        protocol=protocol,
        host=host,
        port=int(port or DEFAULT_PORTS[protocol]),
        security=security or Security.TLS.value,
        user=user,
        parameters={"trust": str(trust.resolve())} if trust else {},
    )


async def add(session: Session, asked: argparse.Namespace) -> None:
    """Add an account at the endpoints given, or at those that discovery finds for the address."""
    user = asked.user or asked.address
    backend, label = "generic", asked.label or asked.address
    given = (
        (Service.MAIL, "imap", asked.imap),
        (Service.SUBMISSION, "smtp", asked.smtp),
        (Service.MAIL, "jmap", asked.jmap),
        (Service.SUBMISSION, "jmap", asked.jmap),
    )
    typed = [(service, protocol, written) for service, protocol, written in given if written]
    if typed:
        endpoints = [endpoint(*one, user, asked.trust) for one in typed]
    else:
        found = await session.ask(Discover(asked.address), Discovered, ADD_SECONDS)
        backend, label, endpoints = found.backend, asked.label or found.label or asked.address, found.endpoints
    if any(one.sign_in == SignIn.OAUTH2 for one in endpoints):
        raise Rejected("browser_needed", address=asked.address)
    password = read_secret(asked.password_file, "account.password")
    added = await session.ask(
        AddAccount(
            address=asked.address, name=asked.name, label=label, backend=asked.backend or backend, endpoints=endpoints,
            password=password, keep_days=asked.keep_days, keep_attachments=not asked.no_attachments,
            check=not asked.no_check,
        ),
        Added,
        ADD_SECONDS,
    )  # fmt: skip
    session.output.record({"account": added.account}, word("account.added", id=added.account, address=asked.address))


async def show_all(session: Session, asked: argparse.Namespace) -> None:
    """List the accounts and how each is."""
    with session.reader() as opened:
        rows = read_accounts.accounts(opened)
    session.output.rows([record_of(row) for row in rows], ("id", "address", "label", "condition"))


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


async def remove(session: Session, asked: argparse.Namespace) -> None:
    """Forget an account and what is kept of it here."""
    account = session.account(asked.account)
    await session.ask(RemoveAccount(account.id, asked.force), Done, ADD_SECONDS)
    session.output.record({"account": account.id}, word("account.removed", address=account.address))
