"""Content lines: whatever comes in goes out octet by octet, and only what is touched is written anew."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.faults import Unreadable
from sync.parse.contentlines import Component, Line, escape, fold, parse_line, read, split, texts, unescape, write

EVENT = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-LIC-ERROR;X=\"a;b\":kept\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"SUMMARY:R\xc3\xa9union\\, salle\r\n  B\r\nthis is no line\r\nATTENDEE;CN=\"Doe; J^'d^'\";X-FOO=1,2:mailto:a@b.fr\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def icalendar_samples() -> list[Path]:
    spec = find_spec("icalendar.tests")
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    return sorted(path for folder in folders for path in Path(folder).rglob("*.ics"))


def properties(component: Component) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter((component.name, line.name) for line in component.lines if line.name)
    for inner in component.components:
        found += properties(inner)
    return found


def nameless(component: Component) -> list[Line]:
    found = [line for line in component.lines if not line.name]
    return found + [line for inner in component.components for line in nameless(inner)]


def test_a_line_is_taken_apart() -> None:
    line = parse_line(b"item1.ATTENDEE;CN=\"Doe; J^'d^'\";TYPE=a,b;TYPE=c:mailto:\r\n x@y.fr\r\n")
    assert (line.group, line.name, line.value) == ("item1", "ATTENDEE", "mailto:x@y.fr")
    assert line.parameter("CN") == 'Doe; J"d"'
    assert line.parameter_values("TYPE") == ("a", "b", "c")


def test_changing_one_property_leaves_every_other_octet() -> None:
    root = read(EVENT)
    event = next(next(root.components).components)
    event.set("SUMMARY", escape("Réunion; été"))
    assert write(root) == EVENT.replace(b"SUMMARY:R\xc3\xa9union\\, salle\r\n  B", "SUMMARY:Réunion\\; été".encode())


def test_a_property_that_is_added_comes_behind_the_others() -> None:
    root = read(EVENT)
    event = next(next(root.components).components)
    event.add("LOCATION", "Lyon", {"LANGUAGE": "fr"})
    assert write(root) == EVENT.replace(b"END:VEVENT", b"LOCATION;LANGUAGE=fr:Lyon\r\nEND:VEVENT")


def test_something_behind_a_last_line_without_an_end() -> None:
    root = read(b"BEGIN:VCARD\nFN:A")
    next(root.components).add("NOTE", "b")
    assert write(root) == b"BEGIN:VCARD\nFN:A\r\nNOTE:b\r\n"


def test_blank_lines_inside_a_property_do_not_tear_it() -> None:
    root = read(b"BEGIN:VEVENT\n\nDTSTART\n\n ;VALUE=DATE\n\n :20031225\n\nEND:VEVENT\n")
    event = next(root.components)
    assert (event.value("DTSTART"), event.every("DTSTART")[0].parameter("VALUE")) == ("20031225", "DATE")


@given(st.binary(max_size=400))
def test_any_octets_come_out_as_they_went_in(raw: bytes) -> None:
    assert write(read(raw)) == raw


PIECES = [b"BEGIN:V\r\n", b"END:V\r\n", b"END:W\n", b"A;B=\"c:d\";E:f\r\n", b" g\r\n", b"\r\n", b"\xff:\n", b"H=\r\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_lines_come_out_as_they_went_in(pieces: list[bytes]) -> None:
    raw = b"".join(pieces)
    assert write(read(raw)) == raw


@given(st.text(), st.text(), st.text(min_size=1))
def test_what_is_written_is_read_back(text: str, parameter: str, other: str) -> None:
    made = Component("V")
    made.add("NOTE", escape(text), {"X-P": (parameter, other)})
    line = parse_line(made.every("NOTE")[0].octets())
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in lines if ord(one) >= 32 or one in "\n\t")
    assert unescape(line.value) == kept.replace("\x7f", "").encode("utf-8", "replace").decode()
    assert len(line.parameter_values("X-P")) == 2


@given(st.text())
def test_folds_never_cut_a_character(text: str) -> None:
    folded = fold("NOTE:" + text.replace("\r", "").replace("\n", ""))
    assert all(len(piece) <= 75 for piece in folded.split(b"\r\n"))
    for piece in folded.split(b"\r\n"):
        piece.decode("utf-8")


def test_lists_and_escapes() -> None:
    assert texts("a\\, b,c\\;d,,\\n") == ["a, b", "c;d"]
    assert split("a\\;b;c", ";") == ["a\\;b", "c"]
    assert unescape("a\\Nb\\\\n") == "a\nb\\n"


def test_what_is_too_deep_is_refused() -> None:
    with pytest.raises(Unreadable, match="too_deep"):
        read(b"BEGIN:A\n" * 100)


@settings(max_examples=50)
@given(st.integers(0, 30), st.sampled_from(["SUMMARY", "X-A", "UID"]))
def test_a_line_can_be_taken_away_and_put_back(place: int, name: str) -> None:
    made = Component("V", [Line("UID", str(number)) for number in range(3)])
    made.set(name, "x")
    assert [line.value for line in made.every(name)] == ["x"]
    made.remove(name)
    assert made.first(name) is None


@pytest.mark.filterwarnings("ignore::Warning:icalendar")
@pytest.mark.filterwarnings("ignore:Timezone")
def test_public_samples_lose_no_property() -> None:
    """Every sample that comes with the icalendar library: octet by octet, and property by property as that library counts."""
    samples = icalendar_samples()
    if not samples:
        pytest.skip("this icalendar comes without its test calendars")
    compared = 0
    for sample in samples:
        raw = sample.read_bytes()
        tree = read(raw)
        assert write(tree) == raw, sample.name
        counted = properties(tree)
        rewritten = read(_anew(tree))
        assert properties(rewritten) == counted, sample.name
        try:
            theirs = icalendar.Component.from_ical(raw.decode("utf-8"), multiple=True)
        except (ValueError, KeyError, IndexError):
            continue
        expected: Counter[tuple[str, str]] = Counter()
        for component in theirs:
            for each in component.walk():
                names = {name for name, _ in each.property_items(recursive=False)} - {"BEGIN", "END"}
                expected += Counter((each.name or "", name) for name in names)
        broken = {line.octets().split(b";")[0].split(b":")[0].decode().replace(" ", "").strip() for line in nameless(tree)}
        assert {name for _, name in expected - counted} <= broken, sample.name
        compared += sum(expected.values())
    assert len(samples) > 100
    assert compared > 1000


def _anew(component: Component) -> bytes:
    """The component with every line written anew instead of copied."""
    for line in component.lines:
        if line.name:
            line.raw = None
    body = b"".join(part.octets() if isinstance(part, Line) else _anew(part) for part in component.parts)
    if not component.name:
        return body
    return fold(f"BEGIN:{component.name}") + body + fold(f"END:{component.name}")
