"""Asking for a page: politely, publicly and with a bound on everything."""
