"""A bare Debian in a folder: made by debootstrap once, kept as an archive, unpacked afresh for every proof."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

SUITE = "bookworm"
PERSON = "agent"
MIRROR = "http://deb.debian.org/debian"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ecritoire-proof"


class Chroot:
    """One bare Debian with an ordinary user; what runs in it sees the screens of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "home" / PERSON

    def run(
        self, *command: str, person: bool = False, environment: Mapping[str, str] | None = None, check: bool = True
    ) -> str:
        """Run a command to its end, as root or as the ordinary user; return what it printed."""
        done = subprocess.run(
            self._entered(command, person, environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=1200,
        )  # fmt: skip
        if check and done.returncode:
            raise AssertionError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-6000:]}")
        return done.stdout

    def start(self, *command: str, environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
        """Start a program as the ordinary user; it goes on."""
        with log.open("ab") as file:
            return subprocess.Popen(
                self._entered(command, True, environment), stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                start_new_session=True,
            )  # fmt: skip

    def _entered(self, command: tuple[str, ...], person: bool, environment: Mapping[str, str] | None) -> list[str]:
        home = f"/home/{PERSON}" if person else "/root"
        given = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": home, "LANG": "C.UTF-8", **(environment or {})}
        if not person:
            given |= {"DEBIAN_FRONTEND": "noninteractive"}
        user = [f"--userspec={PERSON}:{PERSON}"] if person else []
        return ["/usr/sbin/chroot", *user, str(self.root), "/usr/bin/env", "-i", "-C", home,
                *(f"{name}={value}" for name, value in given.items()), *command]  # fmt: skip

    def install(self, *packages: Path, options: tuple[str, ...] = ()) -> str:
        """Install package files with apt, which brings what they depend on."""
        for package in packages:
            shutil.copyfile(package, self.root / "tmp" / package.name)
        return self.run("apt-get", "install", "-y", "-q", "--no-install-recommends", *options,
                        *(f"/tmp/{package.name}" for package in packages))  # fmt: skip

    def files(self) -> set[str]:
        """Return every path there is, without what apt and dpkg keep for themselves and what persons own."""
        own = re.compile(
            r"/(proc|dev|tmp|root|home|run)(/|$)|/var/(lib/(dpkg|apt|systemd)|cache|log)(/|$)|/etc/(ld\.so\.cache|mailcap)$"
        )
        found = set()
        for folder, folders, names in os.walk(self.root):
            inside = "/" + os.path.relpath(folder, self.root).removeprefix(".")
            folders[:] = [name for name in folders if not own.match(f"{inside.rstrip('/')}/{name}")]
            found |= {f"{inside.rstrip('/')}/{name}" for name in [*folders, *names]}
        return {path for path in found if not own.match(path)}


@contextlib.contextmanager
def bare_debian(work: Path) -> Iterator[Chroot]:
    """Unpack a bare Debian under `work`, give it its mounts, and remove it at the end."""
    archive = _archive()
    root = work / "debian"
    _remove(root)
    root.mkdir(parents=True)
    subprocess.run(["tar", "--extract", "--file", archive, "--directory", root], check=True)
    screens = Path("/tmp/.X11-unix")
    screens.mkdir(exist_ok=True)
    places = [
        ("proc", root / "proc", "proc"),
        ("devpts", root / "dev" / "pts", "devpts"),
        ("tmpfs", root / "dev" / "shm", "tmpfs"),
    ]
    kept = CACHE / "archives"
    (kept / "partial").mkdir(parents=True, exist_ok=True)
    bound = [(screens, root / "tmp" / ".X11-unix"), (kept, root / "var" / "cache" / "apt" / "archives")]
    with contextlib.ExitStack() as mounts:
        mounts.callback(_remove, root)
        for source, target, kind in places:
            target.mkdir(parents=True, exist_ok=True)
            _mount(mounts, target, "--types", kind, source)
        for place, target in bound:
            target.mkdir(parents=True, exist_ok=True)
            _mount(mounts, target, "--bind", str(place))
        (root / "dev" / "shm").chmod(0o1777)
        made = Chroot(root)
        (root / "etc" / "apt" / "apt.conf.d" / "keep").write_text('APT::Keep-Downloaded-Packages "true";\n')
        made.run("useradd", "--create-home", PERSON)
        made.run("apt-get", "update", "-q")
        yield made


def _mount(mounts: contextlib.ExitStack, target: Path, *options: str) -> None:
    subprocess.run(["mount", *options, str(target)], check=True)
    mounts.callback(subprocess.run, ["umount", str(target)], check=True)


def _remove(root: Path) -> None:
    """Remove the tree, unless something is still mounted in it: that would be emptied too."""
    mounted = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text("utf-8").splitlines()]
    assert not [place for place in mounted if Path(place).is_relative_to(root)], f"mounts are left in {root}"
    if root.exists():
        subprocess.run(["rm", "-rf", "--one-file-system", str(root)], check=True)


def _archive() -> Path:
    """Return the archive of a bare Debian, made where there is none yet."""
    archive = CACHE / f"{SUITE}.tar"
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        folder = CACHE / f"{SUITE}.{os.getpid()}"
        try:
            subprocess.run(
                ["debootstrap", "--variant=minbase", "--include=ca-certificates", SUITE, str(folder), MIRROR],
                check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            fresh = archive.with_suffix(".new")
            subprocess.run(
                ["tar", "--create", "--one-file-system", "--file", fresh, "--directory", folder, "."], check=True
            )
            fresh.replace(archive)
        finally:
            if os.path.ismount(folder / "proc"):
                subprocess.run(["umount", folder / "proc"], check=True)
            _remove(folder)
    return archive
