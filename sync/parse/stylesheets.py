"""Style sheets inside letters, put into the elements that they speak of: only attributes outlive the cleaning."""

from __future__ import annotations

import re

import css_inline

SHEET_LIMIT = 256 * 1024
"""Characters of all style elements together; beyond that a letter is shown without them."""
WORK_LIMIT = 4_000_000
"""Rules times elements: matching takes time in their product (some 0.3 µs each where selectors are long)."""
GROWTH_LIMIT = 4_000_000
"""Characters of the letter with its styles put in."""

_SHEET = re.compile(r"<style\b[^>]*>(.*?)(?:</style\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def put_in(html: str) -> str:
    """Return `html` with the rules of its style elements in the style attributes of what they match.

    Nothing is ever loaded: linked and imported sheets are passed over, and so are rules for media. Where the letter has
    no sheet, or one too large to be worth it, `html` comes back as it was.
    """
    sheets = _SHEET.findall(html)
    if not sheets or sum(map(len, sheets)) > SHEET_LIMIT:
        return html
    if sum(sheet.count("{") for sheet in sheets) * html.count("<") > WORK_LIMIT:
        return html
    try:
        made = _INLINER.inline(html)
    except css_inline.InlineError:
        return html
    return made if len(made) <= GROWTH_LIMIT else html
