"""The Debian packages in a bare Debian: installed, started, upgraded with a store in use, never downgraded, removed, purged."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builder import deb, repository, versions
from builder.__main__ import LARGEST
from builder.recipe import ROOT, Recipe

from proof.chroot import PERSON, Chroot, bare_debian
from proof.screen import Screen, screen, until
from sync.engine import updates

OLDER = "0.0.9"
LETTER = "mailto:jean.martin@example.org?subject=Objet%20du%20message"
PROFILE = f"/home/{PERSON}/.local/share/ecritoire-demo"
PYTHONPATH = "/usr/lib/ecritoire/packages:/usr/lib/ecritoire"
PICTURES = ROOT / "build" / "proof"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where packages and the chroot are made."""
    return tmp_path_factory.mktemp("debian")


@pytest.fixture(scope="module")
def packages(work: Path) -> list[Path]:
    """The packages as they are released."""
    return deb.build(Recipe.read(), work / "first")


@pytest.fixture(scope="module")
def older(work: Path) -> list[Path]:
    """The same program under an older version."""
    return deb.build(Recipe.read(OLDER), work / "older", compression="zstd")


@pytest.fixture(scope="module")
def debian(work: Path, packages: list[Path]) -> Iterator[Chroot]:
    """A bare Debian."""
    with bare_debian(work) as made:
        made.run(
            "apt-get",
            "install",
            "-y",
            "-q",
            "--no-install-recommends",
            "xdg-utils",
            "desktop-file-utils",
            "shared-mime-info",
        )
        yield made


@pytest.fixture(scope="module")
def display() -> Iterator[Screen]:
    """A screen."""
    with screen() as shown:
        yield shown


def test_two_builds_are_the_same_to_the_last_bit(packages: list[Path], work: Path) -> None:
    mask = os.umask(0o077)
    try:
        again = deb.build(Recipe.read(), work / "second")
    finally:
        os.umask(mask)
    assert [_digest(path) for path in again] == [_digest(path) for path in packages]


def test_lintian_finds_no_error(packages: list[Path]) -> None:
    told = subprocess.run(["lintian", "--allow-root", "--fail-on", "error", *packages], capture_output=True, text=True)
    print(told.stdout)
    assert told.returncode == 0, told.stdout


def test_the_base_package_is_small(packages: list[Path]) -> None:
    sizes = {path.name.split("_")[0]: path.stat().st_size for path in packages}
    print(sizes)
    assert sizes["ecritoire"] <= LARGEST[".deb"]


def test_what_a_desktop_reads_is_valid(packages: list[Path], work: Path) -> None:
    unpacked = work / "unpacked"
    subprocess.run(["dpkg-deb", "--extract", packages[0], unpacked], check=True)
    share = unpacked / "usr" / "share"
    [described] = (share / "metainfo").iterdir()
    subprocess.run(["appstreamcli", "validate", "--no-net", described], check=True)
    subprocess.run(["desktop-file-validate", share / "applications" / "ecritoire.desktop"], check=True)


