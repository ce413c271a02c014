-- Mails that are to be sent, have been, or could not be. What happens to one is written beside it; none is taken out.

CREATE TABLE mails (
    id TEXT NOT NULL PRIMARY KEY,
    -- To whom: the address is looked up when it is sent.
    person_id TEXT NOT NULL REFERENCES people (id),
    subject TEXT NOT NULL CHECK (LENGTH(subject) BETWEEN 1 AND 200),
    text TEXT NOT NULL CHECK (LENGTH(text) <= 4000),
    -- Where it leads to, below the server's address.
    link TEXT NOT NULL CHECK (LENGTH(link) <= 400),
    made_us BIGINT NOT NULL,
    -- The first moment at which it may be tried.
    from_us BIGINT NOT NULL,
    -- Who is at it, and since when.
    worker TEXT,
    taken_us BIGINT,
    -- How often somebody began to send it.
    attempts BIGINT NOT NULL CHECK (attempts >= 0),
    -- What was said the last time.
    error TEXT NOT NULL,
    -- When it was sent, or given up.
    sent_us BIGINT,
    given_up_us BIGINT,
    CHECK (sent_us IS NULL OR given_up_us IS NULL)
);
CREATE INDEX mails_by_turn ON mails (from_us, id);
CREATE INDEX mails_by_person ON mails (person_id);
