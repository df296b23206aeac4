-- The steps of a task, by what they are steps of.
CREATE INDEX entry_by_parent ON entry (parent_uid) WHERE parent_uid <> '';
