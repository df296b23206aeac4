"""A signed apt repository of built packages: a folder that any web server can give out."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from builder.recipe import Recipe, epoch

SUITE = "stable"
COMPONENT = "main"
_ARCHIVE = "/usr/bin/apt-ftparchive"


def build(recipe: Recipe, packages: list[Path], target: Path, key: str, home: Path | None = None) -> list[Path]:
    """Lay `packages` out under `target`, signed with the OpenPGP key `key` of the keyring in `home`; return what was written."""
    pool = target / "pool" / COMPONENT / recipe.name
    pool.mkdir(parents=True, exist_ok=True)
    for package in packages:
        shutil.copy2(package, pool / package.name)
    lists = target / "dists" / SUITE / COMPONENT / "binary-amd64"
    lists.mkdir(parents=True, exist_ok=True)
    listed = subprocess.run([_ARCHIVE, "packages", "pool"], check=True, capture_output=True, cwd=target)
    (lists / "Packages").write_bytes(listed.stdout)
    (lists / "Packages.gz").write_bytes(gzip.compress(listed.stdout, 9, mtime=0))
    suite = target / "dists" / SUITE
    for name in ("Release", "Release.gpg", "InRelease"):
        (suite / name).unlink(missing_ok=True)
    stated = {
        "Origin": recipe.author, "Label": recipe.title, "Suite": SUITE, "Codename": SUITE, "Architectures": "amd64",
        "Components": COMPONENT, "Description": recipe.summary,
        "Date": format_datetime(datetime.fromtimestamp(epoch(), UTC), usegmt=True),
    }  # fmt: skip
    said = [f"APT::FTPArchive::Release::{name}={value}" for name, value in stated.items() if name != "Date"]
    options = [part for one in said for part in ("-o", one)]
    made = subprocess.run([_ARCHIVE, *options, "release", str(suite)], check=True, capture_output=True, text=True).stdout
    lines = [f"Date: {stated['Date']}" if line.startswith("Date:") else line for line in made.splitlines()]
    (suite / "Release").write_text("\n".join(lines) + "\n", "utf-8")
    _sign(suite, "InRelease", ["--clearsign"], key, home)
    _sign(suite, "Release.gpg", ["--armor", "--detach-sign"], key, home)
    public = target / f"{recipe.name}.asc"
    _gpg(["--armor", "--output", str(public), "--export", key], home)
    return [suite / "InRelease", suite / "Release.gpg", lists / "Packages.gz", public]


def _sign(suite: Path, name: str, how: list[str], key: str, home: Path | None) -> None:
    _gpg(["--local-user", key, "--digest-algo", "SHA512", *how, "--output", str(suite / name), str(suite / "Release")], home)


def _gpg(arguments: list[str], home: Path | None) -> None:
    environment = {**os.environ, **({"GNUPGHOME": str(home)} if home else {})}
    subprocess.run(["/usr/bin/gpg", "--batch", "--yes", "--quiet", *arguments], check=True, env=environment)
