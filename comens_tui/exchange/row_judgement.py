"""The one place where the words of an imported row are judged before they are kept."""

import re
from collections.abc import Mapping
from typing import Final

from comens_tui.i18n import _

#: What no text of the workspace may hold: it would not be read back, or not be written at all.
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffd\ud800-\udfff]")


def judge(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return why a row may not enter the workspace, one sentence a reason; none if it may.

    Args:
        texts: Each text of the record that the row would become, by the name of its field.
    """
    return tuple(
        _("“{field}” holds the character U+{code}, which has no place in a text.").format(
            field=field, code=f"{ord(found.group()):04X}"
        )
        for field, text in texts.items()
        if not text.isprintable() and (found := _UNFIT.search(text))
    )
