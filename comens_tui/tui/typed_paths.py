"""Paths that a person types into a form of the app."""

from pathlib import Path


def typed_path(text: str) -> Path:
    """Return the path that was typed, a leading ~ replaced where it is somebody's folder."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path
