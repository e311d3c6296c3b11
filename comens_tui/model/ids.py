"""Identifiers: the shape of each kind. Their order and numbers are in `numbering`."""

from typing import Annotated

from pydantic import StringConstraints

REQUIREMENT_ID = r"^[A-Z]{2,6}\.\d{1,2}(\.\d+)*$"
DOCUMENT_ID = r"^[A-Z]{2,6}(-[A-Z0-9]{2,8})+$"
MEMBER_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
RELEASE_TAG = r"^cens-v\d+\.\d+\.\d+$"
VERSION = r"^\d+\.\d+\.\d+$"
SHA256 = r"^[0-9a-f]{64}$"
BLOB = r"^[0-9a-f]{40}([0-9a-f]{24})?$"

RequirementId = Annotated[str, StringConstraints(pattern=REQUIREMENT_ID)]
DocumentId = Annotated[str, StringConstraints(pattern=DOCUMENT_ID)]
MemberId = Annotated[str, StringConstraints(pattern=MEMBER_ID, max_length=40)]
ReportId = Annotated[str, StringConstraints(pattern=r"^(EV|JR)-\d{4}-\d{4}$")]
ProposalId = Annotated[str, StringConstraints(pattern=r"^P-\d{4}-\d{3,}$")]
ConsultationId = Annotated[str, StringConstraints(pattern=r"^C-\d{4}-\d{3,}$")]
MeetingId = Annotated[str, StringConstraints(pattern=r"^S-\d{4}-\d{2,}$")]
DecisionId = Annotated[str, StringConstraints(pattern=r"^D-\d{4}-\d{3,}$")]
FollowUpId = Annotated[str, StringConstraints(pattern=r"^A-\d{4}-\d{3,}$")]
WaiverId = Annotated[str, StringConstraints(pattern=r"^W-\d{4}-\d{3,}$")]
ClearanceId = Annotated[str, StringConstraints(pattern=r"^CL-\d{4}-\d{3,}$")]
ReleaseTag = Annotated[str, StringConstraints(pattern=RELEASE_TAG)]
Version = Annotated[str, StringConstraints(pattern=VERSION)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256)]
BlobId = Annotated[str, StringConstraints(pattern=BLOB)]
