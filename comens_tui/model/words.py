"""The closed vocabularies of the field: keys in files are English, labels are translated."""

from enum import StrEnum


class Principle(StrEnum):
    """The five principles of the CENS (GT1 report, part 1.2)."""

    BENEFICENCE = "beneficence"
    NON_MALEFICENCE = "non_maleficence"
    AUTONOMY = "autonomy"
    JUSTICE = "justice"
    ECO_RESPONSIBILITY = "eco_responsibility"


class Level(StrEnum):
    """The strength of a requirement."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


class DocumentKind(StrEnum):
    """The four kinds of CENS document (GT1 report, part 1.3)."""

    REFERENTIAL = "referential"
    GUIDE = "guide"
    AWARENESS = "awareness"
    TOOL = "tool"


class DocumentStatus(StrEnum):
    """The life cycle of a text, independent of its version and of its legal state."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    TRIAL = "trial"
    FINAL = "final"
    DEPRECATED = "deprecated"
    WITHDRAWN = "withdrawn"


class LegalState(StrEnum):
    """Whether a text binds; only an order (arrêté) makes it so, never a tag."""

    NON_BINDING = "non_binding"
    PENDING_ORDER = "pending_order"
    BINDING = "binding"


class ReportState(StrEnum):
    """The life of a field report."""

    RECEIVED = "received"
    ADMISSIBLE = "admissible"
    INADMISSIBLE = "inadmissible"
    UNDER_INSTRUCTION = "under_instruction"
    AWAITING_PUBLISHER = "awaiting_publisher"
    INSTRUCTED = "instructed"
    FORWARDED = "forwarded"
    NO_ACTION = "no_action"
    CLOSED = "closed"


class ReportType(StrEnum):
    """The recurrent kinds of the first éthicovigilance report (April 2025), and the rest."""

    TRANSPARENCY = "transparency"
    DATA_ACCESS = "data_access"
    TECHNICAL = "technical"
    OTHER = "other"


class ProposalState(StrEnum):
    """The life of a proposal to change the corpus."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SCREENED = "screened"
    INSTRUCTED = "instructed"
    PRIORITISED = "prioritised"
    ON_AGENDA = "on_agenda"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Nature(StrEnum):
    """Editorial changes take the fast track: no scoring, no consultation."""

    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"


class ConsultationState(StrEnum):
    """The life of a consultation."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    PROCESSING = "processing"
    REPORTED = "reported"


class MeetingState(StrEnum):
    """The life of a meeting of the committee."""

    PLANNED = "planned"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    MINUTED = "minuted"
    APPROVED = "approved"
    SIGNED = "signed"


class FollowUpState(StrEnum):
    """The life of what a decision asks somebody to do."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ReleaseState(StrEnum):
    """The life of a release; its tags in git say where it stands."""

    PLANNED = "planned"
    IN_CONSULTATION = "in_consultation"
    TAGGED = "tagged"
    PUBLISHED = "published"


class Choice(StrEnum):
    """What a ballot says."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Sense(StrEnum):
    """What a decision does with its subject."""

    ADOPT = "adopt"
    ADOPT_AMENDED = "adopt_amended"
    REJECT = "reject"
    DEFER = "defer"
    RETURN = "return"
    PRIORITISE = "prioritise"
    TAKE_NOTE = "take_note"


class Effort(StrEnum):
    """Size of the work a proposal asks for."""

    XS = "XS"
    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


class ProgrammeState(StrEnum):
    """A work programme is drawn up, then adopted by a decision."""

    DRAFT = "draft"
    ADOPTED = "adopted"


class Waiting(StrEnum):
    """Why a proposal is not taken in the cycle of a work programme."""

    CAPACITY = "capacity"
    BEHIND = "behind"
    DEBATE = "debate"
    POSTPONED = "postponed"
    NO_GROUP = "no_group"
    UNKNOWN_CAPACITY = "unknown_capacity"


class Role(StrEnum):
    """What a member may be trusted with beyond a voice."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    RELEASE_MANAGER = "release_manager"
    MEMBER = "member"
    EXPERT = "expert"


class Severity(StrEnum):
    """How much a finding weighs: an error blocks a release."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Blocks(StrEnum):
    """What a finding keeps from being done."""

    RELEASE = "release"
    CONSULTATION = "consultation"
    NOTHING = "nothing"


class WaiverAge(StrEnum):
    """How a waiver stands on a day: it accepts nothing any more, will soon, is old, or holds."""

    VOID = "void"
    ENDING = "ending"
    OLD = "old"
    HOLDING = "holding"


class Disposition(StrEnum):
    """What became of a consultation comment (after HL7's dispositions)."""

    UNRESOLVED = "unresolved"
    ACCEPTED = "accepted"
    ACCEPTED_MODIFIED = "accepted_modified"
    NOT_ACCEPTED = "not_accepted"
    DEFERRED = "deferred"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"
    ANSWERED = "answered"


class Oddity(StrEnum):
    """What is strange about an act in a history, and is said on its line."""

    UNKNOWN_ORIGIN = "unknown_origin"
    IN_FUTURE = "in_future"
    BEFORE_PARENT = "before_parent"
    RECORDED_BEFORE_WRITTEN = "recorded_before_written"
    CUT = "cut"
    SET_ASIDE = "set_aside"


class Happening(StrEnum):
    """What an act did to a file or to a requirement."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    BECAME = "became"
    MOVED = "moved"
    REPEALED = "repealed"


class PersonalKind(StrEnum):
    """What in a text can tell who a person is, or open what is theirs."""

    NIR = "nir"
    EMAIL = "email"
    PHONE = "phone"
    BIRTH = "birth"
    NAME = "name"
    ADDRESS = "address"
    LINK = "link"
    IBAN = "iban"
    CARD = "card"
    PATIENT = "patient"
    PRACTITIONER = "practitioner"
    SECRET = "secret"  # noqa: S105 - the word itself


class Certainty(StrEnum):
    """How sure a suspicion is: `certain` is proven by a key or by its very form."""

    CERTAIN = "certain"
    LIKELY = "likely"
