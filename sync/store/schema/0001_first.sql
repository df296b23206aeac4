-- store.db: truth as the servers say it, the outbox, the overlay folded from it, and what the user made.
-- Times are seconds since 1970, except those named _ms. Lists of words are separated by single spaces.

CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    address TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    backend TEXT NOT NULL DEFAULT 'generic',
    endpoints TEXT NOT NULL DEFAULT '[]',
    identity_address TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    signature_html TEXT NOT NULL DEFAULT '',
    keep_days INTEGER NOT NULL DEFAULT 0,
    keep_attachments INTEGER NOT NULL DEFAULT 1,
    keep_largest INTEGER NOT NULL DEFAULT 20971520,
    enabled INTEGER NOT NULL DEFAULT 1,
    condition TEXT NOT NULL DEFAULT 'offline',
    fault_kind TEXT NOT NULL DEFAULT '',
    fault_code TEXT NOT NULL DEFAULT '',
    fault_parameters TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- What proves the user's identity to a server and is too large for the system's keyring (OAuth tokens).
CREATE TABLE secret (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE collection (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    service TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT '',
    parent_remote_id TEXT NOT NULL DEFAULT '',
    selectable INTEGER NOT NULL DEFAULT 1,
    writable INTEGER NOT NULL DEFAULT 1,
    shared INTEGER NOT NULL DEFAULT 0,
    subscribed INTEGER NOT NULL DEFAULT 1,
    server_total INTEGER NOT NULL DEFAULT -1,
    server_unread INTEGER NOT NULL DEFAULT -1,
    cursor BLOB NOT NULL DEFAULT x'',
    complete INTEGER NOT NULL DEFAULT 0,
    absent INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account_id, service, remote_id)
) STRICT;
INSERT INTO sqlite_sequence (name, seq) VALUES ('collection', 0);

