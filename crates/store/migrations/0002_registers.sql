-- Registers: what was loaded, as it was, and which snapshot counts.

CREATE TABLE blobs (
    -- SHA-256 of the bytes, in lower-case hexadecimal.
    hash TEXT NOT NULL PRIMARY KEY,
    size_bytes BIGINT NOT NULL,
    -- When somebody last put these bytes here. What is unused and old may be swept.
    put_us BIGINT NOT NULL,
    bytes BLOB NOT NULL
);
CREATE INDEX blobs_by_time ON blobs (put_us);

CREATE TABLE snapshots (
    -- The register's own hash over its canonical rows.
    hash TEXT NOT NULL PRIMARY KEY CHECK (LENGTH(hash) <= 200),
    pack_hash TEXT NOT NULL REFERENCES blobs (hash),
    name TEXT NOT NULL,
    -- The day for which the register speaks, as year-month-day.
    as_of TEXT,
    created_us BIGINT NOT NULL,
    created_by TEXT REFERENCES people (id)
);
CREATE INDEX snapshots_by_pack ON snapshots (pack_hash);

-- One line of a register's history: from then on this snapshot counts. Undo adds a line that names an earlier snapshot.
CREATE TABLE imports (
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    register_name TEXT NOT NULL CHECK (LENGTH(register_name) <= 200),
    number BIGINT NOT NULL CHECK (number >= 1),
    snapshot_hash TEXT NOT NULL REFERENCES snapshots (hash),
    title TEXT NOT NULL,
    imported_us BIGINT NOT NULL,
    imported_by TEXT REFERENCES people (id),
    PRIMARY KEY (body_code, register_name, number)
);
CREATE INDEX imports_by_snapshot ON imports (snapshot_hash);
