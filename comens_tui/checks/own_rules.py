"""The rules that a workspace adds as data, in `decisions/checks.yaml`.

They see what the other rules on one document see, and weigh the same: an error is a warning
in a draft and in a clause that was released as it is.
"""

from collections.abc import Callable, Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import _
from comens_tui.model.finding import Finding
from comens_tui.model.own_rules import OwnRule, OwnRules, Scope
from comens_tui.text.markdown import slug
from comens_tui.text.word_patterns import found_in

#: A passage where words are looked for: its text, line and clause.
Passage = tuple[str, int, str]


def check_document(page: Page, rule: OwnRule) -> Iterator[Finding]:
    """Yield what one rule of the workspace finds in a document."""
    if not _is_within(page, rule.scope):
        return
    if rule.section:
        yield from _section(page, rule, rule.section)
    elif rule.front_matter:
        yield from _front_matter(page, rule, rule.front_matter)
    else:
        yield from _words(page, rule)


def _is_within(page: Page, scope: Scope) -> bool:
    front = page.document.front
    return (
        (not scope.kinds or front.kind in scope.kinds)
        and (not scope.statuses or front.status in scope.statuses)
        and (not scope.languages or front.language in scope.languages)
        and (not scope.documents or front.id in scope.documents)
    )


def _words(page: Page, rule: OwnRule) -> Iterator[Finding]:
    patterns = rule.forbid or (rule.pattern or "",)
    for text, line, clause in _PARTS[rule.scope.part](page):
        for words in found_in(text, patterns):
            said = _("“{words}” is not written here.") if rule.forbid else _("“{words}”: {title}.")
            yield _finding(page, rule, line, said.format(words=words, title=rule.title), clause)


def _section(page: Page, rule: OwnRule, section: str) -> Iterator[Finding]:
    wanted = slug(section)
    clause = next(
        (item for item in page.document.clauses if item.level and slug(item.title) == wanted), None
    )
    if clause is None:
        message = _("The section “{section}” is missing.").format(section=section)
        yield _finding(page, rule, 1, message, "")
    elif not _has_words(page, clause.id):
        message = _("The section “{section}” is empty.").format(section=section)
        yield _finding(page, rule, clause.line, message, clause.id)


def _has_words(page: Page, clause: str) -> bool:
    """Tell whether a section, or one below it, says something besides titles."""
    return any(
        paragraph.kind != "heading"
        for name, paragraphs in page.by_clause.items()
        if name == clause or name.startswith(f"{clause}/")
        for paragraph in paragraphs
    )


def _front_matter(page: Page, rule: OwnRule, key: str) -> Iterator[Finding]:
    value = getattr(page.document.front, key)
    if value is None or (not isinstance(value, bool) and not str(value).strip("()")):
        message = _("The front matter does not fill {key}.").format(key=key)
        yield _finding(page, rule, 1, message, "")


def _finding(page: Page, rule: OwnRule, line: int, message: str, clause: str) -> Finding:
    severity = page.weight(rule.severity, clause)
    said = rule.message or message
    return page.finding(rule.code, severity, line, said, rule.advice, clause)


def _text(page: Page) -> Iterator[Passage]:
    return ((item.text, item.line, item.clause) for item in page.paragraphs)


def _headings(page: Page) -> Iterator[Passage]:
    return (
        (item.text, item.line, item.clause) for item in page.paragraphs if item.kind == "heading"
    )


def _statements(page: Page) -> Iterator[Passage]:
    return ((item.statement, page.statement_line(item), item.id) for item in page.active)


_PARTS: dict[str, Callable[[Page], Iterator[Passage]]] = {
    "text": _text,
    "headings": _headings,
    "statements": _statements,
}


def explanation(rule: OwnRule) -> str:
    """Return the documentation of a rule of the workspace, in the language in force."""
    parts = [f"# {rule.code} — {rule.title}", _("## What it checks"), _asked(rule)]
    if rule.why:
        parts += [_("## Why"), rule.why]
    if rule.advice:
        parts += [_("## How to fix"), rule.advice]
    parts.append(_("A rule of this workspace, from decisions/checks.yaml."))
    return "\n\n".join(parts) + "\n"


def _asked(rule: OwnRule) -> str:
    if rule.forbid:
        return _("These words are not written: {words}.").format(words=", ".join(rule.forbid))
    if rule.section:
        return _("The section “{section}” is there and says something.").format(
            section=rule.section
        )
    if rule.front_matter:
        return _("The front matter fills {key}.").format(key=rule.front_matter)
    return _("Nothing reads like “{pattern}”.").format(pattern=rule.pattern)


def rule_of(rules: OwnRules, code: str) -> OwnRule | None:
    """Return the rule of the workspace that has `code`, in capitals or not."""
    return next((rule for rule in rules.rules if rule.code == code.upper()), None)
