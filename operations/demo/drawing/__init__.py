"""Shapes from which the pictures of the demo marketplace are drawn."""
