"""What a listing's pictures add to its verdict."""
