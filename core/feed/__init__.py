"""Listing files of a platform: JSONL, CSV and Parquet, row by row."""
