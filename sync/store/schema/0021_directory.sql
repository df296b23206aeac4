-- People that a directory told when somebody looked for them: known offline from then on, and offered while one types.
CREATE TABLE directory_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    organization TEXT NOT NULL,
    department TEXT NOT NULL,
    title TEXT NOT NULL,
    phones TEXT NOT NULL,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    seen_ms INTEGER NOT NULL,
    UNIQUE (account_id, address, name)
) STRICT;
CREATE INDEX directory_person_by_age ON directory_person (seen_ms);

CREATE TABLE directory_word (
    word TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES directory_person (id) ON DELETE CASCADE,
    PRIMARY KEY (word, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX directory_word_by_person ON directory_word (person_id);
