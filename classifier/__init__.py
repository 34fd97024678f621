"""From a listing to a verdict."""
