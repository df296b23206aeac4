"""What is shipped: one name and version everywhere, locks that name only the public index, licences beside what they cover."""

from __future__ import annotations

import re
import runpy
import tomllib
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app.settings import SETTINGS
from tests.architecture.sources import ROOT


def toml(name: str) -> dict[str, Any]:
    """Return a TOML file of the root of the checkout."""
    return tomllib.loads((ROOT / name).read_text("utf-8"))


def exported() -> dict[str, tuple[str, set[str]]]:
    """Return name → (version, hashes) of requirements.lock."""
    found: dict[str, tuple[str, set[str]]] = {}
    for entry in (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines():
        name, version = re.match(r"([\w.-]+)==([^ ;]+)", entry).groups()  # type: ignore[union-attr]
        found[canonicalize_name(name)] = (version, set(re.findall(r"--hash=(sha256:\w+)", entry)))
    return found


def test_briefcase_and_python_packaging_agree_on_name_version_and_licence() -> None:
    project, briefcase = toml("pyproject.toml")["project"], toml("briefcase.toml")
    stated = briefcase["project"]
    assert (stated["name"], stated["version"]) == (project["name"], project["version"])
    assert stated["license"] == project["license"] == "EUPL-1.2"
    app = briefcase["tool"]["briefcase"]["app"][project["name"]]
    assert f"packaging/launcher/{project['name']}" in app["sources"]


def test_briefcase_ships_every_package_and_requirement() -> None:
    whole = runpy.run_path(str(ROOT / "packaging" / "briefcase.py"))["whole"]()
    project = toml("pyproject.toml")["project"]
    app = toml("briefcase.toml")["tool"]["briefcase"]["app"][project["name"]]
    assert set(toml("pyproject.toml")["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= set(app["sources"])
    wanted = {canonicalize_name(Requirement(text).name) for text in project["dependencies"]}
    shipped = tomllib.loads(whole)["tool"]["briefcase"]["app"][project["name"]]["requires"]
    assert wanted <= {canonicalize_name(Requirement(text).name) for text in shipped}


def test_every_setting_has_its_words_in_the_administrative_templates() -> None:
    assert toml("packaging/windows/policies.fr.toml").keys() == SETTINGS.keys()


def test_the_lock_names_only_the_public_index() -> None:
    places = set(re.findall(r"(?:https?|file|git\+\w+)://[^/\"]*", (ROOT / "uv.lock").read_text("utf-8")))
    assert places == {"https://pypi.org", "https://files.pythonhosted.org"}


def test_the_lock_answers_what_the_project_asks() -> None:
    [own] = [package for package in toml("uv.lock")["package"] if package["name"] == "ecritoire"]
    locked = {entry["name"]: entry.get("specifier", "") for entry in own["metadata"]["requires-dist"]}
    for text in toml("pyproject.toml")["project"]["dependencies"]:
        wanted = Requirement(text)
        assert set(locked[canonicalize_name(wanted.name)].split(",")) == set(str(wanted.specifier).split(","))


def test_the_pip_lock_is_an_export_of_the_uv_lock() -> None:
    packages = {package["name"]: package for package in toml("uv.lock")["package"] if package["name"] != "ecritoire"}
    found = exported()
    assert set(found) == set(packages)
    for name, (version, hashes) in found.items():
        files = [*packages[name].get("wheels", []), *filter(None, [packages[name].get("sdist")])]
        assert version == packages[name]["version"]
        assert hashes == {file["hash"] for file in files}


def test_pictures_of_others_carry_their_licence() -> None:
    icons = ROOT / "resources" / "icons"
    for folder in {path.parent for path in icons.rglob("*.svg")} - {icons, icons / "theme"}:
        assert any(folder.glob("LICEN*")), f"no licence beside {folder}"


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENCE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert re.findall(r"^(\d+)\.", text, re.MULTILINE) == [str(article) for article in range(1, 16)]
    assert "Appendix" in text
