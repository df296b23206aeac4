-- Files that are open in another program: a private copy at path, as it was last taken in, over which revision of the server.
CREATE TABLE file_checkout (
    id INTEGER PRIMARY KEY NOT NULL REFERENCES item (id) ON DELETE CASCADE ON UPDATE CASCADE,
    path TEXT NOT NULL,
    revision TEXT NOT NULL,
    modified_ns INTEGER NOT NULL,
    size INTEGER NOT NULL
) STRICT;
