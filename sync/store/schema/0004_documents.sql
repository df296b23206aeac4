-- Documents that are open in the editor, or were lately: the bytes they were opened from and what was edited since, as blobs.
CREATE TABLE document (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    base BLOB NOT NULL,
    delta BLOB NOT NULL DEFAULT x'',
    opened INTEGER NOT NULL DEFAULT 1,
    updated_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX document_by_time ON document (updated_ms, id);
