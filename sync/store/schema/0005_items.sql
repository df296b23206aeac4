-- Items: what is written as a whole (events, tasks, contacts, files), beside mail. Times are seconds since 1970.

ALTER TABLE collection ADD COLUMN colour TEXT NOT NULL DEFAULT '';
ALTER TABLE collection ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collection ADD COLUMN components TEXT NOT NULL DEFAULT '';
ALTER TABLE collection ADD COLUMN quota_used INTEGER NOT NULL DEFAULT -1;
ALTER TABLE collection ADD COLUMN quota_total INTEGER NOT NULL DEFAULT -1;
ALTER TABLE collection_overlay ADD COLUMN service TEXT NOT NULL DEFAULT 'mail';
ALTER TABLE collection_overlay ADD COLUMN colour TEXT NOT NULL DEFAULT '';
ALTER TABLE collection_overlay ADD COLUMN components TEXT NOT NULL DEFAULT '';

-- The revision that the user saw of each item that an operation is about.
ALTER TABLE operation_item ADD COLUMN base TEXT NOT NULL DEFAULT '';

-- Truth. shown is the JSON of what the parser made of raw (Entry, Card), or of the listing (FileTruth). Ids begin at 2^60, so
-- that they are never those of messages: operations, conflicts and notices name either by one number. folder_id 0: the top.
CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    collection_id INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    revision TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    folder_id INTEGER NOT NULL DEFAULT 0,
    shown TEXT NOT NULL DEFAULT '{}',
    raw BLOB NOT NULL DEFAULT x'',
    UNIQUE (collection_id, remote_id)
) STRICT;
INSERT INTO sqlite_sequence (name, seq) VALUES ('item', 1152921504606846976);
CREATE INDEX item_by_folder ON item (folder_id, collection_id);

-- One row per item that waiting operations show otherwise than truth has it, or make (collection 0: hidden). Written by
-- sync.store.write.laying alone.
CREATE TABLE item_overlay (
    id INTEGER PRIMARY KEY NOT NULL,
    operation_id TEXT NOT NULL,
    pending TEXT NOT NULL,
    collection_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    folder_id INTEGER NOT NULL DEFAULT 0,
    shown TEXT NOT NULL DEFAULT '{}',
    raw BLOB NOT NULL DEFAULT x'',
    made INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What lists read: truth with the overlay laid over it, one table per kind, projected from the two above and from nothing else
-- (sync.store.write.projection).
CREATE TABLE entry (
    id INTEGER PRIMARY KEY NOT NULL,
    collection_id INTEGER NOT NULL,
    component TEXT NOT NULL,
    uid TEXT NOT NULL,
    summary TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    starts INTEGER NOT NULL DEFAULT 0,
    ends INTEGER NOT NULL DEFAULT 0,
    has_start INTEGER NOT NULL DEFAULT 0,
    has_end INTEGER NOT NULL DEFAULT 0,
    zone TEXT NOT NULL DEFAULT '',
    whole_day INTEGER NOT NULL DEFAULT 0,
    recurring INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT '',
    transparent INTEGER NOT NULL DEFAULT 0,
    private INTEGER NOT NULL DEFAULT 0,
    organizer TEXT NOT NULL DEFAULT '',
    attendees INTEGER NOT NULL DEFAULT 0,
    url TEXT NOT NULL DEFAULT '',
    priority INTEGER NOT NULL DEFAULT 0,
    percent INTEGER NOT NULL DEFAULT 0,
    completed INTEGER NOT NULL DEFAULT 0,
    parent_uid TEXT NOT NULL DEFAULT '',
    categories TEXT NOT NULL DEFAULT '[]',
    alarms TEXT NOT NULL DEFAULT '[]',
    colour TEXT NOT NULL DEFAULT '',
    beyond INTEGER NOT NULL DEFAULT 0,
    pending TEXT NOT NULL DEFAULT '',
    operation_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX entry_by_uid ON entry (uid);
CREATE INDEX entry_by_due ON entry (collection_id, completed, has_end DESC, ends, id) WHERE component = 'task';
CREATE INDEX entry_beyond ON entry (id) WHERE beyond;

-- By which words an item is found: without accents and case, each once.
CREATE TABLE item_word (
    word TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    PRIMARY KEY (word, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_word_by_item ON item_word (item_id);

-- The stretch of time for which occurrences are kept: one row.
CREATE TABLE calendar_window (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL
) STRICT;

-- floating: starts and ends are wall clock counted as if it were UTC (whole days too).
CREATE TABLE occurrence (
    entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    recurrence TEXT NOT NULL,
    collection_id INTEGER NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    floating INTEGER NOT NULL,
    summary TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (entry_id, recurrence)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_by_start ON occurrence (collection_id, floating, starts);
CREATE INDEX occurrence_long ON occurrence (collection_id, floating, ends) WHERE ends - starts > 172800;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY NOT NULL,
    collection_id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    organization TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    emails TEXT NOT NULL DEFAULT '[]',
    phones TEXT NOT NULL DEFAULT '[]',
    categories TEXT NOT NULL DEFAULT '[]',
    has_photo INTEGER NOT NULL DEFAULT 0,
    is_group INTEGER NOT NULL DEFAULT 0,
    members TEXT NOT NULL DEFAULT '[]',
    pending TEXT NOT NULL DEFAULT '',
    operation_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX contact_by_name ON contact (collection_id, sort, id);
CREATE INDEX contact_by_uid ON contact (uid);
CREATE TABLE contact_address (
    address TEXT NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    PRIMARY KEY (contact_id, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_address_by_address ON contact_address (address);

CREATE TABLE file (
    id INTEGER PRIMARY KEY NOT NULL,
    collection_id INTEGER NOT NULL,
    folder_id INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    sort TEXT NOT NULL,
    is_folder INTEGER NOT NULL DEFAULT 0,
    size INTEGER NOT NULL DEFAULT 0,
    modified INTEGER NOT NULL DEFAULT 0,
    media_type TEXT NOT NULL DEFAULT '',
    permissions INTEGER NOT NULL DEFAULT 63,
    shared TEXT NOT NULL DEFAULT '',
    pending TEXT NOT NULL DEFAULT '',
    operation_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX file_by_name ON file (collection_id, folder_id, is_folder DESC, sort, id);

-- What is here of a file: the content of one revision, and when somebody opened it last.
CREATE TABLE file_content (
    id INTEGER PRIMARY KEY NOT NULL REFERENCES item (id) ON DELETE CASCADE ON UPDATE CASCADE,
    blob BLOB NOT NULL,
    revision TEXT NOT NULL,
    opened_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Files and folders that the user wants here always, a folder with everything in it.
CREATE TABLE file_pin (
    id INTEGER PRIMARY KEY NOT NULL REFERENCES item (id) ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

-- An item that leaves truth leaves the lists, unless a waiting operation still shows it.
CREATE TRIGGER item_removed AFTER DELETE ON item
WHEN NOT EXISTS (SELECT 1 FROM item_overlay WHERE id = old.id AND made) BEGIN
    DELETE FROM item_overlay WHERE id = old.id;
    DELETE FROM entry WHERE id = old.id;
    DELETE FROM contact WHERE id = old.id;
    DELETE FROM file WHERE id = old.id;
    DELETE FROM item_word WHERE item_id = old.id;
END;
