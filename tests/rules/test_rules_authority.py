"""Who may do what, and what a refusal says."""

from datetime import date

import pytest

from comens_tui.errors import RefusedError
from comens_tui.model.committee import Mandate, Member
from comens_tui.model.words import Role
from comens_tui.rules import authority

TODAY = date(2026, 4, 10)

#: Operation -> roles that may perform it over anything, spelt out by hand.
EXPECTED = {
    "report.new": "chair secretary release_manager member expert",
    "report.import": "chair secretary release_manager member expert",
    "report.triage": "secretary expert",
    "report.assign": "secretary expert",
    "report.link": "secretary expert",
    "report.answer": "secretary expert",
    "report.merge": "secretary expert",
    "proposal.new": "chair secretary release_manager member expert",
    "proposal.import": "chair secretary release_manager member expert",
    "proposal.edit": "secretary",
    "proposal.submit": "secretary",
    "proposal.screen": "secretary",
    "proposal.instruct": "secretary expert",
    "proposal.rate": "chair secretary release_manager member expert",
    "proposal.prioritise": "chair secretary",
    "priority.plan": "chair secretary",
    "priority.adopt": "chair secretary",
    "proposal.comment": "chair secretary release_manager member expert",
    "proposal.resolve": "secretary",
    "proposal.withdraw": "",
    "proposal.rebase": "secretary",
    "meeting.plan": "chair secretary",
    "meeting.convene": "chair secretary",
    "meeting.open": "chair secretary",
    "meeting.attend": "chair secretary",
    "meeting.proxy": "chair secretary",
    "meeting.recuse": "chair secretary",
    "meeting.interest": "chair secretary",
    "meeting.floor": "chair secretary",
    "meeting.order": "chair secretary",
    "meeting.suspend": "chair secretary",
    "meeting.block": "chair secretary",
    "meeting.take_out": "chair secretary",
    "meeting.correct": "chair secretary release_manager member expert",
    "meeting.item": "chair secretary",
    "meeting.amend": "chair secretary",
    "meeting.secret": "chair secretary",
    "meeting.ballots": "chair secretary",
    "meeting.vote": "chair secretary",
    "meeting.decide": "chair secretary",
    "meeting.close": "chair secretary",
    "meeting.minutes": "chair secretary",
    "decision.actions": "secretary",
    "decision.correct": "chair secretary",
    "meeting.sign": "chair secretary",
    "consultation.open": "chair secretary",
    "consultation.extend": "chair secretary",
    "consultation.import": "secretary expert",
    "consultation.process": "secretary expert",
    "consultation.comment": "secretary expert",
    "consultation.dispose": "secretary expert",
    "consultation.close": "chair secretary",
    "consultation.report": "chair secretary",
    "waiver.grant": "chair secretary",
    "release.tag": "release_manager",
    "meeting.rules": "chair secretary",
    "member.edit": "chair secretary",
}
OWN = {
    "decision.actions",
    "proposal.edit",
    "proposal.submit",
    "proposal.resolve",
    "proposal.withdraw",
    "proposal.rebase",
    "meeting.proxy",
    "meeting.recuse",
    "meeting.take_out",
    "meeting.vote",
}


def member(*roles, voting=True, start=date(2024, 1, 1), end=None):
    return Member(
        id="anne",
        name="Anne Lemoine",
        email="anne@example.org",
        college="users",
        kind="elected",
        voting=voting,
        roles=roles,
        mandate=Mandate(start=start, end=end),
    )


@pytest.mark.parametrize("operation", sorted(EXPECTED))
@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_exactly_what_the_table_gives_it(operation, role):
    entitled = role.value in EXPECTED[operation].split()
    assert authority.may(operation, (role,)) is entitled
    assert authority.may(operation, (role,), own=True) is (entitled or operation in OWN)


def test_the_table_has_no_other_operation():
    assert set(authority.RIGHTS) == set(EXPECTED)
    assert {name for name, right in authority.RIGHTS.items() if right.own} == OWN


def test_someone_without_a_role_still_owns_their_own_proposal():
    assert not authority.may("proposal.new", ())
    assert authority.may("proposal.withdraw", (), own=True)


@pytest.mark.parametrize("operation", sorted(EXPECTED))
def test_who_does_not_sit_on_the_day_may_do_nothing(operation):
    with pytest.raises(RefusedError) as refused:
        authority.require(operation, member(*Role, end=date(2026, 4, 9)), TODAY)
    assert refused.value.message == "Anne Lemoine does not sit on the committee on 2026-04-10."
    assert "from 2024-01-01 to 2026-04-09" in refused.value.hint


def test_a_mandate_that_has_not_begun_says_when_it_does():
    with pytest.raises(RefusedError) as refused:
        authority.require("report.new", member(Role.MEMBER, start=date(2026, 5, 1)), TODAY)
    assert refused.value.hint == "The mandate starts on 2026-05-01."


def test_both_days_of_a_mandate_count():
    authority.require("report.new", member(Role.MEMBER, start=TODAY, end=TODAY), TODAY)


def test_a_role_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(authority, "label", str)
    with pytest.raises(RefusedError) as refused:
        authority.require("report.triage", member(Role.MEMBER), TODAY)
    assert refused.value.message == "Anne Lemoine may not do this: triage a report."
    assert refused.value.hint == "It is for these roles: secretary, expert."


def test_an_author_passes_the_door_and_is_judged_on_the_record():
    author = member(Role.MEMBER)
    authority.require("proposal.edit", author, TODAY)
    authority.require_over("proposal.edit", author, ["anne"])
    with pytest.raises(RefusedError) as refused:
        authority.require_over("proposal.edit", author, ["paul"])
    assert refused.value.hint.startswith("It is for the one whose it is, or for these roles:")
    authority.require_over("proposal.edit", member(Role.SECRETARY), ["paul"])


def test_nobody_withdraws_for_somebody_else():
    with pytest.raises(RefusedError) as refused:
        authority.require_over("proposal.withdraw", member(*Role), ["paul"])
    assert refused.value.hint == "Only the one whose it is may do it."


def test_a_voting_member_casts_their_own_ballot_and_a_proxy_but_no_other():
    voter = member(Role.MEMBER)
    authority.require("meeting.vote", voter, TODAY)
    authority.require_over("meeting.vote", voter, ["anne"])
    authority.require_over("meeting.vote", voter, ["paul", "anne"])
    with pytest.raises(RefusedError, match="record a ballot"):
        authority.require_over("meeting.vote", voter, ["paul"])


def test_a_member_without_a_voice_casts_no_ballot_unless_as_secretary():
    with pytest.raises(RefusedError) as refused:
        authority.require("meeting.vote", member(Role.EXPERT, voting=False), TODAY)
    assert refused.value.hint.startswith("It is for the voting member concerned")
    authority.require("meeting.vote", member(Role.SECRETARY, voting=False), TODAY)
    authority.require_over("meeting.vote", member(Role.CHAIR, voting=False), ["paul"])
