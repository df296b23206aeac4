-- A post of the user's own that the answer to its sending put at the end of its room: its place is not told by the stream yet.
ALTER TABLE post ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
