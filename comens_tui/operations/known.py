"""What is asked for by its id: the record, or a refusal that names those that are there."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model.finding import Finding
from comens_tui.store.layout import identify

T = TypeVar("T")


def known_record(records: Mapping[str, T], record_id: str, problems: Iterable[Finding] = ()) -> T:
    """Return the record with that id; `problems` are those of its snapshot.

    Raises:
        UnknownRecordError: There is none, or its file is among the problems; the latest ids
            of its kind, or the file to mend, are in the hint.
    """
    found = records.get(record_id)
    if found is not None:
        return found
    require_readable(record_id, problems)
    prefix = record_id.split("-", maxsplit=1)[0]
    near = [item for item in records if item.split("-")[0] == prefix][-5:]
    raise UnknownRecordError(
        _("There is no record {id}.").format(id=record_id),
        hint=_("The latest are: {ids}").format(ids=", ".join(near)) if near else "",
    )


def require_readable(record_id: str, problems: Iterable[Finding]) -> None:
    """Do nothing, unless the file of that record is among the problems of its snapshot.

    Raises:
        UnknownRecordError: It is; the hint names the file to mend.
    """
    for problem in problems:
        place = identify(problem.path)
        if place is not None and place.id == record_id:
            raise UnknownRecordError(
                _("{what} cannot be read, line {line}: {message}").format(
                    what=record_id, line=problem.line or 1, message=problem.message
                ),
                hint=_("Mend it in {path}, then commit it.").format(path=problem.path),
            )
