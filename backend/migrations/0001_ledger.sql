-- One set for SQLite and PostgreSQL. SQLite gives BYTEA no affinity that would touch a blob, so no
-- statement needs to be written twice. Ids are TEXT, numbers and times (milliseconds) BIGINT.

-- What the whole database is: epoch, the server's key, whether it is a demonstration.
CREATE TABLE district (
    name TEXT PRIMARY KEY,
    content TEXT NOT NULL
);

CREATE TABLE units (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE persons (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
);

-- A role held at a unit, with its days (days since 1970-01-01) and its paper.
CREATE TABLE posts (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    unit TEXT NOT NULL,
    role TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX posts_by_person ON posts (person);
CREATE INDEX posts_by_unit ON posts (unit);

-- Who is rated in a unit from now on: a month is opened with a copy of these rows.
CREATE TABLE enrolled (
    unit TEXT NOT NULL,
    person TEXT NOT NULL,
    track TEXT NOT NULL,
    rules TEXT NOT NULL,
    rules_version BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (unit, person, track)
);
CREATE INDEX enrolled_by_person ON enrolled (person);

-- Moves with every change of units, persons, posts and enrolled, so that what was read can be kept.
CREATE TABLE revisions (
    name TEXT PRIMARY KEY,
    number BIGINT NOT NULL
);
INSERT INTO revisions (name, number) VALUES ('organisation', 0), ('rules', 0);

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    login_name TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    -- Who last gave a password; the account itself where nobody ever did.
    password_set_by TEXT NOT NULL,
    disabled BOOLEAN NOT NULL,
    -- What the sign-in page of a demonstration says of it; NULL everywhere else.
    described TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX accounts_by_person ON accounts (person);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- Failures by name, whether or not there is such an account: a stranger learns nothing from them.
CREATE TABLE sign_in_failures (
    login_name TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE TABLE series (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    device TEXT NOT NULL,
    public_key BYTEA NOT NULL,
    registered_at BIGINT NOT NULL,
    -- Registered while somebody else's password held: what it signs is marked until confirmed.
    marked BOOLEAN NOT NULL,
    revoked_at BIGINT,
    -- The last act held, and its hash (empty before the first).
    head BIGINT NOT NULL DEFAULT 0,
    hash TEXT NOT NULL DEFAULT ''
);
CREATE INDEX series_by_account ON series (account);

CREATE TABLE data_keys (
    account TEXT NOT NULL,
    device TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (account, device)
);

CREATE TABLE ledgers (
    id TEXT PRIMARY KEY,
    head BIGINT NOT NULL,
    tip TEXT NOT NULL,
    -- How far a backup was made and read back.
    safe BIGINT NOT NULL
);

-- Every entry of every ledger; the act's bytes are as received and never encoded again.
CREATE TABLE acts (
    ledger TEXT NOT NULL,
    ledger_number BIGINT NOT NULL,
    book TEXT NOT NULL,
    series TEXT NOT NULL,
    number BIGINT NOT NULL,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    entry TEXT NOT NULL,
    content BYTEA NOT NULL,
    signature BYTEA,
    author TEXT NOT NULL,
    deliverer TEXT NOT NULL,
    arrived_at BIGINT NOT NULL,
    -- The versions of what was consulted, and the field values that resulted.
    context TEXT NOT NULL,
    effects TEXT NOT NULL,
    PRIMARY KEY (series, number)
);
CREATE UNIQUE INDEX acts_in_ledger ON acts (ledger, ledger_number);
CREATE INDEX acts_by_book ON acts (ledger, book, ledger_number);

-- The answers that are no entry of a ledger: refused, held, set aside; an accepted act is in `acts`. What
-- waits for its final verdict keeps its content here, and so does what was refused.
CREATE TABLE verdicts (
    series TEXT NOT NULL,
    number BIGINT NOT NULL,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    -- Its book, where it can be read.
    book TEXT,
    -- The act that it waits for, where it is held.
    waits_on TEXT,
    content BYTEA NOT NULL,
    signature BYTEA,
    deliverer TEXT NOT NULL,
    arrived_at BIGINT NOT NULL,
    PRIMARY KEY (series, number)
);
CREATE INDEX verdicts_waiting ON verdicts (kind, arrived_at);
CREATE INDEX verdicts_by_book ON verdicts (book, kind);
CREATE INDEX verdicts_by_foundation ON verdicts (waits_on);

CREATE TABLE books (
    ledger TEXT NOT NULL,
    unit TEXT NOT NULL,
    month TEXT NOT NULL,
    -- The ledger's number of the act that last changed it.
    number BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (ledger, unit, month)
);
CREATE INDEX books_by_unit ON books (unit, month);
CREATE INDEX books_by_number ON books (ledger, number);

-- What everybody in a unit may see of a book (`members`: names and announced levels), ready to be
-- sent, so that a district's levels are read without opening its books; and the digest of the whole book.
CREATE TABLE listings (
    ledger TEXT NOT NULL,
    unit TEXT NOT NULL,
    month TEXT NOT NULL,
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    -- The month is opened; a book may be there before, for the keys registered under it.
    opened BOOLEAN NOT NULL,
    PRIMARY KEY (ledger, unit, month)
);
CREATE INDEX listings_by_month ON listings (month);
CREATE INDEX listings_by_unit ON listings (unit, month);

-- One row a book: what a dashboard adds up.
CREATE TABLE summaries (
    ledger TEXT NOT NULL,
    unit TEXT NOT NULL,
    month TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (ledger, unit, month)
);
CREATE INDEX summaries_by_month ON summaries (month);

CREATE TABLE rule_sets (
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id, version)
);
