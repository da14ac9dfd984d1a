-- Who wants a digest by mail of what waits for them, where it goes, and how far it has come. Days are counted
-- since 1970-01-01, times are milliseconds.
CREATE TABLE digests (
    account TEXT PRIMARY KEY,
    -- Empty where none is wanted any more: the row stays, so that turning it off and on does not let anyone
    -- have more confirmations sent.
    address TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    tongue TEXT NOT NULL,
    -- Of the code that the address is confirmed by; empty once it is.
    code_hash TEXT NOT NULL,
    code_ends_at BIGINT NOT NULL,
    code_failures BIGINT NOT NULL,
    -- Confirmations sent since that time.
    asked BIGINT NOT NULL,
    asked_since BIGINT NOT NULL,
    -- News is told from this day on.
    since BIGINT NOT NULL,
    -- The day of the newest digest that is over: sent, with nothing to tell, or given up.
    finished BIGINT NOT NULL,
    -- The day the last one went out.
    sent BIGINT,
    -- How often the one at hand failed, and the time before which nobody tries it: a process that is at it
    -- moves this time on first.
    failures BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    -- How often in a row the mail server did not take mail for the address.
    refusals BIGINT NOT NULL,
    -- Why the last mail did not go out.
    problem TEXT
);
CREATE INDEX digests_by_time ON digests (next_at);
