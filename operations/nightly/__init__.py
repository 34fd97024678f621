"""One night: feeds and sites in, screening, drafts and a summary out, as one run that a kill only delays."""
