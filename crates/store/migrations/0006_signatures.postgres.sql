CREATE TRIGGER signatures_stay BEFORE UPDATE OR DELETE ON signatures
FOR EACH ROW EXECUTE FUNCTION ballast_refuse();
CREATE TRIGGER signatures_are_not_emptied BEFORE TRUNCATE ON signatures
FOR EACH STATEMENT EXECUTE FUNCTION ballast_refuse();
