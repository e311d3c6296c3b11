"""Two secretaries on two clones: what both did is joined or told, and nothing is lost."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest

from comens_tui.errors import (
    BusyError,
    RefusedError,
    UnknownRecordError,
    UsageError,
    WorkspaceError,
)
from comens_tui.model.places import (
    ballot_path,
    decision_path,
    meeting_path,
    proposed_text_path,
    report_path,
)
from comens_tui.model.words import Choice, MeetingState, ProposalState, ReportState
from comens_tui.operations.deliberation import cast_ballot, decide_item, open_item, recuse
from comens_tui.operations.floor import move_item, suspend
from comens_tui.operations.following import acts_told, news
from comens_tui.operations.meetings import (
    add_to_agenda,
    attend,
    close_meeting,
    give_proxy,
    plan_meeting,
)
from comens_tui.operations.proposal_steps import submit_proposal, withdraw_proposal
from comens_tui.operations.proposals import comment_proposal, edit_proposal, new_proposal
from comens_tui.operations.reports import new_report, triage_report
from comens_tui.operations.sync import forget, kept_aside, sync
from comens_tui.store.sharing import waiting
from comens_tui.text.personal_data import scan
from tests.operations.sharing import Shared, clones_of, reasons, synced
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EVERYONE,
    FIRST,
    MEETING,
    REFERENTIAL,
    REPORT,
    SECOND,
    SECRETARY,
    SITTING,
    Room,
    amended,
    git,
    sit,
)

#: Enough voices to adopt, of the five.
THREE = dict.fromkeys((CHAIR, SECRETARY, ANNE), Choice.FOR)


@pytest.fixture(scope="session")
def sitting_clones(tmp_path_factory, sitting_stage):
    return clones_of(sitting_stage, tmp_path_factory.mktemp("clones"))


@pytest.fixture(scope="session")
def tabled_clones(tmp_path_factory, tabled_stage):
    return clones_of(tabled_stage, tmp_path_factory.mktemp("clones"))


@pytest.fixture
def shared(tmp_path, sitting_clones):
    """A meeting in session on both clones."""
    both = Shared(tmp_path / "shared", sitting_clones, SITTING.replace(hour=15))
    yield both
    both.close()


@pytest.fixture
def before_sitting(tmp_path, tabled_clones):
    """A meeting convened on both clones."""
    both = Shared(tmp_path / "shared", tabled_clones, SITTING)
    yield both
    both.close()


def by_hand(room: Room, path: str, old: str, new: str) -> None:
    file = room.root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    git(room.root, "commit", "--quiet", "-am", f"Change {old}")


def acts_since(room: Room, start: str) -> list[str]:
    """Return the author, the date and the whole words of each act since, oldest first."""
    shown = git(room.root, "log", "-z", "--reverse", "--format=%an %ae %ad%n%B", f"{start}..HEAD")
    return [act for act in shown.split("\0") if act]


def test_nothing_to_share_is_said(shared):
    outcome = synced(shared.one)
    assert outcome.is_nothing
    assert waiting(shared.one.workspace) == 0


def test_acts_go_from_one_clone_to_the_other_with_their_files(shared):
    attend(shared.one.desk(), MEETING, (ANNE,), "video")
    assert waiting(shared.one.workspace) == 1
    written = shared.one.workspace.head()
    assert len(synced(shared.one).sent) == 1
    assert shared.tip() == written
    outcome = synced(shared.other)
    assert [act.subject for act in outcome.received] == [
        "At S-2026-01, present on video: Anne Petit"
    ]
    assert shared.other.workspace.head() == written
    assert "mode: video" in (shared.other.root / meeting_path(MEETING)).read_text()


def test_a_whole_afternoon_of_two_secretaries_is_joined(before_sitting):
    """One holds the meeting; the other plans the next one, triages, and corrects its title."""
    one, other = before_sitting.one, before_sitting.other
    sit(one)
    one.vote(1, THREE)
    decide_item(one.desk(), MEETING, 1)
    recuse(one.desk(), MEETING, 3, BRUNO, "Salarié de l'éditeur")
    one.vote(3, THREE)
    decide_item(one.desk(), MEETING, 3)
    held = acts_since(one, before_sitting.tip())

    by_hand(
        other,
        meeting_path(MEETING),
        'title: "Meeting of March 12, 2026"',
        'title: "Séance de mars"',
    )
    plan_meeting(other.desk(), planned=other.now.replace(month=4))
    triage_report(other.desk(), REPORT, ReportState.ADMISSIBLE)
    new_report(
        other.desk(), title="Police trop petite", description="On ne lit rien.", type="technical"
    )
    prepared = acts_since(other, before_sitting.tip())
    start = before_sitting.tip()

    synced(one)
    outcome = synced(other)
    assert outcome.refused == []
    assert outcome.renumbered == []
    assert len(outcome.sent) == 4
    synced(one)
    assert one.workspace.head() == other.workspace.head() == before_sitting.tip()

    meeting = one.meeting()
    assert meeting.title == "Séance de mars"
    assert meeting.state is MeetingState.OPEN
    assert [item.state for item in meeting.agenda] == ["decided", "pending", "decided"]
    snapshot = one.snapshot()
    assert snapshot.proposals[FIRST].state is ProposalState.ADOPTED
    assert "simples et brefs" in one.text(REFERENTIAL)
    assert "S-2026-02" in snapshot.meetings
    assert snapshot.reports[REPORT].state is ReportState.ADMISSIBLE
    assert not snapshot.problems
    assert acts_since(one, start) == [*held, *prepared]


def test_the_same_record_is_joined_field_by_field(shared):
    attend(shared.one.desk(), MEETING, (ANNE,), "video")
    attend(shared.other.desk(), MEETING, (BRUNO,), "absent")
    recuse(shared.other.desk(), MEETING, 2, CHAIR, "Autrice")
    synced(shared.one)
    assert synced(shared.other).refused == []
    lines = {line.member: line for line in shared.other.meeting().attendance}
    assert lines[ANNE].mode == "video"
    assert lines[BRUNO].left is not None
    assert [line.member for line in shared.other.meeting().recusals] == [CHAIR]


def test_one_field_changed_by_both_is_refused_and_kept_in_words(shared):
    triage_report(shared.one.desk(), REPORT, ReportState.ADMISSIBLE)
    triage_report(shared.other.desk(), REPORT, ReportState.INADMISSIBLE, reason="Hors du champ")
    comment_proposal(shared.other.desk(), FIRST, "Bien.")
    refused = shared.other.workspace.log(limit=2)[1].commit
    synced(shared.one)
    outcome = synced(shared.other)
    (kept,) = outcome.refused
    assert kept.act.commit == refused
    assert "admissible" in kept.act.reason
    assert len(outcome.sent) == 1
    assert shared.other.snapshot().reports[REPORT].state is ReportState.ADMISSIBLE
    (aside,) = kept_aside(shared.other.desk())
    assert aside.commit == refused
    assert kept.act.reason in aside.words
    git(shared.other.root, "cat-file", "-e", f"{refused}:{report_path(REPORT)}")
    forget(shared.other.desk(), aside.name)
    assert kept_aside(shared.other.desk()) == ()
    with pytest.raises(UnknownRecordError):
        forget(shared.other.desk(), aside.name)


def test_the_same_act_done_twice_is_done_once(shared):
    for room in (shared.one, shared.other):
        open_item(room.desk(), MEETING, 3)
    # The two openings differ by their minute: it is the first one that stands.
    synced(shared.one)
    outcome = synced(shared.other)
    assert len(outcome.refused) == 1
    for room in (shared.one, shared.other):
        cast_ballot(room.desk(), MEETING, 3, Choice.FOR, member_id=ANNE)
    synced(shared.one)
    outcome = synced(shared.other)
    assert outcome.refused == []
    assert len(outcome.already) == 1
    assert shared.other.workspace.head() == shared.tip()


class TestGuards:
    """What the files alone would let through."""

    def test_a_ballot_for_a_vote_closed_meanwhile(self, shared):
        open_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        synced(shared.other)
        cast_ballot(shared.other.desk(BRUNO), MEETING, 3, Choice.AGAINST)
        for member in EVERYONE[:4]:
            cast_ballot(shared.one.desk(), MEETING, 3, Choice.FOR, member_id=member)
        decide_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        outcome = synced(shared.other, BRUNO)
        assert reasons(outcome) == ["The vote on item 3 of S-2026-01 is closed there."]
        assert ballot_path(MEETING, 3, BRUNO) not in shared.other.snapshot().files
        close_meeting(shared.one.desk(), MEETING)

    def test_a_ballot_for_a_vote_opened_again_meanwhile(self, shared):
        open_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        synced(shared.other)
        cast_ballot(shared.other.desk(), MEETING, 3, Choice.FOR, member_id=ANNE)
        open_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert reason == "Item 3 of S-2026-01 was put to the vote there again."

    def test_an_act_on_a_meeting_closed_meanwhile(self, shared):
        attend(shared.other.desk(), MEETING, (ANNE,), "video")
        close_meeting(shared.one.desk(), MEETING)
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert (
            reason == "S-2026-01 has gone from state “in session” to state “meeting closed” there."
        )

    def test_a_decision_on_an_item_decided_meanwhile(self, shared):
        for room in (shared.one, shared.other):
            room.vote(1, THREE)
            decide_item(room.desk(), MEETING, 1)
        synced(shared.one)
        outcome = synced(shared.other)
        assert shared.other.snapshot().decisions.keys() == {"D-2026-001"}
        assert outcome.sent == []
        assert "to state “adopted” there" in reasons(outcome)[-1]

    def test_a_decision_that_would_count_others(self, shared):
        open_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        synced(shared.other)
        for member in EVERYONE[:3]:
            cast_ballot(shared.other.desk(), MEETING, 3, Choice.FOR, member_id=member)
        decide_item(shared.other.desk(), MEETING, 3)
        attend(shared.one.desk(), MEETING, (ANNE,), "absent")
        give_proxy(shared.one.desk(), MEETING, ANNE, CHAIR)
        synced(shared.one)
        assert any("Who votes on item 3" in reason for reason in reasons(synced(shared.other)))

    def test_a_mandate_of_somebody_who_came_meanwhile(self, shared):
        attend(shared.one.desk(), MEETING, (ANNE,), "absent")
        synced(shared.one)
        synced(shared.other)
        give_proxy(shared.other.desk(), MEETING, ANNE, CHAIR)
        attend(shared.one.desk(), MEETING, (ANNE,), "present")
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert reason == "anne-petit gave a mandate to vote and was present."
        assert shared.other.meeting().proxies == ()

    def test_a_vote_opened_on_a_text_changed_meanwhile(self, shared):
        open_item(shared.other.desk(), MEETING, 1)
        path = shared.one.root / proposed_text_path(FIRST, REFERENTIAL)
        path.write_text(path.read_text().replace("brefs", "courts"))
        git(shared.one.root, "commit", "--quiet", "-am", "Amend by hand")
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert "The text of item 1" in reason

    def test_a_meeting_closed_over_an_item_added_meanwhile(self, shared):
        close_meeting(shared.other.desk(), MEETING)
        add_to_agenda(shared.one.desk(), MEETING, information=("Vœux",))
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert reason == "Item 4 was added there to the agenda of S-2026-01."

    def test_an_act_of_somebody_who_left_the_committee(self, shared):
        attend(shared.other.desk(), MEETING, (ANNE,), "video")
        by_hand(
            shared.one,
            "decisions/committee.yaml",
            'roles: [member, secretary]\n    mandate: {start: "2025-01-01", end: null}',
            'roles: [member, secretary]\n    mandate: {start: "2025-01-01", end: "2026-01-01"}',
        )
        synced(shared.one)
        (reason,) = reasons(synced(shared.other, CHAIR))
        assert "does not sit on the committee" in reason

    def test_a_proposal_withdrawn_meanwhile(self, shared):
        withdraw_proposal(shared.one.desk(ANNE), FIRST, reason="Retirée")
        comment_proposal(shared.other.desk(), SECOND, "Bien.")
        shared.other.vote(1, THREE)
        decide_item(shared.other.desk(), MEETING, 1)
        synced(shared.one)
        outcome = synced(shared.other)
        assert len(outcome.sent) == 1
        assert shared.other.proposal(FIRST).state is ProposalState.WITHDRAWN
        assert REFERENTIAL in shared.other.snapshot().files
        assert "brefs" not in shared.other.text(REFERENTIAL)


class TestNumbers:
    """The same number picked twice."""

    def test_a_proposal_takes_the_next_number_with_all_that_names_it(self, shared):
        third = "P-2026-003"
        new_proposal(shared.one.desk(), title="De l'un", motive="Lu.", texts={})
        new_proposal(
            shared.other.desk(ANNE), title="De l'autre", motive=f"Voir {third}.",
            texts={REFERENTIAL: amended()},
        )  # fmt: skip
        comment_proposal(shared.other.desk(), third, f"{third} est urgente, {FIRST} non.")
        submit_proposal(shared.other.desk(ANNE), third)
        synced(shared.one)
        outcome = synced(shared.other)
        assert outcome.refused == []
        assert [(one.old, one.new) for one in outcome.renumbered] == [(third, "P-2026-004")]
        snapshot = shared.other.snapshot()
        assert snapshot.proposals[third].title == "De l'un"
        ours = snapshot.proposals["P-2026-004"]
        assert (ours.title, ours.state, ours.motive) == (
            "De l'autre", ProposalState.SUBMITTED, "Voir P-2026-004."
        )  # fmt: skip
        assert REFERENTIAL in snapshot.texts["P-2026-004"]
        (comment,) = snapshot.comments["P-2026-004"]
        assert comment.text == f"P-2026-004 est urgente, {FIRST} non."
        assert not snapshot.problems
        message = git(shared.other.root, "log", "--format=%B", "-3")
        assert "Comens-Record: P-2026-004" in message
        assert "Comens-Renumbered: P-2026-003 > P-2026-004" in message
        assert f"Comens-Record: {third}\n" not in message

    def test_a_decision_and_an_item_take_the_next_number(self, shared):
        for room, title in ((shared.one, "De l'un"), (shared.other, "De l'autre")):
            add_to_agenda(room.desk(), MEETING, information=(title,))
        shared.one.vote(3, THREE)
        decide_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        shared.other.vote(4, THREE)
        decide_item(shared.other.desk(), MEETING, 4)
        outcome = synced(shared.other)
        assert outcome.refused == []
        assert [(one.old, one.new) for one in outcome.renumbered] == [
            ("S-2026-01:4", "S-2026-01:5"), ("D-2026-001", "D-2026-002"),
        ]  # fmt: skip
        meeting = shared.other.meeting()
        assert [(item.number, item.title, item.decision) for item in meeting.agenda[2:]] == [
            (3, "Calendrier", "D-2026-001"), (4, "De l'un", None), (5, "De l'autre", "D-2026-002"),
        ]  # fmt: skip
        decision = shared.other.snapshot().decisions["D-2026-002"]
        assert decision.item == 5
        assert ballot_path(MEETING, 5, ANNE) in shared.other.snapshot().files
        assert ballot_path(MEETING, 4, ANNE) not in shared.other.snapshot().files
        assert decision_path("D-2026-002") in shared.other.snapshot().files
        assert not shared.other.snapshot().problems

    def test_three_clones_in_turn_all_keep_their_record(self, shared, tmp_path):
        for number, room in enumerate((shared.one, shared.other)):
            for title in ("A", "B"):
                new_report(
                    room.desk(), title=f"{title}{number}", description="D.", type="technical"
                )
        synced(shared.one)
        outcome = synced(shared.other)
        assert [(one.old[-1], one.new[-1]) for one in outcome.renumbered] == [
            ("2", "4"),
            ("3", "5"),
        ]
        titles = [report.title for report in shared.other.snapshot().reports.values()]
        assert titles[1:] == ["A0", "B0", "A1", "B1"]


class TestTexts:
    """A proposed text that both edited."""

    def edit(self, room: Room, old: str, new: str) -> None:
        text = room.text(proposed_text_path("P-2026-003", REFERENTIAL))
        edit_proposal(room.desk(), "P-2026-003", texts={REFERENTIAL: amended(old, new, text)})

    @pytest.fixture
    def drafted(self, shared):
        new_proposal(shared.one.desk(), title="Draft", motive="Lu.", texts={REFERENTIAL: amended()})
        synced(shared.one)
        synced(shared.other)
        return shared

    def test_other_clauses_are_joined(self, drafted):
        self.edit(drafted.one, "simples et brefs", "simples et clairs")
        self.edit(drafted.other, "une aide humaine", "une aide humaine joignable")
        synced(drafted.one)
        assert synced(drafted.other).refused == []
        text = drafted.other.text(proposed_text_path("P-2026-003", REFERENTIAL))
        assert "simples et clairs" in text
        assert "une aide humaine joignable" in text

    def test_the_same_clause_is_refused_by_its_name(self, drafted):
        self.edit(drafted.one, "simples et brefs", "simples et clairs")
        self.edit(drafted.other, "simples et brefs", "simples et courts")
        synced(drafted.one)
        (reason,) = reasons(synced(drafted.other))
        assert reason.startswith(
            "The text that P-2026-003 proposes for corpus/referentials/REF-ESS.md"
        )
        assert "ETH." in reason
        assert "clairs" in drafted.other.text(proposed_text_path("P-2026-003", REFERENTIAL))


class TestRefusals:
    """Nothing changes, and the person is told what to do."""

    def test_a_dry_run_says_all_and_changes_nothing(self, shared):
        new_report(shared.one.desk(), title="A", description="D.", type="technical")
        triage_report(shared.one.desk(), REPORT, ReportState.ADMISSIBLE)
        synced(shared.one)
        new_report(shared.other.desk(), title="B", description="D.", type="technical")
        triage_report(shared.other.desk(), REPORT, ReportState.INADMISSIBLE, reason="Non")
        before, tip = shared.other.workspace.head(), shared.tip()
        outcome = sync(shared.other.desk(dry_run=True))
        assert (len(outcome.received), len(outcome.sent)) == (2, 1)
        assert len(outcome.renumbered) == len(outcome.refused) == 1
        assert (shared.other.workspace.head(), shared.tip()) == (before, tip)
        assert kept_aside(shared.other.desk()) == ()
        assert shared.other.status() == ""

    def test_a_remote_that_is_away_changes_nothing(self, shared):
        attend(shared.one.desk(), MEETING, (ANNE,), "video")
        head = shared.one.workspace.head()
        shared.hub.rename(shared.hub.with_name("away"))
        with pytest.raises(WorkspaceError, match="origin cannot be reached"):
            sync(shared.one.desk())
        assert shared.one.workspace.head() == head

    def test_no_remote_says_how_to_make_one(self, room):
        with pytest.raises(UsageError) as error:
            sync(room.desk())
        assert "git init --bare" in error.value.hint
        assert waiting(room.workspace) is None

    def test_an_empty_repository_is_filled(self, room, tmp_path):
        git(tmp_path, "init", "--quiet", "--bare", "empty.git")
        outcome = sync(room.desk(), str(tmp_path / "empty.git"))
        assert len(outcome.sent) == 1
        branch = git(room.root, "branch", "--show-current").strip()
        assert git(tmp_path / "empty.git", "rev-parse", branch).strip() == room.workspace.head()

    def test_another_workspace_is_not_joined(self, shared, workspace):
        room = Room(workspace.root)
        with pytest.raises(WorkspaceError, match="another workspace"):
            sync(room.desk(), str(shared.hub))
        room.workspace.close()

    def test_a_repository_with_files_checked_out_is_refused(self, shared, sitting):
        attend(shared.one.desk(), MEETING, (ANNE,), "video")
        with pytest.raises(RefusedError, match="checked out"):
            sync(shared.one.desk(), str(sitting.root))

    def test_a_hook_of_the_other_side_is_heard(self, shared):
        hook = shared.hub / "hooks/pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho 'Le comité est fermé.' >&2\nexit 1\n")
        hook.chmod(0o755)
        attend(shared.one.desk(), MEETING, (ANNE,), "video")
        with pytest.raises(RefusedError, match="Le comité est fermé"):
            sync(shared.one.desk())

    def test_what_is_not_committed_stays_and_stops_what_would_touch_it(self, shared):
        attend(shared.one.desk(), MEETING, (ANNE,), "video")
        synced(shared.one)
        file = shared.other.root / meeting_path(MEETING)
        mine = file.read_text() + "# en cours\n"
        file.write_text(mine)
        with pytest.raises(RefusedError, match="not committed"):
            sync(shared.other.desk())
        assert file.read_text() == mine

    @pytest.mark.parametrize("trailers", ["", "\n\nComens-Operation: report.new"])
    def test_a_number_committed_by_hand_is_never_shared(self, shared, trailers):
        """A message can say that it is of an act: that proves nothing."""
        tip, number = shared.tip(), "1 85 05 75 123 456 73"
        assert scan(number)[0].is_proven_nir
        notes = shared.one.root / "NOTES.md"
        for words, subject in ((number, "Notes"), ("Rien", f"Notes de {number}")):
            message = f"{subject}{trailers}"
            notes.write_text(words)
            git(shared.one.root, "add", "NOTES.md")
            git(shared.one.root, "commit", "--quiet", "-m", message)
            with pytest.raises(RefusedError, match="social security") as refused:
                sync(shared.one.desk())
            assert "123 456" not in str(refused.value)
            assert shared.tip() == tip
            git(shared.one.root, "reset", "--quiet", "--hard", "HEAD~1")

    def test_a_number_taken_out_again_is_still_in_what_would_be_shared(self, shared):
        for words in ("1 85 05 75 123 456 73", "Rien"):
            (shared.one.root / "NOTES.md").write_text(words)
            git(shared.one.root, "add", "NOTES.md")
            git(shared.one.root, "commit", "--quiet", "-m", f"Notes {len(words)}")
        with pytest.raises(RefusedError, match="“Notes 21” holds a social security"):
            sync(shared.one.desk())

    def test_a_number_in_the_target_of_a_link_is_not_shared(self, shared):
        (shared.one.root / "link").symlink_to("1 85 05 75 123 456 73")
        git(shared.one.root, "add", "link")
        git(shared.one.root, "commit", "--quiet", "-m", "Link")
        with pytest.raises(RefusedError, match="“Link” holds a social security"):
            sync(shared.one.desk())

    def test_a_number_in_the_message_of_a_tag_is_not_shared(self, shared):
        triage_report(shared.one.desk(), REPORT, ReportState.ADMISSIBLE)
        git(shared.one.root, "tag", "-a", "-m", "1 85 05 75 123 456 73", "cens-v9.0.0")
        with pytest.raises(RefusedError, match=r"cens-v9\.0\.0 holds a social security"):
            sync(shared.one.desk())

    def test_a_number_that_was_there_before_stops_nobody(self, shared):
        notes = shared.one.root / "NOTES.md"
        for words in ("1 85 05 75 123 456 73", "1 85 05 75 123 456 73, à ôter"):
            notes.write_text(words)
            git(shared.one.root, "add", "NOTES.md")
            git(shared.one.root, "commit", "--quiet", "-m", "Notes")
            if "ôter" not in words:
                git(shared.one.root, "push", "--quiet", "origin", "HEAD")
        assert synced(shared.one).sent == ["Notes"]

    def test_it_goes_over_ssh_which_asks_nothing(self, ssh, shared):
        """Git's own side of it: what ssh is asked to run there, and how."""
        ssh('for command; do :; done; printf "%s\\n" "$@" >> "$0.asked"; exec sh -c "$command"')
        address = f"ssh://comens@host.example:2222{shared.hub}"
        new_report(shared.one.desk(), title="A", description="D.", type="technical")
        assert len(synced(shared.one, remote=address).sent) == 1
        assert synced(shared.other, remote=address).count == 1
        assert shared.other.workspace.head() == shared.tip()
        asked = ssh.asked.read_text().splitlines()
        assert {"-oBatchMode=yes", "comens@host.example", "2222"} <= set(asked)
        assert f"git-receive-pack '{shared.hub}'" in asked

    @pytest.mark.parametrize(
        ("said", "hint"),
        [
            ("Host key verification failed.", "does not know that host"),
            ("git@x: Permission denied (publickey).", "ssh-add"),
            ("ssh: connect to host x port 22: Connection refused", "kept in this clone"),
        ],
    )
    def test_what_ssh_could_not_do_is_said_in_its_words_with_a_way_out(
        self, ssh, shared, said, hint
    ):
        ssh(f"echo '{said}' >&2; exit 255")
        with pytest.raises(WorkspaceError) as caught:
            sync(shared.one.desk(), "ssh://x/hub.git")
        assert said.rpartition("x: ")[2].removeprefix("ssh: ") in caught.value.message
        assert hint in caught.value.hint

    def test_a_program_named_by_the_repository_never_runs(self, shared, tmp_path):
        trap = tmp_path / "ran"
        for key in ("core.sshCommand", "remote.origin.uploadpack", "remote.origin.receivepack",
                    "credential.helper", "core.askPass", "core.alternateRefsCommand"):  # fmt: skip
            git(shared.one.root, "config", key, f"sh -c 'touch {trap}'")
        # Git asks what a borrowed store of objects has when there is something to fetch.
        git(tmp_path, "init", "--quiet", "--bare", "borrowed.git")
        borrowed = shared.one.root / ".git/objects/info/alternates"
        borrowed.write_text(f"{tmp_path}/borrowed.git/objects\n")
        new_report(shared.other.desk(), title="A", description="D.", type="technical")
        synced(shared.other)
        attend(shared.one.desk(), MEETING, (ANNE,), "video")
        synced(shared.one)
        assert not trap.exists()
        git(shared.one.root, "config", "remote.origin.url", f"ext::sh -c 'touch {trap}'")
        with pytest.raises(WorkspaceError):
            sync(shared.one.desk())
        assert not trap.exists()


