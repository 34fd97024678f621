"""What people decided of sellers, as a small prior for the sellers' further listings."""
