-- What a post was encrypted with: once more is known of its sender, all posts of that session are judged again.
ALTER TABLE post ADD COLUMN session TEXT NOT NULL DEFAULT '';
CREATE INDEX post_by_session ON post (room_id, session) WHERE session <> '';
