"""A whole meeting held in the app by keys alone, in a real terminal of 80 columns and 24 lines."""
