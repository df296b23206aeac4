-- How far files of other programs were taken into mailboxes: by file and mailbox, the place in the file behind which to go on.
CREATE TABLE taking_in (
    source TEXT NOT NULL,
    collection_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (source, collection_id)
) STRICT, WITHOUT ROWID;
