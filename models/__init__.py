"""What is trained; nothing is yet."""
