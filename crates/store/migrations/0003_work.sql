-- Work in progress and what came of it.

CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (LENGTH(kind) <= 200),
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    person_id TEXT NOT NULL REFERENCES people (id),
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    -- 1 when new, one more at each change.
    version BIGINT NOT NULL CHECK (version >= 1),
    created_us BIGINT NOT NULL,
    changed_us BIGINT NOT NULL
);
CREATE INDEX drafts_by_body ON drafts (body_code, kind);
CREATE INDEX drafts_by_person ON drafts (person_id);

CREATE TABLE draft_files (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (LENGTH(name) <= 400),
    blob_hash TEXT NOT NULL REFERENCES blobs (hash),
    PRIMARY KEY (draft_id, name)
);
CREATE INDEX draft_files_by_blob ON draft_files (blob_hash);

CREATE TABLE results (
    id TEXT NOT NULL PRIMARY KEY,
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    person_id TEXT NOT NULL REFERENCES people (id),
    title TEXT NOT NULL,
    snapshot_hash TEXT NOT NULL REFERENCES snapshots (hash),
    scenario TEXT NOT NULL,
    -- How to run it (draws, seed), as whoever runs it wrote it down.
    options TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'stopped')),
    percent BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100),
    -- What is being done, or why it failed.
    message TEXT NOT NULL,
    -- Who runs it; and how often somebody began to.
    worker TEXT,
    attempts BIGINT NOT NULL,
    created_us BIGINT NOT NULL,
    -- The last sign of life of whoever runs it.
    seen_us BIGINT,
    finished_us BIGINT,
    -- Private to its body until then.
    shared_us BIGINT
);
CREATE INDEX results_by_body ON results (body_code, created_us);
CREATE INDEX results_by_state ON results (state, created_us);
CREATE INDEX results_by_snapshot ON results (snapshot_hash);

CREATE TABLE result_files (
    result_id TEXT NOT NULL REFERENCES results (id),
    path TEXT NOT NULL CHECK (LENGTH(path) <= 400),
    blob_hash TEXT NOT NULL REFERENCES blobs (hash),
    PRIMARY KEY (result_id, path)
);
CREATE INDEX result_files_by_blob ON result_files (blob_hash);

-- What was answered to a request that carried a key, so that asking again does nothing again.
CREATE TABLE request_keys (
    person_id TEXT NOT NULL REFERENCES people (id),
    request_key TEXT NOT NULL CHECK (LENGTH(request_key) <= 200),
    request_hash TEXT NOT NULL,
    status BIGINT,
    response BLOB,
    created_us BIGINT NOT NULL,
    expires_us BIGINT NOT NULL,
    PRIMARY KEY (person_id, request_key)
);
CREATE INDEX request_keys_by_expiry ON request_keys (expires_us);
