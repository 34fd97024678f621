"""How much of a known dossier a listing re-uses, and how much of the listing comes from it."""
