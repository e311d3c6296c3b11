"""`docs/format.md`: every file of a workspace, written from the models."""

import types
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from comens_tui.model.calculator import Calculator
from comens_tui.model.clearance import Clearance
from comens_tui.model.committee import Committee
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.decision import Decision
from comens_tui.model.document import FrontMatter
from comens_tui.model.follow_up import FollowUp
from comens_tui.model.glossary import Glossary
from comens_tui.model.meeting import Ballot, Meeting
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.programme import Programme
from comens_tui.model.proposal import Proposal, ProposalComment, Rating
from comens_tui.model.release import Release
from comens_tui.model.report import Report
from comens_tui.model.requirement import RequirementFields
from comens_tui.model.waiver import Waiver

INTRODUCTION = (
    "Written from `comens_tui/model`. UTF-8, LF, Unicode NFC. A key that is not listed is "
    "refused; a key with a default may be left out. `schema` is the version of the format."
)
#: The files that are no YAML of ours.
BESIDE = """\
Beside these: `proposals/updates/<year>/<ID>/text/corpus/…`, a proposed text under the path that \
it would take; `decisions/meetings/<year>/<ID>/minutes.md`, the minutes; \
`decisions/meetings/<year>/<ID>/ballots/<item>/<member>.yaml.sig`, the OpenSSH signature of a \
ballot cast from afar. What a clone keeps for itself \
(index, history, ballots received before their vote closes) is under `.git/comens`, in no commit."""
FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("corpus/<kind>s/<ID>.md, front matter", FrontMatter),
    ("corpus/<kind>s/<ID>.md, block `yaml requirement`", RequirementFields),
    ("corpus/tools/<ID>.md, block `yaml calculator`", Calculator),
    ("corpus/glossary.yaml", Glossary),
    ("proposals/reports/<year>/<ID>.yaml", Report),
    ("proposals/updates/<year>/<ID>/proposal.yaml", Proposal),
    ("proposals/updates/<year>/<ID>/ratings/<member>.yaml", Rating),
    ("proposals/updates/<year>/<ID>/comments/<utc>-<member>.yaml", ProposalComment),
    ("proposals/consultations/<year>/<ID>/consultation.yaml", Consultation),
    ("proposals/consultations/<year>/<ID>/comments/<n>.yaml", ConsultationComment),
    ("decisions/committee.yaml", Committee),
    ("decisions/checks.yaml", OwnRules),
    ("decisions/meetings/<year>/<ID>/meeting.yaml", Meeting),
    ("decisions/meetings/<year>/<ID>/ballots/<item>/<member>.yaml", Ballot),
    ("decisions/<year>/<ID>.yaml", Decision),
    ("decisions/programmes/<cycle>.yaml", Programme),
    ("decisions/actions/<year>/<ID>.yaml", FollowUp),
    ("decisions/waivers/<ID>.yaml", Waiver),
    ("decisions/clearances/<ID>.yaml", Clearance),
    ("decisions/releases/<tag>.yaml", Release),
)


def page() -> str:
    """Return the page in English: one table a file, then one a part that files share."""
    parts = [
        "# The files of a workspace",
        INTRODUCTION,
        BESIDE,
    ]
    shared: dict[str, type[BaseModel]] = {}
    for title, model in FILES:
        path, comma, part = title.partition(", ")
        parts.append(f"## `{path}`{comma}{part}")
        parts += _described(model, shared)
    done: set[str] = set()
    while missing := [name for name in shared if name not in done]:
        for name in missing:
            done.add(name)
            parts.append(f"## Part: {name}")
            parts += _described(shared[name], shared)
    return "\n\n".join(parts) + "\n"


def _described(model: type[BaseModel], shared: dict[str, type[BaseModel]]) -> list[str]:
    rows = ["| key | value | default | meaning |", "|---|---|---|---|"]
    for name, field in model.model_fields.items():
        rows.append(
            f"| `{field.alias or name}` | {_kind(_annotation(field), shared)} "
            f"| {_default(field)} | {field.description or ''} |"
        )
    summary = (model.__doc__ or "").strip().split("\n")[0]
    return [summary, "\n".join(rows)]


def _annotation(field: FieldInfo) -> Any:
    patterns = [getattr(item, "pattern", None) for item in field.metadata]
    pattern = next((item for item in patterns if item), None)
    return Annotated[field.annotation, pattern] if pattern else field.annotation


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**required**"
    value = field.default
    if value in (PydanticUndefined, None, ()):
        return "none"
    if isinstance(value, BaseModel):
        return "its defaults"
    if isinstance(value, tuple):
        return ", ".join(f"`{item}`" for item in value)
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _kind(kind: Any, shared: dict[str, type[BaseModel]]) -> str:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        pattern = next(
            (
                item if isinstance(item, str) else item.pattern
                for item in arguments[1:]
                if isinstance(item, str) or getattr(item, "pattern", None)
            ),
            None,
        )
        return f"`{_escaped(pattern)}`" if pattern else _kind(arguments[0], shared)
    if origin is Literal:
        return ", ".join(f"`{item}`" for item in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(_kind(item, shared) for item in arguments if item is not type(None))
    if origin is tuple:
        return f"list of {_kind(arguments[0], shared)}"
    if origin is dict:
        return f"map of {_kind(arguments[0], shared)} to {_kind(arguments[1], shared)}"
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return ", ".join(f"`{item}`" for item in kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        shared[kind.__name__] = kind
        return f"[{kind.__name__}](#part-{kind.__name__.lower()})"
    name = str(kind.__name__)
    return {"str": "text", "int": "whole number", "bool": "true or false"}.get(name, name)


def _escaped(pattern: str) -> str:
    return pattern.replace("|", "\\|")
