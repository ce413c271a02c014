CREATE TRIGGER record_entries_stay BEFORE UPDATE OR DELETE ON record_entries
FOR EACH ROW EXECUTE FUNCTION ballast_refuse();
CREATE TRIGGER record_entries_are_not_emptied BEFORE TRUNCATE ON record_entries
FOR EACH STATEMENT EXECUTE FUNCTION ballast_refuse();
CREATE TRIGGER record_contents_stay BEFORE UPDATE ON record_contents
FOR EACH ROW EXECUTE FUNCTION ballast_refuse();
CREATE TRIGGER record_contents_are_not_emptied BEFORE TRUNCATE ON record_contents
FOR EACH STATEMENT EXECUTE FUNCTION ballast_refuse();
CREATE TRIGGER record_heads_stay BEFORE UPDATE OR DELETE ON record_heads
FOR EACH ROW EXECUTE FUNCTION ballast_refuse();
CREATE TRIGGER record_heads_are_not_emptied BEFORE TRUNCATE ON record_heads
FOR EACH STATEMENT EXECUTE FUNCTION ballast_refuse();
