"""Proposals of expressions the lexicon lacks, drawn from what the ledger holds, and what curators decide of them."""
