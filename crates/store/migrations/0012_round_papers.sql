-- Papers that a unit of a round attaches to its answers: their bytes, by their hash. Which answer names which, and under what title,
-- stands in the acts; the bytes go when no answer names them any more.

CREATE TABLE round_files (
    reference TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    -- SHA-256 of the bytes.
    hash TEXT NOT NULL CHECK (LENGTH(hash) = 64),
    -- What it was called where it came from.
    name TEXT NOT NULL CHECK (LENGTH(name) <= 200),
    -- What it was found to be by its content.
    kind TEXT NOT NULL CHECK (LENGTH(kind) BETWEEN 1 AND 20),
    size_bytes BIGINT NOT NULL CHECK (size_bytes > 0),
    put_us BIGINT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (reference, unit_code, hash),
    FOREIGN KEY (reference, unit_code) REFERENCES round_units (reference, unit_code)
);

-- What somebody is typing into a form of a round and hasn't sent. Only they see it.
CREATE TABLE round_typing (
    reference TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    -- Which form: the act, what it is about, and the body that it is for.
    form TEXT NOT NULL CHECK (LENGTH(form) BETWEEN 1 AND 800),
    -- Its fields, as a browser sends them.
    content TEXT NOT NULL,
    -- What was there when typing began.
    seen TEXT NOT NULL,
    typed_us BIGINT NOT NULL,
    PRIMARY KEY (reference, unit_code, person_id, form),
    FOREIGN KEY (reference, unit_code) REFERENCES round_units (reference, unit_code)
);
