"""The tables of states: what may follow what, who may, and what a refusal says."""

from itertools import pairwise

import pytest

from comens_tui.errors import RefusedError
from comens_tui.model.words import (
    MeetingState,
    ProposalState,
    ReleaseState,
    ReportState,
    Role,
)
from comens_tui.rules import authority, states

SECRETARY = (Role.SECRETARY,)
MEMBER = (Role.MEMBER,)
KINDS = tuple(states.TRANSITIONS)

#: The records' lives, spelt out once more by hand.
PROPOSAL_EDGES = {
    "draft": {"submitted", "withdrawn"},
    "submitted": {"screened", "returned", "closed", "withdrawn"},
    "screened": {"instructed", "on_agenda", "withdrawn"},
    "instructed": {"prioritised", "withdrawn"},
    "prioritised": {"on_agenda", "withdrawn"},
    "on_agenda": {"adopted", "rejected", "deferred", "returned", "prioritised", "withdrawn"},
    "returned": {"submitted", "withdrawn"},
    "deferred": {"on_agenda", "instructed", "withdrawn"},
    "adopted": set(),
    "rejected": set(),
    "withdrawn": set(),
    "closed": set(),
}
REPORT_EDGES = {
    "received": {"admissible", "inadmissible"},
    "admissible": {"under_instruction"},
    "inadmissible": {"closed"},
    "under_instruction": {"awaiting_publisher", "instructed"},
    "awaiting_publisher": {"under_instruction"},
    "instructed": {"forwarded", "no_action"},
    "forwarded": {"closed"},
    "no_action": {"closed"},
    "closed": set(),
}


def show_keys(monkeypatch):
    monkeypatch.setattr(states, "label", str)
    monkeypatch.setattr(states, "state_label", lambda _kind, state: str(state))


def edges(kind):
    found = {str(state): set() for state in states.all_states(kind)}
    for step in states.TRANSITIONS[kind]:
        found[step.source].add(str(step.target))
    return found


def test_the_proposal_table_is_the_one_of_the_design():
    assert edges("proposal") == PROPOSAL_EDGES


def test_the_report_table_is_the_one_of_the_design():
    assert edges("report") == REPORT_EDGES


@pytest.mark.parametrize(
    ("kind", "life"),
    [
        ("consultation", ["planned", "open", "closed", "processing", "reported"]),
        ("meeting", ["planned", "convened", "open", "closed", "minuted", "approved", "signed"]),
        ("release", ["planned", "in_consultation", "tagged", "published"]),
    ],
)
def test_a_life_without_forks_goes_through_every_state_in_order(kind, life):
    assert [states.initial(kind), *states.path(kind, life[0], life[-1])] == life
    assert [str(state) for state in states.all_states(kind)] == life
    for source, target in pairwise(life):
        assert target in edges(kind)[source]


@pytest.mark.parametrize("kind", KINDS)
def test_no_step_is_written_twice_and_every_state_can_be_reached(kind):
    table = states.TRANSITIONS[kind]
    assert len({(step.source, step.target) for step in table}) == len(table)
    first = states.initial(kind)
    for state in states.all_states(kind):
        assert states.path(kind, first, state) is not None


@pytest.mark.parametrize("kind", KINDS)
def test_every_pair_of_states_is_either_allowed_or_refused_in_words(kind):
    for source in states.all_states(kind):
        for target in states.all_states(kind):
            if target in edges(kind)[source]:
                states.require(
                    kind, source, target, roles=tuple(Role), is_author=True, reason="Because."
                )
                continue
            with pytest.raises(RefusedError) as refused:
                states.require(
                    kind, source, target, roles=tuple(Role), is_author=True, reason="Because."
                )
            assert refused.value.message.endswith(".")
            assert refused.value.hint.endswith(".")


def test_a_report_reaches_the_committee_through_its_whole_instruction():
    assert states.path("report", "received", "forwarded") == (
        ReportState.ADMISSIBLE,
        ReportState.UNDER_INSTRUCTION,
        ReportState.INSTRUCTED,
        ReportState.FORWARDED,
    )


def test_the_way_to_the_agenda_is_the_ordinary_one_not_the_fast_track():
    way = states.path("proposal", "submitted", "on_agenda")
    assert way == ("screened", "instructed", "prioritised", "on_agenda")
    assert states.path("proposal", "screened", "on_agenda") == ("on_agenda",)
    assert states.path("proposal", "screened", "adopted")[-2:] == ("on_agenda", "adopted")


def test_there_is_no_way_out_of_a_last_state_and_none_needed_to_stay():
    assert states.path("proposal", "adopted", "draft") is None
    assert states.path("report", "inadmissible", "forwarded") is None
    assert states.path("report", "closed", "closed") == ()


def test_a_state_given_as_a_plain_word_is_understood():
    assert states.next_states("meeting", "planned", SECRETARY) == (MeetingState.CONVENED,)
    assert states.path("release", "planned", "published") == (
        ReleaseState.IN_CONSULTATION,
        ReleaseState.TAGGED,
        ReleaseState.PUBLISHED,
    )


def test_a_word_that_is_no_state_of_the_kind_is_a_bug():
    with pytest.raises(ValueError, match="adopted"):
        states.require("report", "received", "adopted", roles=SECRETARY)


def test_the_author_may_submit_and_withdraw_a_draft_and_a_stranger_may_do_neither():
    draft = ProposalState.DRAFT
    assert states.next_states("proposal", draft, MEMBER, is_author=True) == (
        ProposalState.SUBMITTED,
        ProposalState.WITHDRAWN,
    )
    assert states.next_states("proposal", draft, MEMBER) == ()
    assert states.next_states("proposal", draft, SECRETARY) == (ProposalState.SUBMITTED,)


