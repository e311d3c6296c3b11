"""Plan, gate, notes, manifest and verification of a release. Pure functions."""
