"""The shops of the demo marketplace: one module each, from listings to pages."""
