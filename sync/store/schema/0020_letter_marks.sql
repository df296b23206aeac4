-- Letters that are pinned, put off, back, or due (`sync.model.letter_marks`), found without walking over all others.
CREATE INDEX message_marked ON message (collection_id) WHERE instr(keywords, '$pinned') OR instr(keywords, '$returned')
    OR instr(keywords, '$snoozed-') OR instr(keywords, '$due-');
CREATE INDEX message_overlay_marked ON message_overlay (collection_id) WHERE instr(keywords, '$pinned')
    OR instr(keywords, '$returned') OR instr(keywords, '$snoozed-') OR instr(keywords, '$due-');
