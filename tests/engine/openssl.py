"""`openssl` as the other side of S/MIME: an authority, people with certificates, letters sealed, and what it says of ours."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

PASSPHRASE = "phrase du fichier"
RSA = ("RSA", "rsa_keygen_bits:2048")
CURVE = ("EC", "ec_paramgen_curve:P-256")

_EXTENSIONS = """
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[mail]
basicConstraints = CA:FALSE
keyUsage = digitalSignature, keyEncipherment
extendedKeyUsage = {purpose}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = email:{address}
"""


def run(*words: str, given: bytes = b"") -> bytes:
    """What `openssl` writes. Raises `CalledProcessError` where it is not content."""
    return subprocess.run(["openssl", *words], input=given, capture_output=True, check=True).stdout


@dataclass
class Person:
    """Somebody with a certificate: files of the certificate, the key and both as PKCS#12."""

    address: str
    certificate: Path
    key: Path
    both: Path


class Authority:
    """An authority of its own in a folder, with an intermediate one that issues certificates."""

    def __init__(self, folder: Path, name: str = "AC de test") -> None:
        if shutil.which("openssl") is None:
            pytest.skip("openssl is not installed")
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.root = self._signed(name, "racine", "ca", None)
        self.middle = self._signed(f"{name} intermédiaire", "intermediaire", "ca", "racine")

    @property
    def trust(self) -> Path:
        """The root as PEM."""
        return self.folder / "racine.pem"

    @property
    def anchors(self) -> tuple[bytes, ...]:
        """The root in DER."""
        return (run("x509", "-in", str(self.trust), "-outform", "DER"),)

    def person(
        self, address: str, name: str = "Claire Martin", *, days: tuple[str, str] = ("", ""), purpose: str = "emailProtection",
        key: tuple[str, ...] = RSA,
    ) -> Person:
        """Somebody whose certificate the intermediate authority issued; `days` are dates such as `20200101000000Z`."""
        stem = f"personne-{address}-{len(list(self.folder.glob('personne-*.pem')))}"
        self._signed(name, stem, "mail", "intermediaire", address=address, days=days, purpose=purpose, key=key)
        place = self.folder / stem
        both = place.with_name(f"{stem}.p12")
        run(
            "pkcs12", "-export", "-inkey", f"{place}.key", "-in", f"{place}.pem",
            "-certfile", str(self.folder / "intermediaire.pem"), "-out", str(both),
            "-passout", f"pass:{PASSPHRASE}", "-name", name,
        )  # fmt: skip
        return Person(address, Path(f"{place}.pem"), Path(f"{place}.key"), both)

    def _signed(
        self, name: str, stem: str, section: str, issuer: str | None, *, address: str = "", days: tuple[str, str] = ("", ""),
        purpose: str = "emailProtection", key: tuple[str, ...] = CURVE,
    ) -> Path:
        place = self.folder / stem
        extensions = self.folder / f"{stem}.cnf"
        extensions.write_text(_EXTENSIONS.format(address=address or "personne@exemple.fr", purpose=purpose))
        run("genpkey", "-algorithm", key[0], "-pkeyopt", key[1], "-out", f"{place}.key")
        request = run("req", "-new", "-utf8", "-key", f"{place}.key", "-subj", f"/O=Ministère/CN={name}")
        by = ("-CA", str(self.folder / f"{issuer}.pem"), "-CAkey", str(self.folder / f"{issuer}.key")) if issuer else (
            "-signkey", f"{place}.key",
        )  # fmt: skip
        when = ("-not_before", days[0], "-not_after", days[1]) if days[0] else ("-days", "365")
        try:
            made = run("x509", "-req", *by, *when, "-sha256", "-extfile", str(extensions), "-extensions", section, given=request)
        except subprocess.CalledProcessError:  # before OpenSSL 3.4 `x509` has no -not_before
            made = self._dated(request, by, days, extensions, section)
        Path(f"{place}.pem").write_bytes(made)
        return Path(f"{place}.pem")

    def _dated(self, request: bytes, by: tuple[str, ...], days: tuple[str, str], extensions: Path, section: str) -> bytes:
        """A certificate with dates of one's own, by `openssl ca`."""
        index = self.folder / "index.txt"
        index.write_text("")
        (self.folder / "serial").write_text("77")
        settings = self.folder / "ca.cnf"
        settings.write_text(
            f"[ca]\ndefault_ca=d\n[d]\ndatabase={index}\nserial={self.folder}/serial\nnew_certs_dir={self.folder}\n"
            "default_md=sha256\npolicy=p\nunique_subject=no\n[p]\norganizationName=optional\ncommonName=supplied\n"
        )
        asked = self.folder / "asked.csr"
        asked.write_bytes(request)
        return run(
            "ca", "-batch", "-config", str(settings), "-cert", by[1], "-keyfile", by[3], "-in", str(asked), "-startdate", days[0],
            "-enddate", days[1], "-extfile", str(extensions), "-extensions", section, "-notext", "-utf8",
        )  # fmt: skip


def signed(person: Person, entity: bytes, *words: str, chain: Path | None = None) -> bytes:
    """An entity signed by `openssl cms`, as an S/MIME entity with CRLF."""
    more = ("-certfile", str(chain)) if chain is not None else ()
    by = ("-signer", str(person.certificate), "-inkey", str(person.key))
    return crlf(run("cms", "-sign", "-binary", *by, *more, *words, given=entity))


def encrypted(entity: bytes, *people: Person, cipher: str = "-aes-256-cbc", words: tuple[str, ...] = ()) -> bytes:
    """An entity encrypted by `openssl cms` for people."""
    certificates = [str(one.certificate) for one in people]
    if words:
        recipients = [word for one in certificates for word in ("-recip", one, *words)]
        return crlf(run("cms", "-encrypt", "-binary", cipher, *recipients, given=entity))
    return crlf(run("cms", "-encrypt", "-binary", cipher, *certificates, given=entity))


def crlf(text: bytes) -> bytes:
    """With CRLF at the end of each line."""
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def says_good(message: bytes, authority: Authority) -> tuple[bool, bytes]:
    """Whether `openssl cms -verify` is content with a message, and the content that it gives out."""
    found = subprocess.run(
        ["openssl", "cms", "-verify", "-CAfile", str(authority.trust), "-purpose", "any"], input=message,
        capture_output=True, check=False,
    )  # fmt: skip
    return found.returncode == 0, found.stdout


def decrypted(message: bytes, person: Person) -> bytes:
    """What `openssl cms -decrypt` gives out."""
    return run("cms", "-decrypt", "-binary", "-recip", str(person.certificate), "-inkey", str(person.key), given=message)
