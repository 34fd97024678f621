"""How the renders were made. Run by hand, in an environment of its own; what is drawn never reaches the product."""
