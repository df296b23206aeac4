"""Two versions of one resource brought together: what does not contradict is kept of both, the rest is said to contradict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.calendar import Alarm, Attendee, EntryDraft, Participation, Span
from sync.model.contacts import CardDraft, Labelled
from sync.model.faults import Unreadable
from sync.parse import ical, ical_edit, itip, vcard, vcard_edit
from sync.parse.merging import merged
from tests.unit.parse.calendars import NOW, YEAR, event, paris, shown
from tests.unit.parse.test_ical import WEEKLY
from tests.unit.parse.test_vcard import V3

BASE = event(
    "DTSTART;TZID=Europe/Paris:20260330T100000", "DTEND;TZID=Europe/Paris:20260330T110000", "SUMMARY:Comité", "X-AUTRE:gardé",
    "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@exemple.fr", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:zoe@exemple.fr",
    "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT5M", "END:VALARM",
)  # fmt: skip


def changed(draft: EntryDraft, raw: bytes = BASE, span: Span = Span.ALL, occurrence: str = "") -> bytes:
    return ical_edit.edit(raw, draft, NOW, span, occurrence)[0]


def test_changes_of_different_things_are_both_kept() -> None:
    mine = changed(EntryDraft(summary="Comité élargi", alarms=(Alarm(300), Alarm(900))))
    theirs = changed(EntryDraft(location="Salle B", start=paris("2026-03-30 14:00"), end=paris("2026-03-30 15:00")))
    found = merged(BASE, mine, theirs)
    assert found is not None
    entry = ical.entry(found, YEAR)
    assert (entry.summary, entry.location, entry.start) == ("Comité élargi", "Salle B", paris("2026-03-30 14:00"))
    assert (entry.alarms, entry.sequence) == ((Alarm(300), Alarm(900)), 1)
    assert b"X-AUTRE:gard" in found


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (EntryDraft(summary="A"), EntryDraft(summary="B")),
        (EntryDraft(start=paris("2026-03-30 09:00")), EntryDraft(end=paris("2026-03-30 12:00"))),
        (EntryDraft(rule="FREQ=DAILY"), EntryDraft(start=paris("2026-03-30 09:00"))),
    ],
)
def test_two_changes_of_one_thing_contradict(mine: EntryDraft, theirs: EntryDraft) -> None:
    assert merged(BASE, changed(mine), changed(theirs)) is None


def test_the_same_change_twice_is_one() -> None:
    same = changed(EntryDraft(summary="A"))
    assert merged(BASE, same, same) == same


def test_people_who_came_and_went_and_answered() -> None:
    bob, zoe, eve = (Attendee(f"{name}@exemple.fr") for name in ("bob", "zoe", "eve"))
    mine = changed(EntryDraft(attendees=(bob, eve)))
    theirs = itip.answered(BASE, "bob@exemple.fr", Participation.ACCEPTED, NOW)
    found = merged(BASE, mine, theirs)
    assert found is not None
    people = {one.address: one.participation for one in ical.entry(found, YEAR).attendees}
    assert people == {"bob@exemple.fr": Participation.ACCEPTED, "eve@exemple.fr": Participation.NEEDS_ACTION}
    declined = itip.answered(BASE, "bob@exemple.fr", Participation.DECLINED, NOW)
    assert merged(BASE, theirs, declined) is None
    assert zoe.address not in people


def test_two_occurrences_of_a_series() -> None:
    mine = changed(EntryDraft(summary="À moi"), WEEKLY, Span.THIS, "20260309T100000")
    theirs = changed(EntryDraft(summary="À eux"), WEEKLY, Span.THIS, "20260406T100000")
    found = merged(WEEKLY, mine, theirs)
    assert found is not None
    entry = ical.entry(found, YEAR)
    assert [one.summary for one in entry.occurrences if one.summary.startswith("À")] == ["À moi", "À eux"]
    assert shown(entry) == shown(ical.entry(WEEKLY, YEAR))


def test_an_occurrence_that_one_changed_and_the_other_took_away() -> None:
    taken = ical_edit.remove(WEEKLY, NOW, Span.THIS, "20260330T100000")
    assert taken is not None
    kept = changed(EntryDraft(summary="Toujours là"), WEEKLY, Span.THIS, "20260330T100000")
    assert merged(WEEKLY, taken, kept) is None
    assert merged(WEEKLY, kept, taken) is None
    other = changed(EntryDraft(location="B"), WEEKLY)
    found = merged(WEEKLY, taken, other)
    assert found is not None
    assert found.count(b"RECURRENCE-ID") == 0


def test_contacts() -> None:
    mine = vcard_edit.edit(V3, CardDraft(title="Préfète", phones=(Labelled("+33 6 12", "cell"), Labelled("01", "work"))), NOW)
    theirs = vcard_edit.edit(V3, CardDraft(note="Autre", phones=(Labelled("02", "home"),)), NOW)
    found = merged(V3, mine, theirs)
    assert found is not None
    card = vcard.card(found)
    assert (card.title, card.note) == ("Préfète", "Autre")
    assert {one.value for one in card.phones} == {"01", "02"}
    assert b"X-SOCIALPROFILE" in found
    assert merged(V3, vcard_edit.edit(V3, CardDraft(family="A"), NOW), vcard_edit.edit(V3, CardDraft(name="B"), NOW)) is None


TEXTS = st.text(alphabet="ab;,\\\nà", max_size=6)
DRAFTS = st.builds(
    EntryDraft, summary=st.none() | TEXTS, location=st.none() | TEXTS, description=st.none() | TEXTS,
    categories=st.none() | st.lists(st.sampled_from(["a", "b", "c,d"]), unique=True).map(tuple),
)  # fmt: skip


@given(DRAFTS, DRAFTS)
def test_whatever_is_merged_holds_what_each_side_changed(mine: EntryDraft, theirs: EntryDraft) -> None:
    sides = [changed(mine), changed(theirs)]
    found = merged(BASE, *sides)
    before, one, other = (ical.entry(raw, YEAR) for raw in (BASE, *sides))
    for name in ("summary", "location", "description"):
        values = {getattr(entry, name) for entry in (one, other)} - {getattr(before, name)}
        if found is None:
            continue
        assert {getattr(ical.entry(found, YEAR), name)} == (values or {getattr(before, name)})
    if mine == theirs:
        assert found is not None


@given(st.binary(max_size=60), st.integers(0, 300))
def test_what_is_broken_is_merged_or_unreadable(junk: bytes, place: int) -> None:
    broken = BASE[:place] + junk + BASE[place:]
    try:
        merged(BASE, broken, BASE)
        merged(broken, BASE, broken)
    except Unreadable:
        return
