"""OpenPGP by the GnuPG of this computer: its keys, its cards, its own questions for passphrases. Each act is a process.

GnuPG is told never to look for keys by itself: what it would fetch goes past the gate.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sync.model.faults import Rejected
from sync.model.seals import Signature, Standing

SECONDS = 180.0
"""For one act: the person may have to type a passphrase."""
LARGEST = 256 * 1024 * 1024

_ALWAYS = (
    "--batch", "--no-tty", "--status-fd", "2", "--charset", "utf-8", "--no-auto-key-locate", "--no-auto-key-retrieve",
    "--disable-dirmngr", "--no-auto-key-import",
)  # fmt: skip
_STATUS = re.compile(r"^\[GNUPG:\] (\w+) ?(.*)$", re.MULTILINE)
_ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>|^([^<>\s]+@[^<>\s]+)$")
_TRUSTED = ("TRUST_FULLY", "TRUST_ULTIMATE")
_WEAK = frozenset({"1", "2", "3"})
"""Numbers of MD5, SHA-1 and RIPEMD-160 (RFC 9580 §9.5)."""


@dataclass(frozen=True, slots=True)
class PgpKey:
    """A key as GnuPG lists it."""

    fingerprint: str
    name: str
    addresses: tuple[str, ...]
    created: int
    expires: int
    own: bool
    valid: bool
    """Whether GnuPG says that it belongs to whom it names."""
    encrypts: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What GnuPG made, and what it says of that: keywords with their words, in order."""

    made: bytes
    said: tuple[tuple[str, str], ...]

    def has(self, keyword: str) -> bool:
        """Whether it said this."""
        return any(one == keyword for one, _ in self.said)


