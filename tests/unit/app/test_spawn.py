"""How roles are started again in the way this program was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app import confine, spawn

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("started", "arguments", "own"),
    [
        ([sys.executable, "-m", "app", "--profile", "x"], ["--profile", "x"], [sys.executable, "-m", "app"]),
        ([sys.executable, "-X", "dev", "/usr/bin/ecritoire"], [], [sys.executable, "-X", "dev", "/usr/bin/ecritoire"]),
        ([sys.executable, "mailto:a@b"], ["mailto:a@b"], [sys.executable]),
        ([sys.executable, "-c", "x"], ["changed"], [sys.executable, "-m", "app"]),
    ],
    ids=["module", "entry point", "frozen", "arguments changed"],
)
def test_own_command(started: list[str], arguments: list[str], own: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "orig_argv", started)
    monkeypatch.setattr(sys, "argv", ["app", *arguments])
    assert spawn.own_command() == own
    assert spawn.engine_command(Path("/p"))[len(own) :] == ["--role=engine", "--profile=/p"]
    assert spawn.parser_command(Path("/s"))[len(own) :] == ["--role=parser", "--socket=/s"]


def test_a_parser_gets_a_bare_environment() -> None:
    bare = spawn._bare_environment(
        {"PATH": "/bin", "SSH_AUTH_SOCK": "x", "DBUS_SESSION_BUS_ADDRESS": "y", "LC_ALL": "C"}
    )
    assert bare == {"PATH": "/bin", "LC_ALL": "C"}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
@pytest.mark.parametrize(
    ("attempt", "ends"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "PermissionError"),
        ("import socket; socket.getaddrinfo('x.example', 80)", "PermissionError"),
        ("import subprocess; subprocess.Popen(['true'])", "PermissionError"),
        ("import os; os.fork()", "PermissionError"),
        ("import os; os.execv('/bin/true', ['true'])", "PermissionError"),
        ("open('/etc/passwd').read()", "PermissionError"),
        ("open('/tmp/ecritoire-never-made', 'w')", "PermissionError"),
        ("import os; os.remove('/tmp/ecritoire-never-made')", "PermissionError"),
        ("b'x' * (2 << 30)", "MemoryError"),
        ("import encodings.cp037; b'x'.decode('cp1140')", ""),
        ("from sync.parse import mail; mail.summary(b'Subject: x\\n\\ny')", ""),
    ],
)
def test_rights_given_up_are_gone(attempt: str, ends: str) -> None:
    code = (
        f"from app import confine\nconfine.hide_memory(); confine.bound_memory(); confine.give_up_rights()\n{attempt}"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode == 0) == (not ends), ended.stderr
    assert ends in ended.stderr


_SEEN_BY_ITSELF = """
import ctypes, os
from app import confine
if os.geteuid() == 0:  # root sees all memory: be somebody else, as a program is that never was root
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
open("/proc/self/mem", "rb").close()
print("seen", flush=True)
confine.hide_memory()
open("/proc/self/mem", "rb")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_memory_is_hidden_from_the_same_person() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _SEEN_BY_ITSELF], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.stdout == "seen\n"
    assert "PermissionError" in ended.stderr
    assert confine.PARSER_MEMORY < 1 << 30
