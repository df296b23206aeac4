"""Words: every module says its subject, names come from the vocabulary, and nothing is left half done."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from docs import make_map
from tests.architecture.sources import EVERYTHING, PRODUCT, ROOT, python_files, text_of, tree_of

UNUSED_WORDS = frozenset({"manager", "handler", "helper", "helpers", "util", "utils", "data", "info", "controller"})
CHOSEN_BY_OTHERS = re.compile(r"(data|handle_\w+|data_received|[a-z]+[A-Z]\w*)$")
"""Overrides whose names Qt (`data`, camelCase), html.parser (`handle_…`) and asyncio (`data_received`) chose."""
HALF_DONE = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K|lorem[ ]ipsum|coming[ ]soon)\b", re.IGNORECASE)
VENDORS = frozenset(
    {
        "atolia", "bluemind", "cozy", "holaspirit", "jalios", "jamespot", "lasuite", "netframe", "nextcloud", "ovhcloud",
        "talkspirit", "tchap", "twake", "whaller", "wimi",
    }
)  # fmt: skip


def own_names(tree: ast.Module) -> Iterator[str]:
    """Yield the names of the classes and functions of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def words(name: str) -> set[str]:
    """Return the words of a snake_case or CamelCase name, in lower case."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def vendors() -> frozenset[str]:
    """Return the names of every backend that has a manifest, and of those that are known to come."""
    manifests = {path.stem for path in (ROOT / "sync" / "providers").glob("*.toml")}
    return VENDORS | manifests - {"generic", "demo", "memory"}


def test_a_module_begins_by_saying_its_one_subject() -> None:
    silent = [
        str(path)
        for path in python_files(*EVERYTHING)
        if text_of(path).strip() and not (ast.get_docstring(tree_of(path)) or "").split("\n")[0].endswith(".")
    ]
    assert silent == [], "no first line that is a sentence"


def test_names_do_not_use_words_that_say_nothing() -> None:
    empty = [
        f"{path}: {name}"
        for path in python_files(*PRODUCT)
        for name in (path.stem, *own_names(tree_of(path)))
        if words(name) & UNUSED_WORDS and not CHOSEN_BY_OTHERS.match(name)
    ]
    assert empty == []


def test_nothing_is_left_half_done() -> None:
    found = {str(path): HALF_DONE.findall(text_of(path)) for path in python_files(*EVERYTHING)}
    assert {path: words for path, words in found.items() if words} == {}


def test_a_vendor_is_named_in_its_own_folder_only() -> None:
    for path in python_files("app", "ui", "sync", "editors"):
        named = set(re.findall(r"[a-z]+", text_of(path).lower())) & vendors()
        assert named <= set(path.parts[2:3]), f"{path} names {named}"


def test_the_map_lists_every_module_as_it_is_now() -> None:
    assert make_map.MAP.read_text("utf-8") == make_map.render(), "run ./run lock"


def test_each_decision_has_a_number_of_its_own_and_says_it() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(record.name[:4]) for record in records]
    assert numbers == list(range(1, len(records) + 1))
    assert [record.name for record in records if not text_of(record).startswith(f"# {int(record.name[:4])}. ")] == []
