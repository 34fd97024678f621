"""Training of the text model."""
