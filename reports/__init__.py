"""From the ledger to files for people outside."""
