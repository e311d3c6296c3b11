"""What is asked for by its id: the record, or a refusal that names those that are there."""

from collections.abc import Mapping
from typing import TypeVar

from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _

T = TypeVar("T")


def known_record(records: Mapping[str, T], record_id: str) -> T:
    """Return the record with that id.

    Raises:
        UnknownRecordError: There is none; the latest ids of its kind are in the hint.
    """
    found = records.get(record_id)
    if found is not None:
        return found
    prefix = record_id.split("-", maxsplit=1)[0]
    near = [item for item in records if item.split("-")[0] == prefix][-5:]
    raise UnknownRecordError(
        _("There is no record {id}.").format(id=record_id),
        hint=_("The latest are: {ids}").format(ids=", ".join(near)) if near else "",
    )
