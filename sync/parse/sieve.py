"""Sieve scripts (RFC 5228): plain rules written as a script, and a script read back where it says no more than plain rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sievelib.commands import Command
from sievelib.parser import Lexer, Parser

from sync.model.faults import Unreadable
from sync.model.rules import Absence, Action, Comparison, Condition, Deed, Rule, RuleSet, Subject

LARGEST = 1 << 20
_HEADERS = {Subject.FROM: ("from",), Subject.RECIPIENTS: ("to", "cc"), Subject.SUBJECT: ("subject",), Subject.LIST: ("list-id",)}
_SUBJECTS = {headers: subject for subject, headers in _HEADERS.items()}
_NAME = re.compile(rb"#\s*(?:rule:\[(.*)\]|(?:Filter|rule):\s*(.*))\s*$")
"""How programs write a rule's name above it; the first form is Roundcube's, and ours."""
_NEEDS = {Deed.MOVE: "fileinto", Deed.COPY: "copy", Deed.SEEN: "imap4flags", Deed.FLAG: "imap4flags", Deed.TAG: "imap4flags",
          Deed.FORWARD: "copy"}  # fmt: skip
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"\\]+@[^\s<>()\[\],;:\"\\@]+\Z")
_FIELD = re.compile(r"[!-9;-~]{1,100}\Z")
_KEYWORD = re.compile(r"[!#$&'+,./0-9:;<=>?@A-Z^_`a-z|~\[-]{1,100}\Z")


def write(rules: RuleSet) -> bytes:
    """Return the script of a set of rules. Raises `Unreadable("bad_rule")` for one that says too little."""
    needs: dict[str, None] = {}
    pieces = [_absence(rules.absence, needs)] if rules.absence.text.strip() else []
    pieces += [_rule(rule, needs) for rule in rules.rules]
    head = f"require [{', '.join(map(_quoted, needs))}];\n" if needs else ""
    return (head + "".join(pieces)).encode()


def read(script: bytes) -> RuleSet | None:
    """Return the rules of a script, None where it says anything that plain rules do not. Raises `Unreadable("not_sieve")`."""
    if len(script) > LARGEST:
        raise Unreadable("not_sieve")
    if not script.strip():
        return RuleSet()
    parser = Parser()
    if not parser.parse(script) or not _only_names(script):
        return None  # extensions that the library does not know are no fault of the script
    rules: list[Rule] = []
    absence = Absence()
    try:
        for command in parser.result:
            if command.name == "require":
                continue
            found = _read_absence(command)
            if found is not None and not absence.text:
                absence = found
            else:
                rules.append(_read_rule(command))
    except _NotPlain:
        return None
    return RuleSet(tuple(rules), absence)


# --- writing


def _rule(rule: Rule, needs: dict[str, None]) -> str:
    if not rule.conditions or not rule.actions:
        raise Unreadable("bad_rule", name=rule.name)
    tests = ", ".join(_test(rule, one, needs) for one in rule.conditions)
    test = tests if len(rule.conditions) == 1 else f"{'allof' if rule.every else 'anyof'} ({tests})"
    if not rule.enabled:
        test = f"allof (false, {test})"
    # Flags are set before anything is filed, so that every copy carries them (RFC 5232 §3).
    order = [Deed.SEEN, Deed.FLAG, Deed.TAG, Deed.COPY, Deed.FORWARD, Deed.MOVE, Deed.DISCARD]
    actions = [_action(rule, one, needs) for one in sorted(rule.actions, key=lambda one: order.index(one.deed))]
    actions += ["stop;"] if rule.last else []
    name = " ".join(rule.name.split())
    return f"# rule:[{name}]\nif {test}\n{{\n" + "".join(f"    {one}\n" for one in actions) + "}\n"


def _test(rule: Rule, condition: Condition, needs: dict[str, None]) -> str:
    value = condition.value.strip()
    if not value:
        raise Unreadable("bad_rule", name=rule.name)
    if condition.subject is Subject.SIZE:
        if condition.test not in (Comparison.LARGER, Comparison.SMALLER) or not value.isascii() or not value.isdigit():
            raise Unreadable("bad_rule", name=rule.name)
        return f"size {':over' if condition.test is Comparison.LARGER else ':under'} {int(value)}K"
    if condition.test in (Comparison.LARGER, Comparison.SMALLER):
        raise Unreadable("bad_rule", name=rule.name)
    negated = "not " if condition.test is Comparison.CONTAINS_NOT else ""
    match, key = _matched(condition.test, value)
    if condition.subject is Subject.BODY:
        if condition.test not in (Comparison.CONTAINS, Comparison.CONTAINS_NOT):
            raise Unreadable("bad_rule", name=rule.name)
        needs["body"] = None
        return f"{negated}body :text {match} {key}"
    headers = (condition.header,) if condition.subject is Subject.HEADER else _HEADERS[condition.subject]
    if not all(_FIELD.match(header) for header in headers):
        raise Unreadable("bad_rule", name=rule.name)
    if condition.test is Comparison.IS and condition.subject in (Subject.FROM, Subject.RECIPIENTS):
        return f"address :all :is {_listed(headers)} {key}"
    return f"{negated}header {match} {_listed(headers)} {key}"


def _matched(test: Comparison, value: str) -> tuple[str, str]:
    pattern = value.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?")
    match test:
        case Comparison.BEGINS:
            return ":matches", _quoted(f"{pattern}*")
        case Comparison.ENDS:
            return ":matches", _quoted(f"*{pattern}")
        case Comparison.IS:
            return ":is", _quoted(value)
        case _:
            return ":contains", _quoted(value)


def _action(rule: Rule, action: Action, needs: dict[str, None]) -> str:
    if (need := _NEEDS.get(action.deed)) is not None:
        needs[need] = None
    value = action.value.strip()
    match action.deed:
        case Deed.SEEN:
            return 'addflag "\\\\Seen";'
        case Deed.FLAG:
            return 'addflag "\\\\Flagged";'
        case Deed.TAG if _KEYWORD.match(value):
            return f"addflag {_quoted(value)};"
        case Deed.MOVE if value:
            return f"fileinto {_quoted(value)};"
        case Deed.COPY if value:
            needs["fileinto"] = None
            return f"fileinto :copy {_quoted(value)};"
        case Deed.FORWARD if _ADDRESS.match(value):
            return f"redirect :copy {_quoted(value)};"
        case Deed.DISCARD:
            return "discard;"
    raise Unreadable("bad_rule", name=rule.name)


def _absence(absence: Absence, needs: dict[str, None]) -> str:
    needs["vacation"] = None
    bounds = []
    for word, day in (("ge", absence.begins), ("le", absence.ends)):
        if day:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
                raise Unreadable("bad_absence")
            needs.update({"date": None, "relational": None})
            bounds.append(f'currentdate :value "{word}" "date" "{day}"')
    tests = ([] if absence.enabled else ["false"]) + bounds
    given = [f":days {max(1, absence.days)}"]
    given += [f":subject {_quoted(absence.subject.strip())}"] if absence.subject.strip() else []
    given += [f":addresses {_listed(absence.addresses)}"] if absence.addresses else []
    text = absence.text.replace("\r\n", "\n").replace("\n", "\r\n")
    answer = f"    vacation {' '.join(given)} {_quoted(text)};\n"
    return f"# rule:[Absence]\nif allof ({', '.join(tests or ['true'])})\n{{\n{answer}}}\n"


def _quoted(text: str) -> str:
    """Return a quoted string (RFC 5228 §2.4.2): nothing in it can end it."""
    return '"' + text.replace("\0", "").replace("\\", "\\\\").replace('"', '\\"') + '"'


def _listed(texts: Sequence[str]) -> str:
    return _quoted(texts[0]) if len(texts) == 1 else f"[{', '.join(map(_quoted, texts))}]"


# --- reading


class _NotPlain(Exception):
    """The script says something that plain rules do not."""


def _read_rule(command: Command) -> Rule:
    if command.name != "if":
        raise _NotPlain
    test = command.arguments.get("test")
    enabled = True
    if test is not None and test.name == "allof" and test.arguments["tests"][:1] and test.arguments["tests"][0].name == "false":
        enabled = False
        rest = test.arguments["tests"][1:]
        if len(rest) != 1:
            raise _NotPlain
        test = rest[0]
    every, tests = True, [test]
    if test is not None and test.name in ("allof", "anyof"):
        every, tests = test.name == "allof", test.arguments["tests"]
    conditions = tuple(_read_test(one) for one in tests)
    actions: list[Action] = []
    last = False
    for child in command.children:
        if last:
            raise _NotPlain
        if child.name == "stop":
            last = True
        else:
            actions += _read_action(child)
    if not actions:
        raise _NotPlain
    return Rule(_named(command), conditions, tuple(actions), every or len(conditions) == 1, enabled, last)


def _only_names(script: bytes) -> bool:
    """Whether the comments are names of rules alone: others would be lost by writing the rules anew."""
    tokens = Lexer(Parser.lrules).scan(script)
    comments = [value for kind, value in tokens if kind in ("hash_comment", "bracket_comment")]
    return all(_NAME.match(comment) for comment in comments)


def _named(command: Command) -> str:
    for comment in reversed(command.hash_comments):
        if (found := _NAME.match(comment)) is not None:
            return (found[1] or found[2] or b"").decode("utf-8", "replace").strip()
    return ""


def _read_test(test: Any, negated: bool = False) -> Condition:
    given = test.arguments if test is not None else {}
    name = test.name if test is not None else ""
    if name == "not" and not negated:
        return _read_test(given["test"], negated=True)
    if name == "size" and not negated:
        limit = str(given["limit"]).upper()
        scale = {"K": 1, "M": 1024, "G": 1024 * 1024}.get(limit[-1:])
        kind = Comparison.LARGER if given["comparator"] == ":over" else Comparison.SMALLER
        if scale is None:
            raise _NotPlain
        return Condition(Subject.SIZE, kind, str(int(limit[:-1]) * scale))
    keys = _strings(given.get("key-list"))
    match = str(given.get("match-type", ":is"))
    if len(keys) != 1 or "comparator" in given:
        raise _NotPlain
    if name == "body":
        if given.get("body-transform") != ":text" or match != ":contains":
            raise _NotPlain
        return Condition(Subject.BODY, Comparison.CONTAINS_NOT if negated else Comparison.CONTAINS, keys[0])
    kind, value = _read_match(match, keys[0])
    if negated:
        if kind is not Comparison.CONTAINS:
            raise _NotPlain
        kind = Comparison.CONTAINS_NOT
    if name == "address":
        headers = tuple(one.lower() for one in _strings(given.get("header-list")))
        if given.get("address-part", ":all") != ":all" or kind is not Comparison.IS or headers not in _SUBJECTS:
            raise _NotPlain
        return Condition(_SUBJECTS[headers], kind, value)
    if name != "header":
        raise _NotPlain
    written = _strings(given.get("header-names"))
    headers = tuple(one.lower() for one in written)
    subject = _SUBJECTS.get(headers)
    if subject in (Subject.FROM, Subject.RECIPIENTS) and kind is Comparison.IS:
        raise _NotPlain  # that is the whole field, names and all: not what ours compares
    if subject is not None:
        return Condition(subject, kind, value)
    if len(headers) != 1:
        raise _NotPlain
    return Condition(Subject.HEADER, kind, value, written[0])


def _read_match(match: str, key: str) -> tuple[Comparison, str]:
    if match == ":contains":
        return Comparison.CONTAINS, key
    if match == ":is":
        return Comparison.IS, key
    if match != ":matches":
        raise _NotPlain
    bare = re.sub(r"\\([*?\\])", "\0", key)
    begins, ends = bare.endswith("*"), bare.startswith("*")
    inner = bare[1:] if ends else bare
    inner = inner[:-1] if begins and inner else inner
    if begins == ends or "*" in inner or "?" in inner:
        raise _NotPlain
    value = key[1:] if ends else key[:-1]
    return (Comparison.ENDS if ends else Comparison.BEGINS), re.sub(r"\\([*?\\])", r"\1", value)


def _read_action(command: Command) -> list[Action]:
    given = command.arguments
    copied = given.get("copy") == ":copy"
    known = {name for name, value in given.items() if value is not None}
    match command.name:
        case "fileinto" if known <= {"copy", "mailbox"}:
            return [Action(Deed.COPY if copied else Deed.MOVE, _string(given["mailbox"]))]
        case "redirect" if copied and known <= {"copy", "address"}:
            return [Action(Deed.FORWARD, _string(given["address"]))]
        case "discard":
            return [Action(Deed.DISCARD)]
        case "addflag" if known <= {"list-of-flags"}:
            return [_flag(one) for one in _strings(given["list-of-flags"])]
    raise _NotPlain


def _flag(name: str) -> Action:
    known = {"\\seen": Action(Deed.SEEN), "\\flagged": Action(Deed.FLAG)}
    if name.startswith("\\") and name.lower() not in known:
        raise _NotPlain
    return known.get(name.lower(), Action(Deed.TAG, name))


def _read_absence(command: Command) -> Absence | None:
    """Return the absence that a command is about, None where it is none of our shape."""
    if command.name != "if" or [one.name for one in command.children] != ["vacation"]:
        return None
    vacation, test = command.children[0], command.arguments.get("test")
    tests = test.arguments["tests"] if test is not None and test.name == "allof" else [test]
    enabled, bounds = True, {"ge": "", "le": ""}
    for one in tests:
        if one.name == "false":
            enabled = False
        elif one.name == "currentdate":
            word = _string(one.extra_arguments.get("match-type", '""'))
            day = _strings(one.arguments.get("key-list"))
            if one.arguments.get("match-type") != ":value" or _string(one.arguments["date-part"]) != "date" or len(day) != 1:
                raise _NotPlain
            if word not in bounds or bounds[word]:
                raise _NotPlain
            bounds[word] = day[0]
        elif one.name != "true":
            raise _NotPlain
    more = vacation.extra_arguments
    if not set(vacation.arguments) <= {"days", "subject", "addresses", "reason"}:
        raise _NotPlain
    text = _string(vacation.arguments["reason"]).replace("\r\n", "\n")
    return Absence(
        enabled, text, _string(more.get("subject", '""')), bounds["ge"], bounds["le"], int(more.get("days", 7)),
        tuple(_strings(more.get("addresses", []))),
    )  # fmt: skip


def _strings(value: Any) -> list[str]:
    if value is None:
        return []
    return [_string(one) for one in (value if isinstance(value, list) else [value])]


def _string(value: Any) -> str:
    """Return what a quoted string or multi-line text (RFC 5228 §2.4.2) says."""
    text = str(value)
    if text.startswith("text:"):
        lines: Iterable[str] = text.partition("\n")[2].replace("\r\n", "\n").split("\n")
        kept = [line[1:] if line.startswith("..") else line for line in lines]
        while kept and kept[-1] in ("", "."):
            kept.pop()
        return "\n".join(kept)
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise _NotPlain
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