def test_only_the_author_withdraws_even_against_the_secretary_and_the_chair():
    with pytest.raises(RefusedError) as refused:
        states.require("proposal", "on_agenda", "withdrawn", roles=tuple(Role))
    assert refused.value.hint == "Only its author may take this step."
    states.require("proposal", "on_agenda", "withdrawn", roles=(), is_author=True)


@pytest.mark.parametrize("after", ["adopted", "rejected", "closed", "withdrawn"])
def test_nothing_is_withdrawn_after_its_end(after):
    with pytest.raises(RefusedError) as refused:
        states.require("proposal", after, "withdrawn", roles=(), is_author=True)
    assert "last state" in refused.value.hint


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        ("proposal", "submitted", "returned"),
        ("proposal", "submitted", "closed"),
        ("proposal", "on_agenda", "rejected"),
        ("proposal", "on_agenda", "returned"),
        ("report", "received", "inadmissible"),
        ("report", "instructed", "no_action"),
    ],
)
@pytest.mark.parametrize("reason", [None, "", "  \n"])
def test_a_refusal_of_a_record_needs_its_reason(kind, source, target, reason):
    assert states.needs_reason(kind, source, target)
    with pytest.raises(RefusedError, match="only with a reason"):
        states.require(kind, source, target, roles=SECRETARY, reason=reason)
    states.require(kind, source, target, roles=SECRETARY, reason="Out of scope.")


def test_steps_that_carry_their_own_meaning_need_no_reason():
    with_reason = {
        (step.source, step.target)
        for table in states.TRANSITIONS.values()
        for step in table
        if step.needs_reason
    }
    assert len(with_reason) == 8
    assert not states.needs_reason("proposal", "draft", "submitted")
    assert not states.needs_reason("proposal", "draft", "adopted")


def test_an_impossible_step_says_what_is_missing_and_what_is_possible(monkeypatch):
    show_keys(monkeypatch)
    with pytest.raises(RefusedError) as refused:
        states.require("proposal", "screened", "adopted", roles=SECRETARY)
    assert refused.value.message == "A proposal in state “screened” cannot go to state “adopted”."
    assert refused.value.hint == (
        "It must first go through: instructed, prioritised, on_agenda."
        " From here it can go to: instructed, on_agenda, withdrawn."
    )


def test_a_step_back_without_a_way_says_only_what_is_possible(monkeypatch):
    show_keys(monkeypatch)
    with pytest.raises(RefusedError) as refused:
        states.require("report", "inadmissible", "forwarded", roles=SECRETARY)
    assert refused.value.hint == "From here it can go to: closed."


def test_a_step_for_somebody_else_names_who_may_take_it(monkeypatch):
    show_keys(monkeypatch)
    with pytest.raises(RefusedError) as refused:
        states.require("meeting", "convened", "open", roles=MEMBER)
    assert refused.value.message == (
        "You may not take a meeting from state “convened” to state “open”."
    )
    assert refused.value.hint == "This step is for these roles: chair, secretary."
    with pytest.raises(RefusedError) as refused:
        states.require("proposal", "draft", "submitted", roles=(Role.EXPERT,))
    assert refused.value.hint == "This step is for its author, or for these roles: secretary."


def test_the_diagram_draws_every_step_with_who_may_take_it():
    drawing = states.diagram("proposal")
    assert drawing.startswith("stateDiagram-v2\n    [*] --> draft\n")
    assert "    draft --> submitted: author, secretary\n" in drawing
    assert "    submitted --> returned: secretary (reason)\n" in drawing
    assert "    on_agenda --> adopted: chair, secretary\n" in drawing
    assert "    on_agenda --> withdrawn: author\n" in drawing
    assert drawing.endswith("    closed --> [*]\n")
    steps = [line for line in drawing.splitlines() if "[*]" not in line and "-->" in line]
    assert len(steps) == len(states.TRANSITIONS["proposal"])


#: The operations that take each step; someone who may take it must be let in by one of them.
STEP_OPERATIONS = {
    "report": {None: ("report.triage",)},
    "proposal": {
        "submitted": ("proposal.submit",),
        "screened": ("proposal.screen",),
        "returned": ("proposal.screen", "meeting.decide"),
        "closed": ("proposal.screen",),
        "instructed": ("proposal.instruct",),
        "prioritised": ("proposal.prioritise",),
        "withdrawn": ("proposal.withdraw",),
        None: ("meeting.item", "meeting.decide"),
    },
    "consultation": {
        "processing": ("consultation.dispose",),
        "reported": ("consultation.report",),
        None: ("consultation.open", "consultation.close"),
    },
    "meeting": {
        None: (
            "meeting.convene",
            "meeting.open",
            "meeting.close",
            "meeting.minutes",
            "meeting.sign",
        )
    },
    "follow_up": {None: ("decision.actions",)},
    "release": {None: ("release.tag",)},
}


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_may_take_a_step_may_also_perform_its_operation(kind):
    for step in states.TRANSITIONS[kind]:
        table = STEP_OPERATIONS[kind]
        operations = table.get(str(step.target), table.get(None))
        for role in step.roles:
            assert any(authority.may(operation, (role,)) for operation in operations), step
        if step.by_author:
            assert any(authority.may(operation, (), own=True) for operation in operations), step
