"""What a crawl came to, and whether it may be believed."""
