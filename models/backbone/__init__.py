"""The network that reads pictures: from published weights to the artefact lenswatch ships."""
