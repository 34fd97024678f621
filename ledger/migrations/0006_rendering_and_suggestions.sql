-- Pages drawn by a browser, and what a platform suggests while someone searches.
ALTER TABLE capture ADD COLUMN rendered_from TEXT;  -- WARC-Record-ID of the response it was drawn from; NULL as received

CREATE TABLE suggestion_answer (           -- one answer to one query, suggestions or none
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    query TEXT NOT NULL,                   -- the words asked for
    surface TEXT NOT NULL CHECK (surface IN ('suggestion', 'related')),
    results INTEGER,                       -- offers the platform says it found; NULL where it does not say
    run_id TEXT NOT NULL REFERENCES run (id),
    seen_at TEXT NOT NULL,
    capture_id INTEGER REFERENCES capture (id),
    UNIQUE (run_id, site, query, surface)
) STRICT;
CREATE INDEX suggestion_answer_site ON suggestion_answer (site, query, surface, seen_at);

CREATE TABLE suggestion (                  -- what the platform put forward, in its order
    site TEXT NOT NULL,
    query TEXT NOT NULL,
    surface TEXT NOT NULL,
    text TEXT NOT NULL,                    -- as the platform wrote it
    rank INTEGER NOT NULL,                 -- place in the answer, from 1
    run_id TEXT NOT NULL REFERENCES run (id),
    seen_at TEXT NOT NULL,
    capture_id INTEGER REFERENCES capture (id),
    PRIMARY KEY (run_id, site, query, surface, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestion_text ON suggestion (site, text);
