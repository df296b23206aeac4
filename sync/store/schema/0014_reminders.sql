-- Reminders that are due and were not dismissed: of which occurrence, when it was due, and from when on it is shown (seconds since
-- 1970). No foreign key: rows of entries are written anew whenever they change.
CREATE TABLE reminder (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    entry_id INTEGER NOT NULL,
    recurrence TEXT NOT NULL,
    due INTEGER NOT NULL,
    shown_from INTEGER NOT NULL,
    UNIQUE (entry_id, recurrence)
) STRICT;

-- Up to when reminders have been looked for: one row.
CREATE TABLE reminder_mark (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    at INTEGER NOT NULL
) STRICT;
