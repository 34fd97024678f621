-- The reference library: what is kept of confirmed devices and of lawful products, and which listings re-use it.
CREATE TABLE reference (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('device', 'lawful')),
    label TEXT NOT NULL,                   -- key of the listing or name of the folder it was made from
    listing_key TEXT,                      -- NULL where it was made from files
    source TEXT NOT NULL,                  -- who confirmed it: number of a document, authority or person
    legal_basis TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    expires_at TEXT,                       -- from this moment it matches nothing; NULL is never
    retired_at TEXT,                       -- from this moment it matches nothing; the row stays
    retired_by TEXT,
    retired_why TEXT,
    CHECK ((retired_at IS NULL) = (retired_by IS NULL) AND (retired_at IS NULL) = (retired_why IS NULL))
) STRICT;
CREATE INDEX reference_over ON reference (retired_at, expires_at);

CREATE TABLE reference_picture (           -- what is kept of a picture; never the picture
    id INTEGER PRIMARY KEY,
    reference_id INTEGER NOT NULL REFERENCES reference (id),
    name TEXT NOT NULL,                    -- file or address
    sha256 TEXT NOT NULL,                  -- of the file, so that it can be told whether it is the same
    fingerprints BLOB NOT NULL,            -- 32 bytes each: as it is, cut, without border, mirrored
    embedding BLOB NOT NULL                -- 1280 numbers of 16 bits, little-endian
) STRICT;
CREATE INDEX reference_picture_of ON reference_picture (reference_id);

CREATE TABLE reference_text (
    id INTEGER PRIMARY KEY,
    reference_id INTEGER NOT NULL REFERENCES reference (id),
    kind TEXT NOT NULL CHECK (kind IN ('specification', 'manual')),
    name TEXT NOT NULL,                    -- field or file
    original TEXT                          -- only where whoever added it asked for it to be kept
) STRICT;
CREATE INDEX reference_text_of ON reference_text (reference_id);

CREATE TABLE reference_block (             -- 200 characters of a text, as digests of its shingles
    id INTEGER PRIMARY KEY,
    text_id INTEGER NOT NULL REFERENCES reference_text (id),
    digests BLOB NOT NULL                  -- 4 bytes each, little-endian, ascending
) STRICT;
CREATE INDEX reference_block_of ON reference_block (text_id);

CREATE TABLE reference_comparison (        -- which words and pictures were held against which library
    revision_id INTEGER PRIMARY KEY REFERENCES revision (id),
    newest_reference INTEGER NOT NULL,     -- references added later are still to come
    compared_at TEXT NOT NULL,
    unseen_pictures INTEGER NOT NULL       -- pictures of the listing that are not held or cannot be read
) STRICT;

CREATE TABLE reference_match (
    revision_id INTEGER NOT NULL REFERENCES revision (id),
    reference_id INTEGER NOT NULL REFERENCES reference (id),
    first_at TEXT NOT NULL,                -- when it was matched first
    expert_review INTEGER NOT NULL CHECK (expert_review IN (0, 1)),
    match TEXT NOT NULL,                   -- JSON: both shares, part by part, as of the last comparison
    PRIMARY KEY (revision_id, reference_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_match_of ON reference_match (reference_id);
