"""Frozen records, one noun a module. No disk, no git, no clock."""
