"""Listings of a platform's own feed with what their pictures add, and the reference library they meet."""
