"""From a report to a signed release, by commands alone, on a workspace made by `comens init`."""

import json
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.running import Outcome, comens
from tests.support import git, make_ssh_key

ME = "anne-petit"
EMAIL = "anne@example.org"
BEFORE = datetime.fromisoformat("2026-03-02T10:00:00+01:00")
SITTING = datetime.fromisoformat("2026-03-16T14:05:00+01:00")
SECOND = datetime.fromisoformat("2026-03-30T14:05:00+02:00")

DOCUMENT = """\
---
schema: 1
id: REF-ESS
kind: referential
title: "Référentiel d'essai"
status: final
version: "1.0.0"
legal:
  state: non_binding
audiences: [publishers]
owner: GT1
sources: ["GT1"]
review_by: "2028-01-01"
language: fr
---

# Référentiel d'essai

## Autonomie

### ESS.1 — Informer l'usager

```yaml requirement
level: recommended
principles: [autonomy]
applies_to: [publisher]
evidence:
  - "Capture d'écran de la notice"
sources: ["GT1"]
introduced: "1.0.0"
```

Le Système DEVRAIT informer l'usager en termes simples.
"""


class Chain:
    """One person, one workspace, and the commands they type."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, line: str, at: datetime = BEFORE, stdin: str = "") -> Outcome:
        outcome = comens(line, root=self.root, at=at, stdin=stdin)
        assert outcome.status == 0, (line, outcome.err, outcome.out)
        return outcome

    def refused(self, line: str, at: datetime = BEFORE) -> str:
        head = git(self.root, "rev-parse", "HEAD")
        outcome = comens(line, root=self.root, at=at)
        assert outcome.status == 1, (line, outcome)
        assert outcome.err.startswith("comens: ")
        assert git(self.root, "rev-parse", "HEAD") == head
        return outcome.err

    def read(self, line: str, at: datetime = BEFORE) -> object:
        return json.loads(comens(f"{line} --format json", root=self.root, at=at).out)


def _new_chain(folder: Path, patch: pytest.MonkeyPatch) -> Chain:
    """Return an empty workspace of one member who signs with a throwaway key."""
    key = make_ssh_key(folder, "key")
    configuration = folder / "gitconfig"
    configuration.write_text(
        f"[user]\n\tname = Anne Petit\n\temail = {EMAIL}\n\tsigningkey = {key}\n"
        "[gpg]\n\tformat = ssh\n",
        encoding="utf-8",
    )
    patch.setenv("GIT_CONFIG_GLOBAL", str(configuration))
    root = folder / "comite"
    assert comens(f"init {root}", at=BEFORE).status == 0
    return Chain(root)


@pytest.fixture
def chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chain:
    """A new workspace."""
    return _new_chain(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def convened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    """A workspace with a convened meeting, for what changes nothing in it."""
    with pytest.MonkeyPatch.context() as patch:
        made = _new_chain(tmp_path_factory.mktemp("convened"), patch)
        _to_the_agenda(made)
        yield made


def _to_the_agenda(chain: Chain) -> None:
    """Take a report to a proposal on the agenda of a convened meeting."""
    chain.run(
        'report new --title "Un usager mal informé" --type transparency --principle autonomy '
        "--severity 2 --reach 2 --description -",
        stdin="Une usagère n'a pas compris la notice.\n",
    )
    chain.refused("proposal new --from-report EV-2026-0001")
    chain.run("report triage EV-2026-0001 admissible --severity 3")
    chain.run("report triage EV-2026-0001 under_instruction --assignee anne-petit")
    chain.run('proposal new --from-report EV-2026-0001 --title "Informer en termes simples"')
    chain.refused("proposal submit P-2026-001")
    chain.run(
        "proposal edit P-2026-001 --requirements ESS.1 --file corpus/referentials/REF-ESS.md=-",
        stdin=DOCUMENT,
    )
    chain.run("proposal submit P-2026-001")
    chain.refused("proposal screen P-2026-001")
    chain.run("proposal screen P-2026-001 --nature substantive")
    chain.run("proposal instruct P-2026-001")
    chain.refused("proposal prioritise P-2026-001")
    chain.run(
        "proposal rate P-2026-001 --harm autonomy=3 --reach 2 --corroboration 1 "
        "--confidence 0.8 --effort S"
    )
    chain.run("proposal prioritise P-2026-001")
    chain.run("meeting plan --at 2026-03-16T14:00 --proposal P-2026-001 --place Paris")
    chain.refused("meeting convene S-2026-01", at=datetime.fromisoformat("2026-03-14T10:00:00Z"))
    chain.run("meeting convene S-2026-01")


def _through_the_vote(chain: Chain) -> None:
    """Hold the meeting, adopt the proposal, and approve the minutes at the next one."""
    chain.refused("meeting vote S-2026-01 --item 1 --open", at=SITTING)
    chain.run(f"meeting attend S-2026-01 --open --present {ME}", at=SITTING)
    chain.run("meeting vote S-2026-01 --item 1 --open", at=SITTING)
    chain.refused("meeting attend S-2026-01 --close", at=SITTING)
    chain.run("meeting vote S-2026-01 --item 1 --choice for", at=SITTING)
    chain.run("meeting decide S-2026-01 --item 1", at=SITTING)
    chain.run("meeting attend S-2026-01 --close", at=SITTING)
    chain.run("meeting minutes S-2026-01", at=SITTING)
    chain.run("meeting plan --at 2026-03-30T14:00 --approve S-2026-01", at=SITTING)
    chain.run("meeting convene S-2026-02", at=SITTING)
    chain.run(f"meeting attend S-2026-02 --open --present {ME}", at=SECOND)
    chain.run("meeting vote S-2026-02 --item 1 --open", at=SECOND)
    chain.run(f"meeting vote S-2026-02 --item 1 {ME}=for", at=SECOND)
    chain.run("meeting decide S-2026-02 --item 1", at=SECOND)
    chain.run("meeting attend S-2026-02 --close", at=SECOND)


def test_a_report_becomes_a_signed_release_by_commands_alone(chain, tmp_path):
    _to_the_agenda(chain)
    assert git(chain.root, "ls-tree", "HEAD", "corpus/referentials/REF-ESS.md") == ""
    _through_the_vote(chain)

    stands = git(chain.root, "show", "HEAD:corpus/referentials/REF-ESS.md")
    assert stands == DOCUMENT
    assert chain.read("proposal show P-2026-001", at=SECOND)["state"] == "adopted"
    assert chain.read("report show EV-2026-0001", at=SECOND)["state"] == "forwarded"

    chain.run("check", at=SECOND)
    plan = chain.read("release plan", at=SECOND)
    assert plan["reasons"] == []
    assert plan["gate"] == "green"
    chain.run(f"release tag {plan['tag']}", at=SECOND)
    chain.run("release verify", at=SECOND)

    _assert_signed(chain.root, plan["tag"], tmp_path)
    _assert_reads_like_minutes(chain.root)
    assert git(chain.root, "status", "--porcelain") == ""
    assert git(chain.root, "fsck", "--strict") == ""


def _assert_signed(root: Path, tag: str, folder: Path) -> None:
    key = (folder / "key.pub").read_text(encoding="utf-8")
    signers = folder / "allowed_signers"
    signers.write_text(f'{EMAIL} namespaces="git" {key}', encoding="utf-8")
    assert git(root, "cat-file", "-t", tag).strip() == "tag"
    done = subprocess.run(
        ["git", "-c", f"gpg.ssh.allowedSignersFile={signers}", "verify-tag", tag],
        cwd=root,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f'Good "git" signature for {EMAIL}'.encode() in done.stderr


def _assert_reads_like_minutes(root: Path) -> None:
    """Every commit is one sentence, with the trailers of its act."""
    log = git(
        root,
        "log",
        "--format=%s%x00%(trailers:key=Comens-Operation,valueonly)%x00"
        "%(trailers:key=Comens-Record,valueonly)%x00%(trailers:key=Comens-Actor,valueonly)%x01",
    )
    acts = [entry.strip("\n").split("\x00") for entry in log.split("\x01") if entry.strip()]
    assert len(acts) == 29
    for subject, operation, record, actor in acts:
        assert subject, acts
        assert operation.strip(), subject
        assert record.strip(), subject
        assert actor.strip() == ME, subject


def test_a_dry_run_writes_nothing_and_says_what_it_would_write(convened):
    head = git(convened.root, "rev-parse", "HEAD")

    outcome = convened.run("meeting attend S-2026-01 --open --dry-run", at=SITTING)

    assert outcome.out == (
        "Would record: Open meeting S-2026-01: Meeting of March 16, 2026\n"
        "  decisions/meetings/2026/S-2026-01/meeting.yaml\n"
    )
    assert git(convened.root, "rev-parse", "HEAD") == head
    assert git(convened.root, "status", "--porcelain") == ""


def test_several_acts_at_once_cannot_be_tried_dry(convened):
    outcome = comens(
        f"meeting attend S-2026-01 --open --present {ME} --dry-run", root=convened.root, at=SITTING
    )

    assert outcome.status == 2
    assert "one act at a time" in outcome.err


def test_what_was_done_before_a_refusal_is_said(chain):
    chain.run("meeting plan --at 2026-03-16T14:00 --information Bilan")
    chain.run("meeting convene S-2026-01")

    outcome = comens(
        "meeting attend S-2026-01 --open --present nobody-here", root=chain.root, at=SITTING
    )

    assert outcome.status == 1
    assert outcome.out.startswith("Open meeting S-2026-01")
    assert "nobody-here" in outcome.err
