"""Stories of seals: what is said above a signed or encrypted letter, what is wished for a new one, keys in the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sync.model.faults import Rejected
from sync.model.seals import Scheme, Seal, Signature, Standing
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.write import seal_keys
from tests.qt.mail.stage import ALICE, Stage, until
from ui.mail.setup.view import MailSetup
from ui.preferences import Preferences

Play = Callable[[Any], Any]

CLAIRE = Signature(
    Standing.TRUSTED, "Claire Morvan", ("claire.morvan@dreal.example",), "AC Agents de l’État", 1_795_000_000, 1_780_000_000,
    1_840_000_000, "5f" * 32, b"der",
)  # fmt: skip


def keep_key(stage: Stage, address: str, *, own: bool, scheme: Scheme = Scheme.SMIME) -> int:
    return seal_keys.keep(
        stage.store, scheme, f"{scheme} {address}", name=address.partition("@")[0].title(), addresses=(address,),
        issuer="AC Agents de l’État", not_before=1_780_000_000, not_after=1_840_000_000, public=b"der",
        secret=b"secret" if own else b"", trusted=True,
    )  # fmt: skip


def read(stage: Stage, play: Play, seal: Seal, look: Callable[[Any], None]) -> None:
    stage.add_letter("Arbitrage budgétaire", seal=seal)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        look(area.reader)
        await stage.end()

    play(story())


def test_a_good_signature_is_said_with_who_certifies_it(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        banner = reader.seal_banner
        assert banner.text() == "Signed by Claire Morvan, which AC Agents de l’État certifies. It was not altered."
        assert banner.property("card") == "success"
        banner.show_details()
        window = banner.children()[-1]
        assert window.isVisible()
        window.reject()

    read(stage, play, Seal(Scheme.SMIME, signatures=(CLAIRE,)), look)


def test_an_altered_letter_is_a_danger(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        assert "was altered after it was signed" in reader.seal_banner.text()
        assert reader.seal_banner.property("card") == "danger"

    broken = Signature(Standing.BROKEN, "Claire Morvan")
    read(stage, play, Seal(Scheme.SMIME, encrypted=True, signatures=(broken,)), look)


def test_a_signature_for_another_address_is_a_danger(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        assert "claire.morvan@dreal.example" in reader.seal_banner.text()
        assert reader.seal_banner.property("card") == "danger"

    other = Signature(Standing.OTHER_ADDRESS, "Claire Morvan", ("claire.morvan@dreal.example",))
    read(stage, play, Seal(Scheme.SMIME, signatures=(other,)), look)


def test_a_letter_that_cannot_be_opened_says_why(stage: Stage, play: Play) -> None:
    def look(reader: Any) -> None:
        assert "for none of your keys" in reader.seal_banner.text()
        assert reader.seal_banner.property("card") == "warning"

    read(stage, play, Seal(Scheme.SMIME, encrypted=True, fault="no_seal_key"), look)


def test_an_ordinary_letter_says_nothing(stage: Stage, play: Play) -> None:
    stage.add_letter("Bonjour")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        assert not area.reader.seal_banner.isVisible()
        await stage.end()

    play(story())


def test_a_letter_is_signed_and_encrypted_at_ones_wish(stage: Stage, play: Play) -> None:
    keep_key(stage, ALICE.address, own=True)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("mailto:claire@dreal.example?subject=Avis")
        composer = area.desk.composers[0]
        composer.seal.look()
        assert not composer.seal._why.isVisible()
        composer.seal.sign_action.trigger()
        composer.seal.encrypt_action.trigger()
        assert composer.seal.accessibleName() == "Will be signed and encrypted"
        composer.send_now()
        await until(lambda: stage.engine.of(m.Send))
        (sent,) = stage.engine.of(m.Send)
        from sync.model.mail import Draft

        draft = from_json(sent.draft, Draft)
        assert (draft.sign, draft.encrypt, draft.scheme) == (True, True, Scheme.SMIME)
        await stage.end()

    play(story())


def test_without_a_key_the_button_says_where_to_get_one(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.compose("")
        seal = area.desk.composers[0].seal
        seal.look()
        assert not seal.sign_action.isEnabled()
        assert ALICE.address in seal._why.text()
        await stage.end()

    play(story())


def test_an_answer_to_an_encrypted_letter_is_encrypted(stage: Stage, play: Play) -> None:
    stage.add_letter("Arbitrage", seal=Seal(Scheme.SMIME, encrypted=True, signatures=(CLAIRE,)))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: area.reader.content is not None)
        await area.desk.answer(area.reader.row, area.reader.content, "reply", "")
        composer = area.desk.composers[0]
        assert composer.seal.encrypt
        assert composer.seal.sign
        await stage.end()

    play(story())


def test_keys_are_imported_exported_and_removed(stage: Stage, play: Play, tmp_path: Path) -> None:
    own = keep_key(stage, ALICE.address, own=True)
    other = keep_key(stage, "claire@dreal.example", own=False)
    file = tmp_path / "alice.p12"
    file.write_bytes(b"pkcs12")

    async def story() -> None:
        link, live = await stage.open_link()
        setup = MailSetup(link, live, Preferences(link, live))
        setup.resize(900, 640)
        setup.show()
        page: Any = setup.show_tab("keys")
        assert len(page._parts) == 4
        stage.engine.faults[m.TakeKeys] = Rejected("bad_key_passphrase")
        page.take_file(file)
        await until(page.passphrase.isVisible)
        stage.engine.faults.clear()
        page.passphrase.setText("sésame")
        page._take()
        await until(lambda: stage.engine.of(m.TakeKeys))
        assert stage.engine.of(m.TakeKeys)[0] == m.TakeKeys(b"pkcs12", "sésame")
        await until(lambda: not page.passphrase.isVisible())
        rows = {row.id: row for row in page_rows(stage)}
        page._trust(rows[other])
        await until(lambda: stage.engine.of(m.TrustKey))
        assert stage.engine.of(m.TrustKey) == [m.TrustKey(other, False)]
        page.export_to(rows[own], tmp_path / "alice.pem")
        await until((tmp_path / "alice.pem").exists)
        assert (tmp_path / "alice.pem").read_bytes() == b"public"
        page.remove(rows[own])
        await until(lambda: stage.engine.of(m.RemoveKey) == [m.RemoveKey(own)])
        setup.close()
        setup.deleteLater()
        await stage.end()

    play(story())


def page_rows(stage: Stage) -> list[Any]:
    from sync.store.read import seal_keys as read_keys

    return list(read_keys.keys(stage.store))
