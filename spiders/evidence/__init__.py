"""What was fetched, kept as WARC files."""
