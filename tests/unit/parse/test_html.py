"""HTML from strangers: what stays, and one case per class of attack."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.parse.css import clean_style
from sync.parse.html import clean, to_text

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
_DANGER = re.compile(
    r"<(?!/?(?:a|abbr|b|blockquote|br|center|code|div|em|font|h\d|hr|i|img|li|ol|p|pre|s|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)\b)"
    r"|\son\w+\s*=|javascript:|vbscript:|expression|url\(|@import|behavior|src=\"(?!remote:\d|cid:|data:image/)",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror=alert(1)>",
        "<img/src=x/onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<template><img src=x onerror=alert(1)></template>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<object data=x><embed src=y></object>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='\x01javascript:alert(1)'>x</a>",
        "<a href='vbscript:x'>x</a><a href='data:text/html,<script>alert(1)</script>'>y</a>",
        "<a href='file:///etc/passwd'>x</a><img src='file:///etc/passwd'><img src='\\\\host\\share'>",
        "<base href='https://evil.example/'><link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0>",
        "<style>@import 'https://evil.example/x.css'; p { background: url(https://evil.example) }</style>",
        "<div style='background:url(https://evil.example/x)'>x</div>",
        "<div style='background:u\\72l(https://evil.example/x)'>x</div>",
        "<div style='background:ur/**/l(https://evil.example/x)'>x</div>",
        "<div style='width:expression(alert(1));behavior:url(x)'>x</div>",
        "<div style='-moz-binding:url(x);position:fixed;top:0'>x</div>",
        "<img srcset='https://evil.example/a 1x' lowsrc='https://evil.example/b' dynsrc=c>",
        "<video poster='https://evil.example/x'><source src=y></video><audio src=z></audio>",
        "<table background='https://evil.example/x'><td background='https://evil.example/y'>z",
        "<input type=image src=x><button formaction=javascript:alert(1)>x</button><isindex>",
        "<img src='data:image/svg+xml;base64,PHN2Zz4='><img src='data:text/html,x'>",
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "<!-- --!><img src=x onerror=alert(1)> -->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<?xml-stylesheet href='javascript:alert(1)'?>",
        "+ADw-script+AD4-alert(1)+ADw-/script+AD4-<meta charset=utf-7>",
        "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
        "<xmp><img alt='</xmp><img src=x onerror=alert(1)>'></xmp>",
        "<p style=\"font-family:'x\"><img src=x onerror=alert(1)>",
        "<img src=`x` onerror=alert(1)>",
        "<a href=\"https://evil.example\" ping=\"https://t.example\" target=_top onclick=x>y</a>",
    ],
)  # fmt: skip
def test_nothing_runs_fetches_or_submits(attack: str) -> None:
    shown = clean(f"<p>before</p>{attack}<p>after</p>").html
    assert not _DANGER.search(shown), shown
    assert clean(shown.replace("remote:", "https://r.example/")).html.count("<") == shown.count("<")  # stable


def test_formatting_links_and_body_colours_stay() -> None:
    cleaned = clean(
        '<html><body style="background-color:#eee"><p style="color: red; font-size:12px">a <b>b</b>'
        '<a href="https://mairie.example/a b?x=1&amp;y">c</a> <a href="mailto:a@b.example">d</a></p></body></html>'
    )
    assert 'style="background-color:#eee"' in cleaned.html
    assert 'style="color:red;font-size:12px"' in cleaned.html
    assert 'href="https://mairie.example/a%20b?x=1&amp;y"' in cleaned.html
    assert 'href="mailto:a@b.example"' in cleaned.html


def test_remote_pictures_are_numbered_and_never_named() -> None:
    cleaned = clean(
        '<img src="https://a.example/1.png"><img src="//b.example/2.png"><img src=" HTTPS://a.example/1.png ">'
        '<img src="remote:7"><img src="/relative"><img width=1 height=1 src="https://t.example/p">',
        first_remote=3,
    )
    assert cleaned.remote_pictures[:2] == ("https://a.example/1.png", "https://b.example/2.png")
    assert 'src="remote:3"' in cleaned.html
    assert "example" not in cleaned.html
    assert "remote:7" not in cleaned.html
    assert re.search(r'<img width="1" height="1" src="remote:\d">', cleaned.html)


def test_pictures_of_the_message_itself_stay() -> None:
    data = base64.b64encode(PIXEL).decode()
    cleaned = clean(f'<img src="cid:logo%40mairie"><img src="data:image/png;base64,{data}">')
    assert cleaned.used_cids == {"logo@mairie"}
    assert 'src="cid:logo@mairie"' in cleaned.html
    assert f'src="data:image/gif;base64,{data}"' in cleaned.html  # told by its signature, not by its label


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("color:red;position:absolute", "color:red"),
        ("margin:-9999px;padding:3px", "padding:3px"),
        ("text-indent:-5em", ""),
        ("border:1px solid rgb(1, 2, 3)", "border:1px solid rgb(1, 2, 3)"),
        ("background:#fff url(x)", ""),
        ("color:\\72 ed", ""),
        ("display:none", "display:none"),
        ("display:flex;width:100%", "width:100%"),
        ("font-family:'a", ""),
        ("width:calc(100% - 3px)", ""),
        ("color:var(--x)", ""),
    ],
)
def test_styles(written: str, kept: str) -> None:
    assert clean_style(written) == kept


@pytest.mark.parametrize(
    "html",
    ["<div>" * 100_000, "<b><i><p>" * 20_000, "<table><tr><td>" * 30_000, "<!--" * 300_000, "<" * 500_000, "<script " * 200_000],
    ids=["deep", "formatting", "tables", "comments", "brackets", "open tags"],
)  # fmt: skip
def test_hostile_sizes_end(html: str) -> None:
    assert len(clean(html).html) < 5_000_000
    to_text(html)


@given(st.text(alphabet="<>/!-= \"'abimgscrtyle:;&#x()\\\n", max_size=200))
def test_no_arrangement_of_brackets_and_quotes_gets_through(html: str) -> None:
    assert not re.search(r"<(?:script|style|svg|math|iframe|form)\b", clean(html).html, re.IGNORECASE)
    to_text(html)


def test_text_of_html() -> None:
    html = (
        "<head><title>t</title></head><style>p{}</style><p>Bonjour&nbsp;&eacute;</p><ul><li>un<li>deux</ul>"
        "<table><tr><td>a</td><td>b</td></tr></table><!-- c --><script>d</script>fin"
    )
    assert to_text(html) == "Bonjour é\n\n- un\n- deux\n\na b\n\nfin"


NEWSLETTER = """<html><head><style>
@import url(https://pisteur.exemple/a.css);
body { background-color: #f4f4f4 }
p, .lead { color: #333333; margin: 0 }
.lead b { font-weight: bold; background: url(https://pisteur.exemple/pixel.gif) }
.preheader { display: none }
@media (max-width: 600px) { p { color: red } }
a:hover { position: fixed }
</style><link rel="stylesheet" href="https://pisteur.exemple/b.css"></head>
<body><p class="preheader">Aperçu</p><p class="lead" style="color: #000000">Bonjour <b>à tous</b></p></body></html>"""


def test_a_style_sheet_goes_into_what_it_speaks_of_and_loads_nothing() -> None:
    cleaned = clean(NEWSLETTER)
    assert "background-color:#f4f4f4" in cleaned.html
    assert '<p style="color:#333333;margin:0;display:none">' in cleaned.html
    assert "color:#000000" in cleaned.html, "what the element says itself wins"
    assert "font-weight:bold" in cleaned.html
    for trace in ("pisteur", "@", "red", "fixed", "<style", "<link", "class"):
        assert trace not in cleaned.html
    assert cleaned.remote_pictures == ()


def test_a_sheet_made_to_keep_the_parser_busy_is_left_out() -> None:
    slow = "<style>" + "* * * * * { color: red }" * 4000 + "</style>" + "<div>" * 900 + "texte" + "</div>" * 900
    cleaned = clean(slow)
    assert "texte" in cleaned.html
    assert "red" not in cleaned.html
