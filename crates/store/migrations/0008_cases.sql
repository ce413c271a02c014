-- Cases: everything that was done to each, one line an act, never changed. What a case is follows from its acts
-- (crate casework); the other tables find it, and keep what somebody is typing.

CREATE TABLE cases (
    reference TEXT PRIMARY KEY CHECK (LENGTH(reference) BETWEEN 1 AND 200),
    -- The commissioner that opened it.
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    -- How many acts there are: one more at each.
    acts BIGINT NOT NULL CHECK (acts >= 1),
    -- Has it a public version?
    is_public BIGINT NOT NULL CHECK (is_public IN (0, 1)),
    opened_us BIGINT NOT NULL,
    changed_us BIGINT NOT NULL
);
CREATE INDEX cases_by_body ON cases (body_code);

CREATE TABLE case_acts (
    reference TEXT NOT NULL REFERENCES cases (reference),
    -- From 1, without gaps.
    number BIGINT NOT NULL CHECK (number >= 1),
    -- What was done: JSON of the act.
    act TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (LENGTH(on_day) = 10),
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    office TEXT NOT NULL CHECK (LENGTH(office) <= 200),
    person_id TEXT NOT NULL REFERENCES people (id),
    -- Its entry in the record: LOG#NUMBER:HASH.
    receipt TEXT NOT NULL,
    at_us BIGINT NOT NULL,
    PRIMARY KEY (reference, number)
);

-- Bodies that a case may concern: whoever is asked whether it sees it. A body that once was concerned stays.
CREATE TABLE case_bodies (
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    reference TEXT NOT NULL REFERENCES cases (reference),
    PRIMARY KEY (body_code, reference)
);

-- What somebody is typing into a case and hasn't saved yet, so that a lost session or a closed browser loses nothing.
CREATE TABLE case_typing (
    reference TEXT NOT NULL REFERENCES cases (reference),
    person_id TEXT NOT NULL REFERENCES people (id),
    -- What it is typed into: the name of a section or of another field.
    field TEXT NOT NULL CHECK (LENGTH(field) <= 200),
    content TEXT NOT NULL,
    -- What was there when typing began.
    seen TEXT NOT NULL CHECK (LENGTH(seen) <= 200),
    typed_us BIGINT NOT NULL,
    PRIMARY KEY (reference, person_id, field)
);

-- Which answer an exhibit of a case is: the exhibit is named by its hash, and the answer has its files.
CREATE TABLE case_exhibits (
    reference TEXT NOT NULL REFERENCES cases (reference),
    exhibit TEXT NOT NULL CHECK (LENGTH(exhibit) <= 200),
    result_id TEXT NOT NULL REFERENCES results (id),
    PRIMARY KEY (reference, exhibit)
);
