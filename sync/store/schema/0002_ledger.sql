-- The ledger of hosts contacted: one line for a day (UTC), an account, a host and a reason. No reference to `account`: a
-- removed account stays in it.
CREATE TABLE ledger (
    day TEXT NOT NULL,
    account INTEGER NOT NULL,
    host TEXT NOT NULL,
    why TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    connections INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    law TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (day, account, host, why)
) STRICT, WITHOUT ROWID;
