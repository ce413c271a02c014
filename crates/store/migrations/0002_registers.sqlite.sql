-- Content that is named by its hash never changes. Only the moment of a blob may, and an unused blob may go.

CREATE TRIGGER blobs_stay BEFORE UPDATE OF hash, size_bytes, bytes ON blobs
BEGIN SELECT RAISE(ABORT, 'blobs are never changed'); END;

CREATE TRIGGER snapshots_stay BEFORE UPDATE ON snapshots
BEGIN SELECT RAISE(ABORT, 'snapshots are never changed'); END;
CREATE TRIGGER snapshots_remain BEFORE DELETE ON snapshots
BEGIN SELECT RAISE(ABORT, 'snapshots are never deleted'); END;

CREATE TRIGGER imports_stay BEFORE UPDATE ON imports
BEGIN SELECT RAISE(ABORT, 'imports are never changed'); END;
CREATE TRIGGER imports_remain BEFORE DELETE ON imports
BEGIN SELECT RAISE(ABORT, 'imports are never deleted'); END;
