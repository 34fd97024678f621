"""What is trained, and how: the classifier reads the artefacts, never this code."""
