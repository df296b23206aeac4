-- Conversations: every message carries the number of its thread (0: not woven in yet), so that a list by conversation is
-- one walk over an index. Written by sync.store.write.threads alone.

ALTER TABLE message ADD COLUMN thread INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message_pending ADD COLUMN thread INTEGER NOT NULL DEFAULT 0;
DROP INDEX message_by_date;
CREATE INDEX message_by_date ON message (collection_id, id, thread);
CREATE INDEX message_by_thread ON message (thread);
CREATE INDEX message_pending_by_thread ON message_pending (thread);

-- Which thread a Message-ID (64 bits of its hash) belongs to. `sent`: the date of the message that bears it, 0 while it is
-- only referred to. A bearer with another date is a sender that repeats its ids.
CREATE TABLE thread_link (
    key INTEGER PRIMARY KEY NOT NULL,
    thread INTEGER NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Threads that turned out to be part of another one.
CREATE TABLE thread_merged (
    thread INTEGER PRIMARY KEY NOT NULL,
    into_thread INTEGER NOT NULL
) STRICT;

-- Threads by their subject (64 bits of its hash), for answers that name no parent. `loose`: the thread began with one.
CREATE TABLE thread_topic (
    topic INTEGER NOT NULL,
    loose INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    PRIMARY KEY (topic, loose, thread)
) STRICT, WITHOUT ROWID;
