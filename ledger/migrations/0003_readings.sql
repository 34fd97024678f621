-- Through which source a listing was read with which words, and whether that reading may be believed. A report stands
-- on these readings: a crawl that turned out unsound puts nothing into it.
CREATE TABLE reading (
    listing_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('crawl', 'import')),
    subject TEXT NOT NULL,                 -- site of a crawl; '' for imports, which all count as one source
    revision_id INTEGER NOT NULL REFERENCES revision (id),
    run_id TEXT NOT NULL REFERENCES run (id),          -- the last run that read these words there
    sound INTEGER NOT NULL CHECK (sound IN (0, 1)),    -- whether a sound run ever read these words there
    seen_at TEXT NOT NULL,
    PRIMARY KEY (listing_key, kind, subject, revision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_run ON reading (run_id);

-- What earlier versions recorded: the newest words of each source by a sound run, and newer ones by other runs.
INSERT INTO reading (listing_key, kind, subject, revision_id, run_id, sound, seen_at)
SELECT r.listing_key, run.kind, iif(run.kind = 'import', '', run.subject), max(r.id), r.run_id, 1, r.recorded_at
FROM revision r JOIN run ON run.id = r.run_id
WHERE run.kind IN ('crawl', 'import') AND run.state = 'finished'
GROUP BY 1, 2, 3;

INSERT OR IGNORE INTO reading (listing_key, kind, subject, revision_id, run_id, sound, seen_at)
SELECT r.listing_key, run.kind, iif(run.kind = 'import', '', run.subject), r.id, r.run_id, 0, r.recorded_at
FROM revision r JOIN run ON run.id = r.run_id JOIN listing l ON l.revision_id = r.id
WHERE run.kind IN ('crawl', 'import') AND run.state <> 'finished';
