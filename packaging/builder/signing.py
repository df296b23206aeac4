"""Signatures of Windows programs and packages with a given key, by osslsigncode."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from builder.recipe import epoch

_TOOL = "/usr/bin/osslsigncode"


@dataclass(frozen=True, slots=True)
class Key:
    """A certificate and its key, as PKCS#12; the file of its passphrase; and the time-stamping service, where one is used."""

    file: Path
    passphrase: Path | None = None
    timestamp: str = ""


def sign(path: Path, key: Key) -> None:
    """Sign a program, library or package in place."""
    fresh = path.with_name(f"{path.name}.signed")
    command = [_TOOL, "sign", "-pkcs12", str(key.file), "-h", "sha256", "-n", "Écritoire"]
    if key.passphrase:
        command += ["-readpass", str(key.passphrase)]
    command += ["-ts", key.timestamp] if key.timestamp else ["-time", str(epoch())]
    subprocess.run([*command, "-in", str(path), "-out", str(fresh)], check=True, stdout=subprocess.DEVNULL)
    os.replace(fresh, path)


def sign_unsigned(folder: Path, key: Key) -> None:
    """Sign every program and library under `folder` that nobody has signed, for sites that run signed code alone."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".exe", ".dll", ".pyd") and not is_signed(path):
            sign(path, key)


def is_signed(path: Path) -> bool:
    """Tell whether a program or library carries a signature, whoever made it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [_TOOL, "extract-signature", "-in", str(path), "-out", str(Path(folder, "signature"))]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
