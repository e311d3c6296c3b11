"""The import of comments: the same steps as in the inbox, and who the comments speak for."""

from comens_tui.exchange.comment_fields import COMMENT
from comens_tui.exchange.comment_form import read_comments
from comens_tui.i18n import _, ngettext
from comens_tui.model.consultation import LEGAL_COLLEGES
from comens_tui.operations.consultation_import import import_comments, preview_comments
from comens_tui.text.labels import label
from comens_tui.tui.modals.form import Field
from comens_tui.tui.screens.inbox_import import Target


def comments_target(consultation_id: str) -> Target:
    """Return what a table of comments on one consultation becomes."""
    return Target(
        COMMENT,
        lambda: _("Import comments on {id}").format(id=consultation_id),
        _action,
        _consequence,
        lambda desk, table, mapping: preview_comments(desk, consultation_id, table, mapping),
        lambda desk, records, name: import_comments(desk, consultation_id, records, name),
        read_comments,
        _asked,
    )


def _action(count: int) -> str:
    words = ngettext("Import {count} comment", "Import {count} comments", count)
    return words.format(count=count)


def _consequence(count: int) -> str:
    return ngettext(
        "{count} comment is registered in one commit; git never forgets it.",
        "{count} comments are registered in one commit; git never forgets them.",
        count,
    ).format(count=count)


def _asked() -> tuple[Field, ...]:
    colleges = (("", _("as the table says")), *((item, label(item)) for item in LEGAL_COLLEGES))
    return (
        Field("college", _("College (if not told)"), choices=colleges),
        Field("received", _("Received (if not told)")),
    )
