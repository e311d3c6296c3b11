"""The demonstration workspace: a believable year replayed through the very same operations."""
