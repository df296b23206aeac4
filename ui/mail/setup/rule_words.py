"""Rules in words: conditions, deeds, and a whole rule as one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from sync.model.rules import Action, Comparison, Condition, Deed, Rule, Subject

translate = QCoreApplication.translate


def subjects() -> dict[Subject, str]:
    """What a condition may look at, in the order of the list to choose from."""
    return {
        Subject.FROM: translate("Rules", "The sender"),
        Subject.RECIPIENTS: translate("Rules", "A recipient (To or Cc)"),
        Subject.SUBJECT: translate("Rules", "The subject"),
        Subject.LIST: translate("Rules", "The mailing list"),
        Subject.SIZE: translate("Rules", "The size (KB)"),
        Subject.BODY: translate("Rules", "The text"),
        Subject.HEADER: translate("Rules", "The header field"),
    }


def tests(subject: Subject) -> dict[Comparison, str]:
    """How a subject may be compared."""
    if subject is Subject.SIZE:
        return {
            Comparison.LARGER: translate("Rules", "is larger than"),
            Comparison.SMALLER: translate("Rules", "is smaller than"),
        }
    found = {
        Comparison.CONTAINS: translate("Rules", "contains"),
        Comparison.CONTAINS_NOT: translate("Rules", "does not contain"),
    }
    if subject is not Subject.BODY:
        found[Comparison.IS] = translate("Rules", "is exactly")
        found[Comparison.BEGINS] = translate("Rules", "begins with")
        found[Comparison.ENDS] = translate("Rules", "ends with")
    return found


def deeds() -> dict[Deed, str]:
    """What a rule may do, in the order of the list to choose from."""
    return {
        Deed.MOVE: translate("Rules", "Move to"),
        Deed.COPY: translate("Rules", "Copy to"),
        Deed.SEEN: translate("Rules", "Mark as read"),
        Deed.FLAG: translate("Rules", "Flag"),
        Deed.TAG: translate("Rules", "Give the tag"),
        Deed.FORWARD: translate("Rules", "Send on to"),
        Deed.DISCARD: translate("Rules", "Delete for good"),
    }


def sentence(rule: Rule, names: Mapping[str, str]) -> str:
    """Return a rule as one sentence; `names` says how mailboxes and keywords are called."""
    join = translate("Rules", " and ") if rule.every else translate("Rules", " or ")
    met = join.join(_condition(one) for one in rule.conditions)
    done = ", ".join(_action(one, names) for one in rule.actions)
    text = translate("Rules", "If {conditions}: {deeds}").format(conditions=met, deeds=done)
    return text + (translate("Rules", "; then leave out the rules below") if rule.last else "")


def _condition(condition: Condition) -> str:
    named = subjects()[condition.subject] if condition.subject is not Subject.HEADER else condition.header
    words = tests(condition.subject).get(condition.test, "")
    return translate("Rules", "{subject} {test} “{value}”").format(
        subject=_small(named), test=words, value=condition.value
    )


def _action(action: Action, names: Mapping[str, str]) -> str:
    words = _small(deeds()[action.deed])
    return f"{words} {names.get(action.value, action.value)}".strip()


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
