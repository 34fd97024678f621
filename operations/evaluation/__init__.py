"""Evaluating labelled listings: what they are held against, and the files that are written."""
