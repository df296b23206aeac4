-- Posts of all rooms, encrypted ones included: short texts, found by the beginnings of words, newest first by id.
CREATE VIRTUAL TABLE post_text USING fts5 (
    body,
    content = '', contentless_delete = 1,
    prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
