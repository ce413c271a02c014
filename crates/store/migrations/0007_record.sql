-- The record of acts: entries whose contents stand beside them with their salts, and signed heads. Nothing in it is changed;
-- only a content may go, with its salt, and then its hash stands in the entry. What is what: docs/spec/record.md.

CREATE TABLE record_entries (
    -- Of which log: a name and a year.
    log TEXT NOT NULL CHECK (LENGTH(log) <= 200),
    number BIGINT NOT NULL CHECK (number >= 1),
    entry TEXT NOT NULL,
    leaf TEXT NOT NULL,
    PRIMARY KEY (log, number)
);
CREATE TABLE record_contents (
    log TEXT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (LENGTH(name) <= 200),
    salt BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (log, number, name),
    FOREIGN KEY (log, number) REFERENCES record_entries (log, number)
);
CREATE TABLE record_heads (
    log TEXT NOT NULL,
    size BIGINT NOT NULL CHECK (size >= 1),
    note TEXT NOT NULL,
    -- The key that it can be checked with: NAME+ID+KEY.
    verifier_key TEXT NOT NULL,
    sealed_us BIGINT NOT NULL,
    PRIMARY KEY (log, size),
    FOREIGN KEY (log, size) REFERENCES record_entries (log, number)
);
