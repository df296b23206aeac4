"""First synchronisation of an inbox, whole messages, beside mbsync on the same server in the same run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import partial

from tests.bench.measures import ALICE, Ground, Measure, seconds
from tests.servers.dovecot import PASSWORDS

_MBSYNC = """\
FSync {fsync}

IMAPStore far
Host localhost
Port {port}
User {user}
Pass {password}
SSLType IMAPS
CertificateFile {trust}
AuthMechs PLAIN
PipelineDepth 50

MaildirStore near
Path {folder}/
Inbox {folder}/INBOX

Channel all
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
"""


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield messages per second: ours (encrypted, parsed, indexed), then mbsync's (plain files)."""
    program = ground.fresh("first-sync")
    taken = seconds(lambda: program.run("sync", "--once"))
    found = next(row for row in program.run("list", "mailboxes") if row["role"] == "inbox")
    if found["total"] != ground.count:
        raise AssertionError(f"{found['total']} of {ground.count} messages arrived")
    yield Measure("first synchronisation", ground.count / taken, "messages/s")
    for fsync in ("no", "yes"):
        taken = seconds(partial(_mbsync, ground, fsync))
        yield Measure("first synchronisation", ground.count / taken, "messages/s", f"mbsync, fsync {fsync}")


def _mbsync(ground: Ground, fsync: str) -> None:
    folder = ground.folder / f"mbsync-{fsync}"
    folder.mkdir()
    written = _MBSYNC.format(
        fsync=fsync, port=ground.dovecot.imaps, user=ALICE, password=PASSWORDS[ALICE],
        trust=ground.dovecot.authority.trust, folder=folder,
    )  # fmt: skip
    configuration = ground.folder / f"mbsync-{fsync}.conf"
    configuration.write_text(written)
    subprocess.run(["mbsync", "-q", "-c", str(configuration), "all"], check=True)
    arrived = sum(1 for part in ("cur", "new") for _ in (folder / "INBOX" / part).iterdir())
    if arrived != ground.count:
        raise AssertionError(f"mbsync brought {arrived} of {ground.count}")
