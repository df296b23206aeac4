"""Commands that ask the open store something and change nothing: one table from command to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sync.engine.desk import Desk
from sync.model.ids import AccountId
from sync.rpc import messages as m


async def _look_at_rules(desk: Desk, asked: m.LookAtRules) -> m.Reply:
    return await desk.ruling.look(AccountId(asked.account), offline=desk.offline)


async def _check_words(desk: Desk, asked: m.CheckWords) -> m.Reply:
    return m.Words(await desk.shop.parsing.misspelt(asked.languages, asked.words))


async def _suggest_words(desk: Desk, asked: m.SuggestWords) -> m.Reply:
    return m.Words(await desk.shop.parsing.suggested(asked.languages, asked.word))


QUESTIONS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.LookAtRules: _look_at_rules, m.CheckWords: _check_words, m.SuggestWords: _suggest_words,
}  # fmt: skip
"""Command → answer."""
