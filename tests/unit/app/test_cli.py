"""The command line against an engine that answers by the book: what is asked of it, what is printed, the exit status."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app import cli
from app.terminal.output import Output
from app.terminal.session import Session
from sync.model.faults import AuthNeeded, Bug, Fault, Offline, Rejected, StoreFault
from sync.rpc.messages import (
    AddAccount,
    Added,
    ChangePassphrase,
    Command,
    CreateStore,
    Diagnose,
    Diagnosis,
    Done,
    Reply,
    RetryOperation,
    StoreKey,
    StoreState,
    StoreStateAnswer,
    Unlock,
)


@dataclass
class Engine:
    """An engine whose store opens with "sésame", and that notes what it was asked."""

    keyring: bool = False
    fault: Fault | None = None
    asked: list[Command] = field(default_factory=list)
    offline: bool = False

    async def ask(self, command: Command, timeout: float = 0) -> Reply:  # noqa: ASYNC109
        self.asked.append(command)
        match command:
            case StoreState():
                return StoreStateAnswer(True, False, self.keyring, not self.keyring, self.keyring)
            case CreateStore():
                return StoreKey(bytes(32), "AAAAA-BBBBB")
            case Unlock(passphrase=given):
                if not self.keyring and given != "sésame":
                    raise StoreFault("wrong_passphrase")
                return StoreKey(bytes(32))
            case AddAccount():
                return Added(7)
            case Diagnose():
                if self.fault:
                    raise self.fault
                return Diagnosis(b'{"version": "0.1.0"}')
        return Done()

    @contextlib.asynccontextmanager
    async def attached(self, profile: Path, output: Output, offline: bool) -> AsyncIterator[Session]:
        self.offline = offline
        yield Session(profile, output, self)  # type: ignore[arg-type]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.setenv("LC_ALL", "en")
    (tmp_path / "secret").write_text("sésame\n")
    (tmp_path / "wrong").write_text("ouvre-toi\n")
    monkeypatch.chdir(tmp_path)

    def run(engine: Engine, *arguments: str, secret: str = "secret") -> int:
        common = ("--profile", "profile", "--passphrase-file", secret)
        return cli.main([*common, *arguments], engine.attached)

    return run


def test_a_store_is_created_before_anything_is_unlocked(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    engine = Engine()
    assert run(engine, "store", "create", "--json") == 0
    assert engine.asked == [CreateStore("sésame", False)]
    said = json.loads(capsys.readouterr().out)
    assert said == {"profile": str(tmp_path / "profile"), "recovery_code": "AAAAA-BBBBB"}


def test_the_keyring_unlocks_without_asking_for_the_passphrase(run: Callable[..., int]) -> None:
    engine = Engine(keyring=True)
    assert run(engine, "doctor", secret="nowhere") == 0
    assert Unlock() in engine.asked


def test_an_operation_is_tried_again_and_offline_may_be_said_anywhere(run: Callable[..., int]) -> None:
    for place in (0, 3):
        engine = Engine()
        words = ["outbox", "retry", "0" * 32]
        words.insert(place, "--offline")
        assert run(engine, *words) == 0
        assert (engine.asked[-1], engine.offline) == (RetryOperation("0" * 32), True)


def test_an_account_is_added_at_the_endpoints_that_were_given(run: Callable[..., int], tmp_path: Path) -> None:
    (tmp_path / "password").write_text("clé «été» & 7%\n")
    (tmp_path / "ca.pem").touch()
    engine = Engine()
    where = ("--imap", "imap.exemple.fr", "--smtp", "smtp.exemple.fr:587:starttls", "--trust", "ca.pem")
    assert run(engine, "account", "add", "zoe@exemple.fr", *where, "--password-file", "password") == 0
    asked = engine.asked[-1]
    assert isinstance(asked, AddAccount)
    assert asked.password == "clé «été» & 7%"
    mail, submission = asked.endpoints
    assert (mail.service, mail.protocol, mail.host, mail.port, mail.security) == (
        "mail",
        "imap",
        "imap.exemple.fr",
        993,
        "tls",
    )
    assert (submission.service, submission.port, submission.security) == ("submission", 587, "starttls")
    assert mail.user == "zoe@exemple.fr"
    assert mail.parameters == {"trust": str(tmp_path / "ca.pem")}


@pytest.mark.parametrize("written", ["", ":993", "host:abc", "host:993:plain"])
def test_an_endpoint_that_makes_no_sense_is_refused(run: Callable[..., int], written: str, tmp_path: Path) -> None:
    engine = Engine()
    status = run(
        engine, "account", "add", "a@exemple.fr", "--imap", written, "--smtp", ":", "--password-file", "secret"
    )
    assert status == cli.FAILED
    assert not any(isinstance(command, AddAccount) for command in engine.asked)


def test_the_passphrase_is_changed_from_one_file_to_another(run: Callable[..., int]) -> None:
    engine = Engine()
    assert run(engine, "store", "change-passphrase", "--new-passphrase-file", "wrong") == 0
    assert engine.asked[-1] == ChangePassphrase("sésame", "ouvre-toi")


@pytest.mark.parametrize(
    ("fault", "status"),
    [(AuthNeeded(), 4), (Offline(), 5), (StoreFault("disk_full"), 6), (Rejected("quota"), 3), (Bug("x"), 70)],
    ids=str,
)
def test_the_exit_status_says_what_kind_of_fault_it_was(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str], fault: Fault, status: int
) -> None:
    assert run(Engine(fault=fault), "doctor", "--json") == status
    said = capsys.readouterr()
    assert json.loads(said.out)["fault"]["code"] == fault.code
    assert said.err.strip()


def test_a_wrong_passphrase_ends_with_the_status_of_the_store(run: Callable[..., int]) -> None:
    assert run(Engine(), "doctor", secret="wrong") == 6


def test_without_a_file_or_a_terminal_nothing_waits_for_a_secret(run: Callable[..., int]) -> None:
    assert run(Engine(), "doctor", secret="nowhere") == cli.FAILED


def test_wrong_usage_ends_with_status_2(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(Engine(), "fly")
    assert ended.value.code == 2
    assert "fly" in capsys.readouterr().err


def test_manifests_are_checked_without_an_engine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["providers", "check"]) == 0
    assert "ovhcloud" in capsys.readouterr().out
    wrong = tmp_path / "essai.toml"
    wrong.write_text('id = "essai"\nlabel = "Essai"\nsurprise = 1\n')
    absent = tmp_path / "ailleurs.toml"
    endpoint = '[[endpoints]]\nservice = "mail"\nprotocol = "pigeon"\nport = 1\n'
    absent.write_text(f'id = "ailleurs"\nlabel = "A"\nfields = []\n{endpoint}')
    assert cli.main(["providers", "check", str(wrong), str(absent), "--json"]) == 70
    told = capsys.readouterr().out
    assert "surprise" in told
    assert "pigeon" in told


def test_backends_are_listed_with_what_is_reached(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["providers", "list", "--json"]) == 0
    listed = {row["id"]: row["services"] for row in json.loads(capsys.readouterr().out)}
    assert "mail:standard" in listed["ovhcloud"]
    assert "documents:link-only" in listed["wimi"]
