"""What is typed, quoted, linked and named in letters, without a window."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.mail import Address, Content, Envelope
from ui.common.filenames import danger, free_path, safe_name, write_whole
from ui.common.rowcache import Insertion, Removal, difference
from ui.mail import quoting
from ui.mail.header import misleading
from ui.mail.links import judge, linkified, texts_of
from ui.mail.mailto import is_valid, parse_addresses, parse_mailto
from ui.mail.pasted import clean_paste
from ui.mail.sheet import letter_page, text_page

CLAIRE = Address("Claire Morvan", "claire@dreal.example")
ALICE = Address("Alice Martin", "alice@prefecture.example")
YANN = Address("Yann", "yann@bretagne.example")
WORDS = quoting.Words(
    "Le 23 novembre 2026 à 10:15, Claire Morvan a écrit :", "23/11/2026", "Message transféré", "De : ", "Date : ", "À : ",
    "Cc : ", "Objet : ",
)  # fmt: skip


def test_a_mailto_link_fills_the_fields() -> None:
    letter = parse_mailto(
        "mailto:claire@dreal.example,%22Le%20Goff%2C%20Yann%22%20%3Cyann@bretagne.example%3E?cc=rh@x.example"
        "&subject=Caf%C3%A9%20%26%20th%C3%A9&body=Bonjour%0D%0AAlice&bcc=b@x.example"
    )
    assert [one.address for one in letter.to] == ["claire@dreal.example", "yann@bretagne.example"]
    assert (letter.subject, letter.body) == ("Café & thé", "Bonjour\nAlice")
    assert [one.address for one in (*letter.cc, *letter.bcc)] == ["rh@x.example", "b@x.example"]


def test_a_mailto_link_attaches_nothing_and_smuggles_no_field() -> None:
    letter = parse_mailto("mailto:a@b.example?attach=/etc/passwd&attachment=x&subject=x%0D%0ABcc:%20evil@x.example&from=me@x")
    assert letter.subject == "x  Bcc: evil@x.example"
    assert letter.bcc == ()
    assert "passwd" not in repr(letter)


def test_other_links_are_not_mail() -> None:
    assert parse_mailto("https://a.example/?to=x@y.example").to == ()


def test_pasted_lists_become_addresses() -> None:
    found = parse_addresses('"Le Goff, Yann" <yann@bretagne.example>; claire@dreal.example,\n Rh <rh@x.example>')
    assert [(one.name, one.address) for one in found] == [
        ("Le Goff, Yann", "yann@bretagne.example"), ("", "claire@dreal.example"), ("Rh", "rh@x.example"),
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["a@b.fr", "prénom.nom@mairie-vezin.fr", "x+y@sous.domaine.gouv.fr"])
def test_plausible_addresses(address: str) -> None:
    assert is_valid(address)


@pytest.mark.parametrize(
    "address", ["", "a", "a@b", "a b@c.fr", "a@@b.fr", ".a@b.fr", "a..b@c.fr", "a@b..fr", "a@-b.fr", "a.@b.fr"]
)
def test_implausible_addresses(address: str) -> None:
    assert not is_valid(address)


@pytest.mark.parametrize(
    ("subject", "reply", "forward"),
    [
        ("Rapport", "Re: Rapport", "Tr: Rapport"),
        ("Re: RE : Tr: Rapport", "Re: Rapport", "Tr: Rapport"),
        ("AW: Fwd[2]: Rapport", "Re: Rapport", "Tr: Rapport"),
        ("Réf : 12", "Re: Réf : 12", "Tr: Réf : 12"),
    ],
)
def test_prefixes_are_not_repeated(subject: str, reply: str, forward: str) -> None:
    assert quoting.reply_subject(subject) == reply
    assert quoting.forward_subject(subject) == forward


def test_replying_to_all_leaves_oneself_out_and_names_each_once() -> None:
    envelope = Envelope("x", CLAIRE, (ALICE, YANN), (YANN, Address("", "CLAIRE@dreal.example")))
    to, cc = quoting.reply_recipients(envelope, {"Alice@prefecture.example"}, everyone=True)
    assert (to, cc) == ([CLAIRE], [YANN])
    assert quoting.reply_recipients(envelope, {ALICE.address}, everyone=False) == ([CLAIRE], [])


def test_replying_to_ones_own_message_writes_to_its_recipients() -> None:
    envelope = Envelope("x", ALICE, (CLAIRE,), (YANN,))
    assert quoting.reply_recipients(envelope, {ALICE.address}, everyone=True) == ([CLAIRE], [YANN])


def test_reply_to_wins_over_from() -> None:
    envelope = Envelope("x", CLAIRE, (ALICE,), reply_to=(YANN,))
    assert quoting.reply_recipients(envelope, {ALICE.address}, everyone=False)[0] == [YANN]


def test_references_grow_by_the_parent() -> None:
    envelope = Envelope("x", CLAIRE, message_id="<2@x>", references=("<0@x>", "<1@x>"))
    assert quoting.references(envelope) == ("<0@x>", "<1@x>", "<2@x>")
    long = Envelope("x", CLAIRE, message_id="<n@x>", references=tuple(f"<{n}@x>" for n in range(40)))
    assert quoting.references(long)[0] == "<0@x>"
    assert len(quoting.references(long)) == 21


def test_quotations_keep_text_and_leave_blocked_pictures_out() -> None:
    content = Content(Envelope("x", CLAIRE), '<p>Bonjour <img src="remote:0"><img src="cid:a"></p>', "Bonjour\n> déjà cité", ())
    text, html = quoting.quoted_text(content, WORDS), quoting.quoted_html(content, WORDS)
    assert text == f"{WORDS.attribution}\n\n> Bonjour\n>> déjà cité"
    assert "remote:" not in html
    assert "cid:a" in html
    assert quoting.split(quoting.join("<p>Mon texte</p>", html)) == ("<p>Mon texte</p>", html)


def test_text_without_html_is_escaped_when_quoted() -> None:
    content = Content(Envelope("x", CLAIRE), "", "<script>alert(1)</script>", ())
    assert "<script" not in quoting.quoted_html(content, WORDS)
    assert "<script" not in quoting.forwarded_html(content, WORDS)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "\\\\serveur\\x", "ms-word:x", "http:"]
)
def test_dangerous_links_are_refused(target: str) -> None:
    assert not judge(target).allowed


def test_links_that_lie_are_told() -> None:
    assert judge("https://evil.example/login", "https://www.impots.gouv.fr").shown_host == "www.impots.gouv.fr"
    assert judge("https://www.impots.gouv.fr@evil.example/", "cliquez").shown_host
    assert not judge("https://cfspart.impots.gouv.fr/x", "impots.gouv.fr").shown_host
    assert not judge("https://evil.example", "Cliquez ici").shown_host
    assert judge("https://impоts.gouv.fr").host.startswith("xn--")


def test_addresses_in_text_become_links_without_their_punctuation() -> None:
    shown = linkified("Voir <https://a.example/x?y=1&z=2>, www.b.example. Écrire à c@d.example !")
    assert 'href="https://a.example/x?y=1&amp;z=2"' in shown
    assert 'href="https://www.b.example"' in shown
    assert 'href="mailto:c@d.example"' in shown
    assert texts_of(shown)[1][1] == "www.b.example"


def test_the_quotation_at_the_end_is_folded() -> None:
    text = "Merci\n\nLe 12, Alice a écrit :\n" + "\n".join(f"> ligne {n}" for n in range(5))
    assert "ligne 3" not in text_page(text, "Montrer", unfolded=False, quote_colour="#555")
    assert "ligne 3" in text_page(text, "Montrer", unfolded=True, quote_colour="#555")


def test_a_letter_holds_its_pictures_and_nothing_remote() -> None:
    content = Content(Envelope("x", CLAIRE), '<img src="cid:a"><img src="remote:0"><img src=\'remote:9\'>', "", (),
                      {"a": ("image/png", b"png"), "b": ("image/svg+xml", b"<svg/>")}, ("https://x.example/p.png",))  # fmt: skip
    page = letter_page(content, {})
    assert "data:image/png;base64,cG5n" in page
    assert "https:" not in page
    assert "default-src 'none'" in page
    assert "data:image/jpeg" in letter_page(content, {"https://x.example/p.png": ("image/jpeg", b"x")})


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\temp\\a.txt", "a.txt"), ("annexe\u202efdp.exe", "annexefdp.exe"),
        ("", "piece-jointe"), ("con.txt", "_con.txt"), ("a\x00b\nc.pdf", "abc.pdf"), ("rapport?.odt ", "rapport_.odt"),
    ],
)  # fmt: skip
def test_attachment_names_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text())
def test_no_name_leaves_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert "/" not in safe
    assert "\\" not in safe
    assert safe not in (".", "..")
    assert len(safe) <= 125


def test_dangerous_kinds() -> None:
    assert [danger(name) for name in ("a.exe", "a.XLSM", "a.svg", "a.odt")] == ["program", "macro", "active", ""]


def test_files_are_written_whole_beside_others(tmp_path: Path) -> None:
    write_whole(free_path(tmp_path, "a.txt"), b"1")
    write_whole(free_path(tmp_path, "a.txt"), b"2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a (2).txt", "a.txt"]


def test_pasted_html_loses_all_but_the_text() -> None:
    dirty = (
        '<style>p{}</style><p style="color:red" onclick="x()">Bon<b>jour</b> <img src="http://x/t.png">'
        '<a href="javascript:x">a</a><a href="https://b.example">b</a></p><script>x()</script><table><tr><td>1<td>2</table>'
    )
    kept = clean_paste(dirty)
    assert "<b>jour</b>" in kept
    assert '<a href="https://b.example">b</a>' in kept
    assert not any(bad in kept for bad in ("script", "style", "onclick", "img", "javascript", "x()"))


def test_a_name_that_pretends_another_address_is_told() -> None:
    assert misleading(Address("ministre@gouv.example", "evil@x.example")) == "ministre@gouv.example"
    assert not misleading(CLAIRE)


@given(st.lists(st.integers(0, 60), unique=True), st.lists(st.integers(0, 60), unique=True))
def test_differences_turn_the_old_list_into_the_new(old: list[int], new: list[int]) -> None:
    now = array("q", old)
    for step in difference(array("q", old), array("q", new)):
        if isinstance(step, Removal):
            del now[step.first : step.last + 1]
        else:
            assert isinstance(step, Insertion)
            now[step.first : step.first] = step.ids
    assert list(now) == new


def test_a_new_message_is_one_step() -> None:
    old = array("q", range(1000, 0, -1))
    assert difference(old, array("q", [1001, *old])) == [Insertion(0, array("q", [1001]))]
