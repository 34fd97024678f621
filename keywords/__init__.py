"""What curators own, and the engine that compiles and matches it."""
