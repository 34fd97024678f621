"""Pictures of listings at work: where their bytes lie, and screening with them."""
