-- Files that are attached to cases as evidence: their bytes, by their hash. What a file is, and that it was taken out, stands in the
-- acts of its case; here its bytes go when it is.

CREATE TABLE case_files (
    reference TEXT NOT NULL REFERENCES cases (reference),
    -- SHA-256 of the bytes.
    hash TEXT NOT NULL CHECK (LENGTH(hash) = 64),
    put_us BIGINT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (reference, hash)
);
