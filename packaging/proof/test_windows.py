"""The Windows packages under Wine: their tables, installed, used, upgraded, never downgraded, removed. Not a real Windows."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from builder import msi, pe, signing, wxs
from builder.__main__ import LARGEST
from builder.recipe import ROOT, Recipe

from proof.screen import Screen, screen
from proof.windows import Windows, path

OLDER = "0.0.9"
PROFILE = r"C:\profil d’essai"
SECRET = "quatre mots choisis au hasard"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where packages are made."""
    return tmp_path_factory.mktemp("windows")


@pytest.fixture(scope="module")
def packages(work: Path) -> list[Path]:
    """The packages as they are released."""
    return msi.build(Recipe.read(), work / "first")


@pytest.fixture(scope="module")
def older(work: Path) -> list[Path]:
    """The same program under an older version."""
    return msi.build(Recipe.read(OLDER), work / "older", compression="mszip")


@pytest.fixture(scope="module")
def display() -> Iterator[Screen]:
    """A screen."""
    with screen() as shown:
        yield shown


@pytest.fixture(scope="module")
def windows(work: Path, display: Screen) -> Iterator[Windows]:
    """A Windows, as far as Wine goes."""
    made = Windows(work / "wine", display)
    yield made
    made.end()


def test_two_builds_are_the_same_to_the_last_bit(packages: list[Path], work: Path) -> None:
    again = msi.build(Recipe.read(), work / "second")
    assert [_digest(one) for one in again] == [_digest(one) for one in packages]


def test_another_program_reads_the_cabinet(packages: list[Path], work: Path) -> None:
    (streams := work / "streams").mkdir()
    with (cabinet := streams / "files.cab").open("wb") as file:
        subprocess.run(["msiinfo", "extract", packages[0], "files.cab"], check=True, stdout=file)
    told = subprocess.run(["cabextract", "--test", cabinet], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr
    subprocess.run(["cabextract", "--quiet", "--directory", streams / "out", cabinet], check=True)
    laid = ROOT / "build" / "msi" / "tree" / "base"
    files = {wxs.file_key(one.relative_to(laid)): one for one in laid.rglob("*") if one.is_file()}
    keys = [row[0] for row in _rows(packages[0], "File")[3:]]
    assert len(keys) > 1000
    assert {one.name for one in (streams / "out").iterdir()} == set(keys)
    for key in keys:
        assert (streams / "out" / key).read_bytes() == files[key].read_bytes(), files[key]


def test_the_base_package_is_small(packages: list[Path]) -> None:
    sizes = [path.stat().st_size for path in packages]
    print(sizes)
    assert sizes[0] <= LARGEST[".msi"]


def test_the_tables_say_what_was_meant(packages: list[Path]) -> None:
    properties = _table(packages[0], "Property")
    recipe = Recipe.read()
    assert properties["UpgradeCode"] == [f"{{{recipe.upgrade_code}}}"]
    assert properties["ProductVersion"] == [recipe.version]
    assert properties["ALLUSERS"] == ["1"]
    summary = subprocess.run(["msiinfo", "suminfo", packages[0]], check=True, capture_output=True, text=True).stdout
    assert "Template: x64;1036" in summary
    registered = {row[2]: row[4] for row in _rows(packages[0], "Registry")[3:] if row[3] in ("", "Ecritoire")}
    assert registered[r"Software\RegisteredApplications"] == r"Software\Ecritoire\Capabilities"
    assert registered[r"Software\Classes\Ecritoire.mailto\shell\open\command"] == '"[APPDIR]Ecritoire.exe" "%1"'
    taken = [key for key in registered if key.startswith(r"Software\Classes\.") and not key.endswith("OpenWithProgids")]
    assert not taken, "a file type is offered, never taken"


def test_a_library_with_a_broken_signature_is_refused(packages: list[Path], work: Path) -> None:
    [library] = (ROOT / "build" / "msi" / "tree" / "base").glob("python311.dll")
    assert pe.verify(library) == "Python Software Foundation"
    broken = bytearray(library.read_bytes())
    broken[200_000] ^= 1
    (copy := work / "broken.dll").write_bytes(broken)
    with pytest.raises(SystemExit, match=r"broken\.dll carries no signature"):
        pe.verify(copy)


def test_packages_are_signed_with_the_key_that_is_given(work: Path) -> None:
    (work / "key").mkdir()
    subject = ["-subj", "/O=Proof/CN=Proof", "-addext", "extendedKeyUsage=codeSigning", "-days", "2"]
    pem, own = work / "key" / "key.pem", work / "key" / "own.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", pem, "-out", own, *subject],
        check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run(
        ["openssl", "pkcs12", "-export", "-inkey", pem, "-in", own, "-out", work / "key" / "key.p12", "-passout", "pass:essai"],
        check=True,
    )  # fmt: skip
    (work / "key" / "secret").write_text("essai", "utf-8")
    key = signing.Key(work / "key" / "key.p12", work / "key" / "secret")
    pe.launchers(Recipe.read(), work / "launchers", work / "launchers")
    program = work / "launchers" / "Ecritoire.exe"
    assert not signing.is_signed(program)
    signing.sign_unsigned(work / "launchers", key)
    assert signing.is_signed(program)
    verified = subprocess.run(["osslsigncode", "verify", "-in", program, "-CAfile", own], capture_output=True, text=True)
    assert "Number of verified signatures: 1" in verified.stdout


