"""The command line, one file a noun. Loads no Textual."""
