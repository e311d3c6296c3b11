"""What people read for each key of the files: the closed words of the field, translated.

Two keys that English writes alike but French does not have two distinct English labels.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from comens_tui.i18n import N_, _
from comens_tui.model.words import (
    Blocks,
    Certainty,
    Choice,
    ConsultationState,
    Disposition,
    DocumentKind,
    DocumentStatus,
    Effort,
    FollowUpState,
    Happening,
    LegalState,
    Level,
    MeetingState,
    Nature,
    Oddity,
    PersonalKind,
    Principle,
    ProgrammeState,
    ProposalState,
    ReleaseState,
    ReportState,
    ReportType,
    Role,
    Sense,
    Severity,
    Waiting,
    WaiverAge,
)

_BY_CLASS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    Principle: {
        "beneficence": N_("beneficence"),
        "non_maleficence": N_("non-maleficence"),
        "autonomy": N_("autonomy"),
        "justice": N_("justice and equity"),
        "eco_responsibility": N_("eco-responsibility"),
    },
    Level: {
        "mandatory": N_("mandatory"),
        "recommended": N_("recommended"),
        "optional": N_("optional"),
    },
    DocumentKind: {
        "referential": N_("referential"),
        "guide": N_("guide"),
        "awareness": N_("awareness resource"),
        "tool": N_("tool"),
    },
    DocumentStatus: {
        "draft": N_("working draft"),
        "consultation": N_("in consultation"),
        "trial": N_("on trial"),
        "final": N_("final text"),
        "deprecated": N_("deprecated"),
        "withdrawn": N_("text withdrawn"),
    },
    LegalState: {
        "non_binding": N_("not binding"),
        "pending_order": N_("awaiting an order"),
        "binding": N_("binding"),
    },
    ReportState: {
        "received": N_("received"),
        "admissible": N_("admissible"),
        "inadmissible": N_("inadmissible"),
        "under_instruction": N_("under instruction"),
        "awaiting_publisher": N_("awaiting the publisher"),
        "instructed": N_("report instructed"),
        "forwarded": N_("forwarded to the committee"),
        "no_action": N_("no further action"),
        "closed": N_("report closed"),
    },
    ReportType: {
        "transparency": N_("lack of transparency"),
        "data_access": N_("unjustified access to data"),
        "technical": N_("technical fault"),
        "other": N_("other"),
    },
    ProposalState: {
        "draft": N_("draft"),
        "submitted": N_("submitted"),
        "screened": N_("screened"),
        "instructed": N_("proposal instructed"),
        "prioritised": N_("prioritised"),
        "on_agenda": N_("on the agenda"),
        "adopted": N_("adopted"),
        "rejected": N_("rejected"),
        "deferred": N_("deferred to a later meeting"),
        "returned": N_("returned to its author"),
        "withdrawn": N_("withdrawn by its author"),
        "closed": N_("closed without a vote"),
    },
    Nature: {
        "editorial": N_("editorial"),
        "substantive": N_("substantive"),
    },
    ConsultationState: {
        "planned": N_("consultation planned"),
        "open": N_("open to comments"),
        "closed": N_("closed to comments"),
        "processing": N_("comments being processed"),
        "reported": N_("reported back"),
    },
    MeetingState: {
        "planned": N_("meeting planned"),
        "convened": N_("convened"),
        "open": N_("in session"),
        "closed": N_("meeting closed"),
        "minuted": N_("minutes drafted"),
        "approved": N_("minutes approved"),
        "signed": N_("minutes signed"),
    },
    FollowUpState: {
        "open": N_("to be done"),
        "done": N_("done"),
        "dropped": N_("given up"),
    },
    ReleaseState: {
        "planned": N_("release planned"),
        "in_consultation": N_("release in consultation"),
        "tagged": N_("tagged"),
        "published": N_("published"),
    },
    Choice: {
        "for": N_("for"),
        "against": N_("against"),
        "abstain": N_("abstention"),
    },
    Sense: {
        "adopt": N_("adoption"),
        "adopt_amended": N_("adoption with amendments"),
        "reject": N_("rejection"),
        "defer": N_("deferral"),
        "return": N_("return to the author"),
        "prioritise": N_("prioritisation"),
        "take_note": N_("taking note"),
    },
    Effort: {
        "XS": N_("XS (a few hours)"),
        "S": N_("S (a few days)"),
        "M": N_("M (a few weeks)"),
        "L": N_("L (a few months)"),
        "XL": N_("XL (a year or more)"),
    },
    ProgrammeState: {
        "draft": N_("programme drawn up"),
        "adopted": N_("programme adopted"),
    },
    Waiting: {
        "capacity": N_("beyond the capacity of its group"),
        "behind": N_("behind a proposal of its group that waits"),
        "debate": N_("to debate"),
        "postponed": N_("deferred by the committee"),
        "no_group": N_("no working group"),
        "unknown_capacity": N_("capacity of its group unknown"),
    },
    Role: {
        "chair": N_("chair"),
        "secretary": N_("secretary"),
        "release_manager": N_("release manager"),
        "member": N_("member"),
        "expert": N_("expert"),
    },
    PersonalKind: {
        "nir": N_("social security number"),
        "email": N_("e-mail"),
        "phone": N_("phone number"),
        "birth": N_("birth or great age"),
        "name": N_("name of a person"),
        "address": N_("postal address"),
        "link": N_("link that identifies"),
        "iban": N_("bank account"),
        "card": N_("bank card"),
        "patient": N_("patient number"),
        "practitioner": N_("practitioner number"),
        "secret": N_("password or key"),
    },
    Certainty: {
        "certain": N_("certain"),
        "likely": N_("likely"),
    },
    Severity: {
        "error": N_("error"),
        "warning": N_("warning"),
        "info": N_("information"),
    },
    Blocks: {
        "release": N_("publication"),
        "consultation": N_("consultation"),
        "nothing": N_("nothing"),
    },
    WaiverAge: {
        "void": N_("void"),
        "ending": N_("ends soon"),
        "old": N_("ageing"),
        "holding": N_("in force"),
    },
    Disposition: {
        "unresolved": N_("unresolved"),
        "accepted": N_("accepted"),
        "accepted_modified": N_("accepted with changes"),
        "not_accepted": N_("not accepted"),
        "deferred": N_("deferred to a later version"),
        "duplicate": N_("duplicate"),
        "out_of_scope": N_("out of scope"),
        "answered": N_("question answered"),
    },
    Happening: {
        "added": N_("text added"),
        "changed": N_("text changed"),
        "removed": N_("text removed"),
        "renamed": N_("file renamed"),
        "renumbered": N_("requirement renumbered"),
        "became": N_("requirement that took another number"),
        "moved": N_("requirement moved"),
        "repealed": N_("requirement repealed"),
    },
    Oddity: {
        "unknown_origin": N_("dated 1970: original date unknown"),
        "in_future": N_("dated in the future"),
        "before_parent": N_("dated before its parent"),
        "recorded_before_written": N_("recorded before it was written"),
        "cut": N_("the history is cut here: shallow clone"),
        "set_aside": N_("not kept: set aside where branches met"),
    },
}

#: Words of the files that are no enumeration: colleges, channels, profiles, manners, effects.
_WORDS: Final[Mapping[str, str]] = {
    "health_professionals": N_("health professionals"),
    "users": N_("users of the health system"),
    "health_facilities": N_("health facilities"),
    "social_facilities": N_("social and medico-social facilities"),
    "publishers": N_("publishers of digital services"),
    "professionals": N_("professionals"),
    "companies": N_("companies of digital health"),
    "platform": N_("platform"),
    "regional_day": N_("regional day"),
    "mail": N_("mail"),
    "patient": N_("patient"),
    "carer": N_("carer"),
    "professional": N_("professional"),
    "publisher": N_("publisher"),
    "operator": N_("operator"),
    "facility": N_("facility"),
    "user": N_("user"),
    "ex_officio": N_("ex officio"),
    "elected": N_("elected"),
    "qualified": N_("qualified person"),
    "proposal": N_("proposal"),
    "minutes": N_("minutes"),
    "roll_call": N_("roll call"),
    "show_of_hands": N_("show of hands"),
    "secret": N_("secret ballot"),
    "pending": N_("pending"),
    "decided": N_("decided"),
    "present": N_("present"),
    "video": N_("present by video"),
    "absent": N_("absent"),
    "left": N_("left the meeting"),
    "excused": N_("excused"),
    "ge": N_("general comment"),
    "te": N_("technical comment"),
    "ed": N_("editorial comment"),
    "active": N_("in force"),
    "repealed": N_("repealed"),
    "major": N_("major version"),
    "minor": N_("minor version"),
    "patch": N_("patch"),
    "initial": N_("first release"),
    "typography": N_("typography"),
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
    "same": N_("unchanged"),
    "strengthened": N_("strengthened"),
    "weakened": N_("weakened"),
    "scope_widened": N_("scope widened"),
    "scope_narrowed": N_("scope narrowed"),
    "number": N_("number changed"),
    "date": N_("date changed"),
    "negation": N_("negation changed"),
    "evidence_added": N_("evidence added"),
    "evidence_removed": N_("evidence removed"),
    "renumbered": N_("renumbered"),
    "moved": N_("moved"),
    "split": N_("split"),
    "merged": N_("merged"),
}

_STATES: Final[Mapping[str, type[StrEnum]]] = {
    "document": DocumentStatus,
    "report": ReportState,
    "proposal": ProposalState,
    "consultation": ConsultationState,
    "meeting": MeetingState,
    "decision": Sense,
    "follow_up": FollowUpState,
    "programme": ProgrammeState,
    "release": ReleaseState,
}


def label(value: StrEnum | str) -> str:
    """Return what a person reads for `value`, in the language in force.

    A plain string is looked up among the words that are no enumeration, then among those
    that only one enumeration has; a word we do not know comes back as it is.
    """
    if isinstance(value, StrEnum):
        return _(_BY_CLASS[type(value)][value.value])
    if value in _WORDS:
        return _(_WORDS[value])
    found = [labels[value] for labels in _BY_CLASS.values() if value in labels]
    return _(found[0]) if len(found) == 1 else value


def state_label(kind: str, state: str) -> str:
    """Return what a person reads for the state of a record of that kind.

    For rows that keep states as text: `closed` is not the same word for a report and for
    a meeting. What is not known comes back as it is.
    """
    words = _STATES.get(kind)
    if words is None or state not in _BY_CLASS[words]:
        return label(state)
    return _(_BY_CLASS[words][state])


def states_of(kind: str) -> tuple[str, ...]:
    """Return the states that a record of that kind goes through, in the order of its life."""
    return tuple(_STATES.get(kind, ()))
