"""One rule a file, one registry; each is a pure function from a snapshot to findings."""
