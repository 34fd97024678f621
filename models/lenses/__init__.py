"""The network that looks for lenses in pictures: how its training pictures are drawn, how it is trained and written."""
