"""The words every room speaks: records, errors, configuration, clock, messages."""
