"""Defects put into a workspace one at a time, and what the checks say of each.

Every defect is one edit of one file of a workspace that has none. It is caught where a finding
of the expected code appears that was not there before, and well placed where that finding names
the file and, for a text, the line or the clause of the edit.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from comens_tui.checks import registry, running
from comens_tui.checks.base import Context
from comens_tui.checks.fingerprints import newer
from comens_tui.errors import RecordError
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.requirement import Requirement
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.store.parsing import parse_file
from comens_tui.text.markdown import parse_document, split_clauses
from tests.checks.workspaces import TODAY, base_files, build, frozen

REF = "corpus/referentials/REF-TST.md"
GUIDE = "corpus/guides/GUI-TST.md"
GLOSSARY = "corpus/glossary.yaml"
COMMITTEE = "decisions/committee.yaml"
REPORT = "proposals/reports/2026/EV-2026-0001.yaml"
PROPOSAL = "proposals/updates/2026/P-2026-001/proposal.yaml"
CONSULTATION = "proposals/consultations/2026/C-2026-001/consultation.yaml"
COMMENT = "proposals/consultations/2026/C-2026-001/comments/2.yaml"
MEETING = "decisions/meetings/2026/S-2026-01/meeting.yaml"
MINUTES = "decisions/meetings/2026/S-2026-01/minutes.md"
BALLOT = "decisions/meetings/2026/S-2026-01/ballots/1/anne-petit.yaml"
DECISION = "decisions/2026/D-2026-001.yaml"
RELEASE = "decisions/releases/cens-v1.0.0.yaml"
UNREADABLE = "Q001"


class Defect(NamedTuple):
    """One edit: what it is, the code that must find it, and the file before and after."""

    name: str
    code: str
    path: str
    old: str
    new: str
    #: Where it must be said, when that is another file or clause than the one edited.
    path_told: str = ""
    clause_told: str = ""


class Outcome(NamedTuple):
    """What the checks said: the new findings of the code, and whether one is well placed."""

    defect: Defect
    findings: tuple[Finding, ...]
    is_placed: bool

    @property
    def is_caught(self) -> bool:
        """Whether a finding of the code appeared."""
        return bool(self.findings)

    @property
    def is_error(self) -> bool:
        """Whether the rule that must find it is one that blocks a release."""
        return registry.find(self.defect.code).SEVERITY is Severity.ERROR


#: (what, code, change) in the statement of any mandatory requirement; `{id}` is its id.
_STATEMENTS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("statement emptied", "Q020", lambda _text: "…"),
    ("DOIT weakened", "Q022", lambda text: text.replace("DOIT", "DEVRAIT")),
    ("second obligation", "Q024", lambda text: f"{text[:-1]} et DOIT en garder la trace."),
    ("vague word", "Q025", lambda text: f"{text[:-1]} de façon satisfaisante."),
    ("sentence of 46 words", "Q026", lambda text: f"{text[:-1]}{' mot' * 46}."),
    ("reference to nothing", "Q030", lambda text: f"{text[:-1]} selon ZZZ.1."),
    ("self-reference", "Q043", lambda text: f"{text[:-1]} selon {{id}}."),
    ("obligation in small letters", "Q035", lambda text: text.replace("DOIT", "doit")),
    ("either, or both", "Q039", lambda text: f"{text[:-1]} par écrit et/ou par oral."),
    ("double negation", "Q038", lambda text: f"{text[:-1]}. Il n'est rien qui ne serve."),
    ("conflict marker", "Q010", lambda text: f"{text}\n\n=======\n>>>>>>> autre\n"),
    ("invisible sign", "Q011", lambda text: text.replace(" ", " \u200b", 1)),
    ("bidirectional sign", "Q011", lambda text: text.replace(" ", " \u202e", 1)),
    ("decomposed letters", "Q012", lambda text: unicodedata.normalize("NFD", f"{text} É")),
    ("glossary variant", "Q040", lambda text: f"{text[:-1]} selon le CISIS."),
    ("unknown acronym", "Q041", lambda text: f"{text[:-1]} selon le QZX."),
    ("e-mail address", "Q070", lambda text: f"{text[:-1]}, dit jeanne.martin@orange.fr."),
    ("ordinary space", "Q090", lambda text: f"{text[:-1]} ; fin."),
    ("image without text", "Q100", lambda text: f"{text}\n\n![](x.png)"),
    ("link that says ici", "Q102", lambda text: f"{text}\n\nVoir [ici](https://example.org)."),
    ("table without headers", "Q103", lambda text: f"{text}\n\n| | |\n|---|---|\n| a | b |"),
    ("obligation in a note", "Q027", lambda text: f"{text}\n\nNote\u00a0: il DOIT le lire."),
    ("text nobody decided", "R001", lambda text: f"{text[:-1]} sans délai."),
    ("two kinds of apostrophe", "Q091", lambda text: f"{text} L’un et l'autre."),
    ("capital without accent", "Q092", lambda text: f"{text} Etat."),
)
#: (what, code, pattern, replacement) in the fields of any mandatory requirement.
_FIELDS = (
    ("evidence gone", "Q021", r"evidence:(?: \[.*?\]|(?:\n  - .*)+)", "evidence: []"),
    ("unknown level", "Q001", r"level: mandatory", "level: strong"),
    ("no principle", "Q001", r"principles: \[.*?\]", "principles: []"),
    ("no audience", "Q001", r"applies_to: \[.*?\]", "applies_to: []"),
    ("source that does not exist", "Q033", r"sources: \[", 'sources: ["P-2020-999", '),
    ("evidence left for later", "Q044", r"evidence: \[", 'evidence: ["À définir", '),
    ("evidence left for later", "Q044", r"evidence:\n  - ", 'evidence:\n  - "Néant"\n  - '),
    ("evidence of nothing", "Q045", r"evidence: \[", 'evidence: ["Voir ZZZ.9", '),
    ("evidence of nothing", "Q045", r"evidence:\n  - ", 'evidence:\n  - "Voir ZZZ.9"\n  - '),
    ("condition not written", "Q028", r"condition: null", 'condition: "il pleut"'),
    ("level lowered alone", "Q023", r"level: mandatory", "level: recommended"),
    ("repealed by nothing", "Q013", r"introduced:", "status: repealed\nintroduced:"),
)
_RECORDS: tuple[Defect, ...] = (
    Defect("key that is not known", "Q001", REPORT, "type:", "colour: red\ntype:"),
    Defect("state that is none", "Q001", REPORT, "state: forwarded", "state: lost"),
    Defect("date that is none", "Q001", REPORT, "2026-01-05", "2026-13-05"),
    Defect("YAML cut short", "Q001", PROPOSAL, "answers: [EV-2026-0001]", "answers: [EV"),
    Defect("report of no requirement", "Q032", REPORT, "[ETH.1]", "[ETH.44]"),
    Defect("proposal of no report", "Q032", PROPOSAL, "[EV-2026-0001]", "[EV-2026-0444]"),
    Defect("proposal of no meeting", "Q032", PROPOSAL, "S-2026-01", "S-2026-44"),
    Defect("vote that does not add up", "G001", DECISION, "votes_for: 3", "votes_for: 1"),
    Defect("verdict turned", "G001", DECISION, "sense: adopt", "sense: reject"),
    Defect("quorum missed", "G002", DECISION, "composition: 4", "composition: 12"),
    Defect("ballot on another text", "G004", BALLOT, "=change D-2026-001", "0" * 64),
    Defect("ballot of no member", "G009", COMMITTEE, '"2025-01-01"}\n    working', '"2026-06-01"}'
           "\n    working", BALLOT),
    Defect("item without decision", "G005", MEETING, "    decision: D-2026-001\n", ""),
    Defect("minutes not approved", "G006", MEETING, "state: approved", "state: minuted"),
    Defect("outcome without decision", "G007", PROPOSAL, "decision: D-2026-001\n", ""),
    Defect("convocation too late", "G010", MEETING, 'convened: "2026-05-04"',
           'convened: "2026-05-10"'),
    Defect("ballot slipped in", "G011", DECISION,
           '  - {member: claire-morel, digest: "' + "1" * 64 + '"}\n', "",
           BALLOT.replace("anne-petit", "claire-morel")),
    Defect("proxy to oneself", "G012", MEETING, "holder: anne-petit", "holder: bruno-leroy"),
    Defect("digest of other texts", "G013", DECISION, 'digest: "=change D-2026-001"',
           'digest: "' + "0" * 64 + '"'),
    Defect("minutes rewritten", "G014", MINUTES, "adoptée", "rejetée"),
    Defect("voter recused", "G003", MEETING, "proxies:",
           'recusals:\n  - {member: anne-petit, item: 1, reason: "Lien."}\nproxies:',
           BALLOT),
    Defect("notice without effect", "C001", CONSULTATION, ', planned_effect: "2026-09-01"', ""),
    Defect("window cut short", "C002", CONSULTATION, "2026-04-30", "2026-01-20"),
    Defect("college left out", "C003", CONSULTATION, '  - {college: publishers, invited: '
           '"2026-01-12"}\n', ""),
    Defect("comment unanswered", "C004", COMMENT, "disposition: not_accepted",
           "disposition: unresolved"),
    Defect("refusal without reason", "C004", COMMENT, 'reason: "Rien à changer."\n', ""),
    Defect("no public summary", "C005", CONSULTATION, 'summary: "Un avis favorable."\n', ""),
    Defect("author named", "C006", COMMENT, '"A2"', '"Jeanne Dupont"'),
    Defect("manifest of another text", "R003", RELEASE, '"=text corpus/guides/GUI-TST.md"',
           '"' + "0" * 64 + '"'),
    Defect("release of another version", "R004", RELEASE, 'version: "1.0.0"', 'version: "1.0.1"'),
    Defect("acronym of the glossary gone", "Q041", GLOSSARY,
           '  - {acronym: ANS, expansion: "Agence du numérique en santé"}',
           '  - {acronym: AMS, expansion: "Autre"}', GUIDE),
    Defect("language not told", "Q101", GUIDE, "language: fr\n", ""),
    Defect("skipped heading", "Q009", GUIDE, "## Usage", "#### Usage"),
    Defect("order of requirements", "Q014", REF, "### ETH.2 —", "### ETH.22 —",
           clause_told="ETH.3"),
    Defect("id of another form", "Q005", GUIDE, "## Usage", "### ETH-1 — Usage"),
    Defect("repealed requirement cited", "Q031", GUIDE, "ETH.1.", "ETH.3."),
    Defect("link to no file", "Q030", GUIDE, "ETH.1.", "[le texte](../autre.md)."),
    Defect("link to no heading", "Q030", GUIDE, "ETH.1.", "[la fin](#la-fin)."),
    Defect("review date passed", "Q051", GUIDE, "2027-01-01", "2026-01-01"),
    Defect("binding without an order", "Q052", GUIDE, "non_binding", "binding"),
    Defect("group that does not exist", "Q053", GUIDE, "owner: GT1", "owner: GT9"),
    Defect("tombstone that leads nowhere", "Q013", REF, "repealed_by: D-2026-001\n", ""),
    Defect("replacement that comes back", "Q034", REF, "replaced_by: ETH.2", "replaced_by: ETH.3"),
    Defect("repealed id revived", "Q008", REF, "status: repealed\nrepealed_by: D-2026-001\n"
           "replaced_by: ETH.2\n", ""),
    Defect("requirement deleted", "Q007", REF, "### ETH.2 —", "### Sans numéro —"),
    Defect("final text back to draft", "R005", GUIDE, "status: final", "status: draft"),
    Defect("voted text changed", "R002", REF, "en consigner le motif.", "en noter le motif."),
    Defect("two numbers for one thing", "Q042", GUIDE, "L'ANS publie", "Il a 12 écrans, puis 14 "
           "écrans. L'ANS publie"),
)  # fmt: skip


def text_defects(documents: Mapping[str, Document], every: int) -> Iterator[Defect]:
    """Yield each kind of defect of a text in one mandatory requirement out of `every`."""
    chosen = [
        (document, requirement)
        for document in documents.values()
        for requirement in document.requirements
        if requirement.fields.level == "mandatory" and "DOIT " in requirement.statement
    ][::every]
    for document, requirement in chosen:
        clause = next(item for item in document.clauses if item.id == requirement.id)
        for name, code, change in _STATEMENTS:
            old = requirement.statement
            new = change(old).replace("{id}", requirement.id)
            if code == "Q025" and has_criterion(requirement):
                continue
            if old != new and old in clause.text:
                changed = clause.text.replace(old, new, 1)
                yield Defect(name, code, document.path, clause.text, changed)
        for name, code, pattern, replacement in _FIELDS:
            found = re.search(pattern, clause.text)
            if found:
                changed = clause.text.replace(found[0], found.expand(replacement), 1)
                yield Defect(name, code, document.path, clause.text, changed)


def has_criterion(requirement: Requirement) -> bool:
    """Tell whether the evidence says how a vague word is judged, which the rule accepts."""
    evidence = " ".join(requirement.fields.evidence).lower()
    return any(sign in evidence for sign in ("test", "essai", "mesure", "panel", *"0123456789"))


def run_record_defects(defects: Iterable[Defect] = _RECORDS) -> Iterator[Outcome]:
    """Put each defect into the small workspace, in turn, and run every check."""
    files = base_files()
    base = build(files)
    known = running.run(base, Context(TODAY, base)).findings
    # Digests are those of before the defect, as in a real workspace.
    kept = {path: frozen(text, files) for path, text in files.items()}
    for defect in defects:
        old = frozen(defect.old, files)
        assert old in kept[defect.path], defect
        state = _state(
            {**kept, defect.path: kept[defect.path].replace(old, defect.new)}, defect.path
        )
        baseline = state if defect.path == RELEASE else base
        yield _outcome(
            defect._replace(old=old), state, Context(TODAY, baseline), known, kept[defect.path]
        )


def run_text_defects(base: Snapshot, every: int) -> Iterator[Outcome]:
    """Put each defect into a document of `base`, which is also the last release."""
    context = Context(TODAY, base)
    known = running.run(base, context).findings
    for defect in text_defects(base.documents, every):
        before = next(item for item in base.documents.values() if item.path == defect.path)
        text = before.text.replace(defect.old, defect.new)
        yield _outcome(defect, _with_text(base, before, text), context, known, before.text)


def _with_text(base: Snapshot, before: Document, text: str) -> Snapshot:
    files = {**base.files, before.path: "f" * 40}
    documents = dict(base.documents)
    try:
        documents[before.id] = parse_document(text, before.path)
    except RecordError as error:
        del documents[before.id]
        return base._replace(documents=documents, files=files, problems=(_problem(error),))
    return base._replace(documents=documents, files=files)


def _state(files: Mapping[str, str], changed: str) -> Snapshot:
    """Return the state of these files as the store reads it: what does not fit is a problem."""
    try:
        parse_file(changed, files[changed].encode())
    except RecordError as error:
        readable = {path: text for path, text in files.items() if path != changed}
        return build(readable, (_problem(error),))
    return build(files)


def _problem(error: RecordError) -> Finding:
    return Finding(UNREADABLE, Severity.ERROR, error.path, error.line, error.message, error.hint)


def _outcome(
    defect: Defect,
    state: Snapshot,
    context: Context,
    known: tuple[Finding, ...],
    before: str,
) -> Outcome:
    """Return what the checks say of `state`; `before` is the file without its defect."""
    found = newer(running.run(state, context).findings, known)
    ours = tuple(item for item in found if item.code in {defect.code, _stands_for(defect.code)})
    after = before.replace(defect.old, defect.new)
    return Outcome(defect, ours, any(_is_placed(item, defect, before, after) for item in ours))


def _stands_for(code: str) -> str:
    """Return the code of what comes first at the same place.

    A file that cannot be read any more is found as that; a text that a decision names is not
    one that nobody decided, but another than the one voted.
    """
    return {"Q010": UNREADABLE, "R001": "R002"}.get(code, code)


def _is_placed(finding: Finding, defect: Defect, before: str, after: str) -> bool:
    """Tell whether a finding names the file and, in a text, the lines or the clause edited."""
    if finding.path != (defect.path_told or defect.path):
        return False
    if defect.clause_told:
        return finding.clause == defect.clause_told
    if not defect.path.endswith(".md") or not finding.line or defect.path_told:
        return True
    start = next(
        (place for place, (old, new) in enumerate(zip(before, after, strict=False)) if old != new),
        min(len(before), len(after)),
    )
    line = after.count("\n", 0, start) + 1
    clauses = [item for item in split_clauses(after) if item.line <= line]
    name = "" if clauses[-1].id == "---" else clauses[-1].id
    return abs(finding.line - line) <= 1 or finding.clause == name
