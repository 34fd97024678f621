"""What one answer is, and what it holds."""