class GnuPG:
    """What is asked of it here, one process each."""

    @property
    def there(self) -> bool:
        """Whether GnuPG is installed."""
        return shutil.which("gpg") is not None

    async def keys(self) -> list[PgpKey]:
        """Return the keys that GnuPG knows and that can be used now. Raises `Rejected("no_openpgp")`."""
        if not self.there:
            raise Rejected("no_openpgp")
        secret = {key.fingerprint for key in _listed((await self._run("--list-secret-keys", "--with-colons")).made, set())}
        return _listed((await self._run("--list-keys", "--with-colons", "--fixed-list-mode")).made, secret)

    async def take(self, content: bytes) -> list[str]:
        """Import keys; return their fingerprints. Raises `Rejected("not_a_key_file")`."""
        done = await self._run("--import", given=content)
        found = [words.split()[1].lower() for keyword, words in done.said if keyword == "IMPORT_OK"]
        if not found:
            raise Rejected("not_a_key_file")
        return list(dict.fromkeys(found))

    async def give(self, fingerprint: str) -> bytes:
        """Return what others may have of a key."""
        return (await self._run("--armor", "--export", fingerprint)).made

    async def verified(self, octets: bytes, signature: bytes) -> tuple[Signature, ...]:
        """Return what the detached signatures of some octets are worth."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "signature.asc")
            await asyncio.to_thread(file.write_bytes, signature)
            return _signatures((await self._run("--verify", str(file), "-", given=octets)).said)

    async def decrypted(self, content: bytes) -> tuple[bytes, tuple[Signature, ...], str]:
        """Return a text, its signatures and its cipher. Raises `Rejected`: `no_seal_key`, `not_decrypted`.

        Without proof that it was not altered (MDC or AEAD), GnuPG's failure is ours too (EFAIL).
        """
        done = await self._run("--decrypt", given=content)
        if not done.has("DECRYPTION_OKAY") or not (done.has("GOODMDC") or _aead(done)):
            raise Rejected("no_seal_key" if done.has("NO_SECKEY") and not done.has("BADMDC") else "not_decrypted")
        return done.made, _signatures(done.said), ""

    async def signed(self, octets: bytes, fingerprint: str) -> bytes:
        """Return a detached signature, armoured. Raises `Rejected("not_sealed")`."""
        done = await self._run("--armor", "--digest-algo", "SHA256", "--local-user", fingerprint, "--detach-sign", given=octets)
        return _made(done, "SIG_CREATED")

    async def encrypted(self, octets: bytes, recipients: list[str], signer: str = "") -> bytes:
        """Return octets encrypted for keys that were chosen, signed inside by `signer`. Raises `Rejected("not_sealed")`."""
        words = [word for one in dict.fromkeys(recipients) for word in ("--recipient", one)]
        words += ["--local-user", signer, "--digest-algo", "SHA256", "--sign"] if signer else []
        done = await self._run("--armor", "--trust-model", "always", *words, "--encrypt", given=octets)
        return _made(done, "END_ENCRYPTION")

    async def _run(self, *words: str, given: bytes = b"") -> Done:
        if not self.there:
            raise Rejected("no_openpgp")
        if len(given) > LARGEST:
            raise Rejected("file_too_large", limit=LARGEST)
        process = await asyncio.create_subprocess_exec(
            "gpg", *_ALWAYS, *words,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        try:
            async with asyncio.timeout(SECONDS):
                made, told = await process.communicate(given)
        except TimeoutError as error:
            raise Rejected("not_sealed", reason="timeout") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return Done(made, tuple(_STATUS.findall(told.decode("utf-8", "replace"))))


def _made(done: Done, keyword: str) -> bytes:
    if not done.has(keyword) or not done.made:
        reasons = [words for one, words in done.said if one in ("FAILURE", "INV_SGNR", "INV_RECP", "PINENTRY_LAUNCHED")]
        raise Rejected("not_sealed", reason=(reasons or [""])[0][:100])
    return done.made.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _aead(done: Done) -> bool:
    """Whether a text was encrypted in a way that proves itself (RFC 9580 §5.13.2)."""
    return any(keyword == "DECRYPTION_INFO" and words.split()[2:3] not in ([], ["0"]) for keyword, words in done.said)


def _signatures(said: tuple[tuple[str, str], ...]) -> tuple[Signature, ...]:
    """Return the signatures that GnuPG tells of: each begins with NEWSIG."""
    groups: list[dict[str, str]] = []
    for keyword, words in said:
        if keyword == "NEWSIG":
            groups.append({})
        elif groups:
            groups[-1][keyword] = words
    return tuple(_judged(one) for one in groups if one)


def _judged(said: dict[str, str]) -> Signature:
    bad = next((word for word in ("BADSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "GOODSIG") if word in said), "")
    name, address = _person(said.get(bad, "").partition(" ")[2])
    addresses = (address.casefold(),) if address else ()
    valid = said.get("VALIDSIG", "").split()
    fingerprint = (valid[9] if len(valid) > 9 else valid[0] if valid else "").lower()
    when = int(valid[2]) if len(valid) > 2 and valid[2].isdigit() else 0
    if bad == "BADSIG":
        standing = Standing.BROKEN
    elif not bad or not valid:
        standing = Standing.UNKNOWN_KEY if "NO_PUBKEY" in said or "ERRSIG" in said else Standing.UNREADABLE
    elif len(valid) > 7 and valid[7] in _WEAK:
        standing = Standing.WEAK
    elif bad == "GOODSIG":
        standing = Standing.TRUSTED if any(word in said for word in _TRUSTED) else Standing.UNTRUSTED
    else:
        standing = Standing.EXPIRED if bad in ("EXPSIG", "EXPKEYSIG") else Standing.UNTRUSTED
    return Signature(standing, name, addresses, signed_at=when, fingerprint=fingerprint)


def _person(text: str) -> tuple[str, str]:
    """Return name and address of a user id: `Claire Martin <claire@exemple.fr>`."""
    found = _ADDRESS.search(text)
    address = (found.group(1) or found.group(2)) if found is not None else ""
    return text.partition("<")[0].partition("(")[0].strip()[:200], address


def _listed(text: bytes, secret: set[str]) -> list[PgpKey]:
    """Return the usable keys of a listing with colons (GnuPG's doc/DETAILS)."""
    found: list[PgpKey] = []
    head: list[str] = []
    fingerprint, users = "", list[list[str]]()

    def end() -> None:
        if head and fingerprint and users and head[1] not in ("e", "r", "d", "i", "n"):
            people = [_person(_unescaped(one[9])) for one in users if one[1] not in ("r", "e")]
            found.append(
                PgpKey(
                    fingerprint, next((name for name, _ in people if name), ""),
                    tuple(dict.fromkeys(address.casefold() for _, address in people if address)), _number(head[5]),
                    _number(head[6]), fingerprint in secret, any(one[1] in ("f", "u") for one in users), "E" in head[11],
                )
            )  # fmt: skip

    for line in text.decode("utf-8", "replace").splitlines():
        fields = [*line.split(":"), *([""] * 20)]
        if fields[0] in ("pub", "sec"):
            end()
            head, fingerprint, users = fields, "", []
        elif fields[0] == "fpr" and not fingerprint:
            fingerprint = fields[9].lower()
        elif fields[0] == "uid":
            users.append(fields)
    end()
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})", lambda match: chr(int(match.group(1), 16)), text)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
