"""The command line's `chat` commands: rooms, what is said in them, and the encryption of an account."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import datetime
from typing import Any

from app.terminal import polls
from app.terminal.records import record_of
from app.terminal.rooms import in_room, intend
from app.terminal.session import Session, read_secret
from app.terminal.words import language, word
from sync.model.chat import CreateRoom, InvitePerson, JoinRoom, LeaveRoom, MarkRead, PostToRoom
from sync.model.emoji import EMOJI
from sync.model.faults import Rejected, Transient
from sync.rpc.messages import (
    AcceptIdentity,
    BringHistory,
    ChatSecurity,
    ChatSecurityAnswer,
    Done,
    ExportKeys,
    ImportKeys,
    Notice,
    Recover,
    Recovered,
    RecoveryCode,
    SetUpRecovery,
    StepVerification,
    VerificationMoved,
    Verify,
    Verifying,
)
from sync.store import connection
from sync.store.chat_rows import PollStanding, PostRow
from sync.store.read import chat as read_chat
from sync.store.read import polls as read_polls

SLOW = 300.0
"""Seconds for what asks the server for much: a whole key backup."""


async def rooms(session: Session, asked: argparse.Namespace) -> None:
    """List the rooms, invitations first, then favourites and those where something happened last."""
    with session.reader() as opened:
        found = read_chat.rooms(opened)
    session.output.rows(
        [record_of(row) for row in found], ("id", "membership", "name", "unread", "mentions", "encrypted", "people")
    )


async def show(session: Session, asked: argparse.Namespace) -> None:
    """Show the end of a room's timeline and what waits to be said there; with --history, what came before it as well."""
    room = in_room(session, asked.room)
    if asked.history:
        await session.ask(BringHistory(room.id), Done, SLOW)
    with session.reader() as opened:
        found = [*read_chat.timeline(opened, room.id, limit=asked.limit), *read_chat.waiting(opened, room.id)]
        standings = read_polls.standings(opened, found)
    records = [_post_record(row, standings.get(row.remote_id)) for row in found]
    session.output.rows(records, ("when", "who", "trust", "text", "pending"))


async def search(session: Session, asked: argparse.Namespace) -> None:
    """Search all rooms, encrypted ones included."""
    opened, index = (
        connection.open_reader(session.profile, session.keys),
        connection.open_search(session.profile, session.keys),
    )
    try:
        found = read_chat.search_posts(index, opened, " ".join(asked.query), limit=asked.limit)
    finally:
        opened.close()
        index.close()
    session.output.rows([_post_record(row) for row in found], ("room", "when", "who", "text"))


async def say(session: Session, asked: argparse.Namespace) -> None:
    """Say something in a room: it waits in the outbox until the server took it."""
    room = in_room(session, asked.room)
    await intend(session, room.account, PostToRoom(room.id, " ".join(asked.text)), asked.id)


async def read(session: Session, asked: argparse.Namespace) -> None:
    """Mark a room as read, up to what is here."""
    room = in_room(session, asked.room)
    with session.reader() as opened:
        last = read_chat.timeline(opened, room.id, limit=1)
    if last:
        await intend(session, room.account, MarkRead(room.id, last[0].id))


async def join(session: Session, asked: argparse.Namespace) -> None:
    """Accept an invitation, or join a room by its address."""
    if asked.room.startswith("#"):
        await intend(session, session.account_id(asked.account), JoinRoom(None, asked.room))
    else:
        room = in_room(session, asked.room)
        await intend(session, room.account, JoinRoom(room.id))


async def leave(session: Session, asked: argparse.Namespace) -> None:
    """Leave a room, or decline an invitation."""
    room = in_room(session, asked.room)
    await intend(session, room.account, LeaveRoom(room.id))


async def invite(session: Session, asked: argparse.Namespace) -> None:
    """Invite somebody to a room."""
    room = in_room(session, asked.room)
    await intend(session, room.account, InvitePerson(room.id, asked.person))


async def new(session: Session, asked: argparse.Namespace) -> None:
    """Make a room, encrypted unless asked otherwise."""
    intention = CreateRoom(
        asked.name,
        tuple(asked.invite),
        direct=asked.direct,
        encrypted=not (asked.clear or asked.listed),
        listed=asked.listed,
    )
    await intend(session, session.account_id(asked.account), intention)


async def security(session: Session, asked: argparse.Namespace) -> None:
    """Say how the encryption of an account stands, and list the user's devices."""
    account = session.account_id(asked.account)
    state = await session.ask(ChatSecurity(account), ChatSecurityAnswer, SLOW)
    devices = [{"id": one.id, "name": one.name, "trust": one.trust, "here": one.here} for one in state.devices]
    if session.output.as_json:
        facts = {"user": state.user, "identity": state.identity, "trusted": state.trusted, "backup": state.backup}
        session.output.record({**facts, "devices": devices})
        return
    key = "trusted" if state.trusted else "untrusted" if state.identity else "no_identity"
    session.output.remark(word(f"chat.{key}", user=state.user))
    session.output.remark(word("chat.backed_up" if state.backup else "chat.not_backed_up"))
    session.output.rows(devices, ("id", "trust", "here", "name"))


