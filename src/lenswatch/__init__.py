"""Covert-camera listing scanner: it suspects, explains and reports; people decide."""
