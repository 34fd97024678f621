"""A verdict in words: for a terminal, and as a page."""