-- How many messages truth holds (total, unread), and by how much the overlay shifts that. Kept by triggers.
CREATE TABLE collection_count (
    collection_id INTEGER PRIMARY KEY NOT NULL,
    total INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    total_shift INTEGER NOT NULL DEFAULT 0,
    unread_shift INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE collection_overlay (
    id INTEGER PRIMARY KEY NOT NULL,
    operation_id TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '',
    parent_id INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The id carries the date (sync.model.ids.dated_item_id): descending ids are newest first, here and in the search index.
CREATE TABLE message (
    id INTEGER PRIMARY KEY NOT NULL,
    collection_id INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    revision TEXT NOT NULL DEFAULT '',
    flags INTEGER NOT NULL DEFAULT 0,
    keywords TEXT NOT NULL DEFAULT '',
    received INTEGER NOT NULL DEFAULT 0,
    size INTEGER NOT NULL DEFAULT 0,
    has_attachment INTEGER NOT NULL DEFAULT 0,
    content INTEGER NOT NULL DEFAULT 0,
    sender_name TEXT NOT NULL DEFAULT '',
    sender_address TEXT NOT NULL DEFAULT '',
    recipients TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    preview TEXT NOT NULL DEFAULT '',
    unread INTEGER NOT NULL GENERATED ALWAYS AS ((flags & 1) = 0) VIRTUAL,
    flagged INTEGER NOT NULL GENERATED ALWAYS AS ((flags & 4) <> 0) VIRTUAL,
    UNIQUE (collection_id, remote_id)
) STRICT;
CREATE INDEX message_by_date ON message (collection_id);
CREATE INDEX message_by_unread ON message (collection_id, unread, id, flagged, has_attachment);
CREATE INDEX message_by_flagged ON message (collection_id, flagged, id, unread, has_attachment);
CREATE INDEX message_by_attachment ON message (collection_id, has_attachment, id, unread, flagged);
CREATE INDEX message_without_content ON message (collection_id) WHERE content = 0;

-- What only the reader and the search need, apart so that a page of the list is few pages of the file.
CREATE TABLE message_detail (
    id INTEGER PRIMARY KEY NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    blob BLOB NOT NULL DEFAULT x'',
    sent INTEGER NOT NULL DEFAULT 0,
    message_id TEXT NOT NULL DEFAULT '',
    in_reply_to TEXT NOT NULL DEFAULT '',
    reference_ids TEXT NOT NULL DEFAULT '',
    list_id TEXT NOT NULL DEFAULT '',
    people TEXT NOT NULL DEFAULT '[]',
    attachments TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX message_detail_by_message_id ON message_detail (message_id) WHERE message_id <> '';
CREATE VIEW message_whole AS SELECT * FROM message JOIN message_detail USING (id);

CREATE TRIGGER collection_added AFTER INSERT ON collection BEGIN
    INSERT INTO collection_count (collection_id) VALUES (new.id) ON CONFLICT (collection_id) DO NOTHING;
END;
CREATE TRIGGER collection_removed AFTER DELETE ON collection BEGIN
    DELETE FROM collection_count WHERE collection_id = old.id;
END;
CREATE TRIGGER message_added AFTER INSERT ON message BEGIN
    UPDATE collection_count SET total = total + 1, unread = unread + ((new.flags & 1) = 0)
    WHERE collection_id = new.collection_id;
END;
CREATE TRIGGER message_removed AFTER DELETE ON message BEGIN
    UPDATE collection_count SET total = total - 1, unread = unread - ((old.flags & 1) = 0)
    WHERE collection_id = old.collection_id;
END;
CREATE TRIGGER message_changed AFTER UPDATE OF flags, collection_id ON message BEGIN
    UPDATE collection_count SET total = total - 1, unread = unread - ((old.flags & 1) = 0)
    WHERE collection_id = old.collection_id;
    UPDATE collection_count SET total = total + 1, unread = unread + ((new.flags & 1) = 0)
    WHERE collection_id = new.collection_id;
END;

-- One row per message that waiting operations show otherwise than truth has it (collection 0: hidden). Written by
-- sync.store.write.overlay alone. base_* repeat what truth said when it was folded.
CREATE TABLE message_overlay (
    id INTEGER PRIMARY KEY NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    base_collection_id INTEGER NOT NULL,
    base_unread INTEGER NOT NULL,
    collection_id INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    keywords TEXT NOT NULL,
    has_attachment INTEGER NOT NULL,
    unread INTEGER NOT NULL GENERATED ALWAYS AS ((flags & 1) = 0) VIRTUAL,
    flagged INTEGER NOT NULL GENERATED ALWAYS AS ((flags & 4) <> 0) VIRTUAL
) STRICT;
CREATE INDEX message_overlay_by_date ON message_overlay (collection_id);
CREATE INDEX message_overlay_by_unread ON message_overlay (collection_id, unread);
CREATE INDEX message_overlay_by_flagged ON message_overlay (collection_id, flagged);
CREATE INDEX message_overlay_by_attachment ON message_overlay (collection_id, has_attachment);

CREATE TRIGGER message_overlay_added AFTER INSERT ON message_overlay BEGIN
    UPDATE collection_count SET total_shift = total_shift - 1, unread_shift = unread_shift - new.base_unread
    WHERE collection_id = new.base_collection_id;
    UPDATE collection_count SET total_shift = total_shift + 1, unread_shift = unread_shift + ((new.flags & 1) = 0)
    WHERE collection_id = new.collection_id;
END;
CREATE TRIGGER message_overlay_removed AFTER DELETE ON message_overlay BEGIN
    UPDATE collection_count SET total_shift = total_shift + 1, unread_shift = unread_shift + old.base_unread
    WHERE collection_id = old.base_collection_id;
    UPDATE collection_count SET total_shift = total_shift - 1, unread_shift = unread_shift - ((old.flags & 1) = 0)
    WHERE collection_id = old.collection_id;
END;

-- Messages that no server holds yet: outgoing, drafts, copies. Folded from operations like the overlay.
CREATE TABLE message_pending (
    id INTEGER PRIMARY KEY NOT NULL,
    operation_id TEXT NOT NULL,
    collection_id INTEGER NOT NULL,
    pending TEXT NOT NULL,
    flags INTEGER NOT NULL DEFAULT 0,
    keywords TEXT NOT NULL DEFAULT '',
    received INTEGER NOT NULL DEFAULT 0,
    size INTEGER NOT NULL DEFAULT 0,
    has_attachment INTEGER NOT NULL DEFAULT 0,
    content INTEGER NOT NULL DEFAULT 2,
    sender_name TEXT NOT NULL DEFAULT '',
    sender_address TEXT NOT NULL DEFAULT '',
    recipients TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    preview TEXT NOT NULL DEFAULT '',
    blob BLOB NOT NULL DEFAULT x'',
    sent INTEGER NOT NULL DEFAULT 0,
    message_id TEXT NOT NULL DEFAULT '',
    in_reply_to TEXT NOT NULL DEFAULT '',
    reference_ids TEXT NOT NULL DEFAULT '',
    list_id TEXT NOT NULL DEFAULT '',
    people TEXT NOT NULL DEFAULT '[]',
    attachments TEXT NOT NULL DEFAULT '[]',
    unread INTEGER NOT NULL GENERATED ALWAYS AS ((flags & 1) = 0) VIRTUAL,
    flagged INTEGER NOT NULL GENERATED ALWAYS AS ((flags & 4) <> 0) VIRTUAL
) STRICT;
CREATE INDEX message_pending_by_date ON message_pending (collection_id);
CREATE INDEX message_pending_by_unread ON message_pending (collection_id, unread);
CREATE INDEX message_pending_by_flagged ON message_pending (collection_id, flagged);
CREATE INDEX message_pending_by_attachment ON message_pending (collection_id, has_attachment);

CREATE TRIGGER message_pending_added AFTER INSERT ON message_pending BEGIN
    UPDATE collection_count SET total_shift = total_shift + 1, unread_shift = unread_shift + ((new.flags & 1) = 0)
    WHERE collection_id = new.collection_id;
END;
CREATE TRIGGER message_pending_removed AFTER DELETE ON message_pending BEGIN
    UPDATE collection_count SET total_shift = total_shift - 1, unread_shift = unread_shift - ((old.flags & 1) = 0)
    WHERE collection_id = old.collection_id;
END;
CREATE TRIGGER message_pending_changed AFTER UPDATE OF flags, collection_id ON message_pending BEGIN
    UPDATE collection_count SET total_shift = total_shift - 1, unread_shift = unread_shift - ((old.flags & 1) = 0)
    WHERE collection_id = old.collection_id;
    UPDATE collection_count SET total_shift = total_shift + 1, unread_shift = unread_shift + ((new.flags & 1) = 0)
    WHERE collection_id = new.collection_id;
END;

-- The outbox. Order of position is the order in which the user acted.
CREATE TABLE operation (
    position INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    intention TEXT NOT NULL,
    draft_key TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'queued',
    created_ms INTEGER NOT NULL DEFAULT 0,
    not_before_ms INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    fault_kind TEXT NOT NULL DEFAULT '',
    fault_code TEXT NOT NULL DEFAULT '',
    fault_parameters TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX operation_by_state ON operation (state, position);
CREATE INDEX operation_by_draft ON operation (draft_key) WHERE draft_key <> '';

-- Which messages an operation touches (item) and which rows it makes (creates); 0: none.
CREATE TABLE operation_item (
    position INTEGER NOT NULL REFERENCES operation (position) ON DELETE CASCADE,
    item INTEGER NOT NULL DEFAULT 0,
    creates INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (position, item, creates)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_item_by_item ON operation_item (item, position);
CREATE INDEX operation_item_by_creates ON operation_item (creates) WHERE creates <> 0;

-- Operations that left the outbox: the same command sent again after a crash must not act twice.
CREATE TABLE operation_settled (
    id TEXT PRIMARY KEY NOT NULL,
    settled_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    draft TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    recipients TEXT NOT NULL DEFAULT '',
    updated_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE conflict (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    operation_id TEXT NOT NULL,
    item INTEGER NOT NULL DEFAULT 0,
    base TEXT NOT NULL DEFAULT '',
    theirs TEXT NOT NULL DEFAULT '',
    created_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    address TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    uses INTEGER NOT NULL DEFAULT 0,
    last_used_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE person_word (
    word TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (word, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_word_by_person ON person_word (person_id);

-- Where the bytes of a blob are: a record of a pack (position, length), or for pack 0 a file of its own (salt).
CREATE TABLE blob (
    name BLOB PRIMARY KEY NOT NULL,
    pack INTEGER NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    length INTEGER NOT NULL,
    size INTEGER NOT NULL,
    salt BLOB NOT NULL DEFAULT x'',
    created INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_by_place ON blob (pack, position);
