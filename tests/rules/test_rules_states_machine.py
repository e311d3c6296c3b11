"""Whatever people try, in whatever order, a proposal is adopted only from the agenda."""

from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from comens_tui.errors import RefusedError
from comens_tui.model.words import ProposalState, Role
from comens_tui.rules import states

LAST = {
    ProposalState.ADOPTED,
    ProposalState.REJECTED,
    ProposalState.WITHDRAWN,
    ProposalState.CLOSED,
}


class ProposalLife(RuleBasedStateMachine):
    @initialize()
    def a_draft(self):
        self.trail = [(states.initial("proposal"), None, False)]

    @property
    def state(self):
        return self.trail[-1][0]

    @rule(
        wanted=st.sampled_from(ProposalState),
        roles=st.sets(st.sampled_from(Role)),
        is_author=st.booleans(),
        reason=st.sampled_from([None, " ", "Because."]),
    )
    def somebody_tries_anything(self, wanted, roles, is_author, reason):
        try:
            states.require(
                "proposal", self.state, wanted, roles=roles, is_author=is_author, reason=reason
            )
        except RefusedError:
            return
        self.trail.append((wanted, reason, is_author))

    @rule(data=st.data())
    def the_bureau_goes_on(self, data):
        roles = {Role.SECRETARY, Role.CHAIR}
        targets = states.next_states("proposal", self.state, roles)
        if targets:
            target = data.draw(st.sampled_from(targets))
            states.require("proposal", self.state, target, roles=roles, reason="Because.")
            self.trail.append((target, "Because.", False))

    @invariant()
    def adopted_only_from_the_agenda_after_screening(self):
        trail = [state for state, _reason, _author in self.trail]
        for before, after in pairwise(trail):
            assert before not in LAST
            if after is ProposalState.ADOPTED:
                assert before is ProposalState.ON_AGENDA
        if ProposalState.ADOPTED in trail:
            assert ProposalState.SCREENED in trail

    @invariant()
    def what_is_refused_says_why_and_what_is_withdrawn_was_the_authors(self):
        for state, reason, is_author in self.trail:
            if state in {ProposalState.REJECTED, ProposalState.CLOSED, ProposalState.RETURNED}:
                assert reason == "Because."
            if state is ProposalState.WITHDRAWN:
                assert is_author


ProposalLife.TestCase.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
TestProposalLife = ProposalLife.TestCase


def test_in_the_table_itself_only_the_agenda_leads_to_adoption():
    sources = {
        step.source
        for step in states.TRANSITIONS["proposal"]
        if step.target is ProposalState.ADOPTED
    }
    assert sources == {ProposalState.ON_AGENDA}
