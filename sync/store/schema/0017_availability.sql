-- When other people are busy, as servers said: a line per person and week (its Monday, seconds since 1970), and when it was asked
-- (milliseconds). `busy` is JSON of stretches; `known` 0: the server does not know this person.
CREATE TABLE availability (
    address TEXT NOT NULL,
    week INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    known INTEGER NOT NULL,
    busy TEXT NOT NULL,
    PRIMARY KEY (address, week)
) STRICT, WITHOUT ROWID;
