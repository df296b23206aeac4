-- What chat shows beyond rooms and posts: text begun in a room and not sent, and files of posts that are kept here.
CREATE TABLE room_draft (
    room_id INTEGER PRIMARY KEY NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    called TEXT NOT NULL DEFAULT '{}',
    kept_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE post_file (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    blob BLOB NOT NULL,
    used_ms INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_by_thread ON post (room_id, thread, position) WHERE thread <> '';
-- Formatting was kept as it came; from here on only what may be shown is kept. Words are in the body.
UPDATE post SET html = '' WHERE html <> '';
UPDATE post_edit SET html = '' WHERE html <> '';
