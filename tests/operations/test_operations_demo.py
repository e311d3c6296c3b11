"""The demonstration: a year of real acts that ends today, and the texts it starts from."""

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.demo.build import build, is_demo
from comens_tui.demo.source import find_source, read_source
from comens_tui.demo.year import day_of_work
from comens_tui.errors import WorkspaceError
from comens_tui.model.words import ConsultationState, MeetingState
from comens_tui.operations.desk import open_desk
from comens_tui.operations.releases import outlook
from comens_tui.store.layout import identify, is_ignored
from comens_tui.store.parsing import parse_file
from tests.support import git, require_ssh_keygen

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def said():
    return []


@pytest.fixture(scope="module")
def demo(tmp_path_factory, said):
    require_ssh_keygen()
    return build(tmp_path_factory.mktemp("demo") / "workspace", now=NOW, said=said.append)


@pytest.fixture
def desk(demo):
    opened = open_desk(demo, clock=lambda: NOW)
    with opened.workspace:
        yield opened


def test_the_year_is_told_act_by_act_as_git_keeps_it(desk, said):
    entries = desk.workspace.log()[::-1]
    subjects = [entry.subject for entry in entries[1:]]
    assert [sentence for sentence in said if sentence in set(subjects)] == subjects
    assert all({"Comens-Operation", "Comens-Actor"} <= entry.trailers.keys() for entry in entries)
    dates = [entry.when for entry in entries]
    assert dates == sorted(dates)
    assert dates[-1] <= NOW


def test_the_year_is_sound_and_leaves_work_for_today(demo, desk):
    snapshot = desk.workspace.snapshot()
    assert not snapshot.problems
    assert git(demo, "status", "--porcelain") == ""
    git(demo, "fsck", "--strict")
    assert desk.workspace.tags() == [
        "cens-v1.0.0", "cens-v1.1.0",
        "cens-v1.1.0-ballot.1", "cens-v2.0.0-ballot.1", "cens-v2.0.0-ballot.2",
    ]  # fmt: skip
    today = [item for item in snapshot.meetings.values() if item.state is MeetingState.CONVENED]
    assert [item.planned.date() for item in today] == [NOW.date()]
    states = [item.state for item in snapshot.consultations.values()]
    assert states.count(ConsultationState.OPEN) == 1
    assert len(outlook(desk).reasons) == 2


def test_every_act_of_the_year_is_signed_by_its_author(demo, desk):
    allowed = demo / ".git/comens/allowed_signers"
    signers = git(
        demo, "-c", f"gpg.ssh.allowedSignersFile={allowed}", "log", "--format=%G? %GS %ae", "-20"
    )
    for line in signers.splitlines():
        verdict, signer, author = line.split()
        assert (verdict, signer) == ("G", author)
    for tag in desk.workspace.tags():
        git(demo, "-c", f"gpg.ssh.allowedSignersFile={allowed}", "verify-tag", tag)


@given(st.dates(date(2026, 1, 1), date(2036, 1, 1)), st.integers(1, 320), st.integers(3, 30))
def test_what_is_three_days_apart_stays_in_order_on_any_day(today, ago, apart):
    earlier, later = day_of_work(today, ago + apart), day_of_work(today, ago)
    assert earlier < later <= today
    assert later.weekday() < 5


class _EnoughError(Exception):
    """Stops a build: what is left of the year is the same story."""


def test_the_same_day_gives_the_same_year(tmp_path, demo, said):
    again = []

    def listen(sentence):
        again.append(sentence)
        if len(again) == 30:
            shutil.copytree(tmp_path / ".again.building", tmp_path / "part")
            raise _EnoughError

    with pytest.raises(_EnoughError):
        build(tmp_path / "again", now=NOW, said=listen)
    assert again == said[:30]
    assert [item.name for item in tmp_path.iterdir()] == ["part"], "half a year was left behind"
    count = int(git(tmp_path / "part", "rev-list", "--count", "HEAD"))
    same = git(demo, "rev-list", "--reverse", "HEAD").split()[count - 1]
    there, here = _files(demo, same), _files(tmp_path / "part", "HEAD")
    # Keys are drawn anew, the committee lists them and a vote names the committee by which it
    # was opened; all else is the same to the byte.
    differing = {path for path in there | here if there.get(path) != here.get(path)}
    differing.remove("decisions/committee.yaml")
    for path in differing:
        texts = [
            re.sub(
                r'^    committee: "[0-9a-f]{40}"$',
                "",
                git(root, "show", f"{rev}:{path}"),
                flags=re.MULTILINE,
            )
            for root, rev in ((demo, same), (tmp_path / "part", "HEAD"))
        ]
        assert texts[0] == texts[1], path


def _files(root, revision):
    listed = git(root, "ls-tree", "-r", revision).splitlines()
    return {line.split("\t")[1]: line.split()[2] for line in listed}


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine").write_text("Le mien.")
    with pytest.raises(WorkspaceError):
        build(tmp_path, now=NOW, said=print)
    assert [item.name for item in tmp_path.iterdir()] == ["mine"]
    assert not is_demo(tmp_path)


def test_the_texts_of_the_demonstration_are_all_records_that_can_be_read():
    files = read_source()
    assert find_source() == Path(__file__).parents[2]
    assert len(files) > 50
    for path, content in files.items():
        if not is_ignored(path):
            assert identify(path) is not None, path
            assert parse_file(path, content)[1] == path
