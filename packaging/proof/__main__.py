"""Proves the packages, unless this very content was proven on this machine before. `./run test-packages [pytest arguments]`."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proof.chroot import CACHE, MIRROR, SUITE

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COVERED = (
    "app", "editors", "resources", "sync", "ui", "packaging", "briefcase.toml", "pyproject.toml", "uv.lock", "run",
    "CHANGELOG.md", "LICENCE", "docs/administering.md", "tests/engine/outside_files.py",
)  # fmt: skip
"""Everything that goes into a package or proves it."""
OPTIONS = ("--config-file", str(HERE / "pytest.ini"), "--rootdir", str(HERE))


def main() -> int:
    """Run the proof; return the exit status."""
    if os.geteuid() != 0:
        print("./run test-packages has to be root: it makes a chroot and mounts.", file=sys.stderr)
        return 2
    if sys.argv[1:2] != ["--apart"]:  # mounts of our own, that end with us
        return subprocess.call(["unshare", "--mount", sys.executable, "-m", "proof", "--apart", *sys.argv[1:]])
    arguments = sys.argv[2:]
    if arguments:
        return int(pytest.main([*OPTIONS, *arguments]))
    content = fingerprint()
    mark = CACHE / "proven" / content
    if mark.exists():
        print(f"Skipped: the packages were proven on this machine on {mark.read_text('utf-8')}, and nothing that they are made")
        print(f"of or proven by has changed since ({', '.join(COVERED)}).")
        return 0
    print("The packages are proven: what they are made of has changed, or was never proven on this machine.", flush=True)
    begun = time.monotonic()
    status = _side_by_side([HERE / "test_debian.py", HERE / "test_windows.py"])
    print(f"Proven in {time.monotonic() - begun:.0f} s." if status == 0 else "The packages are not proven.")
    if status == 0:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(datetime.now(UTC).strftime("%Y-%m-%d at %H:%M UTC"), "utf-8")
    return status


def _side_by_side(files: list[Path]) -> int:
    """Run each file in a process of its own, all at once, and print one's words after the other's."""
    with tempfile.TemporaryDirectory() as folder:
        running = []
        for file in files:
            told = Path(folder, file.name).open("w+b")  # noqa: SIM115 - closed below, when its process has ended
            command = [sys.executable, "-m", "pytest", *OPTIONS, str(file)]
            running.append((told, subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT)))
        status = 0
        for told, process in running:
            with told:
                status = max(status, process.wait())
                told.seek(0)
                shutil.copyfileobj(told, sys.stdout.buffer)
                sys.stdout.flush()
        return status


def fingerprint() -> str:
    """Return the digest of all that the proof covers: the files of the checkout and the versions of the tools.

    Proofs are remembered outside the checkout, on the machine that ran them: a new machine, or any covered file that differs,
    tracked or not, means that everything runs.
    """
    digest = hashlib.sha256(f"{MIRROR} {SUITE} {sys.version}".encode())
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *COVERED],
        check=True, capture_output=True,
    )  # fmt: skip
    for name in sorted(set(listed.stdout.split(b"\0")) - {b""}):
        path = ROOT / os.fsdecode(name)
        content = path.read_bytes() if path.is_file() else b"gone"
        digest.update(
            name + b"\0" + oct(path.stat().st_mode if path.exists() else 0).encode() + hashlib.sha256(content).digest()
        )
    tools = [line.split()[1] for line in (ROOT / "packaging" / "debian-packages.txt").read_text("utf-8").splitlines()
             if line.startswith(("build ", "proof "))]  # fmt: skip
    versions = subprocess.run(["dpkg-query", "-W", *tools], check=True, capture_output=True)
    digest.update(versions.stdout)
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
