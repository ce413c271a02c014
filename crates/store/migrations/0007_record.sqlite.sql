CREATE TRIGGER record_entries_stay BEFORE UPDATE ON record_entries
BEGIN SELECT RAISE(ABORT, 'record entries are never changed'); END;
CREATE TRIGGER record_entries_remain BEFORE DELETE ON record_entries
BEGIN SELECT RAISE(ABORT, 'record entries are never deleted'); END;
CREATE TRIGGER record_contents_stay BEFORE UPDATE ON record_contents
BEGIN SELECT RAISE(ABORT, 'record contents are never changed'); END;
CREATE TRIGGER record_heads_stay BEFORE UPDATE ON record_heads
BEGIN SELECT RAISE(ABORT, 'record heads are never changed'); END;
CREATE TRIGGER record_heads_remain BEFORE DELETE ON record_heads
BEGIN SELECT RAISE(ABORT, 'record heads are never deleted'); END;
