"""Folders of a profile for copies that leave the encrypted store: for the person alone, emptied by the next session."""

from __future__ import annotations

import shutil
from pathlib import Path


def private_folder(profile: Path, purpose: str) -> Path:
    """Return the folder (0700) for copies of one purpose."""
    folder = profile / "run" / purpose
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder


def forget_copies(profile: Path, purpose: str) -> None:
    """Delete the copies that earlier sessions made."""
    for path in private_folder(profile, purpose).iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
