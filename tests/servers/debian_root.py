"""A private root of Debian packages, downloaded with apt and unpacked aside: for servers that clash with installed ones.

Servers run in it by chroot alone, which containers allow too; mounting, which they forbid, is not needed.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / "build" / "servers"
KEYS = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
REAPER = Path(__file__).with_name("reaper.py")
"""Starts a command and ends all of it: see there."""
_DEVICES = {"null": (1, 3), "zero": (1, 5), "random": (1, 8), "urandom": (1, 9)}


class NoRoot(Exception):
    """Why there can be no private root on this machine."""


def private_root(name: str, suite: str, packages: Sequence[str], probe: str) -> Path:
    """Return the root with `packages` of a Debian release unpacked in it, made once and kept in build/servers/.

    `probe` is a file that has to be there. Raises `NoRoot` with the reason: not root, no Debian, no network.
    """
    if os.geteuid() != 0:
        raise NoRoot("only root may start a server in a root of its own")
    missing = [tool for tool in ("apt-get", "dpkg", "chroot") if shutil.which(tool) is None]
    if missing or not KEYS.exists():
        raise NoRoot(f"this is no Debian: {', '.join(missing) or KEYS.name} is missing")
    base = CACHE / f"{name}-{suite}"
    if not _is_whole(base / "root", probe):
        _download(base, suite, (*packages, "libeatmydata1"))
        _unpack(base)
        if not _is_whole(base / "root", probe):
            raise NoRoot(f"{probe} is not in the packages")
    try:
        _make_devices(base / "root" / "dev")
        subprocess.run(["chroot", "/", "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoRoot(f"a root of one's own is not allowed here: {error}") from error
    return base / "root"


@contextlib.contextmanager
def folder_inside(root: Path, prefix: str) -> Iterator[Path]:
    """Make a folder in `root` that servers under other users may enter; removed at the end. `seen` says how they name it."""
    folder = Path(tempfile.mkdtemp(prefix=f"{prefix}-", dir=root / "tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def seen(root: Path, path: Path) -> str:
    """Return a path of `root` as it is seen in there."""
    return f"/{path.relative_to(root)}"


def inside(root: Path, *command: str, alone: bool = False) -> list[str]:
    """Return the command that runs in `root`. `alone`: all that it starts ends with it."""
    return [*((sys.executable, str(REAPER)) if alone else ()), "chroot", str(root), *command]


def _make_devices(folder: Path) -> None:
    """Make the few devices that a server needs."""
    for name, (major, minor) in _DEVICES.items():
        if not (folder / name).exists():
            os.mknod(folder / name, 0o666 | stat.S_IFCHR, os.makedev(major, minor))
            (folder / name).chmod(0o666)


def _is_whole(root: Path, probe: str) -> bool:
    return (root / probe).exists() and (root / "etc/ld.so.preload").exists()


def _download(base: Path, suite: str, packages: Sequence[str]) -> None:
    for name in ("lists/partial", "cache/archives/partial", "etc", "root"):
        (base / name).mkdir(parents=True, exist_ok=True)
    archive, security = _mirrors()
    (base / "etc/sources.list").write_text(
        f"deb [signed-by={KEYS}] {archive} {suite} main\n"
        f"deb [signed-by={KEYS}] {archive} {suite}-updates main\n"
        f"deb [signed-by={KEYS}] {security} {suite}-security main\n"
    )
    options = [
        f"-oDir::Etc::sourcelist={base}/etc/sources.list", "-oDir::Etc::sourceparts=-", f"-oDir::State::lists={base}/lists",
        f"-oDir::Cache={base}/cache", "-oDir::State::status=/dev/null", "-oAPT::Sandbox::User=root",
    ]  # fmt: skip
    for step in (["update", "-q"], ["install", "-y", "-q", "--download-only", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *options, *step], capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoRoot(f"apt-get {step[0]} failed: {done.stderr.strip().splitlines()[-1:]}")


def _mirrors() -> tuple[str, str]:
    """Return the archives of Debian and of its security updates, from the machine's own sources where they name them."""
    text = ""
    for path in (Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))):
        if path.is_file():
            text += (
                "\n".join(line for line in path.read_text().splitlines() if not line.lstrip().startswith("#")) + "\n"
            )
    named = [found.rstrip("/") for found in re.findall(r"https?://[^\s\]]*/debian[^\s\]]*", text)]
    archive = next((one for one in named if "security" not in one), "http://deb.debian.org/debian")
    return archive, next((one for one in named if "security" in one), "http://deb.debian.org/debian-security")


def _unpack(base: Path) -> None:
    root = base / "root"
    for package in sorted((base / "cache/archives").glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(package), str(root)], check=True)
    for name in ("bin", "sbin", "lib", "lib64"):
        if not (root / name).exists():
            (root / name).symlink_to(f"usr/{name}")
    for name in ("dev", "tmp"):
        (root / name).mkdir(exist_ok=True)
    (root / "tmp").chmod(0o1777)
    (root / "etc/passwd").write_text(
        "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n"
    )
    (root / "etc/group").write_text("root:x:0:\nnogroup:x:65534:\nmail:x:8:\n")
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n")
    # Throw-away data need not reach the disk: servers that wait for it take three times as long.
    (root / "etc/ld.so.preload").write_text(
        "".join(f"/{one.relative_to(root)}" for one in root.glob("usr/lib/*/libeatmydata.so"))
    )
    for name in ("lists", "cache"):
        shutil.rmtree(base / name, ignore_errors=True)
    for name in ("doc", "man", "locale", "info"):
        shutil.rmtree(root / "usr/share" / name, ignore_errors=True)
