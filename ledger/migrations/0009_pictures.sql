-- What was seen in pictures, and what each verdict stands on beside words.
CREATE TABLE picture_reading (             -- a replay starts from these and not from the pictures
    sha256 TEXT NOT NULL,                  -- of the picture's file
    stage TEXT NOT NULL CHECK (stage IN ('look', 'text', 'lens')),
    looker TEXT NOT NULL,                  -- digest of what looked, read or searched
    reading TEXT NOT NULL,                 -- JSON
    read_at TEXT NOT NULL,
    PRIMARY KEY (sha256, stage, looker)
) STRICT;

CREATE TABLE verdict_evidence (            -- of each verdict that stands, what else than words went into it
    revision_id INTEGER NOT NULL REFERENCES revision (id),
    versions_sha256 TEXT NOT NULL,
    eyes_sha256 TEXT NOT NULL,             -- what looked at its pictures, and the state of the reference library
    put_off INTEGER NOT NULL,              -- pictures left for a later run, for want of time
    not_held INTEGER NOT NULL,             -- pictures that nobody had captured
    newest_capture INTEGER NOT NULL,       -- captures with a higher number may hold them
    PRIMARY KEY (revision_id, versions_sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdict_superseded (          -- verdicts of the same versions on the same words, before more was seen
    id INTEGER PRIMARY KEY,
    revision_id INTEGER NOT NULL REFERENCES revision (id),
    versions_sha256 TEXT NOT NULL,
    run_id TEXT NOT NULL REFERENCES run (id),
    verdict TEXT NOT NULL,                 -- JSON
    decided_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL
) STRICT;
CREATE INDEX verdict_superseded_of ON verdict_superseded (revision_id);
