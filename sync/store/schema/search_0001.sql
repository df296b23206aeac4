-- search.db: the index of words. Holds nothing that cannot be made again from store.db and the blobs.

-- No prefix index: it halves the speed of indexing (measured: 4,300 against 9,900-12,200 messages/s), and prefixes of three
-- letters and more are found within 10 ms of 100,000 messages without it. Shorter last words are therefore matched whole.
-- Bulk indexing wants ('automerge', 0), ('crisismerge', 64), ('hashsize', 67108864) and some 2,000 rows a transaction;
-- rows of 50 a transaction cost three times as much.
CREATE VIRTUAL TABLE message_text USING fts5 (
    sender, recipients, subject, body, attachments,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);

-- Words of one transaction are gathered in at most 16 MiB of memory before they become a segment.
INSERT INTO message_text (message_text, rank) VALUES ('hashsize', 16777216);

-- Documents indexed from their headers alone; to be indexed again when the text is here.
CREATE TABLE shallow (
    id INTEGER PRIMARY KEY NOT NULL
) STRICT;
