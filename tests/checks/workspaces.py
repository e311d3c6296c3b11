"""Small workspaces for the checks, written as one text file each.

A case starts from `cases/base.txt` and changes a few files. Sections:

    -- path --             the whole file
    -- path (merge) --     keys laid over the base's record, maps merged, the rest replaced
    -- path (edit) --      lines `old ==> new`, `\\uXXXX` and `\\n` understood
    -- path (remove) --    the file is not there
    -- baseline --         there is a last release: the base as it is
    -- baseline path --    a file of the last release, with the same endings as above
    -- problems --         `CODE path line message`: what the store found while reading
    -- ballot --           edits that make, of the base's REF-TST, the text consulted on: BALLOT
    -- proofs --           what is known of each ballot file, by path, as YAML
    -- today --            the day of the check
    -- expected --         every finding of the rule

A value `=text PATH`, `=clause PATH#ID` or `=change DECISION` stands for that digest.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from comens_tui.checks.ballots import BallotProof
from comens_tui.model.clearance import Clearance
from comens_tui.model.committee import Committee
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.decision import Decision, VotedText
from comens_tui.model.finding import Finding
from comens_tui.model.glossary import Glossary
from comens_tui.model.meeting import Ballot, Meeting
from comens_tui.model.numbering import natural_key
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.programme import Programme
from comens_tui.model.proposal import Proposal, ProposalComment, Rating
from comens_tui.model.record import Record
from comens_tui.model.release import Release
from comens_tui.model.report import Report
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.waiver import Waiver
from comens_tui.model.words import Severity
from comens_tui.store.layout import Place, identify
from comens_tui.text.digests import change_digest, text_digest
from comens_tui.text.markdown import parse_document, split_clauses
from comens_tui.text.yaml_fast import load_yaml

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 6, 15)
#: The blob of the text that a case puts to consultation.
BALLOT = "b" * 40
#: The blob of that document as it stands: what a second consultation is on.
SECOND_BALLOT = "c" * 40
_CONSULTED = "corpus/referentials/REF-TST.md"

_SECTION = re.compile(r"^-- (.+?) --\n", re.MULTILINE)
_HEAD = re.compile(r"(?P<baseline>baseline(?: |$))?(?P<path>[^ ]*)(?: \((?P<how>\w+)\))?")
_MODELS: dict[str, type[Record]] = {
    "committee": Committee,
    "glossary": Glossary,
    "own_rules": OwnRules,
    "report": Report,
    "proposal": Proposal,
    "rating": Rating,
    "comment": ProposalComment,
    "consultation": Consultation,
    "consultation_comment": ConsultationComment,
    "meeting": Meeting,
    "ballot": Ballot,
    "decision": Decision,
    "programme": Programme,
    "waiver": Waiver,
    "clearance": Clearance,
    "release": Release,
}


class Case(NamedTuple):
    """What a rule is run on, and what it must say."""

    snapshot: Snapshot
    baseline: Snapshot | None
    today: date
    expected: str
    ballot_texts: Mapping[str, str] = MappingProxyType({})
    ballots: Mapping[str, BallotProof] = MappingProxyType({})


def read_case(path: Path) -> Case:
    """Return the case written in `path`, laid over the base."""
    now = _sections(CASES / "base.txt")
    before = dict(now)
    has_baseline, problems, expected, today = False, "", "", TODAY
    ballots: dict[str, str] = {}
    proofs: Mapping[str, Any] = {}
    for head, content in _sections(path).items():
        if head == "expected":
            expected = content
        elif head == "problems":
            problems = content
        elif head == "proofs":
            proofs = load_yaml(content)
        elif head == "today":
            today = date.fromisoformat(content.strip())
        elif head == "ballot":
            consulted = {_CONSULTED: _sections(CASES / "base.txt")[_CONSULTED]}
            _lay(consulted, _CONSULTED, "edit", content)
            ballots = {BALLOT: consulted[_CONSULTED], SECOND_BALLOT: now[_CONSULTED]}
        elif found := _HEAD.fullmatch(head):
            has_baseline = has_baseline or bool(found["baseline"])
            tree = before if found["baseline"] else now
            if found["path"]:
                _lay(tree, found["path"], found["how"], content)
    return Case(
        build(now, problems=_problems(problems)),
        build(before) if has_baseline else None,
        today,
        expected,
        ballots,
        {path: BallotProof(**known) for path, known in proofs.items()},
    )


def base_files() -> dict[str, str]:
    """Return the files of the base workspace."""
    return _sections(CASES / "base.txt")


def frozen(text: str, files: Mapping[str, str]) -> str:
    """Return a text with its digests computed from `files`, so that they stay when those change."""
    return re.sub(r'=(?:text|clause|change) [^"\n]+', lambda item: resolved(item[0], files), text)


def _sections(path: Path) -> dict[str, str]:
    parts = _SECTION.split(path.read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _lay(tree: dict[str, str], path: str, how: str | None, content: str) -> None:
    if how == "remove":
        del tree[path]
    elif how == "edit":
        for line in content.splitlines():
            old, new = (_unescaped(part) for part in line.split(" ==> "))
            assert old in tree[path], f"{old!r} is not in {path}"
            tree[path] = tree[path].replace(old, new)
    elif how == "merge":
        tree[path] = repr_yaml(_merged(load_yaml(tree[path]), load_yaml(content)))
    else:
        tree[path] = content


def _unescaped(text: str) -> str:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return text.replace("\\n", "\n")


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}
    return new


def repr_yaml(data: Any) -> str:
    """Return plain data as flow YAML."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {repr_yaml(data[key])}" for key in data) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(repr_yaml(item) for item in data) + "]"
    if isinstance(data, str):
        return '"' + data.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(data, bool):
        return str(data).lower()
    return "null" if data is None else str(data)


