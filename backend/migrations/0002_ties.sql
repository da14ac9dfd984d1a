-- Every hour the ends of those ledgers that moved, hashed in a chain of their own and signed: the last
-- entries of a ledger cannot be taken away with its tip unseen.
CREATE TABLE ties (
    number BIGINT PRIMARY KEY,
    made_at BIGINT NOT NULL,
    -- Ledger by ledger: number and hash of the newest entry.
    tips TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature BYTEA NOT NULL
);

-- How far the last tie reached.
ALTER TABLE ledgers ADD COLUMN tied BIGINT NOT NULL DEFAULT 0;
