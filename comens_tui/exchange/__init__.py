"""One format a file, import and export."""
