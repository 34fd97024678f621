"""The head that names objects, and how it is made."""
