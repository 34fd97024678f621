-- Runs, captures, listings, verdicts, and the crawl frontier that commits together with them.
CREATE TABLE run (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('crawl', 'import', 'screening', 'report')),
    subject TEXT NOT NULL,                 -- site of a crawl, file of an import, versions of a screening
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    summary TEXT NOT NULL DEFAULT '{}'     -- JSON object of counts
) STRICT;

CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    acquired_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE capture (
    id INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES run (id),
    url TEXT NOT NULL,
    status INTEGER NOT NULL,
    media_type TEXT,
    payload_sha256 TEXT NOT NULL,
    payload_bytes INTEGER NOT NULL,
    captured_at TEXT NOT NULL,
    warc_file TEXT NOT NULL,
    warc_record_id TEXT NOT NULL,
    warc_offset INTEGER NOT NULL
) STRICT;
CREATE INDEX capture_url ON capture (url);

CREATE TABLE listing (
    key TEXT PRIMARY KEY,                  -- platform and listing id, or platform and digest of the address
    platform TEXT NOT NULL,
    listing_id TEXT,
    url TEXT,
    seller_id TEXT,
    state TEXT NOT NULL CHECK (state IN ('live', 'gone')),
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    revision_id INTEGER                    -- the current one
) STRICT;
CREATE INDEX listing_seller ON listing (platform, seller_id);
CREATE INDEX listing_url ON listing (url);

CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    listing_key TEXT NOT NULL REFERENCES listing (key),
    content_sha256 TEXT NOT NULL,          -- of what the seller wrote; not of when or where it was seen
    listing TEXT NOT NULL,                 -- JSON
    capture_id INTEGER REFERENCES capture (id),
    run_id TEXT NOT NULL REFERENCES run (id),
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX revision_listing ON revision (listing_key);

CREATE TABLE sighting (
    listing_key TEXT NOT NULL,             -- a search page may show a listing before its own page is read
    page_url TEXT NOT NULL,
    surface TEXT NOT NULL,
    query TEXT NOT NULL,                   -- "" where none
    page INTEGER,
    rank INTEGER,
    run_id TEXT NOT NULL REFERENCES run (id),
    seen_at TEXT NOT NULL,
    PRIMARY KEY (listing_key, page_url, surface, query, run_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdict (
    id INTEGER PRIMARY KEY,
    revision_id INTEGER NOT NULL REFERENCES revision (id),
    versions_sha256 TEXT NOT NULL,
    run_id TEXT NOT NULL REFERENCES run (id),
    score REAL NOT NULL,
    band TEXT NOT NULL CHECK (band IN ('clear', 'review', 'flag')),
    disguise TEXT,
    verdict TEXT NOT NULL,                 -- JSON
    decided_at TEXT NOT NULL,
    UNIQUE (revision_id, versions_sha256)
) STRICT;

CREATE TABLE frontier (
    site TEXT NOT NULL,
    url TEXT NOT NULL,                     -- canonical: parameters in order, no fragment
    address TEXT NOT NULL,                 -- as found; what is fetched
    kind TEXT NOT NULL CHECK (kind IN ('page', 'image')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'done', 'failed', 'gone')),
    priority INTEGER NOT NULL DEFAULT 0,   -- higher first
    attempts INTEGER NOT NULL DEFAULT 0,
    next_visit TEXT NOT NULL,
    leased_until TEXT,
    found_on TEXT,                         -- address of the page that showed it last
    surface TEXT,                          -- part of the platform that showed it, NULL where it is no listing
    rank INTEGER,                          -- place on that page, from 1
    redirects INTEGER NOT NULL DEFAULT 0,  -- how many redirects led here
    redirects_to TEXT,                     -- where it sent us at the last visit
    etag TEXT,
    last_modified TEXT,
    payload_sha256 TEXT,
    status INTEGER,
    visited_at TEXT,
    problem TEXT,                          -- why it failed, for people
    PRIMARY KEY (site, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX frontier_next ON frontier (site, state, priority DESC, next_visit);

CREATE TABLE shown (                       -- sightings of listings whose own page is still to be read
    site TEXT NOT NULL,
    url TEXT NOT NULL,                     -- of the frontier
    sighting TEXT NOT NULL,                -- JSON
    PRIMARY KEY (site, url, sighting)
) STRICT, WITHOUT ROWID;
