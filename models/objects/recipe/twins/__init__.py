"""Things that are drawn twice from one place in one light: with a lens and without. See `draw.py`."""
