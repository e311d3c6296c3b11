"""What a sync refuses, and who cannot be reached: nothing changes, and the way out is told."""

import os

import pytest

from comens_tui.errors import (
    RefusedError,
    UsageError,
    WorkspaceError,
)
from comens_tui.model.places import (
    meeting_path,
)
from comens_tui.model.words import ReportState
from comens_tui.operations.deliberation import recuse
from comens_tui.operations.meetings import (
    attend,
)
from comens_tui.operations.reports import new_report, triage_report
from comens_tui.operations.sync import kept_aside, sync
from comens_tui.store.sharing import waiting
from comens_tui.text.personal_data import scan
from tests.operations.sharing import synced
from tests.operations.support import (
    ANNE,
    CHAIR,
    MEETING,
    REPORT,
    Room,
    git,
)


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