def test_a_life_on_one_machine(windows: Windows, display: Screen, packages: list[Path], older: list[Path], work: Path) -> None:
    """One story: installed without a window, used, upgraded, kept from going back, removed; the person's letters stay."""
    (secret := work / "secret").write_text(f"{SECRET}\n", "utf-8")
    options = [f"--profile={PROFILE}", f"--passphrase-file={path(secret)}", "--json"]

    windows.installer("/i", path(older[0]))
    assert windows.registered(r"Software\Ecritoire", "Version") == OLDER
    windows.program("store", "create", *options)

    windows.installer("/i", path(packages[0]))
    assert windows.registered(r"Software\Ecritoire", "Version") == Recipe.read().version
    told = json.loads(windows.program("doctor", *options).stdout)
    assert told["profile"]["unlocked"] is True
    assert told["packages"]["ecritoire"] == Recipe.read().version

    assert windows.installer("/i", path(older[0]), check=False) != 0, "going back has to be refused"
    assert windows.registered(r"Software\Ecritoire", "Version") == Recipe.read().version

    windows.installer("/i", path(packages[1]))
    assert (windows.installed() / "packages" / "PySide6" / "Qt6WebEngineCore.dll").exists()

    window = windows.start(r"C:\Program Files\Ecritoire\Ecritoire.exe", f"--profile={PROFILE}")
    try:
        display.wait_for("Écritoire")
    finally:
        window.terminate()

    windows.end()
    windows.installer("/x", path(packages[1]))
    windows.installer("/x", path(packages[0]))
    assert not windows.installed().exists() or not any(one for one in windows.installed().rglob("*") if one.is_file())
    assert windows.registered(r"Software\Ecritoire", "Version") == ""
    assert (windows.drive / PROFILE.removeprefix("C:\\") / "store.db").exists(), "the person's letters were removed"


def _rows(package: Path, table: str) -> list[list[str]]:
    told = subprocess.run(["msiinfo", "export", package, table], check=True, capture_output=True)
    return [line.split("\t") for line in told.stdout.decode("utf-8", "replace").splitlines()]


def _table(package: Path, table: str) -> dict[str, list[str]]:
    return {columns[0]: columns[1:] for columns in _rows(package, table)[3:]}


def _digest(one: Path) -> str:
    return hashlib.sha256(one.read_bytes()).hexdigest()
