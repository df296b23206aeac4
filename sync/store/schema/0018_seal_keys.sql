-- Keys by which letters are signed and encrypted: one's own (with a secret) and those of correspondents. `public` is a certificate in
-- DER (S/MIME) or an OpenPGP certificate; `chain` holds the authorities between it and a root (JSON list of base64); `secret` is the
-- private key, empty for others' keys and for keys on a card (`token` names the card then). Moments are seconds since 1970.
CREATE TABLE seal_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    scheme TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    issuer TEXT NOT NULL DEFAULT '',
    not_before INTEGER NOT NULL DEFAULT 0,
    not_after INTEGER NOT NULL DEFAULT 0,
    own INTEGER NOT NULL DEFAULT 0,
    trusted INTEGER NOT NULL DEFAULT 0,
    public BLOB NOT NULL,
    chain TEXT NOT NULL DEFAULT '[]',
    secret BLOB NOT NULL DEFAULT x'',
    token TEXT NOT NULL DEFAULT '',
    UNIQUE (scheme, fingerprint)
) STRICT;

CREATE TABLE seal_key_address (
    key_id INTEGER NOT NULL REFERENCES seal_key (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    PRIMARY KEY (address, key_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX seal_key_address_by_key ON seal_key_address (key_id);
