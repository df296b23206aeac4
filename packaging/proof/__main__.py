"""Proves the packages, unless this very content was proven on this machine before. `./run test-packages [pytest arguments]`."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from proof.chroot import CACHE, MIRROR, SUITE

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COVERED = (
    "app", "editors", "resources", "sync", "ui", "packaging", "briefcase.toml", "pyproject.toml", "uv.lock", "run",
    "CHANGELOG.md", "LICENCE", "docs/administering.md",
)  # fmt: skip
"""Everything that goes into a package or proves it."""


def main() -> int:
    """Run the proof; return the exit status."""
    if os.geteuid() != 0:
        print("./run test-packages has to be root: it makes a chroot and mounts.", file=sys.stderr)
        return 2
    if sys.argv[1:2] != ["--apart"]:  # mounts of our own, that end with us
        return subprocess.call(["unshare", "--mount", sys.executable, "-m", "proof", "--apart", *sys.argv[1:]])
    arguments = sys.argv[2:]
    mark = CACHE / "proven" / fingerprint()
    if not arguments and mark.exists():
        print(f"The packages of this content were proven on this machine: {mark.read_text('utf-8')}")
        return 0
    options = ["--config-file", str(HERE / "pytest.ini"), "--rootdir", str(HERE), *(arguments or [str(HERE)])]
    status = int(pytest.main(options))
    if not arguments and status == 0:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(fingerprint(), "utf-8")
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
