"""The command line: the same engine without a window. It attaches to the engine of a profile that runs, or starts one.

Exit status: 0 done, 2 wrong usage, 3 refused or failed for another reason, 4 sign-in needed, 5 offline, 6 the store of this
machine, 70 an error of our own, 130 interrupted.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from app import paths
from app.engine import program_version
from app.terminal import (
    accounts,
    beside,
    carrying,
    chat,
    hosts,
    identities,
    items,
    keys,
    machine,
    mail,
    merge,
    onward,
    outbox,
    polls,
    providers,
    rules,
    store,
    syncing,
)
from app.terminal.attach import attached
from app.terminal.output import Output
from app.terminal.session import Session, read_secret
from app.terminal.words import sentence, word
from sync.model.faults import AuthNeeded, Bug, Fault, Offline, StoreFault

Run = Callable[[Session, argparse.Namespace], Awaitable[None]]
Here = Callable[[Output, Path, argparse.Namespace], None]
Attach = Callable[[Path, Output, bool], AbstractAsyncContextManager[Session]]

EXIT: dict[type[Fault], int] = {AuthNeeded: 4, Offline: 5, StoreFault: 6, Bug: 70}
FAILED = 3
INTERRUPTED = 130
COMMANDS = (
    "account", "identity", "keys", "import", "export", "rules", "absence", "sync", "list", "show", "search", "mark", "move",
    "send", "merge", "redirect", "receipt", "file", "chat", "outbox", "store", "hosts", "providers", "doctor",
)  # fmt: skip
"""First words that mean the command line and not the window."""


def main(arguments: Sequence[str], attach: Attach = attached) -> int:
    """Run one command and return its exit status (see above). `attach` gives the session."""
    asked = _parser().parse_args(arguments)
    output = Output(as_json=asked.json)
    profile = paths.profile(asked.profile)
    try:
        if asked.here is not None:
            asked.here(output, profile, asked)
        else:
            asyncio.run(_run(profile, output, asked, attach))
    except Fault as fault:
        output.end_progress()
        beside = asked.beside(profile) if asked.beside else {}
        if asked.json or beside:
            output.record({"fault": {"kind": fault.kind, "code": fault.code, "parameters": fault.parameters}, **beside})
        output.remark(sentence(fault))
        return EXIT.get(type(fault), FAILED)
    except KeyboardInterrupt:
        output.end_progress()
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 # the reader of a pipe has left
        return 0
    return 0


async def _run(profile: Path, output: Output, asked: argparse.Namespace, attach: Attach) -> None:
    async with attach(profile, output, asked.offline) as session:
        if not asked.locked:
            await session.unlock(lambda: read_secret(asked.passphrase_file, "store.passphrase"))
        await asked.run(session, asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ecritoire", description=word("help.what"), epilog=word("help.exit"))
    _common(parser, top=True)
    parser.add_argument("--version", action="version", version=program_version())
    commands = parser.add_subparsers(required=True, metavar=word("help.command"))
    _account(commands)
    _identity(commands)
    _keys(commands)
    _carrying(commands)
    _rules(commands)
    _mail(commands)
    _chat(commands)
    _outbox(commands)
    _store(commands)
    return parser


def _common(parser: argparse.ArgumentParser, *, top: bool = False) -> None:
    """Declare what every command takes, before or after its name."""

    def default(value: Any) -> Any:
        return value if top else argparse.SUPPRESS

    profile, secret = os.environ.get("ECRITOIRE_PROFILE"), os.environ.get("ECRITOIRE_PASSPHRASE_FILE")
    parser.add_argument("--json", action="store_true", default=default(False), help=word("help.json"))
    parser.add_argument("--offline", action="store_true", default=default(False), help=word("help.offline"))
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="DIR",
        default=default(Path(profile) if profile else None),
        help=word("help.profile"),
    )
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", default=default(Path(secret) if secret else None),
        help=word("help.passphrase_file"),
    )  # fmt: skip


def _add(
    commands: Any, name: str, run: Run | None, key: str, *, locked: bool = False, here: Here | None = None
) -> argparse.ArgumentParser:
    """Declare a command. `here` is one that needs no engine."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=word(f"help.{key}"), description=word(f"help.{key}")
    )
    _common(parser)
    parser.set_defaults(run=run, locked=locked, here=here, beside=None)
    return parser


