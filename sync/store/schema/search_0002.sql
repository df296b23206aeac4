-- Stems go into the index behind the words of each text, so all is indexed anew; and attached documents are read in idle times.
INSERT INTO message_text (message_text) VALUES ('delete-all');
DELETE FROM shallow;

-- Documents whose attachments hold words that are not in the index yet.
CREATE TABLE unread_attachment (
    id INTEGER PRIMARY KEY NOT NULL
) STRICT;
