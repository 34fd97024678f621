"""Releases of a lexicon: what was compiled, when, by whom and why; and the life of its terms."""
