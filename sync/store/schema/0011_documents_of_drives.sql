-- A document that is open from a drive: which file it is, and the revision of it that it was made of or became.
ALTER TABLE document ADD COLUMN item INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN revision TEXT NOT NULL DEFAULT '';
