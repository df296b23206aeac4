-- Chat: rooms and posts as the servers say them, and what protocols with keys of their own keep. Times are milliseconds since 1970.

CREATE TABLE protocol_record (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (account_id, kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE room (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'room',
    membership TEXT NOT NULL DEFAULT 'joined',
    topic TEXT NOT NULL DEFAULT '',
    avatar TEXT NOT NULL DEFAULT '',
    favourite INTEGER NOT NULL DEFAULT 0,
    low_priority INTEGER NOT NULL DEFAULT 0,
    muted INTEGER NOT NULL DEFAULT 0,
    encrypted INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0,
    people INTEGER NOT NULL DEFAULT 0,
    active_ms INTEGER NOT NULL DEFAULT 0,
    inviter TEXT NOT NULL DEFAULT '',
    spaces TEXT NOT NULL DEFAULT '[]',
    pinned TEXT NOT NULL DEFAULT '[]',
    permitted TEXT NOT NULL DEFAULT '[]',
    read_up_to TEXT NOT NULL DEFAULT '',
    UNIQUE (account_id, remote_id)
) STRICT;
INSERT INTO sqlite_sequence (name, seq) VALUES ('room', 0);

-- The id carries the date above 2^61 (sync.model.ids.dated_post_id), so that the search index is newest first by id. The order in a
-- room is position: what the server said of order, not what the sender's clock says. Blocks that have a gap between them are
-- far apart.
CREATE TABLE post (
    id INTEGER PRIMARY KEY NOT NULL,
    room_id INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    sender TEXT NOT NULL,
    sent_ms INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    html TEXT NOT NULL DEFAULT '',
    trust TEXT NOT NULL DEFAULT 'clear',
    why TEXT NOT NULL DEFAULT '',
    about TEXT NOT NULL DEFAULT '',
    reply_to TEXT NOT NULL DEFAULT '',
    thread TEXT NOT NULL DEFAULT '',
    edited_ms INTEGER NOT NULL DEFAULT 0,
    media TEXT NOT NULL DEFAULT '',
    mentions TEXT NOT NULL DEFAULT '[]',
    operation_id TEXT NOT NULL DEFAULT '',
    UNIQUE (room_id, remote_id)
) STRICT;
CREATE INDEX post_by_position ON post (room_id, position);

-- Edits and redactions are kept: what they are about may come later, with a page of history or a key.
CREATE TABLE post_edit (
    room_id INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    post TEXT NOT NULL,
    sender TEXT NOT NULL,
    sent_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    trust TEXT NOT NULL,
    PRIMARY KEY (room_id, post, remote_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE post_redaction (
    room_id INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    target TEXT NOT NULL,
    sender TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (room_id, target)
) STRICT, WITHOUT ROWID;
CREATE TABLE reaction (
    room_id INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    post TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (room_id, post, remote_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE room_member (
    room_id INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    membership TEXT NOT NULL DEFAULT 'joined',
    avatar TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (room_id, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt (
    room_id INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    post TEXT NOT NULL,
    read_ms INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (room_id, person)
) STRICT, WITHOUT ROWID;

-- There are posts before this one that are not here; token is what the protocol brings them by.
CREATE TABLE room_gap (
    room_id INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    post TEXT NOT NULL,
    position INTEGER NOT NULL,
    token TEXT NOT NULL,
    PRIMARY KEY (room_id, post)
) STRICT, WITHOUT ROWID;
