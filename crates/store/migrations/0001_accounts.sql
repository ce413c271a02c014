-- People, the roles they hold at bodies, and how they come in.
-- Every moment is whole microseconds since 1970 began, UTC; every id and hash is text. What is looked up by has a
-- greatest length in characters: an index of PostgreSQL holds no more than some 2,700 bytes.

CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL CHECK (LENGTH(email) <= 320),
    -- The address as it is compared: without space around it, in lower case.
    email_key TEXT NOT NULL UNIQUE CHECK (LENGTH(email_key) <= 320),
    name TEXT NOT NULL,
    -- Opaque here; without one nobody can sign in with a password.
    password_hash TEXT,
    version BIGINT NOT NULL,
    created_us BIGINT NOT NULL,
    -- From then on the account can't be used. People are never deleted: the audit names them.
    closed_us BIGINT
);

CREATE TABLE roles (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    body_code TEXT NOT NULL CHECK (LENGTH(body_code) <= 200),
    role TEXT NOT NULL CHECK (LENGTH(role) <= 200),
    from_us BIGINT NOT NULL,
    -- The first moment at which it is no longer held.
    until_us BIGINT,
    given_by TEXT REFERENCES people (id),
    CHECK (until_us IS NULL OR until_us >= from_us)
);
CREATE INDEX roles_by_person ON roles (person_id, from_us);
CREATE INDEX roles_by_body ON roles (body_code, from_us);
CREATE UNIQUE INDEX roles_once ON roles (person_id, body_code, role) WHERE until_us IS NULL;

CREATE TABLE sessions (
    id_hash TEXT NOT NULL PRIMARY KEY CHECK (LENGTH(id_hash) <= 200),
    person_id TEXT REFERENCES people (id),
    data BLOB NOT NULL,
    expires_us BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_us);

CREATE TABLE api_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE CHECK (LENGTH(token_hash) <= 200),
    person_id TEXT NOT NULL REFERENCES people (id),
    label TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    expires_us BIGINT NOT NULL,
    last_used_us BIGINT,
    revoked_us BIGINT
);
CREATE INDEX api_tokens_by_person ON api_tokens (person_id);

CREATE TABLE sign_in_attempts (
    id TEXT NOT NULL PRIMARY KEY,
    -- The address that was tried, as it is compared; it need not be anybody's.
    email_key TEXT NOT NULL CHECK (LENGTH(email_key) <= 320),
    network_address TEXT NOT NULL CHECK (LENGTH(network_address) <= 200),
    at_us BIGINT NOT NULL,
    -- 1 when it let somebody in, else 0.
    succeeded BIGINT NOT NULL CHECK (succeeded IN (0, 1))
);
CREATE INDEX sign_in_attempts_by_email ON sign_in_attempts (email_key, at_us);
CREATE INDEX sign_in_attempts_by_network ON sign_in_attempts (network_address, at_us);
CREATE INDEX sign_in_attempts_by_time ON sign_in_attempts (at_us);
