-- What a unit's month says of each target of the term, its own or one above that its tasks serve: drawn from
-- the book in the transaction that changes it. A term's targets are read across months without opening a book.
CREATE TABLE targets (
    ledger TEXT NOT NULL,
    unit TEXT NOT NULL,
    month TEXT NOT NULL,
    -- Whose target, the month that set it, and the act that did.
    owner TEXT NOT NULL,
    since TEXT NOT NULL,
    target TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (ledger, unit, month, owner, since, target)
);
CREATE INDEX targets_by_owner ON targets (owner, since);
CREATE INDEX targets_by_target ON targets (target);
