"""The signed file that tells installed programs of a newer version (`sync/engine/updates.py` reads it)."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from builder.recipe import Recipe, epoch


def write(recipe: Recipe, target: Path, key: Path, page: str = "") -> str:
    """Write `version.json` into `target`, signed with the Ed25519 key of a PEM file; return its public half, for the policy."""
    secret = load_pem_private_key(key.read_bytes(), None)
    if not isinstance(secret, Ed25519PrivateKey):
        raise SystemExit(f"{key} is not an Ed25519 key: openssl genpkey -algorithm ed25519 -out {key}")
    day = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
    said = json.dumps({"name": recipe.name, "version": recipe.version, "date": day, "page": page})
    signed = {"said": said, "signature": b64encode(secret.sign(said.encode())).decode()}
    target.mkdir(parents=True, exist_ok=True)
    (target / "version.json").write_text(json.dumps(signed, indent=1) + "\n", "utf-8")
    return b64encode(secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