def test_licences_and_the_bill_of_materials_are_in_the_package(work: Path) -> None:
    documents = work / "unpacked" / "usr" / "share" / "doc" / "ecritoire"
    bill = json.loads((documents / "sbom.cdx.json").read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    named = {component["name"].lower() for component in bill["components"]}
    shipped = (work / "unpacked" / "usr/lib/ecritoire/packages").glob("*.dist-info")
    assert {_plain(path.name.split("-")[0]) for path in shipped} - {"ecritoire"} <= set(map(_plain, named))
    assert "sqlcipher3 " in (documents / "licences" / "licences.txt").read_text("utf-8")


def test_a_life_on_one_machine(
    debian: Chroot, display: Screen, packages: list[Path], older: list[Path], tmp_path: Path
) -> None:
    """One story: what is installed, used, upgraded, kept from going back, removed and purged."""
    before = debian.files()
    debian.install(older[0])
    assert "ecritoire.desktop" in debian.run("xdg-mime", "query", "default", "x-scheme-handler/mailto", person=True)

    window = _demo(debian, display, tmp_path)
    try:
        letters = _letters(debian)
        assert letters > 0
        _write_by_link(debian, display)
        display.keep(PICTURES / "composer.xwd")

        debian.install(*packages)
        assert window.poll() is None, "the upgrade ended the open window"
        assert _letters(debian) >= letters, "the engine in use lost letters"
    finally:
        _end(window)
    assert debian.run("dpkg", "-V", "ecritoire", "ecritoire-webengine") == ""

    window = _demo(debian, display, tmp_path)
    try:
        assert _letters(debian) >= letters, "the upgraded program does not find the letters"
        roles = debian.run("ps", "-eo", "args") if (debian.root / "bin/ps").exists() else _command_lines(debian)
        assert {role for role in ("engine", "demo") if f"--role={role}" in roles} == {"engine", "demo"}
    finally:
        _end(window)

    refused = debian.run("dpkg", "--install", f"/tmp/{older[0].name}", check=False)
    assert "refus" in refused
    assert (
        debian.run("dpkg-query", "-W", "-f", "${Version} ${db:Status-Status}", "ecritoire")
        == f"{deb.full_version(Recipe.read())} installed"
    )
    assert debian.run("dpkg", "-V", "ecritoire") == ""
    assert debian.run("ecritoire", "--version", person=True).strip() == Recipe.read().version

    debian.run("apt-get", "remove", "-y", "-q", "ecritoire", "ecritoire-webengine")
    assert not (debian.root / "usr/lib/ecritoire").exists()
    assert (debian.root / "etc/ecritoire/policy.toml").exists(), "what the administrators wrote goes with purge alone"
    debian.run("dpkg", "--purge", "ecritoire", "ecritoire-webengine")
    debian.run("apt-get", "autoremove", "--purge", "-y", "-q")
    assert debian.files() - before == set()
    assert (debian.root / PROFILE[1:] / "store.db").exists(), "the person's letters were removed"


def test_the_tour_of_the_installed_program(debian: Chroot, display: Screen, packages: list[Path]) -> None:
    """Every screen, over the embedded backend, with and without the web reader."""
    for chosen in ([packages[0]], packages):
        debian.install(*chosen)
        debian.run(
            "python3.11", "-m", "app.tour", "--folder", f"/home/{PERSON}/tour-{len(chosen)}", person=True,
            environment={**display.environment, "PYTHONPATH": PYTHONPATH, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        pictures = sorted((debian.home / f"tour-{len(chosen)}").glob("*.png"))
        assert len(pictures) > 10
        for picture in pictures:
            kept = PICTURES / f"tour-{len(chosen)}" / picture.name
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(picture.read_bytes())


def test_a_signed_repository_is_installed_from_and_an_altered_one_refused(
    debian: Chroot, packages: list[Path], work: Path
) -> None:
    home = work / "keys"
    home.mkdir(mode=0o700)
    environment = {**os.environ, "GNUPGHOME": str(home)}
    made = ["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "proof@example.org", "ed25519", "sign", "1d"]
    subprocess.run(made, check=True, env=environment)
    place = debian.root / "srv" / "repository"
    repository.build(Recipe.read(), packages, place, "proof@example.org", home)
    subprocess.run(["gpgconf", "--kill", "all"], check=False, env=environment)
    (debian.root / "etc/apt/sources.list.d/ecritoire.list").write_text(
        "deb [signed-by=/srv/repository/ecritoire.asc] file:/srv/repository stable main\n", "utf-8"
    )
    debian.run("apt-get", "update", "-q")
    debian.run("apt-get", "install", "-y", "-q", "--no-install-recommends", "ecritoire")
    debian.run("dpkg", "--purge", "ecritoire", "ecritoire-webengine")
    release = place / "dists" / "stable" / "InRelease"
    release.write_text(release.read_text("utf-8").replace("Codename: stable", "Codename: altered"), "utf-8")
    debian.run("mkdir", "--parents", "/tmp/lists/partial")
    told = debian.run("apt-get", "update", "-q", "-o", "Dir::State::lists=/tmp/lists", check=False)
    assert "signature" in told.lower()
    (debian.root / "etc/apt/sources.list.d/ecritoire.list").unlink()


def test_the_version_file_is_what_the_program_believes(work: Path) -> None:
    key = work / "version.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True)
    public = versions.write(Recipe.read("0.2.0"), work, key, "https://intranet.example.org/")
    found = updates.read((work / "version.json").read_bytes(), public)
    assert (found, found.is_after("0.1.0")) == (updates.Version("0.2.0", "https://intranet.example.org/"), True)


def test_a_policy_that_is_not_understood_is_said(debian: Chroot, packages: list[Path]) -> None:
    debian.install(packages[0])
    policy = debian.root / "etc/ecritoire/policy.toml"
    as_shipped = policy.read_text("utf-8")
    told = _doctor(debian)
    assert (told["policy"]["sound"], told["problems"]) == (True, [])
    policy.write_text("[settings]\nno_such_setting = 1\n", "utf-8")
    told = _doctor(debian)
    assert (told["policy"], told["problems"]) == ({"sound": False, "name": "no_such_setting"}, ["bad_policy"])
    policy.write_text(as_shipped, "utf-8")


def _doctor(debian: Chroot) -> dict[str, Any]:
    told = debian.run("ecritoire", "doctor", "--json", person=True, check=False)
    found: dict[str, Any] = json.loads(told[told.index("{") : told.rindex("}") + 1])
    return found


def _demo(debian: Chroot, display: Screen, tmp_path: Path) -> subprocess.Popen[bytes]:
    """Open the demonstration as the ordinary user; return once its window is shown and its letters have come."""
    begun = time.monotonic()
    window = debian.start("ecritoire", "--demo", environment=display.environment, log=tmp_path / "demo.log")
    display.wait_for("Écritoire")
    print(f"from the start to the window: {time.monotonic() - begun:.1f} s")
    until(lambda: _letters(debian) > 0, "letters")
    return window


def _letters(debian: Chroot) -> int:
    secret = debian.home / "passphrase"
    secret.write_text("démonstration\n", "utf-8")
    told = debian.run(
        "ecritoire", "list", "mailboxes", "--json", f"--profile={PROFILE}", f"--passphrase-file=/home/{PERSON}/passphrase",
        person=True, check=False,
    )  # fmt: skip
    try:
        records = json.loads(told)
    except ValueError:
        return 0
    return sum(max(int(one.get("total", 0)), 0) for one in records) if isinstance(records, list) else 0


def _write_by_link(debian: Chroot, display: Screen) -> None:
    debian.run("xdg-open", LETTER, person=True, environment={**display.environment, "ECRITOIRE_PROFILE": PROFILE})
    display.wait_for("Objet du message")


def _command_lines(debian: Chroot) -> str:
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if os.readlink(path.with_name("root")) == str(debian.root):
                lines.append(path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        except OSError:
            continue
    return "\n".join(lines)


def _end(window: subprocess.Popen[bytes]) -> None:
    os.killpg(window.pid, signal.SIGTERM)
    window.wait(60)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
