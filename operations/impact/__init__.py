"""What an edit of the lexicon would change: the archive judged by the edited tables, where it can matter."""
