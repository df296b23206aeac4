-- Polls: what a post asks, votes and ends as they came. What they come to is counted when it is read.
ALTER TABLE post ADD COLUMN poll TEXT NOT NULL DEFAULT '';
ALTER TABLE post_edit ADD COLUMN poll TEXT NOT NULL DEFAULT '';
CREATE TABLE poll_vote (
    room_id INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    post TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    sent_ms INTEGER NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (room_id, post, remote_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE poll_end (
    room_id INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    post TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    sent_ms INTEGER NOT NULL,
    may INTEGER NOT NULL,
    PRIMARY KEY (room_id, post, remote_id)
) STRICT, WITHOUT ROWID;
