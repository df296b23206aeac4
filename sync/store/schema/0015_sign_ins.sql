-- Sign-ins by browser: of a person at an authorization server, for every account of theirs that asks there. An account with several
-- servers may use several.
CREATE TABLE sign_in (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    issuer TEXT NOT NULL,
    person TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE sign_in_use (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    sign_in_id INTEGER NOT NULL REFERENCES sign_in (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, sign_in_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_by_use ON sign_in_use (sign_in_id);

-- Until now each account had its own.
INSERT INTO sign_in (id, issuer, person, value)
SELECT account_id, json_extract(value, '$.server.issuer'), lower(address), value
FROM secret JOIN account ON account.id = account_id
WHERE name = 'oauth' AND json_extract(value, '$.server.issuer') IS NOT NULL;

INSERT INTO sign_in_use (account_id, sign_in_id) SELECT id, id FROM sign_in;

DELETE FROM secret WHERE name = 'oauth';
