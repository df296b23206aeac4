-- Rules. A server's Sieve scripts as they were when somebody last looked; what is carried out here where no server does it.
CREATE TABLE script (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    active INTEGER NOT NULL,
    content BLOB NOT NULL,
    revision TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;

-- extensions: what the server's scripts may require, separated by spaces. here: JSON of `sync.model.rules.RuleSet`, or empty.
CREATE TABLE rule_place (
    account_id INTEGER PRIMARY KEY NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    extensions TEXT NOT NULL DEFAULT '',
    here TEXT NOT NULL DEFAULT ''
) STRICT;

-- Messages that have arrived and that no rule has looked at yet; and which ones rules have looked at, by 64 bits of the hash of
-- their Message-ID: one that comes back into the inbox is left there.
CREATE TABLE rule_due (
    item INTEGER PRIMARY KEY NOT NULL REFERENCES message (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE rule_done (
    key INTEGER PRIMARY KEY NOT NULL
) STRICT;
