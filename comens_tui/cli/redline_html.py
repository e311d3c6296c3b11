"""A redline as one page of HTML that needs nothing else: readable without colour or script."""

from collections.abc import Iterable, Sequence
from html import escape

from comens_tui.cli.printing import shown
from comens_tui.i18n import _, language
from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.labels import label
from comens_tui.text.redline import Redline

_STYLE = """
body { font: 1rem/1.5 serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
ins { background: #e2f5e2; color: #123f12; text-decoration: underline; }
del { background: #fbe3e3; color: #6b1414; text-decoration: line-through; }
.effects { font-weight: bold; }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #ddd; }
  ins { background: #14361a; color: #b7ecb9; }
  del { background: #46191b; color: #f3bcbc; }
}
"""
_TAGS = {"=": ("", ""), "-": ("<del>", "</del>"), "+": ("<ins>", "</ins>")}


def html_page(redlines: Sequence[Redline]) -> str:
    """Return the page of these redlines: the changed clauses, each with what it does."""
    title = _("Redline")
    parts = [
        "<!doctype html>",
        f'<html lang="{language()}">',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        f"<h1>{escape(title)}</h1>",
        *(part for item in redlines for part in _document(item)),
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _document(redline: Redline) -> Iterable[str]:
    heading = _("From {old} to {new}").format(old=redline.old_name, new=redline.new_name)
    yield f"<h2>{_safe(heading)}</h2>"
    counts = _("{inserted} words in, {deleted} words out").format(
        inserted=redline.inserted_words, deleted=redline.deleted_words
    )
    yield f"<p>{escape(counts)}</p>"
    for clause in redline.clauses:
        if clause.change != "same":
            yield _clause(clause)


def _clause(clause: ClauseChange) -> str:
    effects = ", ".join(label(item) for item in clause.effects)
    said = [label(clause.change), *([label(clause.nature)] if clause.nature else [])]
    summary = escape(", ".join(said))
    if effects:
        summary += f' <span class="effects">{escape(effects)}</span>'
    text = "".join(_op(op.sign, op.text) for op in clause.ops)
    return (
        f"<section>\n<h3>{_safe(clause.id)} — {_safe(clause.title)}</h3>\n"
        f"<p>{summary}</p>\n<pre>{text}</pre>\n</section>"
    )


def _op(sign: str, text: str) -> str:
    before, after = _TAGS[sign]
    return f"{before}{_safe(text)}{after}"


def _safe(text: str) -> str:
    return escape(shown(text))
