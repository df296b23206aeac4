"""Rules: what happens to mail as it arrives, and the answer to it while one is away; the same wherever they are carried out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Subject(StrEnum):
    """What a condition looks at."""

    FROM = "from"
    RECIPIENTS = "recipients"
    """To or Cc."""
    SUBJECT = "subject"
    LIST = "list"
    """The List-Id of a mailing list (RFC 2919)."""
    SIZE = "size"
    BODY = "body"
    HEADER = "header"


class Comparison(StrEnum):
    """How a condition compares, always without regard to case. `LARGER` and `SMALLER` take kibioctets."""

    CONTAINS = "contains"
    CONTAINS_NOT = "contains_not"
    IS = "is"
    BEGINS = "begins"
    ENDS = "ends"
    LARGER = "larger"
    SMALLER = "smaller"


class Deed(StrEnum):
    """What a rule does with a message."""

    MOVE = "move"
    COPY = "copy"
    SEEN = "seen"
    FLAG = "flag"
    TAG = "tag"
    FORWARD = "forward"
    """Sent on, and kept here too."""
    DISCARD = "discard"
    """Deleted at once, without a trace."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of a message. `header` names the field where the subject is `HEADER`."""

    subject: Subject
    test: Comparison
    value: str
    header: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One deed. `value` is the mailbox (as the server names it), the keyword or the address, where the deed needs one."""

    deed: Deed
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions, all or any of which a message has to meet, and what is done with it then."""

    name: str
    conditions: tuple[Condition, ...]
    actions: tuple[Action, ...]
    every: bool = True
    """Whether all conditions have to be met."""
    enabled: bool = True
    last: bool = False
    """Whether the rules below it are left out for a message that meets it."""


@dataclass(frozen=True, slots=True)
class Absence:
    """The answer while one is away. Dates are ISO days, both included; empty: not bounded."""

    enabled: bool = False
    text: str = ""
    subject: str = ""
    begins: str = ""
    ends: str = ""
    days: int = 7
    """After how many days the same sender is answered again."""
    addresses: tuple[str, ...] = ()
    """The user's own addresses: a message to none of them is not answered (RFC 5230 §4.5)."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of an account in their order, and its absence."""

    rules: tuple[Rule, ...] = ()
    absence: Absence = field(default_factory=Absence)


OUR_SCRIPT = "ecritoire"
"""What the script is called on the server where there is none of another program."""


@dataclass(frozen=True, slots=True)
class ScriptTruth:
    """A Sieve script as the server has it: an item of the one collection of the rules service."""

    content: bytes
    active: bool