def _group(commands: Any, name: str) -> Any:
    parser = commands.add_parser(name, help=word(f"help.{name}"), description=word(f"help.{name}"))
    _common(parser)
    return parser.add_subparsers(required=True, metavar=word("help.command"))


def _account(commands: Any) -> None:
    group = _group(commands, "account")
    add = _add(group, "add", accounts.add, "account_add")
    add.add_argument("address")
    add.add_argument("--imap", metavar="HOST[:PORT[:starttls]]", default="")
    add.add_argument("--smtp", metavar="HOST[:PORT[:starttls]]", default="")
    add.add_argument("--jmap", metavar="HOST[:PORT]", default="")
    add.add_argument("--server", metavar="HOST", default="", help=word("help.server"))
    add.add_argument("--feed", metavar="URL", default="", help=word("help.feed"))
    for name in ("--caldav", "--carddav", "--webdav"):
        add.add_argument(name, metavar="HOST[:PORT][/PATH]", default="")
    add.add_argument("--sieve", metavar="HOST[:PORT[:tls]]", default="", help=word("help.sieve"))
    add.add_argument("--matrix", metavar="HOST[:PORT]", default="")
    for name in ("--user", "--name", "--label", "--backend"):
        add.add_argument(name, default="")
    add.add_argument("--trust", type=Path, metavar="PEM", help=word("help.trust"))
    add.add_argument("--password-file", type=Path, metavar="FILE", help=word("help.password_file"))
    add.add_argument("--keep-days", type=int, default=0, help=word("help.keep_days"))
    add.add_argument("--no-attachments", action="store_true", help=word("help.no_attachments"))
    add.add_argument("--no-check", action="store_true", help=word("help.no_check"))
    add.add_argument("--issuer", metavar="URL", default="", help=word("help.issuer"))
    add.add_argument("--client-id", metavar="ID", default="", help=word("help.client_id"))
    add.add_argument("--scope", default="", help=word("help.scope"))
    add.add_argument("--timeout", type=float, default=600.0, help=word("help.timeout"))
    _add(group, "list", accounts.show_all, "account_list")
    check = _add(group, "check", accounts.check, "account_check")
    check.add_argument("account", nargs="?", default="")
    check.add_argument("--timeout", type=float, default=120.0, help=word("help.timeout"))
    sign_in = _add(group, "sign-in", accounts.sign_in, "account_sign_in")
    sign_in.add_argument("account", nargs="?", default="")
    sign_in.add_argument("--timeout", type=float, default=600.0, help=word("help.timeout"))
    remove = _add(group, "remove", accounts.remove, "account_remove")
    remove.add_argument("account")
    remove.add_argument("--force", action="store_true", help=word("help.force"))


def _identity(commands: Any) -> None:
    group = _group(commands, "identity")
    listed = _add(group, "list", identities.show_all, "identity_list")
    add = _add(group, "add", identities.add, "identity_add")
    add.add_argument("address")
    for name in ("--name", "--label", "--reply-to"):
        add.add_argument(name, default="")
    add.add_argument("--on-behalf", action="store_true", help=word("help.on_behalf"))
    add.add_argument("--signature-file", type=Path, metavar="HTML", help=word("help.signature_file"))
    remove = _add(group, "remove", identities.remove, "identity_remove")
    remove.add_argument("number", type=int)
    for one in (listed, add, remove):
        one.add_argument("--account", default="")


def _carrying(commands: Any) -> None:
    take_in = _add(commands, "import", carrying.take_in, "import")
    take_in.add_argument("path", type=Path)
    take_in.add_argument("--account", default="")
    take_in.add_argument("--into", default="", metavar="MAILBOX", help=word("help.import_into"))
    write_out = _add(commands, "export", carrying.write_out, "export")
    write_out.add_argument("target", type=Path)
    write_out.add_argument("--form", choices=("mbox", "maildir", "eml"), default="mbox")
    write_out.add_argument("--mailbox", default="", help=word("help.mailbox"))
    write_out.add_argument("--account", default="")


