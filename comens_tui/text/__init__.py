"""Markdown documents: clauses, requirements, redline, normative strength, calculators."""
