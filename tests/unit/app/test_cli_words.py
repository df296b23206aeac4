"""The command line's words: the same in both languages, and harmless to the terminal that shows them."""

from __future__ import annotations

import io
import json
import re
import string
import tomllib
from typing import Any

import pytest

from app.terminal.output import Output, harmless
from app.terminal.words import language, sentence, word
from sync.model.faults import Offline, Rejected
from tests.architecture.sources import ROOT


def texts(name: str) -> dict[str, str]:
    """Return the texts of a language file by dotted key."""

    def flat(table: dict[str, Any], above: str = "") -> dict[str, str]:
        found: dict[str, str] = {}
        for key, value in table.items():
            found |= flat(value, f"{above}{key}.") if isinstance(value, dict) else {above + key: value}
        return found

    return flat(tomllib.loads((ROOT / "resources" / "i18n" / f"{name}.toml").read_text("utf-8")))


def places(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("name", ["terminal", "faults"])
def test_french_and_english_have_the_same_texts_with_the_same_places(name: str) -> None:
    french, english = texts(f"{name}.fr"), texts(f"{name}.en")
    assert french.keys() == english.keys()
    assert {key: places(text) for key, text in french.items()} == {key: places(text) for key, text in english.items()}


@pytest.mark.parametrize("name", ["terminal.fr", "faults.fr"])
def test_french_has_its_no_break_spaces(name: str) -> None:
    wrong = {key: text for key, text in texts(name).items() if re.search(r"[^\W\d][;!?»]| [;:!?»]|« |'", text)}
    assert wrong == {}


def test_the_language_follows_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert (language(), word("outbox.done")) == ("en", "Done.")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert (language(), word("outbox.done")) == ("fr", "C’est fait.")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert language() == "fr"


def test_a_fault_without_a_sentence_of_its_own_gets_that_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en")
    assert sentence(Offline("never_heard_of")) == sentence(Offline())
    assert sentence(Rejected("never_heard_of", reason="550 no")) != sentence(Offline())


def test_what_comes_from_outside_cannot_steer_the_terminal() -> None:
    assert harmless("ordre\x1b]0;pirate\x07 du\u202ejour\r\n") == "ordre ]0;pirate  du jour  "
    assert harmless("un\ndeux\x1b[2J", lines=True) == "un\ndeux [2J"


def test_a_table_shows_the_asked_columns_and_json_everything() -> None:
    rows = [{"id": 1, "name": "Réception", "hidden": "x"}, {"id": 22, "name": "Envoyés", "hidden": "y"}]
    table, value = io.StringIO(), io.StringIO()
    Output(as_json=False, out=table).rows(rows, ("id", "name"))
    Output(as_json=True, out=value).rows(rows, ("id", "name"))
    assert table.getvalue() == "1   Réception\n22  Envoyés\n"
    assert json.loads(value.getvalue()) == rows


def test_no_bar_is_drawn_into_a_file() -> None:
    err = io.StringIO()
    output = Output(as_json=False, err=err)
    output.progress("Messages", 5, 10)
    output.end_progress()
    assert err.getvalue() == ""
