"""A crawl: several sites at once, over the frontier, into the ledger."""
