-- What was asked of each host, by day and by run, and how far from a start each address was found.
CREATE TABLE host_load (
    host TEXT NOT NULL,                    -- name of the host, without port
    day TEXT NOT NULL,                     -- local day, YYYY-MM-DD, in the zone of [crawl] timezone
    run_id TEXT NOT NULL REFERENCES run (id),
    requests INTEGER NOT NULL,             -- all of them: robots.txt, retries and pictures too
    bytes INTEGER NOT NULL,                -- payload received
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (host, day, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX host_load_run ON host_load (run_id);

CREATE TABLE host_impact (
    run_id TEXT NOT NULL REFERENCES run (id),
    host TEXT NOT NULL,
    impact TEXT NOT NULL,                  -- JSON: how long answers took, how far requests lay apart, robots.txt
    PRIMARY KEY (run_id, host)
) STRICT, WITHOUT ROWID;

ALTER TABLE frontier ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;  -- links followed from a start to here