def _keys(commands: Any) -> None:
    group = _group(commands, "keys")
    _add(group, "list", keys.show_all, "keys_list")
    take = _add(group, "import", keys.take, "keys_import")
    take.add_argument("file", type=Path)
    give = _add(group, "export", keys.give, "keys_export")
    give.add_argument("key", type=int)
    give.add_argument("file", type=Path)
    give.add_argument("--secret", action="store_true", help=word("help.keys_secret"))
    for one in (take, give):
        one.add_argument("--key-passphrase-file", type=Path, metavar="FILE", help=word("help.keys_passphrase"))
    trust = _add(group, "trust", keys.trust, "keys_trust")
    trust.add_argument("key", type=int)
    trust.add_argument("--no", action="store_true", help=word("help.keys_no"))
    _add(group, "remove", keys.remove, "keys_remove").add_argument("key", type=int)


def _rules(commands: Any) -> None:
    group = _group(commands, "rules")
    listed = _add(group, "list", rules.show_all, "rules_list")
    listed.add_argument("--script", action="store_true", help=word("help.rules_script"))
    write = _add(group, "write", rules.write, "rules_write")
    write.add_argument("file", type=Path)
    write.add_argument("--name", default="")
    group = _group(commands, "absence")
    shown = _add(group, "show", rules.show_absence, "absence_show")
    changed = _add(group, "set", rules.set_absence, "absence_set")
    changed.add_argument("state", choices=("on", "off"))
    changed.add_argument("--from", dest="begins", metavar="YYYY-MM-DD", default="")
    changed.add_argument("--until", dest="ends", metavar="YYYY-MM-DD", default="")
    changed.add_argument("--subject", default="")
    changed.add_argument("--text-file", type=Path, metavar="FILE")
    changed.add_argument("--days", type=int, default=7, help=word("help.absence_days"))
    for one in (listed, write, shown, changed):
        one.add_argument("--account", default="")


