-- Content that is named by its hash never changes. Only the moment of a blob may, and an unused blob may go.

CREATE FUNCTION ballast_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are never %d', TG_TABLE_NAME, lower(TG_OP);
END
$$;

CREATE TRIGGER blobs_stay BEFORE UPDATE OF hash, size_bytes, bytes ON blobs
FOR EACH ROW EXECUTE FUNCTION ballast_refuse();
CREATE TRIGGER snapshots_stay BEFORE UPDATE OR DELETE ON snapshots
FOR EACH ROW EXECUTE FUNCTION ballast_refuse();
CREATE TRIGGER imports_stay BEFORE UPDATE OR DELETE ON imports
FOR EACH ROW EXECUTE FUNCTION ballast_refuse();
