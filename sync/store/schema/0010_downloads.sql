-- Contents on their way here. What is there of one is a file of its own, known by its salt; it goes on after a restart.
CREATE TABLE download (
    id INTEGER PRIMARY KEY NOT NULL REFERENCES item (id) ON DELETE CASCADE ON UPDATE CASCADE,
    revision TEXT NOT NULL,
    salt BLOB NOT NULL,
    opened INTEGER NOT NULL DEFAULT 0,
    paused INTEGER NOT NULL DEFAULT 0
) STRICT;
