"""The text model: what the words of a listing say, beside the lexicon."""
