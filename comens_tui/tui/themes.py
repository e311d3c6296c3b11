"""Four sets of colours. Meaning is never in the colour alone: words and marks carry it.

The two `ansi` ones use the terminal's own sixteen colours. Inserted is blue and deleted is
orange or red: told apart by nearly everybody, and marked besides.
"""

from textual.theme import BUILTIN_THEMES, Theme

from comens_tui.tui.terminal import ANSI_DARK, ANSI_LIGHT, DARK, LIGHT


def _variables(
    *,
    quiet: str,
    key: str,
    inserted: str,
    deleted: str,
    bar: str,
    bar_text: str,
    cursor: str,
    cursor_text: str,
) -> dict[str, str]:
    return {
        "quiet": quiet,
        "key": key,
        "inserted": inserted,
        "deleted": deleted,
        "bar": bar,
        "bar-text": bar_text,
        "cursor": cursor,
        "cursor-text": cursor_text,
        "input-cursor-background": cursor,
        "input-cursor-foreground": cursor_text,
        "input-cursor-text-style": "none",
    }


ALL: tuple[Theme, ...] = (
    Theme(
        name=DARK,
        dark=True,
        primary="#8fb8de",
        secondary="#8fb8de",
        warning="#e5c07b",
        error="#f08d7e",
        success="#9ccc9c",
        accent="#8fb8de",
        foreground="#d8dbe0",
        background="#16191d",
        surface="#16191d",
        panel="#242a31",
        variables=_variables(
            quiet="#8a929c",
            key="#8fb8de",
            inserted="#7cc4f0",
            deleted="#f0a35e",
            bar="#242a31",
            bar_text="#d8dbe0",
            cursor="#2f4f6f",
            cursor_text="#ffffff",
        ),
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#1f5f99",
        secondary="#1f5f99",
        warning="#8a5a00",
        error="#a8321f",
        success="#2f6f2f",
        accent="#1f5f99",
        foreground="#1c1f23",
        background="#fbfbf9",
        surface="#fbfbf9",
        panel="#e8eaec",
        variables=_variables(
            quiet="#62686f",
            key="#1f5f99",
            inserted="#0b57a4",
            deleted="#a8481f",
            bar="#e3e7eb",
            bar_text="#1c1f23",
            cursor="#cfe2f4",
            cursor_text="#101316",
        ),
    ),
    Theme(
        name=ANSI_DARK,
        dark=True,
        ansi=True,
        primary="ansi_cyan",
        secondary="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_bright_red",
        success="ansi_green",
        accent="ansi_cyan",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=BUILTIN_THEMES[ANSI_DARK].variables
        | _variables(
            quiet="ansi_default",
            key="ansi_cyan",
            inserted="ansi_cyan",
            deleted="ansi_yellow",
            bar="ansi_default",
            bar_text="ansi_default",
            cursor="ansi_default",
            cursor_text="ansi_default",
        ),
    ),
    Theme(
        name=ANSI_LIGHT,
        dark=False,
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_blue",
        warning="ansi_red",
        error="ansi_red",
        success="ansi_green",
        accent="ansi_blue",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=BUILTIN_THEMES[ANSI_LIGHT].variables
        | _variables(
            quiet="ansi_default",
            key="ansi_blue",
            inserted="ansi_blue",
            deleted="ansi_red",
            bar="ansi_default",
            bar_text="ansi_default",
            cursor="ansi_default",
            cursor_text="ansi_default",
        ),
    ),
)
