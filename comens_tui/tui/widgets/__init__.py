"""Widgets on the Line API: virtual list, redline, key line."""
