"""The reference library at work: adding, comparing, and how well relisted goods are caught."""
