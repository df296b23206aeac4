"""Refreshes the translations (`python -m resources.translations`): source texts into `.ts` files, those into `.qm`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("fr", "en")
CATALOGUES = ("shell", "mail", "calendar", "chat", "contacts", "documents", "files")


def sources(catalogue: str) -> list[Path]:
    """Return the modules whose texts a catalogue holds: those of an area that has one of its own, `shell` all others."""
    own = {name: set((ROOT / "ui" / name).rglob("*.py")) for name in CATALOGUES if name != "shell"}
    if catalogue in own:
        return sorted(own[catalogue])
    return sorted(set((ROOT / "ui").rglob("*.py")).difference(*own.values()))


def _tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def gather(catalogue: str, target: Path) -> None:
    """Bring a `.ts` file up to date with the sources; texts that are no more go. Plural texts are those with `%n`."""
    known = entries(target) if target.exists() else {}
    command = [
        _tool("pyside6-lupdate"),
        "-no-obsolete",
        "-locations",
        "none",
        *map(str, sources(catalogue)),
        "-ts",
        str(target),
    ]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    tree = ElementTree.parse(target)  # noqa: S314 - our own file
    for context in tree.iter("context"):
        for message in context.iter("message"):
            text, translation = message.findtext("source") or "", message.find("translation")
            if "%n" not in text or message.get("numerus") == "yes" or translation is None:
                continue
            # lupdate sees a plural in self.tr() alone, not in translate(): it would forget the forms each time
            message.set("numerus", "yes")
            forms = known.get((context.findtext("name") or "", text), ("", ""))
            translation.text = None
            translation.attrib.pop("type", None)
            for form in forms:
                ElementTree.SubElement(translation, "numerusform").text = form
    ElementTree.indent(tree, "    ")
    target.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        + ElementTree.tostring(tree.getroot(), "unicode")
        + "\n",
        "utf-8",
    )


def entries(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the texts of a `.ts` file by context and source, each with its translation or its plural forms."""
    found = {}
    for context in ElementTree.parse(path).iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else list(translation.iter("numerusform")) or [translation]
            key = context.findtext("name") or "", message.findtext("source") or ""
            found[key] = tuple(form.text or "" for form in forms)
    return found


def untranslated(path: Path) -> list[str]:
    """Return the texts of a `.ts` file that are not translated, or whose plural lacks a form."""
    english = path.stem.endswith("_en")
    return [
        source
        for (_, source), forms in entries(path).items()
        if not all(forms) and not (english and "%n" not in source)
    ]


def compile_into(source: Path, target: Path) -> None:
    """Compile a `.ts` file into a `.qm` file."""
    subprocess.run(  # noqa: S603
        [_tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(target)], check=True, capture_output=True
    )


def compiled(source: Path) -> bytes:
    """Return what a `.ts` file compiles into."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.qm"
        compile_into(source, target)
        return target.read_bytes()


def main() -> int:
    """Refresh every catalogue; return how many texts are not translated yet."""
    missing = 0
    for catalogue in CATALOGUES:
        for language in LANGUAGES:
            path = FOLDER / f"{catalogue}_{language}.ts"
            gather(catalogue, path)
            compile_into(path, path.with_suffix(".qm"))
            for text in untranslated(path):
                print(f"{path.name}: {text}")
                missing += 1
    return missing


if __name__ == "__main__":
    sys.exit(main() > 0)
