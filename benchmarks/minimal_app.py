"""The floor of a first frame: the least that a Textual app can be."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class MinimalApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Show the word that the measurement waits for."""
        yield Static("COMENS")


if __name__ == "__main__":
    MinimalApp().run()
