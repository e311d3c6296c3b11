"""The one place where the words of an imported row are judged before they are kept."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from comens_tui.i18n import _
from comens_tui.text.labels import label
from comens_tui.text.personal_data import Hit, scan

#: What no text of the workspace may hold: it would not be read back, or not be written at all.
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffd\ud800-\udfff]")

#: A word without spaces shorter than this, a reference most often, names nobody.
_SHORTEST: Final = 9


def judge(
    texts: Mapping[str, str],
    public: Collection[str] = (),
    name_of: Callable[[str], str] = str,
    is_cleared: Callable[[Hit], bool] = lambda _hit: False,
) -> tuple[str, ...]:
    """Return why a row may not enter the workspace, one sentence a reason; none if it may.

    Args:
        texts: Each text of the record that the row would become, by the name of its field.
        name_of: Gives the name of a field as a person reads it.
        public: The names and e-mails that are public by office (`public_values`).
        is_cleared: Tells whether a person has let a passage through before.
    """
    refusals = []
    for field, text in texts.items():
        if not text.isprintable() and (found := _UNFIT.search(text)):
            refusals.append(
                _("“{field}” holds the character U+{code}, which has no place in a text.").format(
                    field=name_of(field), code=f"{ord(found.group()):04X}"
                )
            )
        elif len(text) >= _SHORTEST or " " in text or "@" in text:
            refusals += [
                _("“{field}” holds personal data: {kind}, {shown}.").format(
                    field=name_of(field), kind=label(hit.kind), shown=hit.shown
                )
                for hit in scan(text, public)
                if not is_cleared(hit)
            ]
    return tuple(refusals)
