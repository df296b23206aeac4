"""Where the files of a profile are, how small ones are replaced safely, and which disks are refused."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from sync.model.faults import StoreFault

STORE = "store.db"
SEARCH = "search.db"
VAULT = "vault.json"
BLOBS = "blobs"
BALLAST = "ballast"
RUN = "run"
LOGS = "logs"

BALLAST_BYTES = 8 * 1024 * 1024
_DRIVE_REMOTE = 4
_NETWORK_TYPES = frozenset(
    {"nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "sshfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre",
     "davfs", "davfs2", "gfs2", "ocfs2", "beegfs"}
)  # fmt: skip
_LOCAL_FUSE = frozenset({"fuseblk", "fuse.fuse-overlayfs", "fuse.ntfs", "fuse.ntfs-3g", "fuse.exfat", "fuse.bindfs"})


def make_folders(profile: Path) -> None:
    """Create the profile's folders, readable by their owner alone."""
    for folder in (profile, profile / BLOBS, profile / RUN, profile / LOGS):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut (nothing to do where folders cannot be opened: Windows)."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and put it in its place in one step, mode 0600. After a crash: the old or the new."""
    beside = path.with_name(path.name + ".new")
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    try:
        written = 0
        while written < len(content):
            written += os.write(number, content[written:])
        os.fsync(number)
    finally:
        os.close(number)
    os.replace(beside, path)
    sync_folder(path.parent)


def keep_ballast(profile: Path) -> None:
    """Set some disk space aside, to be given back when the disk is full. Does without where there is no room for it."""
    path = profile / BALLAST
    with suppress(OSError):
        if path.exists() and path.stat().st_size == BALLAST_BYTES:
            return
        with path.open("wb") as file:
            for _ in range(BALLAST_BYTES // 65536):
                file.write(os.urandom(65536))


def release_ballast(profile: Path) -> bool:
    """Give the ballast's space back; return whether there was any."""
    try:
        (profile / BALLAST).unlink()
    except OSError:
        return False
    return True


def is_full(error: OSError) -> bool:
    """Tell whether an operating-system error means that no more bytes fit (disk, quota, file size limit)."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def file_system_type(folder: Path, mounts: str) -> str:
    """Return the type of the file system that holds `folder`, by the text of /proc/mounts (empty: not found)."""
    wanted = os.path.realpath(folder)
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = wanted == point or wanted.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def refuse_network_home(profile: Path, mounts: str | None = None) -> None:
    """Raise `StoreFault("network_home")` where `profile` is on a network disk: the store's journal needs shared memory.

    `mounts` is the text of /proc/mounts (None: read it).
    """
    if sys.platform == "win32":
        drive = os.path.splitdrive(os.path.abspath(profile))[0]
        if drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE:
            raise StoreFault("network_home", type="remote")
        return
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text(errors="replace")
        except OSError:
            return
    kind = file_system_type(profile, mounts)
    if kind in _NETWORK_TYPES or (kind.startswith("fuse") and kind not in _LOCAL_FUSE):
        raise StoreFault("network_home", type=kind)
