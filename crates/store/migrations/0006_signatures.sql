-- What is said of a figure about a unit: its director signs it or corrects it, and the data steward of the register
-- may decline a correction. Each word has the next number; the last one stands, and none is changed or deleted.

CREATE TABLE signatures (
    unit_code TEXT NOT NULL CHECK (LENGTH(unit_code) <= 200),
    -- The register that the figure stands in: of whom, and its name there.
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    register_name TEXT NOT NULL CHECK (LENGTH(register_name) <= 200),
    -- Table, key and column, as scenarios write it.
    figure TEXT NOT NULL CHECK (LENGTH(figure) <= 400),
    number BIGINT NOT NULL CHECK (number >= 1),
    said TEXT NOT NULL CHECK (said IN ('signed', 'corrected', 'declined')),
    -- The value that it was said of.
    seen_value TEXT NOT NULL,
    -- What it should be; none where it is signed.
    corrected_value TEXT CHECK ((said = 'signed') = (corrected_value IS NULL)),
    reason TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    said_us BIGINT NOT NULL,
    PRIMARY KEY (unit_code, body_code, register_name, figure, number)
);
CREATE INDEX signatures_by_register ON signatures (body_code, register_name);
