"""Rules into Sieve and back: nothing lost, nothing smuggled in, and scripts of others that say more are left as they are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.faults import Unreadable
from sync.model.rules import Absence, Action, Comparison, Condition, Deed, Rule, RuleSet, Subject
from sync.parse import sieve

SOFT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)
VALUES = SOFT.map(str.strip).filter(bool)
TEXTS = (Subject.FROM, Subject.RECIPIENTS, Subject.SUBJECT, Subject.LIST)
COMPARED = (Comparison.CONTAINS, Comparison.CONTAINS_NOT, Comparison.IS, Comparison.BEGINS, Comparison.ENDS)
CONDITIONS = st.one_of(
    st.builds(Condition, st.sampled_from(TEXTS), st.sampled_from(COMPARED), VALUES),
    st.builds(Condition, st.just(Subject.HEADER), st.sampled_from(COMPARED), VALUES, st.just("X-Spam-Level")),
    st.builds(Condition, st.just(Subject.BODY), st.sampled_from((Comparison.CONTAINS, Comparison.CONTAINS_NOT)), VALUES),
    st.builds(
        Condition, st.just(Subject.SIZE), st.sampled_from((Comparison.LARGER, Comparison.SMALLER)), st.integers(1, 10**6).map(str)
    ),
)
ACTIONS = st.fixed_dictionaries(
    {},
    optional={
        Deed.SEEN: st.just(""), Deed.FLAG: st.just(""), Deed.TAG: st.just("$label1"), Deed.COPY: VALUES,
        Deed.FORWARD: st.just("bob@exemple.fr"), Deed.MOVE: VALUES, Deed.DISCARD: st.just(""),
    },
).filter(bool).map(lambda found: tuple(
    Action(deed, found[deed])
    for deed in (Deed.SEEN, Deed.FLAG, Deed.TAG, Deed.COPY, Deed.FORWARD, Deed.MOVE, Deed.DISCARD) if deed in found
))  # fmt: skip
RULES = st.builds(
    lambda name, conditions, actions, every, enabled, last: Rule(
        " ".join(name.split()), conditions, actions, every or len(conditions) == 1, enabled, last
    ),
    SOFT, st.lists(CONDITIONS, min_size=1, max_size=4).map(tuple), ACTIONS, st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip
DAYS = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat() if day.year > 999 else ""))
LONG = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)
ABSENCES = st.builds(
    Absence, st.booleans(), LONG, VALUES, DAYS, DAYS,
    st.integers(1, 30), st.lists(st.just("alice@exemple.fr"), max_size=1).map(tuple),
)  # fmt: skip


@given(st.lists(RULES, max_size=4).map(tuple), st.one_of(st.just(Absence()), ABSENCES))
def test_what_is_written_is_read_back(rules: tuple[Rule, ...], absence: Absence) -> None:
    wanted = RuleSet(rules, absence)
    assert sieve.read(sieve.write(wanted)) == wanted


def test_the_scripts_pass_the_compiler_of_pigeonhole(tmp_path: Path) -> None:
    compiler = shutil.which("sievec")
    if compiler is None:
        pytest.skip("sievec is not installed")
    conditions = (
        Condition(Subject.SUBJECT, Comparison.CONTAINS, 'le "budget" \\ *été*'),
        Condition(Subject.FROM, Comparison.IS, "bob@exemple.fr"),
        Condition(Subject.RECIPIENTS, Comparison.ENDS, "@exemple.fr"),
        Condition(Subject.HEADER, Comparison.BEGINS, "oui?", "X-Spam-Flag"),
        Condition(Subject.SIZE, Comparison.LARGER, "2048"),
        Condition(Subject.BODY, Comparison.CONTAINS_NOT, "devis"),
    )
    actions = (
        Action(Deed.SEEN), Action(Deed.FLAG), Action(Deed.TAG, "$label1"), Action(Deed.COPY, "Projets/Été"),
        Action(Deed.FORWARD, "zoe@exemple.fr"), Action(Deed.MOVE, "Archives"),
    )  # fmt: skip
    off = Rule("Éteinte", conditions[:1], actions[:1], enabled=False, last=True)
    rules = (Rule("Tout [1]", conditions, actions, every=False), off)
    absence = Absence(True, "Bonjour,\n\nje suis « absente ».\n.\n", "Absence", "2026-12-20", "2027-01-05", 3, ("a@exemple.fr",))
    script = tmp_path / "ours.sieve"
    script.write_bytes(sieve.write(RuleSet(rules, absence)))
    done = subprocess.run([compiler, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_rules_that_roundcube_wrote_are_plain_rules() -> None:
    script = b"""require ["fileinto","imap4flags"];
# rule:[Vezin]
if allof (header :contains "subject" "vezin", not header :contains "from" "robot")
{
\tfileinto "Dossiers/Vezin";
\taddflag "\\\\Seen";
\tstop;
}
"""
    assert sieve.read(script) == RuleSet((
        Rule(
            "Vezin",
            (Condition(Subject.SUBJECT, Comparison.CONTAINS, "vezin"), Condition(Subject.FROM, Comparison.CONTAINS_NOT, "robot")),
            (Action(Deed.MOVE, "Dossiers/Vezin"), Action(Deed.SEEN)),
            last=True,
        ),
    ))  # fmt: skip


@pytest.mark.parametrize(
    "script",
    [
        b'require "fileinto"; if header :contains "subject" "a" { fileinto "A"; } else { fileinto "B"; }',
        b'require "fileinto"; if not header :is "subject" "a" { fileinto "A"; }',
        b'if header :contains "subject" ["a", "b"] { discard; }',
        b'redirect "ailleurs@exemple.fr";',
        b'if header :contains "subject" "a" { redirect "ailleurs@exemple.fr"; }',
        b'# Ne pas toucher : voir la DSI\nif header :contains "subject" "a" { discard; }',
        b'/* un mot */ if header :contains "subject" "a" { discard; }',
        b'require "ereject"; if header :contains "subject" "a" { ereject "non"; }',
        b'require ["vnd.dovecot.pipe"]; pipe "programme";',
        b'require "vacation"; vacation :mime "Content-Type: text/html\\r\\n\\r\\n<p>x</p>";',
        b"ceci n\xe2\x80\x99est pas un script",
    ],
)
def test_a_script_that_says_more_is_not_read_as_plain_rules(script: bytes) -> None:
    assert sieve.read(script) is None


@pytest.mark.parametrize(
    "rule",
    [
        Rule("vide", (), (Action(Deed.SEEN),)),
        Rule("sans suite", (Condition(Subject.SUBJECT, Comparison.IS, "a"),), ()),
        Rule("sans mot", (Condition(Subject.SUBJECT, Comparison.IS, " "),), (Action(Deed.SEEN),)),
        Rule("sans dossier", (Condition(Subject.SUBJECT, Comparison.IS, "a"),), (Action(Deed.MOVE),)),
        Rule("à personne", (Condition(Subject.SUBJECT, Comparison.IS, "a"),), (Action(Deed.FORWARD, 'a"; discard; #@x'),)),
        Rule("taille", (Condition(Subject.SIZE, Comparison.LARGER, "beaucoup"),), (Action(Deed.SEEN),)),
        Rule("champ", (Condition(Subject.HEADER, Comparison.IS, "a", 'X"Y: z'),), (Action(Deed.SEEN),)),
    ],
    ids=lambda rule: rule.name,
)
def test_a_rule_that_says_too_little_is_refused(rule: Rule) -> None:
    with pytest.raises(Unreadable, match="bad_rule"):
        sieve.write(RuleSet((rule,)))
