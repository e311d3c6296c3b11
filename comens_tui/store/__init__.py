"""The only door to disk and git: layout, YAML, git, snapshot, index, writing."""
