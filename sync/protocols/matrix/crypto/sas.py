"""The arithmetic of emoji verification (specification, "Short Authentication String (SAS) verification")."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from vodozemac import Curve25519PublicKey, EstablishedSas, Sas

from sync.model.faults import Unreadable
from sync.protocols.matrix.crypto.encoding import Json, canonical, section, text, texts, to_base64

METHOD = "m.sas.v1"
AGREEMENT = "curve25519-hkdf-sha256"
HASH = "sha256"
MAC = "hkdf-hmac-sha256.v2"
SHOWN = ("decimal", "emoji")


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two sides: a person's device."""

    user: str
    device: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both persons compare: seven emoji (places in the specification's table), or three numbers."""

    emoji: tuple[int, ...]
    numbers: tuple[int, int, int]


def offer(device: str) -> Json:
    """Return the content with which this device starts."""
    return {
        "from_device": device,
        "method": METHOD,
        "key_agreement_protocols": [AGREEMENT],
        "hashes": [HASH],
        "message_authentication_codes": [MAC],
        "short_authentication_string": list(SHOWN),
    }


def acceptable(start: Json) -> bool:
    """Whether this device can go along with what the other side offers."""
    offered = (
        (AGREEMENT, "key_agreement_protocols"), (HASH, "hashes"), (MAC, "message_authentication_codes"),
        ("decimal", "short_authentication_string"),
    )  # fmt: skip
    return start.get("method") == METHOD and all(one in texts(start.get(name)) for one, name in offered)


def commitment(key: str, start: Json) -> str:
    """Return the promise of a key made before the other side's key is known: unpadded base64 of a hash."""
    return to_base64(hashlib.sha256(key.encode() + canonical(start)).digest())


class Exchange:
    """One exchange of keys. `mine` and `theirs` are the two sides; `flow` names the verification."""

    def __init__(self, mine: Party, theirs: Party, flow: str, start: Json, *, started_by_us: bool) -> None:
        self.mine = mine
        self.theirs = theirs
        self.flow = flow
        self.start = start
        self.started_by_us = started_by_us
        sas = Sas()
        self.key: str = sas.public_key.to_base64()
        self._sas: Sas | None = sas
        self.promised = ""
        self._their_key = ""
        self._established: EstablishedSas | None = None

    def accepting(self) -> Json:
        """Return the content that accepts the other side's start."""
        shown = [one for one in SHOWN if one in texts(self.start.get("short_authentication_string"))]
        return {
            "method": METHOD,
            "key_agreement_protocol": AGREEMENT,
            "hash": HASH,
            "message_authentication_code": MAC,
            "short_authentication_string": shown,
            "commitment": commitment(self.key, self.start),
        }

    def take_accept(self, content: Json) -> bool:
        """Note the other side's promise; False where it chose what was not offered."""
        self.promised = text(content, "commitment")
        chosen = tuple(
            text(content, name) for name in ("key_agreement_protocol", "hash", "message_authentication_code")
        )
        return (
            chosen == (AGREEMENT, HASH, MAC)
            and bool(self.promised)
            and "decimal" in texts(content.get("short_authentication_string"))
        )

    def take_key(self, key: str) -> bool:
        """Take the other side's key; False where it is not the promised one. Raises `Unreadable("sas_key")`."""
        if self.started_by_us and not hmac.compare_digest(commitment(key, self.start), self.promised):
            return False
        if self._sas is None or key == self.key:
            raise Unreadable("sas_key")
        sas, self._sas = self._sas, None
        try:
            self._established = sas.diffie_hellman(Curve25519PublicKey.from_base64(key))
        except ValueError as error:
            raise Unreadable("sas_key") from error
        self._their_key = key
        return True

    @property
    def agreed(self) -> bool:
        """Whether both keys are here."""
        return self._established is not None

    def comparison(self) -> Comparison:
        """Return what is to be compared."""
        mine = f"{self.mine.user}|{self.mine.device}|{self.key}"
        theirs = f"{self.theirs.user}|{self.theirs.device}|{self._their_key}"
        first, second = (mine, theirs) if self.started_by_us else (theirs, mine)
        shown = self._ready().bytes(f"MATRIX_KEY_VERIFICATION_SAS|{first}|{second}|{self.flow}")
        one, two, three = shown.decimals
        return Comparison(tuple(shown.emoji_indices), (one, two, three))

    def codes(self, keys: dict[str, str]) -> Json:
        """Return the content that vouches for `keys` (key id → key)."""
        base = _base(self.mine, self.theirs, self.flow)
        established = self._ready()
        return {
            "mac": {key_id: established.calculate_mac(key, base + key_id) for key_id, key in keys.items()},
            "keys": established.calculate_mac(",".join(sorted(keys)), base + "KEY_IDS"),
        }

    def vouched(self, content: Json, known: dict[str, str]) -> set[str] | None:
        """Return the ids of `known` keys that the other side vouches for; None where a code is wrong."""
        base = _base(self.theirs, self.mine, self.flow)
        codes = section(content, "mac")
        try:
            self._ready().verify_mac(",".join(sorted(codes)), base + "KEY_IDS", text(content, "keys"))
            good = codes.keys() & known.keys()
            for key_id in good:
                self._ready().verify_mac(known[key_id], base + key_id, text(codes, key_id))
        except ValueError:
            return None
        return set(good)

    def _ready(self) -> EstablishedSas:
        if self._established is None:
            raise Unreadable("sas_key")
        return self._established


def _base(sender: Party, receiver: Party, flow: str) -> str:
    return f"MATRIX_KEY_VERIFICATION_MAC{sender.user}{sender.device}{receiver.user}{receiver.device}{flow}"