def _mail(commands: Any) -> None:
    sync = _add(commands, "sync", syncing.sync, "sync")
    sync.add_argument("--once", action="store_true", help=word("help.once"))
    sync.add_argument("--account", default="")
    sync.add_argument("--timeout", type=float, default=24 * 3600.0, help=word("help.timeout"))
    group = _group(commands, "list")
    _add(group, "mailboxes", mail.list_mailboxes, "list_mailboxes").add_argument("--account", default="")
    listed = _add(group, "messages", mail.list_messages, "list_messages")
    listed.add_argument("--mailbox", default="", help=word("help.mailbox"))
    listed.add_argument("--unread", action="store_true")
    listed.add_argument("--flagged", action="store_true")
    listed.add_argument("--limit", type=int, default=50)
    _items(commands, group)
    show = _add(commands, "show", mail.show, "show")
    show.add_argument("message", type=int)
    show.add_argument("--raw", action="store_true", help=word("help.raw"))
    show.add_argument("--attachments", type=Path, metavar="DIR", help=word("help.attachments"))
    search = _add(commands, "search", mail.search, "search")
    search.add_argument("query", nargs="+")
    search.add_argument("--mailbox", default="", help=word("help.mailbox"))
    search.add_argument("--limit", type=int, default=50)
    mark = _add(commands, "mark", mail.mark, "mark")
    mark.add_argument("messages", type=int, nargs="+")
    mark.add_argument("--add", action="append", default=[], choices=sorted(mail.FLAGS))
    mark.add_argument("--remove", action="append", default=[], choices=sorted(mail.FLAGS))
    mark.add_argument("--pin", action="store_true", help=word("help.pin"))
    mark.add_argument("--unpin", action="store_true")
    mark.add_argument("--snooze", metavar="YYYY-MM-DDTHH:MM", default="", help=word("help.snooze"))
    mark.add_argument("--back", action="store_true", help=word("help.back"))
    mark.add_argument("--due", metavar="YYYY-MM-DDTHH:MM", default="", help=word("help.due"))
    move = _add(commands, "move", mail.move, "move")
    move.add_argument("messages", type=int, nargs="+")
    move.add_argument("mailbox", help=word("help.mailbox"))
    send = _add(commands, "send", mail.send, "send")
    for name in ("--to", "--cc", "--bcc"):
        send.add_argument(name, action="append", default=[], required=name == "--to", metavar="ADDRESS")
    send.add_argument("--subject", default="")
    send.add_argument("--text-file", type=Path, metavar="FILE", default=Path("-"), help=word("help.text_file"))
    send.add_argument("--attach", type=Path, action="append", default=[], metavar="FILE")
    send.add_argument("--from", dest="sender", default="", metavar="ACCOUNT")
    send.add_argument("--as", dest="identity", default="", metavar="ADDRESS", help=word("help.as"))
    send.add_argument("--sign", action="store_true", help=word("help.sign"))
    send.add_argument("--encrypt", action="store_true", help=word("help.encrypt"))
    send.add_argument("--scheme", choices=("smime", "pgp"), default="smime", help=word("help.scheme"))
    send.add_argument("--undo-seconds", type=int, default=0, help=word("help.undo_seconds"))
    send.add_argument("--id", default="", help=word("help.id"))
    many = _add(commands, "merge", merge.merge, "merge")
    many.add_argument("table", type=Path)
    many.add_argument("--column", required=True, help=word("help.merge_column"))
    many.add_argument("--subject", default="")
    many.add_argument("--text-file", type=Path, metavar="FILE", default=Path("-"), help=word("help.text_file"))
    many.add_argument("--from", dest="sender", default="", metavar="ACCOUNT")
    many.add_argument("--preview", action="store_true", help=word("help.merge_preview"))
    many.add_argument("--undo-seconds", type=int, default=0, help=word("help.undo_seconds"))
    redirect = _add(commands, "redirect", onward.redirect, "redirect")
    redirect.add_argument("message", type=int)
    redirect.add_argument("--to", action="append", default=[], required=True, metavar="ADDRESS")
    redirect.add_argument("--undo-seconds", type=int, default=0, help=word("help.undo_seconds"))
    redirect.add_argument("--id", default="", help=word("help.id"))
    receipt = _add(commands, "receipt", onward.receipt, "receipt")
    receipt.add_argument("message", type=int)
    for one in (redirect, receipt):
        one.add_argument("--as", dest="identity", default="", metavar="ADDRESS", help=word("help.as"))


