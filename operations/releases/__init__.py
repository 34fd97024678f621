"""Releases of a workspace's lexicon: which one counts, how often its spellings were seen."""
