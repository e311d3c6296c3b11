"""What is allowed: states, votes, scoring, windows, versions, authority. Pure functions."""
