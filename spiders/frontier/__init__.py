"""What is to be visited, kept in the ledger's own file."""
