-- Expressions the miner proposed, what curators decided of them, and how those on watch grow.
CREATE TABLE mined_candidate (
    id TEXT PRIMARY KEY,                   -- M and the beginning of a digest of the expression
    expression TEXT NOT NULL UNIQUE,       -- in lower case
    first_mined TEXT NOT NULL,
    last_mined TEXT NOT NULL,
    sellers INTEGER NOT NULL,              -- when it was mined last
    listings INTEGER NOT NULL,
    card TEXT NOT NULL                     -- JSON: the card as it was shown last
) STRICT;

CREATE TABLE mined_decision (              -- only ever added to; the newest of a candidate counts
    number INTEGER PRIMARY KEY,
    candidate_id TEXT NOT NULL REFERENCES mined_candidate (id),
    decision TEXT NOT NULL CHECK (decision IN ('accept', 'merge', 'reject', 'watch')),
    term_id TEXT,                          -- the term that was proposed; NULL for reject and watch
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    sellers INTEGER NOT NULL,              -- evidence when it was decided
    listings INTEGER NOT NULL
) STRICT;
CREATE INDEX mined_decision_candidate ON mined_decision (candidate_id, number);

CREATE TABLE mined_growth (                -- of watched and rejected expressions, a row each time the miner saw them
    candidate_id TEXT NOT NULL REFERENCES mined_candidate (id),
    seen_at TEXT NOT NULL,
    sellers INTEGER NOT NULL,
    listings INTEGER NOT NULL,
    PRIMARY KEY (candidate_id, seen_at)
) STRICT, WITHOUT ROWID;
