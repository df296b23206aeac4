"""The command line's `rules` and `absence` commands: what is done with mail as it arrives, and the answer while one is away."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import replace
from pathlib import Path

from app.terminal.records import record_of
from app.terminal.session import Session
from app.terminal.words import word
from sync.model.faults import Rejected
from sync.model.ids import AccountId, new_operation_id
from sync.model.rules import Absence, RuleSet
from sync.rpc.messages import Done, LookAtRules, RulesAnswer, SaveRules, WriteScript
from sync.serial import fault_from_json, from_json, to_json

LOOK_SECONDS = 60.0


async def show_all(session: Session, asked: argparse.Namespace) -> None:
    """List the rules of an account in their order; with `--script`, the script that counts as it is."""
    answer = await _look(session, session.account_id(asked.account))
    if asked.script:
        session.output.octets(answer.script)
        return
    rules = _plain(answer).rules
    rows = [{"number": number, "place": answer.place, **record_of(rule)} for number, rule in enumerate(rules, 1)]
    session.output.rows(rows, ("number", "place", "enabled", "name"))


async def write(session: Session, asked: argparse.Namespace) -> None:
    """Put a script of Sieve into use, under the name of the one that counts now or another."""
    account = session.account_id(asked.account)
    answer = await _look(session, account)
    if answer.place != "server":
        raise Rejected("no_service", service="rules")
    try:
        content = sys.stdin.buffer.read() if str(asked.file) == "-" else asked.file.read_bytes()
    except OSError as error:
        raise Rejected("file_unreadable", path=str(asked.file)) from error
    operation = new_operation_id()
    await session.ask(WriteScript(operation, account, asked.name or answer.name, content), Done, LOOK_SECONDS)
    session.output.record({"operation": operation}, word("queued", count=1))


async def show_absence(session: Session, asked: argparse.Namespace) -> None:
    """Show the absence of an account."""
    absence = _plain(await _look(session, session.account_id(asked.account))).absence
    days = f"{absence.begins or '…'} – {absence.ends or '…'}"
    state = word("absence.on" if absence.enabled else "absence.off", days=days)
    session.output.record(record_of(absence), f"{state}\n\n{absence.text}")


async def set_absence(session: Session, asked: argparse.Namespace) -> None:
    """Begin an absence, or (`off`) end it; the text stays for the next one."""
    account = session.account(asked.account)
    rules = _plain(await _look(session, account.id))
    if asked.state == "off":
        absence = replace(rules.absence, enabled=False)
    else:
        for day in (asked.begins, asked.ends):
            if day and not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
                raise Rejected("bad_day", day=day)
        text = _text(asked.text_file) if asked.text_file is not None else rules.absence.text
        own = tuple(dict.fromkeys((account.address, *(one.address for one in account.identities if not one.on_behalf))))
        absence = Absence(True, text, asked.subject or rules.absence.subject, asked.begins, asked.ends, asked.days, own)
        if not text.strip():
            raise Rejected("no_answer_text")
    operation = new_operation_id()
    written = to_json(replace(rules, absence=absence)).encode()
    await session.ask(SaveRules(operation, account.id, written), Done, LOOK_SECONDS)
    session.output.record({"operation": operation}, word("queued", count=1))


async def _look(session: Session, account: AccountId) -> RulesAnswer:
    answer = await session.ask(LookAtRules(account), RulesAnswer, LOOK_SECONDS)
    if answer.fault[0] and not answer.script:
        raise fault_from_json(*answer.fault)
    return answer


def _plain(answer: RulesAnswer) -> RuleSet:
    if not answer.rules:
        raise Rejected("another_script", name=answer.name)
    return from_json(answer.rules, RuleSet)


def _text(path: Path) -> str:
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Rejected("file_unreadable", path=str(path)) from error