def _items(commands: Any, lists: Any) -> None:
    _add(lists, "calendars", items.list_collections, "list_calendars")
    events = _add(lists, "events", items.list_events, "list_events")
    events.add_argument("--day", metavar="YYYY-MM-DD", default="", help=word("help.day"))
    events.add_argument("--days", type=int, default=7)
    events.add_argument("--calendar", default="")
    busy = _add(lists, "busy", items.list_busy, "list_busy")
    busy.add_argument("people", nargs="+", metavar="ADDRESS")
    busy.add_argument("--day", metavar="YYYY-MM-DD", default="", help=word("help.day"))
    busy.add_argument("--days", type=int, default=1)
    busy.add_argument("--calendar", default="")
    tasks = _add(lists, "tasks", items.list_tasks, "list_tasks")
    tasks.add_argument("--done", action="store_true")
    tasks.add_argument("--calendar", default="")
    contacts = _add(lists, "contacts", items.list_contacts, "list_contacts")
    contacts.add_argument("text", nargs="*")
    contacts.add_argument("--book", default="")
    contacts.add_argument("--limit", type=int, default=items.LIMIT)
    directory = _add(lists, "directory", items.list_directory, "list_directory")
    directory.add_argument("text", nargs="+")
    directory.add_argument("--limit", type=int, default=20)
    files = _add(lists, "files", items.list_files, "list_files")
    files.add_argument("folder", nargs="?", default="", help=word("help.folder"))
    files.add_argument("--limit", type=int, default=items.LIMIT)
    group = _group(commands, "file")
    export = _add(group, "export", items.export, "file_export")
    export.add_argument("file", help=word("help.folder"))
    export.add_argument("target", type=Path)
    upload = _add(group, "upload", items.upload, "file_upload")
    upload.add_argument("file", type=Path)
    upload.add_argument("folder", nargs="?", default="", help=word("help.folder"))
    upload.add_argument("--id", default="", help=word("help.id"))
    move = _add(group, "move", items.move, "file_move")
    move.add_argument("file", help=word("help.folder"))
    move.add_argument("folder", nargs="?", default="", help=word("help.folder"))
    move.add_argument("--to", default="", metavar="DRIVE", help=word("help.to_drive"))
    move.add_argument("--id", default="", help=word("help.id"))
    edit = _add(group, "edit", items.edit, "file_edit")
    edit.add_argument("file", help=word("help.folder"))
    edit.add_argument("program", nargs="+", help=word("help.program"))
    trash = _add(group, "trash", beside.trash, "file_trash")
    trash.add_argument("--restore", default="", metavar="ID", help=word("help.restore"))
    trash.add_argument("--empty", action="store_true", help=word("help.empty_trash"))
    versions = _add(group, "versions", beside.versions, "file_versions")
    versions.add_argument("file", help=word("help.folder"))
    versions.add_argument("--restore", default="", metavar="ID", help=word("help.restore"))
    versions.add_argument("--save", nargs=2, metavar=("ID", "FILE"), help=word("help.version_save"))
    link = _add(group, "link", beside.link, "file_link")
    link.add_argument("file", help=word("help.folder"))
    link.add_argument("--write", action="store_true", help=word("help.link_write"))
    link.add_argument("--until", default="", metavar="AAAA-MM-JJ", help=word("help.link_until"))
    link.add_argument("--password-file", type=Path, metavar="FILE", help=word("help.password_file"))
    link.add_argument("--list", action="store_true", help=word("help.link_list"))
    link.add_argument("--end", default="", metavar="ID", help=word("help.link_end"))
    share = _add(group, "share", beside.share, "file_share")
    share.add_argument("file", help=word("help.folder"))
    share.add_argument("people", nargs="*", help=word("help.share_people"))
    share.add_argument("--kind", default="person", choices=("person", "group", "team", "mail", "elsewhere"))
    share.add_argument("--write", action="store_true", help=word("help.link_write"))
    share.add_argument("--pass-on", action="store_true", help=word("help.share_pass_on"))
    share.add_argument("--until", default="", metavar="AAAA-MM-JJ", help=word("help.share_until"))
    share.add_argument("--password-file", type=Path, metavar="FILE", help=word("help.password_file"))
    share.add_argument("--find", default="", metavar="TEXT", help=word("help.share_find"))
    share.add_argument("--change", default="", metavar="ID", help=word("help.share_change"))
    share.add_argument("--end", default="", metavar="ID", help=word("help.share_end"))
    transfers = _add(group, "transfers", beside.transfers, "file_transfers")
    transfers.add_argument("id", nargs="?", default="", help=word("help.transfer"))
    for name in ("pause", "resume", "cancel"):
        transfers.add_argument(f"--{name}", action="store_true", help=word(f"help.transfer_{name}"))
    for one in (files, export, upload, move, edit, trash, versions, link, share):
        one.add_argument("--drive", default="")


