"""What is packaged, as `briefcase.toml` says: names, texts, file types, sources, and which parts of Qt are shipped."""

from __future__ import annotations

import os
import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "briefcase.toml"


@dataclass(frozen=True, slots=True)
class FileType:
    """One kind of file that is offered to the system: its MIME type, its names, what it is, and how it is drawn."""

    mime: str
    extension: str
    french: str
    english: str
    colour: str
    mark: str
    """The picture on its icon, of `resources/icons/lucide`."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that the builders read of `briefcase.toml`."""

    name: str
    title: str
    version: str
    author: str
    email: str
    url: str
    bundle: str
    summary: str
    summary_french: str
    sources: tuple[str, ...]
    left_out: tuple[str, ...]
    """Sources that are for developers alone, as glob patterns."""
    wheels_left_out: tuple[str, ...]
    """Parts of wheels that nothing imports, as patterns in which a star takes folders too."""
    extras: tuple[str, ...]
    """Optional requirements of `pyproject.toml` that the base package ships."""
    reader_extra: str
    """The optional requirement behind the separate package of the web reader."""
    schemes: tuple[str, ...]
    file_types: tuple[FileType, ...]
    qt: Mapping[str, Mapping[str, tuple[str, ...]]]
    """System (`linux`, `windows`) → part (`plugins`, `reader_plugins`, `reader_files`…) → names."""
    languages: tuple[str, ...]
    upgrade_code: str
    """The MSI's upgrade code: the same for every version, for ever."""

    @classmethod
    def read(cls, version: str = "") -> Recipe:
        """Return the recipe. `version` replaces the version: the proof of upgrades needs an older and a newer package."""
        content = tomllib.loads(SOURCE.read_text("utf-8"))
        project, briefcase = content["project"], content["tool"]["briefcase"]
        app = briefcase["app"][project["name"]]
        own: dict[str, Any] = content["tool"]["ecritoire"]["packages"]
        return cls(
            name=project["name"],
            title=app["formal_name"],
            version=version or project["version"],
            author=briefcase["author"],
            email=briefcase["author_email"],
            url=briefcase["url"],
            bundle=briefcase["bundle"],
            summary=app["description"],
            summary_french=own["description_french"],
            sources=tuple(app["sources"]),
            left_out=tuple(own["left_out"]),
            wheels_left_out=tuple(own["wheels_left_out"]),
            extras=tuple(own["extras"]),
            reader_extra=own["reader_extra"],
            schemes=tuple(own["schemes"]),
            file_types=tuple(FileType(**one) for one in own["file_type"]),
            qt={
                system: {part: tuple(names) for part, names in own["qt"][system].items()}
                for system in ("linux", "windows")
            },
            languages=tuple(own["qt"]["languages"]),
            upgrade_code=own["upgrade_code"],
        )


def epoch() -> int:
    """Return the time that stands in packages (`SOURCE_DATE_EPOCH`): the given one, or that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(found.stdout)
