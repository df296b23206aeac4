"""Fixtures of the end-to-end tests: one Dovecot and one submission server per module, cables to both, a fresh program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from tests.e2e.cable import Cable
from tests.e2e.mailboxes import Mailboxes
from tests.e2e.program import Program
from tests.e2e.screen import screen
from tests.servers.dovecot import PASSWORDS, Dovecot, installed, running_dovecot
from tests.servers.submission import SubmissionServer, lmtp_delivery


@dataclass(frozen=True)
class Office:
    """Servers as an office has them, and the cables that lead to them."""

    dovecot: Dovecot
    submission: SubmissionServer
    imap: Cable
    smtp: Cable

    def unplug(self) -> None:
        """Leave the office: no server can be reached."""
        self.imap.unplug()
        self.smtp.unplug()

    def plug(self) -> None:
        """Come back."""
        self.imap.plug()
        self.smtp.plug()

    def mailboxes(self, user: str) -> Mailboxes:
        """Return what the server really holds for a user."""
        return Mailboxes(self.dovecot, user)

    def sign_in(self, program: Program, user: str) -> int:
        """Add a user's account to a program and return its id."""
        password = program.profile.parent / f"{user}.password"
        password.write_text(PASSWORDS[user])
        added = program.run(
            "account", "add", user, "--name", user.partition("@")[0].capitalize(),
            "--imap", f"localhost:{self.imap.port}", "--smtp", f"localhost:{self.smtp.port}",
            "--trust", str(self.dovecot.authority.trust), "--password-file", str(password),
        )  # fmt: skip
        return int(added["account"])


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Dovecot, SubmissionServer]]:
    assert installed(), "./run test installs Dovecot"
    with running_dovecot() as dovecot:
        context = dovecot.authority.good().context()
        delivery = lmtp_delivery(dovecot.lmtp)
        with SubmissionServer(PASSWORDS, trustme.CA(), delivery, context=context) as submission:
            yield dovecot, submission


@pytest.fixture
def office(servers: tuple[Dovecot, SubmissionServer]) -> Iterator[Office]:
    dovecot, submission = servers
    with Cable(dovecot.imaps) as imap, Cable(submission.tls_port) as smtp:
        yield Office(dovecot, submission, imap, smtp)


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """What a process needs in its environment to show windows on a screen in memory."""
    with screen() as environment:
        yield environment


def driven_window(act: str, office: Office, program: Program, pictures: Path, count: int) -> list[str]:
    """Return the command that plays one act in a real window (`tests.e2e.driven_window`)."""
    places = {"profile": program.profile, "pictures": pictures, "trust": office.dovecot.authority.trust}
    numbers = {"imap": office.imap.port, "smtp": office.smtp.port, "count": count}
    options = [f"--{name}={value}" for name, value in {**places, **numbers}.items()]
    return [sys.executable, "-m", "tests.e2e.driven_window", act, *options]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    started = Program(tmp_path / "profile")
    yield started
    started.kill()
