"""Stories of rules: carried out by real servers, or here where a server has none; nobody else's script is harmed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.engine import ruling
from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.collections import Role
from sync.model.faults import Rejected
from sync.model.ids import AccountId, new_operation_id
from sync.model.mail import Flag
from sync.model.operations import MoveItems
from sync.model.rules import Absence, Action, Comparison, Condition, Deed, Rule, RuleSet, Subject
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import outbox as read_outbox
from tests.engine.ground import ALICE as ANNE
from tests.engine.ground import BOB as BEN
from tests.engine.ground import PASSPHRASE, Ground, NoKeyring, at_work, letter, people, until
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import PASSWORDS, Dovecot

ALICE, BOB, ZOE = PASSWORDS
VEZIN = Rule(
    "Vezin", (Condition(Subject.SUBJECT, Comparison.CONTAINS, "vezin"),),
    (Action(Deed.SEEN), Action(Deed.TAG, "$label1"), Action(Deed.MOVE, "Archive")), last=True,
)  # fmt: skip


@asynccontextmanager
async def account(
    profile: Path, server: Dovecot | Cyrus, user: str, *, rules: bool = True, online: bool = True
) -> AsyncIterator[Ground]:
    engine = Engine(
        profile, parsing=InProcess(), credentials=NoKeyring(), trust=server.authority.trust, argon_memory_kib=64
    )
    await engine.start()
    try:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        specs = [m.EndpointSpec("mail", "imap", "localhost", server.imaps, user=user)]
        if rules:
            specs.append(m.EndpointSpec("rules", "managesieve", "localhost", server.sieve, "starttls", user))
        added = await engine.answer(m.AddAccount(user, "", "", "generic", specs, PASSWORDS[user]))
        assert isinstance(added, m.Added)
        ground = Ground(None, engine, AccountId(added.account), user)  # type: ignore[arg-type]
        await until(lambda: ground.worker.session.condition == "online", 30)
        yield ground
        if ground.worker.session.offers(ruling.Service.RULES):
            async with ground.worker.session.protocol(ruling.Service.RULES)._connected() as sieve:  # type: ignore[attr-defined]
                await sieve.activate("")
                for one in await sieve.scripts():
                    await sieve.delete(one.name)
    finally:
        await engine.stop()


async def look(ground: Ground) -> m.RulesAnswer:
    answer = await ground.engine.answer(m.LookAtRules(ground.account))
    assert isinstance(answer, m.RulesAnswer)
    return answer


async def save(ground: Ground, rules: RuleSet, instead_of: str = "") -> None:
    await ground.engine.answer(m.SaveRules(new_operation_id(), ground.account, to_json(rules).encode(), instead_of))


def vezin_of(ground: Ground) -> Rule:
    """The same rule for a server that names its mailboxes otherwise."""
    archive = ground.read(read_mailboxes.remote_id, ground.box(Role.ARCHIVE))
    return replace(VEZIN, actions=(*VEZIN.actions[:2], Action(Deed.MOVE, str(archive))))


def settled(ground: Ground) -> bool:
    return not ground.read(read_outbox.operations)


@pytest.mark.server
async def test_rules_made_offline_reach_the_server_which_files_what_comes(tmp_path: Path, dovecot: Dovecot) -> None:
    async with account(tmp_path, dovecot, ZOE) as ground:
        assert from_json((await look(ground)).rules, RuleSet) == RuleSet()
        await ground.engine.answer(m.SetOffline(True))
        await save(ground, RuleSet((VEZIN,)))
        newer = RuleSet((VEZIN, Rule("Éteinte", VEZIN.conditions, (Action(Deed.DISCARD),), enabled=False)))
        await save(ground, newer)
        shown = await look(ground)
        assert (shown.waiting, from_json(shown.rules, RuleSet)) == (True, newer)
        assert len(ground.read(read_outbox.operations)) == 1, "the newer rules took the place of those that waited"
        await ground.engine.answer(m.SetOffline(False))
        await until(lambda: settled(ground), 30)
        shown = await look(ground)
        assert (shown.waiting, shown.name, from_json(shown.rules, RuleSet)) == (False, "ecritoire", newer)
        assert "fileinto" in shown.extensions
        await asyncio.to_thread(dovecot.deliver, ZOE, letter("Visite de VEZIN", to=ZOE, message_id="<vezin@regles>"))
        await asyncio.to_thread(dovecot.deliver, ZOE, letter("Autre chose", to=ZOE, message_id="<autre@regles>"))
        await ground.engine.answer(m.SyncNow())
        await until(lambda: "Visite de VEZIN" in ground.subjects(Role.ARCHIVE) and "Autre chose" in ground.subjects(), 30)
        row = next(row for row in ground.rows(Role.ARCHIVE) if row.subject == "Visite de VEZIN")
        assert row.flags & Flag.SEEN
        assert "$label1" in row.keywords
        assert "Visite de VEZIN" not in ground.subjects()


@pytest.mark.server
async def test_an_answer_is_sent_while_one_is_away(tmp_path: Path, cyrus: Cyrus) -> None:
    today = datetime.now(UTC).date()
    days = str(today - timedelta(1)), str(today + timedelta(1))
    away = Absence(True, "Bonjour,\nje suis « absente ».", "Absence", *days, 1, (ZOE,))
    async with account(tmp_path, cyrus, ZOE) as ground:
        cyrus.post.taken.clear()
        cyrus.post.known.add("dehors@exemple.net")
        await save(ground, RuleSet((), away))
        await until(lambda: settled(ground), 30)
        await asyncio.to_thread(cyrus.deliver, ZOE, letter("Question", to=ZOE, message_id="<question@absence>"))
        await until(lambda: bool(cyrus.post.taken), 30)
        (_, answer) = cyrus.post.taken[0]
        assert b"Subject: Absence" in answer
        assert "« absente »".encode() in answer or b"=C2=AB" in answer
        over = Absence(True, "Trop tard", "Absence", "", str(today - timedelta(2)), 1, (ZOE,))
        cyrus.post.taken.clear()
        await save(ground, RuleSet((VEZIN,), over))
        await until(lambda: settled(ground), 30)
        await asyncio.to_thread(cyrus.deliver, ZOE, letter("Vezin encore", to=ZOE, message_id="<encore@absence>"))
        await ground.engine.answer(m.SyncNow())
        await until(lambda: "Vezin encore" in ground.subjects(Role.ARCHIVE), 30)
        assert cyrus.post.taken == [], "the absence is over"


@pytest.mark.server
async def test_the_script_of_another_program_is_left_alone_until_one_says_so(tmp_path: Path, dovecot: Dovecot) -> None:
    theirs = b'# de la DSI\nif header :contains "subject" "promo" { discard; } else { keep; }\n'
    async with account(tmp_path, dovecot, ZOE) as ground:
        protocol = ground.worker.session.protocol(ruling.Service.RULES)
        async with protocol._connected() as sieve:  # type: ignore[attr-defined]
            await sieve.put("dsi", theirs)
            await sieve.activate("dsi")
        shown = await look(ground)
        assert (shown.rules, shown.name, shown.script) == (b"", "dsi", theirs)
        with pytest.raises(Rejected, match="another_script"):
            await save(ground, RuleSet((VEZIN,)))
        await save(ground, RuleSet((VEZIN,)), instead_of="dsi")
        await until(lambda: settled(ground), 30)
        shown = await look(ground)
        assert [(one.name, one.active) for one in shown.scripts] == [("dsi", False), ("ecritoire", True)]
        assert shown.scripts[0].script == theirs
        await ground.engine.answer(m.WriteScript(new_operation_id(), ground.account, "dsi", b"faux script"))
        await until(lambda: ground.read(read_outbox.operations)[0].state == "refused", 30)
        shown = await look(ground)
        assert (shown.fault[1], shown.waiting) == ("script_refused", False)
        async with protocol._connected() as sieve:  # type: ignore[attr-defined]
            assert await sieve.script("dsi") == theirs


@pytest.mark.server
async def test_the_mail_servers_own_rules_are_found_where_they_usually_are(
    tmp_path: Path, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with account(tmp_path, dovecot, ZOE, rules=False) as ground:
        monkeypatch.setattr(ruling, "_PORT", dovecot.lmtp)
        assert (await look(ground)).place == "here"
        monkeypatch.setattr(ruling, "_PORT", dovecot.sieve)
        assert (await look(ground)).place == "server"
        await until(lambda: ground.worker.session.condition == "online", 30)


async def test_rules_are_carried_out_here_where_the_server_has_none_once_for_each_message(tmp_path: Path) -> None:
    server = people()
    async with at_work(tmp_path / "profile", server) as ground:
        server.deliver(ANNE, letter("Vezin, avant les règles"))
        await ground.sync()
        answer = await look(ground)
        assert (answer.place, answer.waiting) == ("here", False)
        body = Rule("corps", (Condition(Subject.BODY, Comparison.CONTAINS, "x"),), (Action(Deed.SEEN),))
        with pytest.raises(Rejected, match="rule_not_here"):
            await save(ground, RuleSet((body,)))
        with pytest.raises(Rejected, match="absence_not_here"):
            await save(ground, RuleSet((), Absence(True, "Absente")))
        flagged = Rule("De Ben", (Condition(Subject.FROM, Comparison.IS, BEN),), (Action(Deed.FLAG),))
        await save(ground, RuleSet((flagged, vezin_of(ground))))
        server.deliver(ANNE, letter("Vezin, après"))
        server.deliver(ANNE, letter("Rien", sender="quelqu.un@ailleurs.test"))
        for _ in range(2):
            await ground.sync()
        assert ground.subjects(Role.ARCHIVE) == ["Vezin, après"]
        (row,) = ground.rows(Role.ARCHIVE)
        assert row.flags == Flag.SEEN | Flag.FLAGGED
        assert row.keywords == {"$label1"}
        assert sorted(ground.subjects()) == ["Rien", "Vezin, avant les règles"]
        await ground.intend(MoveItems((row.id,), ground.box(Role.INBOX)))
        for _ in range(3):
            await ground.sync()
        assert "Vezin, après" in ground.subjects(), "what one moves back stays"
        server.deliver(ANNE, letter("Vezin, après"), mailbox="INBOX")
        for _ in range(2):
            await ground.sync()
        assert ground.subjects(Role.ARCHIVE) == [], "the same message has been looked at already"
        assert ground.query("SELECT * FROM rule_due") == []


async def test_what_arrived_before_a_crash_is_looked_at_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = people()
    async with at_work(tmp_path / "profile", server) as ground:
        await ground.sync()
        await save(ground, RuleSet((vezin_of(ground),)))
        server.deliver(ANNE, letter("Vezin"))

        async def crash(place: object) -> None:
            raise RuntimeError("the power went")

        with monkeypatch.context() as patched:
            patched.setattr("sync.engine.rules_here.run", crash)
            with pytest.raises(RuntimeError):
                await ground.sync()
        assert len(ground.query("SELECT * FROM rule_due")) == 1
        for _ in range(2):
            await ground.sync()
        assert ground.subjects(Role.ARCHIVE) == ["Vezin"]
