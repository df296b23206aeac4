"""The builders' command line: `deb`, `msi`, `apt-repo`, `version-file`. `./run` calls it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from builder.recipe import ROOT, Recipe

LARGEST = {".deb": 45_000_000, ".msi": 45_000_000}
"""Octets that a base package may have: it goes over slow lines to ten thousand desktops."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build what is asked and say what it weighs."""
    asked = _parser().parse_args(arguments)
    begun = time.monotonic()
    for path in asked.run(asked):
        print(f"{path.stat().st_size / 1e6:7.1f} MB  {_shown(path)}")
    print(f"{time.monotonic() - begun:7.0f} s")
    return 0


def _deb(asked: argparse.Namespace) -> list[Path]:
    from builder import deb

    built = deb.build(Recipe.read(asked.version), asked.target, python=asked.python, compression=asked.compression)
    return _weighed(built, asked.compression == "xz")


def _msi(asked: argparse.Namespace) -> list[Path]:
    from builder import msi, signing

    key = signing.Key(asked.key, asked.passphrase_file, asked.timestamp) if asked.key else None
    built = msi.build(
        Recipe.read(asked.version), asked.target, python=asked.python_zip, sha256=asked.sha256, key=key,
        compression=asked.compression,
    )  # fmt: skip
    return _weighed(built, asked.compression == "lzx")


def _apt_repo(asked: argparse.Namespace) -> list[Path]:
    from builder import deb, repository

    recipe = Recipe.read(asked.version)
    packages = asked.packages or deb.build(recipe, ROOT / "build" / "packages")
    return repository.build(recipe, packages, asked.target, asked.key)


def _version_file(asked: argparse.Namespace) -> list[Path]:
    from builder import versions

    print(f'update_key = "{versions.write(Recipe.read(asked.version), asked.target, asked.key, asked.page)}"')
    return [asked.target / "version.json"]


def _weighed(built: list[Path], is_final: bool) -> list[Path]:
    most = LARGEST[built[0].suffix]
    if is_final and (size := built[0].stat().st_size) > most:
        raise SystemExit(f"{built[0].name} has {size / 1e6:.1f} MB; {most / 1e6:.0f} MB are allowed")
    return built


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run", description=__doc__)
    kinds = parser.add_subparsers(required=True)
    deb = kinds.add_parser("deb", help="build ecritoire and ecritoire-webengine for Debian and Ubuntu")
    deb.add_argument(
        "--python", default="3.11", help="the system's Python: 3.11 (Debian 12), 3.12 (Ubuntu 24.04), 3.13 (Debian 13)"
    )
    deb.add_argument(
        "--compression", choices=("xz", "zstd"), default="xz", help="zstd is quick and larger: for trying out"
    )
    deb.set_defaults(run=_deb)
    msi = kinds.add_parser("msi", help="build ecritoire and ecritoire-webengine for Windows")
    msi.add_argument(
        "--python-zip",
        type=Path,
        metavar="ZIP",
        help="another embeddable zip of Python 3.11 for Windows than the index's",
    )
    msi.add_argument("--sha256", default="", help="the digest of that zip")
    msi.add_argument("--key", type=Path, metavar="PKCS12", help="sign with this certificate and key")
    msi.add_argument("--passphrase-file", type=Path, metavar="FILE", help="the file with the key's passphrase")
    msi.add_argument("--timestamp", default="", metavar="URL", help="the time-stamping service (RFC 3161)")
    msi.add_argument(
        "--compression", choices=("lzx", "mszip"), default="lzx", help="mszip is quick and larger: for trying out"
    )
    msi.set_defaults(run=_msi)
    repository = kinds.add_parser("apt-repo", help="lay a signed apt repository out")
    repository.add_argument("packages", type=Path, nargs="*", metavar="DEB", help="the packages; none: they are built")
    repository.add_argument("--key", required=True, help="the OpenPGP key that signs, as gpg knows it")
    repository.set_defaults(run=_apt_repo)
    version = kinds.add_parser("version-file", help="write the signed file that tells of this version")
    version.add_argument("--key", type=Path, required=True, metavar="PEM", help="the Ed25519 key that signs")
    version.add_argument("--page", default="", metavar="URL", help="the page that says what is new")
    version.set_defaults(run=_version_file)
    chosen = ((deb, "packages"), (msi, "packages"), (repository, "repository"), (version, "packages"))
    for one, folder in chosen:
        one.add_argument("--version", default="", help="a version in place of the recipe's")
        one.add_argument("--target", type=Path, metavar="FOLDER", default=ROOT / "build" / folder)
    return parser


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


if __name__ == "__main__":
    sys.exit(main())