def _chat(commands: Any) -> None:
    group = _group(commands, "chat")
    _add(group, "rooms", chat.rooms, "chat_rooms")
    for name, run in (("show", chat.show), ("say", chat.say), ("read", chat.read), ("join", chat.join), ("leave", chat.leave),
                      ("invite", chat.invite)):  # fmt: skip
        one = _add(group, name, run, f"chat_{name}")
        one.add_argument("room", help=word("help.room"))
        if name == "show":
            one.add_argument("--history", action="store_true", help=word("help.history"))
            one.add_argument("--limit", type=int, default=50)
        elif name == "say":
            one.add_argument("text", nargs="+")
            one.add_argument("--id", default="", help=word("help.id"))
        elif name == "invite":
            one.add_argument("person", help=word("help.person"))
        elif name == "join":
            one.add_argument("--account", default="")
    ask = _add(group, "poll", polls.ask, "chat_poll")
    ask.add_argument("room", help=word("help.room"))
    ask.add_argument("question")
    ask.add_argument("--answer", action="append", required=True, help=word("help.poll_answer"))
    ask.add_argument("--most", type=int, default=1, help=word("help.poll_most"))
    ask.add_argument("--hidden", action="store_true", help=word("help.poll_hidden"))
    for name, choose in (("vote", polls.vote), ("close-poll", polls.close)):
        one = _add(group, name, choose, f"chat_{name.replace('-', '_')}")
        one.add_argument("room", help=word("help.room"))
        if name == "vote":
            one.add_argument("answer", nargs="*", help=word("help.vote_answer"))
        one.add_argument("--poll", default="", metavar="ID", help=word("help.poll_id"))
    search = _add(group, "search", chat.search, "chat_search")
    search.add_argument("query", nargs="+")
    search.add_argument("--limit", type=int, default=50)
    new = _add(group, "new", chat.new, "chat_new")
    new.add_argument("name")
    new.add_argument("--invite", action="append", default=[], metavar="@NAME:SERVER")
    for flag in ("direct", "clear", "listed"):
        new.add_argument(f"--{flag}", action="store_true", help=word(f"help.{flag}"))
    security = _add(group, "security", chat.security, "chat_security")
    set_up = _add(group, "set-up", chat.set_up, "chat_set_up")
    set_up.add_argument("--password-file", type=Path, metavar="FILE", help=word("help.password_file"))
    recover = _add(group, "recover", chat.recover, "chat_recover")
    recover.add_argument("--code-file", type=Path, metavar="FILE", help=word("help.code_file"))
    verify = _add(group, "verify", chat.verify, "chat_verify")
    verify.add_argument("person", nargs="?", default="", help=word("help.person"))
    verify.add_argument("--device", default="", help=word("help.device"))
    verify.add_argument("--timeout", type=float, default=600.0, help=word("help.timeout"))
    accept = _add(group, "accept-identity", chat.accept_identity, "chat_accept_identity")
    accept.add_argument("person", help=word("help.person"))
    keys = [
        _add(group, f"{way}-keys", run, f"chat_{way}_keys")
        for way, run in (("export", chat.export_keys), ("import", chat.import_keys))
    ]
    for one in keys:
        one.add_argument("file", type=Path)
        one.add_argument("--keys-passphrase-file", type=Path, metavar="FILE", help=word("help.keys_passphrase_file"))
    for one in (new, security, set_up, recover, verify, accept, *keys):
        one.add_argument("--account", default="")


def _outbox(commands: Any) -> None:
    parser = commands.add_parser("outbox", help=word("help.outbox"), description=word("help.outbox"))
    _common(parser)
    parser.set_defaults(run=outbox.show_all, locked=False, here=None, beside=None)
    group = parser.add_subparsers(metavar=word("help.command"))
    for action in outbox.ACTIONS:
        one = _add(group, action, outbox.act, f"outbox_{action}")
        one.add_argument("operation")
        one.set_defaults(action=action)


def _store(commands: Any) -> None:
    group = _group(commands, "store")
    create = _add(group, "create", store.create, "store_create", locked=True)
    create.add_argument("--keyring", action="store_true", help=word("help.keyring"))
    create.add_argument("--keyring-only", action="store_true", help=word("help.keyring_only"))
    _add(group, "check", store.check, "store_check")
    _add(group, "backup", store.back_up, "store_backup").add_argument("target", type=Path)
    _add(group, "restore", None, "store_restore", here=store.restore).add_argument("source", type=Path)
    change = _add(group, "change-passphrase", store.change_passphrase, "store_change")
    change.add_argument("--new-passphrase-file", type=Path, metavar="FILE")
    group = _group(commands, "providers")
    _add(group, "list", None, "providers_list", here=providers.show_all)
    checked = _add(group, "check", None, "providers_check", here=providers.check)
    checked.add_argument("files", type=Path, nargs="*", metavar="FILE", help=word("help.providers_files"))
    listed = _add(commands, "hosts", hosts.show, "hosts")
    listed.add_argument("--days", type=int, default=30, help=word("help.hosts_days"))
    _add(commands, "doctor", store.doctor, "doctor").set_defaults(beside=machine.report)
