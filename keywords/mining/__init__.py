"""Statistics by which new expressions are found: pure functions of texts and counts; no ledger, no curator."""
