"""Formatting of posts: what is let through, and what never is."""

from __future__ import annotations

import pytest

from sync.protocols.matrix import formatting


@pytest.mark.parametrize(
    ("came", "shown"),
    [
        ("<b>a</b><script>alert(1)</script>", "<b>a</b>"),
        ('<img src="https://x/y.png">a', "a"),
        ('<font color="red" data-mx-color="#f00">a</font>', "a"),
        ('<p style="position:fixed">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="https://exemple.fr/?a=1&amp;b=2">a</a>', '<a href="https://exemple.fr/?a=1&amp;b=2">a</a>'),
        ("<mx-reply><blockquote>avant</blockquote></mx-reply>a", "a"),
        ('<a href="https://matrix.to/#/@claire:exemple.fr">Claire</a>', '<a href="mention:@claire:exemple.fr">Claire</a>'),
        ('<a href="https://matrix.to/#/%40claire%3Aexemple.fr">C</a>', '<a href="mention:@claire:exemple.fr">C</a>'),
        ('<a href="https://matrix.to/#/#salon:exemple.fr">s</a>', '<a href="https://matrix.to/#/#salon:exemple.fr">s</a>'),
        ("<blockquote>" * 100 + "a", ""),
        ("a" * 70_000, ""),
    ],
)
def test_only_what_may_be_shown_is_kept(came: str, shown: str) -> None:
    assert formatting.clean(came) == shown


def test_calls_leave_as_other_programs_know_them() -> None:
    html = 'Merci <a href="mention:@claire:exemple.fr">@Claire</a>'
    assert formatting.sent(html) == 'Merci <a href="https://matrix.to/#/@claire:exemple.fr">@Claire</a>'
    assert formatting.clean(formatting.sent(html)) == html
