"""What is known: runs, captures, listings with their history, verdicts, sellers."""
