"""What writes the generated files: documentation and translations."""