@pytest.fixture
def ssh(tmp_path, monkeypatch):
    """Put a script in the place of ssh; `asked` is where it may write."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def stand_in(script):
        (folder / "ssh").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "ssh").chmod(0o755)

    stand_in.asked = folder / "ssh.asked"
    return stand_in


def test_somebody_faster_is_let_through_and_it_begins_again(shared):
    new_report(shared.one.desk(), title="A", description="D.", type="technical")
    new_report(shared.other.desk(), title="B", description="D.", type="technical")
    rivals = [lambda: synced(shared.one), lambda: None]

    def rival():
        rivals.pop(0)()

    outcome = sync(shared.other.desk(), between=rival)
    assert outcome.outrun == 1
    assert [(one.old[-1], one.new[-1]) for one in outcome.renumbered] == [("2", "3")]
    assert shared.tip() == shared.other.workspace.head()
    titles = {report.title for report in shared.other.snapshot().reports.values()}
    assert {"A", "B"} <= titles


def test_a_lock_left_on_the_other_side_is_named_and_nobody_is_said_to_be_faster(shared):
    new_report(shared.one.desk(), title="A", description="D.", type="technical")
    lock = shared.hub / "refs/heads/main.lock"
    lock.touch()
    with pytest.raises(BusyError, match="Another git command is at work in ") as refused:
        sync(shared.one.desk())
    assert refused.value.hint == f"Wait until it ends; if none runs there, delete {lock} there."
    lock.unlink()
    assert sync(shared.one.desk()).outrun == 0
    assert shared.tip() == shared.one.workspace.head()


def test_a_lock_held_for_a_moment_on_the_other_side_is_waited_for(shared):
    new_report(shared.one.desk(), title="A", description="D.", type="technical")
    lock = shared.hub / "refs/heads/main.lock"
    turns = iter((lock.touch, lock.unlink))

    def between():
        next(turns)()

    assert sync(shared.one.desk(), between=between).outrun == 1
    assert shared.tip() == shared.one.workspace.head()


def test_signed_acts_are_signed_again_by_who_made_them_and_by_nobody_else(shared, tmp_path):
    import subprocess

    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    attend(replace(shared.other.desk(), key=key), MEETING, (ANNE,), "video")
    recuse(shared.one.desk(), MEETING, 2, CHAIR, "Autrice")
    synced(shared.one)
    with pytest.raises(RefusedError, match="is signed by Samir Benali"):
        sync(shared.other.desk(CHAIR))
    assert sync(replace(shared.other.desk(SECRETARY), key=key)).refused == []
    commit = git(shared.other.root, "cat-file", "commit", "HEAD")
    assert "gpgsig -----BEGIN SSH SIGNATURE" in commit
    assert commit.count("Samir Benali <samir@example.org>") == 2


class TestWords:
    """What two secretaries are asked when they did one thing in two ways, at one moment."""

    def both(self, shared, ours, theirs):
        """Let the other clone share its act, and return why ours is refused."""
        theirs(shared.other)
        synced(shared.other)
        ours(shared.one)
        return reasons(synced(shared.one))

    @pytest.mark.parametrize(
        ("ours", "theirs", "words"),
        [
            (
                lambda room: recuse(room.desk(), MEETING, 1, ANNE, "Salariée de l'éditeur"),
                lambda room: recuse(room.desk(), MEETING, 1, ANNE, "Autrice du texte"),
                "item 1, Anne Petit, reason: “Salariée de l'éditeur” here, “Autrice du texte” there",
            ),
            (
                lambda room: move_item(room.desk(), MEETING, 3, 1, reason="Invitée"),
                lambda room: move_item(room.desk(), MEETING, 2, 1, reason="Urgence"),
                "order of the agenda: “3, 1, 2” here, “2, 1, 3” there",
            ),
            (
                lambda room: suspend(room.desk(), MEETING, reason="Repas"),
                lambda room: suspend(room.desk(), MEETING, reason="Pause"),
                "suspension 1, reason: “Repas” here, “Pause” there",
            ),
            (
                lambda room: seat(room, ANNE, BRUNO),
                lambda room: seat(room, ANNE, CHAIR),
                "Anne Petit, holder: “Bruno Leroy” here, “Claire Morel” there",
            ),
        ],
        ids=["recusal", "order", "suspension", "proxy"],
    )
    def test_it_is_told_by_names_and_values(self, shared, ours, theirs, words):
        told = self.both(shared, ours, theirs)
        assert any(words in reason for reason in told), told
        assert not set("{}<>") & set("".join(told))
        synced(shared.other)
        assert shared.one.workspace.head() == shared.other.workspace.head() == shared.tip()

    @pytest.mark.parametrize("before", [None, Choice.AGAINST])
    def test_two_votes_of_one_member_are_told_as_votes(self, shared, before):
        open_item(shared.one.desk(), MEETING, 1)
        if before:
            cast_ballot(shared.one.desk(), MEETING, 1, before, member_id=ANNE)
        synced(shared.one)
        synced(shared.other)
        (reason,) = self.both(
            shared,
            lambda room: cast_ballot(room.desk(), MEETING, 1, Choice.AGAINST, member_id=ANNE),
            lambda room: cast_ballot(room.desk(), MEETING, 1, Choice.FOR, member_id=ANNE),
        )
        assert "The ballot of Anne Petit on item 1" in reason
        assert reason.endswith("vote: “against” here, “for” there")

    @pytest.mark.parametrize(
        "act",
        [
            lambda room: attend(room.desk(), MEETING, (ANNE,), "absent"),
            lambda room: suspend(room.desk(), MEETING, reason="Pause"),
            lambda room: add_to_agenda(room.desk(), MEETING, information=("Locaux",)),
        ],
        ids=["departure", "suspension", "item"],
    )
    def test_one_thing_noted_by_both_at_two_moments_is_there_once(self, shared, act):
        act(shared.other)
        synced(shared.other)
        act(shared.one)
        outcome = synced(shared.one)
        assert (len(outcome.already), outcome.refused) == (1, [])
        assert len(shared.one.meeting().suspensions) <= 1

    def test_a_projector_tells_no_act_twice_and_what_was_kept_aside(self, shared):
        one, start = shared.one, shared.one.workspace.head()
        recuse(one.desk(), MEETING, 1, ANNE, "Lien")
        attend(one.desk(), MEETING, (BRUNO,), "video")
        before = one.workspace.head()
        assert len(acts_told(one.desk(), MEETING, start, before)) == 2
        recuse(shared.other.desk(), MEETING, 1, ANNE, "Autrice")
        synced(shared.other)
        synced(one)
        told = acts_told(one.desk(), MEETING, before, one.workspace.head())
        recusal = f"At {MEETING}, Anne Petit takes no part in item 1"
        assert [act.sentence for act in told] == [
            f"Not done, kept aside by a synchronisation: {recusal}", recusal,
        ]  # fmt: skip
        assert news(one.workspace, before, one.workspace.head()).acts == 1

    def test_a_file_edited_by_hand_leads_to_its_record(self, shared):
        for room, title in ((shared.other, "Séance de mars"), (shared.one, "Séance plénière")):
            by_hand(room, meeting_path(MEETING), "Meeting of March 12, 2026", title)
        synced(shared.other)
        (kept,) = synced(shared.one).refused
        assert "title: “Séance plénière” here, “Séance de mars” there" in kept.act.reason
        assert kept.act.records == (MEETING,)

    def test_what_is_kept_aside_comes_in_the_order_it_was_done(self, shared):
        by_hand(shared.other, meeting_path(MEETING), "Meeting of March 12, 2026", "Séance")
        synced(shared.other)
        titles = ["Meeting of March 12, 2026", *(f"Titre {number}." for number in range(11))]
        for old, new in pairwise(titles):
            by_hand(shared.one, meeting_path(MEETING), old, new)
        synced(shared.one)
        kept = [one.words.partition("\n")[0] for one in kept_aside(shared.one.desk())]
        assert kept == [f"Change {old}" for old in titles[:-1]]

    def test_a_record_that_nobody_could_read_is_not_shared(self, shared):
        tip = shared.tip()
        by_hand(shared.one, meeting_path(MEETING), "state: open", "state: [open")
        with pytest.raises(RefusedError, match=f"{MEETING} can no longer be read") as refused:
            sync(shared.one.desk())
        assert f"of {meeting_path(MEETING)}" in refused.value.hint
        assert shared.tip() == tip
        by_hand(shared.one, meeting_path(MEETING), "state: [open", "state: open")
        assert len(synced(shared.one).sent) == 2


def seat(room: Room, giver: str, holder: str) -> None:
    attend(room.desk(), MEETING, (giver,), "absent")
    give_proxy(room.desk(), MEETING, giver, holder)


class TestHistories:
    """What git alone can have done to a history."""

    def test_a_shared_history_written_anew_is_not_taken(self, shared):
        attend(shared.one.desk(), MEETING, (ANNE,), "video")
        synced(shared.one)
        git(shared.hub, "update-ref", "HEAD", "HEAD~2")
        head = shared.one.workspace.head()
        with pytest.raises(WorkspaceError, match="written anew"):
            sync(shared.one.desk())
        assert shared.one.workspace.head() == head

    def test_a_merge_by_hand_and_a_tag_are_not_written_again(self, shared):
        attend(shared.one.desk(), MEETING, (ANNE,), "video")
        synced(shared.one)
        triage_report(shared.other.desk(), REPORT, ReportState.ADMISSIBLE)
        git(shared.other.root, "tag", "-a", "-m", "x", "cens-v9.0.0")
        with pytest.raises(RefusedError, match=r"cens-v9\.0\.0 was tagged here"):
            sync(shared.other.desk())
        git(shared.other.root, "tag", "-d", "cens-v9.0.0")
        git(shared.other.root, "merge", "--quiet", "--no-edit", "--no-ff", "origin/main")
        assert synced(shared.other).refused == []
        assert shared.tip() == shared.other.workspace.head()

    def test_a_merge_by_hand_that_others_outran_is_left_to_its_author(self, shared):
        attend(shared.one.desk(), MEETING, (ANNE,), "video")
        synced(shared.one)
        triage_report(shared.other.desk(), REPORT, ReportState.ADMISSIBLE)
        git(shared.other.root, "fetch", "--quiet")
        git(shared.other.root, "merge", "--quiet", "--no-edit", "--no-ff", "origin/main")
        recuse(shared.one.desk(), MEETING, 2, CHAIR, "Autrice")
        synced(shared.one)
        head = shared.other.workspace.head()
        with pytest.raises(RefusedError, match="a merge made by hand"):
            sync(shared.other.desk())
        assert shared.other.workspace.head() == head


@pytest.mark.parametrize("step", ["journalled", "moved", "file"])
def test_cut_off_at_any_step_it_is_before_or_after_and_goes_on(shared, step):
    """The process is really killed; another one finds the clone whole and finishes."""
    new_report(shared.one.desk(), title="A", description="D.", type="technical")
    synced(shared.one)
    new_report(shared.other.desk(), title="B", description="D.", type="technical")
    triage_report(shared.other.desk(), REPORT, ReportState.ADMISSIBLE)
    before = shared.other.workspace.head()
    process = os.fork()
    if process == 0:
        room = Room(shared.other.root, shared.other.now)
        sync(room.desk(), checkpoint=lambda name: name == step and os.kill(os.getpid(), 9))
        os._exit(0)
    assert os.waitpid(process, 0)[1] == 9

    shared.other.workspace.close()
    shared.other = Room(shared.other.root, shared.other.now)
    moved = shared.other.workspace.head() != before
    assert moved == (step != "journalled")
    assert shared.other.status() == ""
    outcome = synced(shared.other)
    assert outcome.refused == []
    assert shared.tip() == shared.other.workspace.head()
    titles = [report.title for report in shared.other.snapshot().reports.values()]
    assert titles[1:] == ["A", "B"]
    git(shared.other.root, "fsck", "--strict")


def test_two_processes_at_once_both_get_through(shared):
    for number, room in enumerate((shared.one, shared.other)):
        for title in "ab":
            new_report(room.desk(), title=f"{title}{number}", description="D.", type="technical")
    command = [sys.executable, "-m", "comens_tui", "sync", "--lang", "en", "--workspace"]
    running = [
        subprocess.Popen([*command, str(room.root)], stderr=subprocess.PIPE)
        for room in (shared.one, shared.other)
    ]
    said = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    synced(shared.one)
    synced(shared.other)
    assert shared.one.workspace.head() == shared.other.workspace.head() == shared.tip()
    reports = shared.one.snapshot().reports.values()
    assert sorted(report.title for report in reports)[1:] == ["a0", "a1", "b0", "b1"]
    assert not shared.one.snapshot().problems
