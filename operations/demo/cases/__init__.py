"""Four listings of a platform's own feed that only their pictures decide, and the reference library they meet."""
