"""The minutes of a meeting: drawn from its record, completed by a person, approved, signed."""
