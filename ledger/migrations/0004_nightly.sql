-- The journal of each night: what was to be done, how far it came, and whom it suspected when it ended.
CREATE TABLE night (
    id TEXT PRIMARY KEY,
    date TEXT NOT NULL,                    -- YYYY-MM-DD by the machine's own time zone, when it began
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'interrupted')),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    finish_by TEXT,                        -- instant by which it should be over, NULL where none was set
    starts INTEGER NOT NULL DEFAULT 1,     -- how often a process began or took it up
    plan TEXT NOT NULL DEFAULT '{}',       -- JSON: the feed folder and what of it needed no step
    judged INTEGER NOT NULL DEFAULT 0,     -- 1 where its screening ended well: only such a night can be compared with
    summary TEXT NOT NULL DEFAULT '{}'     -- JSON, as in summary.json
) STRICT;
CREATE INDEX night_state ON night (state, started_at);

CREATE TABLE night_step (
    night_id TEXT NOT NULL REFERENCES night (id),
    number INTEGER NOT NULL,               -- order of doing, from 1
    kind TEXT NOT NULL CHECK (kind IN ('import', 'crawl', 'screen', 'draft')),
    subject TEXT NOT NULL,                 -- name of a feed file or of a site; "" where there is nothing to tell apart
    digest TEXT NOT NULL DEFAULT '',       -- SHA-256 of a feed file
    state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'done', 'failed', 'skipped')),
    run_id TEXT,                           -- the run that does its work: tells after a kill whether the work was over
    started_at TEXT,
    finished_at TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT '{}',    -- JSON: what came of it, or why nothing did
    PRIMARY KEY (night_id, number),
    UNIQUE (night_id, kind, subject, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX night_step_feed ON night_step (kind, digest, state);
CREATE INDEX night_step_subject ON night_step (kind, subject, state);

CREATE TABLE night_suspect (               -- who was suspected when a night ended; kept until the next night has been compared
    night_id TEXT NOT NULL REFERENCES night (id),
    listing_key TEXT NOT NULL,
    band TEXT NOT NULL CHECK (band IN ('review', 'flag')),
    revision_id INTEGER NOT NULL,
    versions_sha256 TEXT NOT NULL,         -- of the verdict
    platform TEXT NOT NULL,
    seller TEXT,                           -- seller id on its platform, NULL where none is shown
    gone INTEGER NOT NULL,                 -- 1 where the platform showed it no more
    PRIMARY KEY (night_id, listing_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX revision_run ON revision (run_id);
