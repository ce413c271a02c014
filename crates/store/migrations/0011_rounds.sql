-- Rounds of assuring units: each asks what its definition says, kept as it was when the round was opened. What was done on each
-- unit is one line an act, never changed; how a unit stands follows from its lines (crate assurance).

CREATE TABLE rounds (
    reference TEXT PRIMARY KEY CHECK (LENGTH(reference) BETWEEN 1 AND 200),
    -- The oversight body that opened it.
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    -- The definition: its name, its text, and the SHA-256 of that.
    definition_name TEXT NOT NULL CHECK (LENGTH(definition_name) BETWEEN 1 AND 200),
    definition TEXT NOT NULL,
    definition_hash TEXT NOT NULL CHECK (LENGTH(definition_hash) = 64),
    opened_us BIGINT NOT NULL
);
CREATE INDEX rounds_by_body ON rounds (body_code);

CREATE TABLE round_units (
    reference TEXT NOT NULL REFERENCES rounds (reference),
    unit_code TEXT NOT NULL CHECK (LENGTH(unit_code) BETWEEN 1 AND 200),
    -- How many acts there are: one more at each.
    acts BIGINT NOT NULL CHECK (acts >= 1),
    -- Is its outcome everybody's?
    is_public BIGINT NOT NULL CHECK (is_public IN (0, 1)),
    changed_us BIGINT NOT NULL,
    PRIMARY KEY (reference, unit_code)
);
CREATE INDEX round_units_by_unit ON round_units (unit_code);

CREATE TABLE round_acts (
    reference TEXT NOT NULL,
    unit_code TEXT NOT NULL,
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
    PRIMARY KEY (reference, unit_code, number),
    FOREIGN KEY (reference, unit_code) REFERENCES round_units (reference, unit_code)
);

-- Bodies that the assessment of a unit concerns: the unit, its customers and the oversight body.
CREATE TABLE round_bodies (
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    reference TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    PRIMARY KEY (body_code, reference, unit_code),
    FOREIGN KEY (reference, unit_code) REFERENCES round_units (reference, unit_code)
);
