-- Who did what, in an order without gaps, each line holding the hash of the one before it; and dated settings.

CREATE TABLE audit (
    number BIGINT NOT NULL PRIMARY KEY CHECK (number >= 1),
    receipt TEXT NOT NULL UNIQUE,
    at_us BIGINT NOT NULL,
    person_id TEXT REFERENCES people (id),
    body_code TEXT CHECK (LENGTH(body_code) <= 200),
    act TEXT NOT NULL,
    on_kind TEXT NOT NULL CHECK (LENGTH(on_kind) <= 200),
    on_id TEXT NOT NULL CHECK (LENGTH(on_id) <= 400),
    before_hash TEXT,
    after_hash TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_by_subject ON audit (on_kind, on_id, number);
CREATE INDEX audit_by_person ON audit (person_id, number);
CREATE INDEX audit_by_body ON audit (body_code, number);

-- One row: the last line of the audit. A line that is missing at the end is seen by it.
CREATE TABLE audit_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE settings (
    name TEXT NOT NULL CHECK (LENGTH(name) <= 200),
    -- Empty when it is for everybody.
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    from_us BIGINT NOT NULL,
    value TEXT NOT NULL,
    set_by TEXT REFERENCES people (id),
    PRIMARY KEY (name, body_code, from_us)
);