async def set_up(session: Session, asked: argparse.Namespace) -> None:
    """Make identity, recovery and backup; the code is shown once."""
    account = session.account_id(asked.account)
    password = read_secret(asked.password_file, "account.password")
    made = await session.ask(SetUpRecovery(account, password), RecoveryCode, SLOW)
    session.output.record({"code": made.code}, word("chat.set_up", code=made.code))


async def recover(session: Session, asked: argparse.Namespace) -> None:
    """Bring identity and history to this machine with the recovery code or passphrase."""
    account = session.account_id(asked.account)
    code = read_secret(asked.code_file, "chat.code")
    found = await session.ask(Recover(account, code), Recovered, SLOW)
    session.output.record({"keys": found.keys}, word("chat.recovered", count=found.keys))


async def export_keys(session: Session, asked: argparse.Namespace) -> None:
    """Write all room keys to a file, sealed by a passphrase."""
    phrase = read_secret(asked.keys_passphrase_file, "chat.passphrase")
    await session.ask(ExportKeys(session.account_id(asked.account), str(asked.file.resolve()), phrase), Done, SLOW)
    session.output.record({"file": str(asked.file)}, word("chat.exported", path=asked.file))


async def import_keys(session: Session, asked: argparse.Namespace) -> None:
    """Take the room keys of a file."""
    phrase = read_secret(asked.keys_passphrase_file, "chat.passphrase")
    command = ImportKeys(session.account_id(asked.account), str(asked.file.resolve()), phrase)
    found = await session.ask(command, Recovered, SLOW)
    session.output.record({"keys": found.keys}, word("chat.recovered", count=found.keys))


async def accept_identity(session: Session, asked: argparse.Namespace) -> None:
    """Accept that a person has another identity than before."""
    await session.ask(AcceptIdentity(session.account_id(asked.account), asked.person), Done)
    session.output.record({"person": asked.person}, word("outbox.done"))


async def verify(session: Session, asked: argparse.Namespace) -> None:
    """Verify a person or an own device by comparing emoji; without a person, wait for somebody who asks."""
    account = session.account_id(asked.account)
    moves: asyncio.Queue[VerificationMoved] = asyncio.Queue()

    def hear(notice: Notice) -> None:
        if isinstance(notice, VerificationMoved) and notice.account == account:
            moves.put_nowait(notice)

    with session.listening(hear):
        await session.ask(ChatSecurity(account), ChatSecurityAnswer, SLOW)
        flow = ""
        if asked.person:
            flow = (await session.ask(Verify(account, asked.person, asked.device), Verifying, SLOW)).flow
        session.output.remark(word("chat.waiting"))
        async with asyncio.timeout(asked.timeout):
            await _follow(session, moves, account, flow)


async def _follow(session: Session, moves: asyncio.Queue[VerificationMoved], account: int, flow: str) -> None:
    compared = False
    while True:
        now = await moves.get()
        flow = flow or now.flow
        if now.flow != flow:
            continue
        match now.stage:
            case "requested":
                session.output.remark(word("chat.asked_by", person=now.person, device=now.device))
                await _step(session, account, flow, "accept" if await _agrees("chat.accept") else "cancel")
            case "ready" if now.ours:
                await _step(session, account, flow, "begin")
            case "comparing" if not compared:
                compared = True
                session.output.remark(_shown(now))
                await _step(session, account, flow, "confirm" if await _agrees("chat.same") else "differ")
            case "done":
                key = "verified" if now.trusted else "verified_unsigned"
                session.output.record(
                    {"person": now.person, "trusted": now.trusted}, word(f"chat.{key}", person=now.person)
                )
                return
            case "cancelled":
                raise Rejected("verification_ended", reason=now.code)


async def _step(session: Session, account: int, flow: str, action: str) -> None:
    await session.ask(StepVerification(account, flow, action), Done, SLOW)


def _shown(now: VerificationMoved) -> str:
    if not now.emoji:
        return "  ".join(map(str, now.numbers))
    french = language() == "fr"
    return "   ".join(
        f"{EMOJI[place].sign} {EMOJI[place].french if french else EMOJI[place].english}" for place in now.emoji
    )


async def _agrees(key: str) -> bool:
    """Ask the person at the terminal, without holding the link up."""
    print(word(key), end=" ", file=sys.stderr, flush=True)
    answer = await asyncio.to_thread(sys.stdin.readline)
    if not answer:
        raise Transient("nobody_answers")
    return answer.strip().casefold() in ("o", "oui", "y", "yes")


def _post_record(row: PostRow, standing: PollStanding | None = None) -> dict[str, Any]:
    record = record_of(row)
    record["when"] = datetime.fromtimestamp(row.sent / 1000).astimezone().strftime("%Y-%m-%d %H:%M")
    record["who"] = row.name or row.sender
    record["text"] = polls.text(row, standing) or row.about or row.why or (row.media.name if row.media else "") or row.kind.value
    record["media"] = record_of(row.media) if row.media else None
    record["poll"] = polls.record(row, standing)
    return record
