-- A visit that found what an earlier one had archived keeps no second copy; a record that a power loss took is told apart.
ALTER TABLE capture ADD COLUMN refers_to INTEGER REFERENCES capture (id);  -- whose record holds the payload; NULL: its own
ALTER TABLE capture ADD COLUMN lost INTEGER NOT NULL DEFAULT 0 CHECK (lost IN (0, 1));  -- its record never reached the disk
CREATE INDEX capture_payload ON capture (payload_sha256) WHERE refers_to IS NULL AND lost = 0;
CREATE INDEX capture_warc ON capture (warc_file, warc_offset);
CREATE INDEX capture_refers_to ON capture (refers_to) WHERE refers_to IS NOT NULL;
