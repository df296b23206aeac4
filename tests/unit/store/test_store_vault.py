"""The vault opens with each of its secrets, with no other, and shows every alteration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sync.model.faults import StoreFault
from sync.store import vault as vault_module
from sync.store.keys import Keys
from sync.store.vault import Vault, read_code, write_code
from tests.unit.store.desk import fault_of

CHEAP = 32


class Ring:
    """A keyring that can forget and be away."""

    def __init__(self) -> None:
        self.kept: bytes | None = None
        self.away = False

    def get(self) -> bytes | None:
        if self.away:
            raise StoreFault("keyring_unavailable")
        return self.kept

    def set(self, value: bytes) -> None:
        if self.away:
            raise StoreFault("keyring_unavailable")
        self.kept = value

    def delete(self) -> None:
        self.kept = None


def made(profile: Path, **more: object) -> tuple[Vault, bytes, str]:
    return Vault.create(profile, **{"passphrase": "sésame", "keyring": None, "argon_memory_kib": CHEAP, **more})  # type: ignore[arg-type]


def loaded(profile: Path) -> Vault:
    return Vault.load(profile, argon_memory_kib=CHEAP)


def code_of(fault: pytest.ExceptionInfo[StoreFault]) -> str:
    return fault.value.code


def test_each_secret_opens_the_same_key(tmp_path: Path) -> None:
    ring = Ring()
    _, key, code = made(tmp_path, keyring=ring)
    vault = loaded(tmp_path)
    assert vault.has_passphrase
    assert vault.has_keyring
    assert vault.unlock_passphrase("sésame") == key
    assert vault.unlock_recovery(code) == key
    assert vault.unlock_keyring(ring) == key
    assert vault.check == Keys(key).check


def test_a_passphrase_typed_with_combining_accents_is_the_same(tmp_path: Path) -> None:
    _, key, _ = made(tmp_path)
    assert loaded(tmp_path).unlock_passphrase("se\u0301same") == key


def test_a_wrong_passphrase_is_refused(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(StoreFault) as fault:
        loaded(tmp_path).unlock_passphrase("Sésame")
    assert code_of(fault) == "wrong_passphrase"


def test_a_recovery_code_is_eight_groups_of_five_and_may_be_typed_carelessly(tmp_path: Path) -> None:
    _, key, code = made(tmp_path)
    assert [len(group) for group in code.split("-")] == [5] * 8
    careless = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert loaded(tmp_path).unlock_recovery(careless) == key


def test_every_slip_in_a_recovery_code_is_told_from_a_code_of_another_vault(tmp_path: Path) -> None:
    _, _, code = made(tmp_path / "mine")
    _, _, other = made(tmp_path / "other")
    for place in [index for index, digit in enumerate(code) if digit != "-"][::7]:
        slip = code[:place] + ("A" if code[place] != "A" else "B") + code[place + 1 :]
        with pytest.raises(StoreFault) as fault:
            loaded(tmp_path / "mine").unlock_recovery(slip)
        assert fault.value.parameters["typing"] is True
    with pytest.raises(StoreFault) as fault:
        loaded(tmp_path / "mine").unlock_recovery(other)
    assert fault.value.parameters["typing"] is False
    assert read_code(write_code(bytes(20))) == bytes(20)


def test_a_keyring_that_is_away_or_has_forgotten_is_told_apart(tmp_path: Path) -> None:
    ring = Ring()
    made(tmp_path, keyring=ring)
    ring.away = True
    with pytest.raises(StoreFault) as fault:
        loaded(tmp_path).unlock_keyring(ring)
    assert code_of(fault) == "keyring_unavailable"
    ring.away, ring.kept = False, None
    with pytest.raises(StoreFault) as fault:
        loaded(tmp_path).unlock_keyring(ring)
    assert code_of(fault) == "keyring_lost"


def test_changing_the_passphrase_keeps_the_key(tmp_path: Path) -> None:
    _, key, _ = made(tmp_path)
    loaded(tmp_path).set_passphrase(key, "nouvelle")
    assert loaded(tmp_path).unlock_passphrase("nouvelle") == key
    with pytest.raises(StoreFault):
        loaded(tmp_path).unlock_passphrase("sésame")


def test_a_new_recovery_code_ends_the_old_one(tmp_path: Path) -> None:
    vault, key, old = made(tmp_path)
    new = vault.new_recovery_code(key)
    assert loaded(tmp_path).unlock_recovery(new) == key
    with pytest.raises(StoreFault):
        loaded(tmp_path).unlock_recovery(old)


def test_the_last_daily_way_in_cannot_be_removed(tmp_path: Path) -> None:
    ring = Ring()
    vault, key, _ = made(tmp_path)
    with pytest.raises(StoreFault, match="no_secret"):
        vault.set_passphrase(key, None)
    vault.set_keyring(key, ring)
    vault.set_passphrase(key, None)
    assert not loaded(tmp_path).has_passphrase
    with pytest.raises(StoreFault, match="no_secret"):
        vault.set_keyring(key, None)
    with pytest.raises(StoreFault, match="no_secret"):
        made(tmp_path / "bare", passphrase=None)


def test_a_vault_is_never_overwritten_nor_changed_with_another_key(tmp_path: Path) -> None:
    vault, _, _ = made(tmp_path)
    with pytest.raises(StoreFault, match="exists"):
        made(tmp_path)
    with pytest.raises(StoreFault, match="wrong_key"):
        vault.set_passphrase(bytes(32), "x")


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    made(tmp_path)
    assert (tmp_path / "vault.json").stat().st_mode & 0o777 == 0o600


def test_a_missing_vault_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="no_vault"):
        Vault.load(tmp_path)
    (tmp_path / "vault.json").write_text("{}")
    with pytest.raises(StoreFault, match="damaged_vault"):
        Vault.load(tmp_path)


def test_every_flipped_bit_is_noticed(tmp_path: Path) -> None:
    _, key, code = made(tmp_path)
    path = tmp_path / "vault.json"
    sound = path.read_bytes()
    content = json.loads(sound)
    for place in range(0, len(sound), 5):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 4]) + sound[place + 1 :])
        told = fault_of(lambda: loaded(tmp_path))
        assert told in {"", "damaged_vault", "newer_schema"}
        if not told:  # only white space may change without a meaning
            assert json.loads(path.read_bytes()) == content
            assert loaded(tmp_path).unlock_recovery(code) == key


def test_weaker_parameters_than_ours_are_refused(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(StoreFault, match="weak_vault"):
        Vault.load(tmp_path).unlock_passphrase("sésame")


def test_parameters_cannot_be_altered_by_somebody_who_mends_the_digest(tmp_path: Path) -> None:
    made(tmp_path)
    path = tmp_path / "vault.json"
    content = json.loads(path.read_bytes())
    slot = next(slot for slot in content["slots"] if slot["kind"] == "passphrase")
    slot["parameters"]["iterations"] += 1
    content["digest"] = vault_module._digest(content).hex()
    path.write_text(json.dumps(content))
    with pytest.raises(StoreFault, match="wrong_passphrase"):
        loaded(tmp_path).unlock_passphrase("sésame")


def test_a_slot_cannot_be_carried_to_another_vault(tmp_path: Path) -> None:
    made(tmp_path / "a")
    made(tmp_path / "b", passphrase="autre")
    one, other = (json.loads((tmp_path / name / "vault.json").read_bytes()) for name in "ab")
    other["slots"] = one["slots"]
    other["digest"] = vault_module._digest(other).hex()
    (tmp_path / "b" / "vault.json").write_text(json.dumps(other))
    with pytest.raises(StoreFault, match="wrong_passphrase"):
        loaded(tmp_path / "b").unlock_passphrase("sésame")


def test_real_parameters_are_at_least_our_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_module, "UNLOCK_SECONDS", 0.0)
    _, key, _ = made(tmp_path, argon_memory_kib=None)
    slot = next(
        slot for slot in json.loads((tmp_path / "vault.json").read_bytes())["slots"] if slot["kind"] == "passphrase"
    )
    assert slot["parameters"]["memory_kib"] >= 64 * 1024
    assert slot["parameters"]["iterations"] >= 3
    assert slot["parameters"]["lanes"] == 4
    assert Vault.load(tmp_path).unlock_passphrase("sésame") == key


def test_nothing_secret_shows_in_the_file_or_in_repr(tmp_path: Path) -> None:
    _, key, code = made(tmp_path)
    raw = (tmp_path / "vault.json").read_text()
    assert key.hex() not in raw
    assert code not in raw
    assert key.hex() not in repr(Keys(key))
    assert repr(key) not in repr(Keys(key))