def _problems(source: str) -> tuple[Finding, ...]:
    found = []
    for line in source.splitlines():
        code, path, number, message = line.split(" ", 3)
        found.append(Finding(code, Severity.ERROR, path, int(number), message))
    return tuple(found)


def build(files: Mapping[str, str], problems: tuple[Finding, ...] = ()) -> Snapshot:
    """Return the snapshot of these files; every one of them must be readable."""
    filed: dict[str, list[tuple[Place, str, Any]]] = {}
    for path in sorted(files, key=natural_key):
        place = identify(path)
        assert place, path
        filed.setdefault(place.kind, []).append((place, path, _value(place, path, files)))

    def by_id(kind: str) -> dict[str, Any]:
        found = {place.id: value for place, _path, value in filed.get(kind, ())}
        return dict(sorted(found.items(), key=lambda item: natural_key(item[0])))

    def grouped(kind: str) -> dict[str, tuple[Any, ...]]:
        found: dict[str, tuple[Any, ...]] = {}
        for place, _path, value in filed.get(kind, ()):
            found[place.id] = (*found.get(place.id, ()), value)
        return found

    texts: dict[str, dict[str, str]] = {}
    for place, _path, value in filed.get("proposed_text", ()):
        texts.setdefault(place.id, {})[place.extra[0]] = value
    return Snapshot(
        revision="case",
        files={path: text_digest(files[path])[:40] for path in files},
        committee=by_id("committee")["committee"],
        glossary=by_id("glossary").get("glossary", Glossary()),
        documents=by_id("document"),
        reports=by_id("report"),
        proposals=by_id("proposal"),
        texts=texts,
        ratings=grouped("rating"),
        comments=grouped("comment"),
        consultations=by_id("consultation"),
        consultation_comments=grouped("consultation_comment"),
        meetings=by_id("meeting"),
        ballots=grouped("ballot"),
        minutes=by_id("minutes"),
        decisions=by_id("decision"),
        waivers=by_id("waiver"),
        releases=by_id("release"),
        problems=problems,
        glossary_text=files.get("corpus/glossary.yaml", ""),
        clearances=by_id("clearance"),
        follow_ups=by_id("follow_up"),
        programmes=by_id("programme"),
        own_rules=by_id("own_rules").get("own_rules", OwnRules()),
    )


def _value(place: Place, path: str, files: Mapping[str, str]) -> Any:
    if place.kind == "document":
        return parse_document(files[path], path)
    if place.kind in ("minutes", "proposed_text"):
        return files[path]
    return _MODELS[place.kind].model_validate(resolved(load_yaml(files[path]), files))


def resolved(data: Any, files: Mapping[str, str]) -> Any:
    """Return plain data with each `=text PATH` and the like replaced by the digest it means."""
    if isinstance(data, dict):
        return {key: resolved(value, files) for key, value in data.items()}
    if isinstance(data, list):
        return [resolved(item, files) for item in data]
    if not isinstance(data, str) or not data.startswith("="):
        return data
    what, _space, target = data[1:].partition(" ")
    if what == "text":
        return text_digest(files[target])
    if what == "clause":
        path, _hash, name = target.partition("#")
        return text_digest(next(c.text for c in split_clauses(files[path]) if c.id == name))
    decision = load_yaml(files[f"decisions/{target.split('-')[1]}/{target}.yaml"])
    voted = resolved(decision["texts"], files)
    return change_digest(VotedText.model_validate(item) for item in voted)
