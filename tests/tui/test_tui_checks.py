"""The checks screen: which lines are kept, from a finding to its passage and cure, and back."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from comens_tui.checks.running import Report
from comens_tui.checks.waiver_ages import AgedWaiver
from comens_tui.model.finding import Finding
from comens_tui.model.waiver import Waiver
from comens_tui.model.words import Blocks, Severity, WaiverAge
from comens_tui.operations.blocked import CheckedState
from comens_tui.operations.desk import Desk
from comens_tui.operations.proposals import edit_proposal
from comens_tui.release.blocking import Listed
from comens_tui.text.markdown import parse_document
from comens_tui.tui import editor
from comens_tui.tui.document_items import PASSAGE, document_items
from comens_tui.tui.finding_rows import Entry, FindingRows, Kept, Order, arranged, entries
from comens_tui.tui.prose import text_of
from comens_tui.tui.routes import visit_of_finding
from tests.support import REFERENTIAL_MD, commit_all
from tests.tui.conftest import DOCUMENT
from tests.tui.driving import driven

_TODAY = date(2026, 3, 2)
_PLAIN = "Le Système DEVRAIT informer l'usager en termes simples."
_LONG = _PLAIN[:-1] + ", " + "et de la même façon toujours " * 6 + "claire."


# -- which lines, and in which order


def _finding(code: str, severity: Severity, path: str = "a.md", line: int = 1) -> Finding:
    return Finding(code, severity, path, line, f"{code} is wrong.", "Mend it.", "REF-A")


def _state() -> CheckedState:
    waiver = Waiver(
        id="W-2026-001",
        code="Q025",
        path="c.md",
        digest="0" * 64,
        reason="Une citation.",
        granted_by="anne-petit",
        granted=_TODAY,
        expires=_TODAY + timedelta(days=90),
    )
    error = _finding("Q030", Severity.ERROR, "z.md", 9)
    late = _finding("Q026", Severity.WARNING, "b.md", 7)
    early = _finding("Q041", Severity.INFO, "b.md", 3)
    found = (
        Listed(error, Blocks.RELEASE),
        Listed(late, Blocks.NOTHING),
        Listed(late, Blocks.NOTHING),
        Listed(early, Blocks.NOTHING),
        Listed(_finding("Q025", Severity.WARNING, "c.md"), Blocks.NOTHING, waiver.id),
    )
    ages = (
        AgedWaiver(waiver, WaiverAge.VOID, "Its text changed."),
        AgedWaiver(waiver.model_copy(update={"id": "W-2026-002"}), WaiverAge.HOLDING, ""),
    )
    return CheckedState(Report(()), found, ages)


def _codes(found: tuple[Entry, ...]) -> list[str]:
    return [entry.code if entry.finding else entry.key.split("\n")[0] for entry in found]


def test_what_is_waived_is_put_away_and_void_waivers_are_not() -> None:
    found = entries(_state())
    shown = ["Q030", "Q026", "Q026", "Q041", "W-2026-001"]
    assert _codes(arranged(found, Kept())) == shown
    assert _codes(arranged(found, Kept(put_away=True))) == [*shown, "W-2026-002", "Q025"]


@pytest.mark.parametrize(
    ("kept", "codes"),
    [
        (Kept(severity=Severity.INFO), ["Q041"]),
        (Kept(code="Q026"), ["Q026", "Q026"]),
        (Kept(owner="z.md"), ["Q030"]),
        (Kept(owner="REF-A", severity=Severity.ERROR), ["Q030"]),
        (Kept(order=Order.PLACE), ["Q030", "Q041", "Q026", "Q026", "W-2026-001"]),
        (Kept(order=Order.CODE), ["Q030", "Q026", "Q026", "Q041", "W-2026-001"]),
    ],
)
def test_lines_are_kept_and_sorted_within_what_they_block(kept: Kept, codes: list[str]) -> None:
    assert _codes(arranged(entries(_state()), kept)) == codes


def test_a_line_keeps_its_key_when_its_text_moves_and_no_two_share_one() -> None:
    state = _state()
    moved = state._replace(
        listed=tuple(
            item._replace(finding=item.finding._replace(line=item.finding.line + 40))
            for item in state.listed
        )
    )
    keys = [entry.key for entry in entries(state)]
    assert [entry.key for entry in entries(moved)] == keys
    assert len(set(keys)) == len(keys)


def test_lines_are_found_by_words_of_what_they_say_and_of_their_place() -> None:
    rows = FindingRows(arranged(entries(_state()), Kept()), {})
    assert (rows.count(""), rows.count("q026 B.MD"), rows.count("nowhere")) == (5, 2, 0)
    (only,) = rows.rows("z.md", 0, 9)
    assert rows.position("z.md", only.key) == 0
    assert rows.position("", only.key) == 0
    again = FindingRows((), rows.words)
    assert again.position("z.md", only.key) is None


# -- the passage


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        (_PLAIN, _PLAIN),
        ("### ETH.2", "ETH.2  Informer l'usager"),
        ("principles: [autonomy, justice]", "Principles"),
        ("title: ", "REF-ESS  Référentiel d'essai"),
        ("## Bienfaisance", "Bienfaisance"),
    ],
)
def test_the_block_that_holds_a_line_is_marked(passage: str, shown: str) -> None:
    lines = REFERENTIAL_MD.split("\n")
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith(passage))
    document = parse_document(REFERENTIAL_MD, DOCUMENT)
    rows = [
        (row.mark, text_of(row.spans))
        for item in document_items(document, "", line)
        if item.anchor == PASSAGE
        for row in item.rows(200)
    ]
    ((mark, text),) = rows
    assert mark == ">"
    assert text.startswith(shown)


def test_a_field_that_is_empty_is_shown_when_it_is_what_is_wrong() -> None:
    lines = REFERENTIAL_MD.split("\n")
    line = lines.index("evidence: []") + 1
    document = parse_document(REFERENTIAL_MD, DOCUMENT)
    (item,) = [part for part in document_items(document, "", line) if part.anchor == PASSAGE]
    assert text_of(item.rows(80)[0].spans).startswith("Evidence")


def test_the_way_to_a_passage_is_the_screen_that_shows_its_text() -> None:
    def way(path: str, record: str = "", line: int = 4) -> tuple[str, str] | None:
        visit = visit_of_finding(Finding("Q026", Severity.INFO, path, line, "x", "", record, "E.1"))
        return (visit.scope, visit.record) if visit else None

    assert way("corpus/guides/G.md") == ("corpus", "corpus/guides/G.md|E.1|4")
    assert way("corpus/guides/G.md", line=0) == ("corpus", "corpus/guides/G.md|E.1")
    proposed = "proposals/updates/2026/P-2026-001/text/corpus/guides/G.md"
    assert way(proposed, "P-2026-001") == ("review", "P-2026-001|corpus/guides/G.md|E.1")
    assert way("decisions/meetings/2026/S-2026-01/meeting.yaml", "S-2026-01") == (
        "meeting",
        "S-2026-01",
    )
    assert way("decisions/committee.yaml") is None


@pytest.mark.parametrize(
    ("program", "command"),
    [
        (["vim", "-n"], ["vim", "-n", "+12", "a.md"]),
        (["/usr/bin/nano"], ["/usr/bin/nano", "+12", "a.md"]),
        (["code", "--wait"], ["code", "--wait", "--goto", "a.md:12"]),
        (["hx"], ["hx", "a.md:12"]),
        (["acme"], ["acme", "a.md"]),
    ],
)
def test_the_editor_opens_at_the_line_where_it_is_known_how(
    program: list[str], command: list[str]
) -> None:
    assert editor.opening(program, "a.md", 12) == command
    assert editor.opening(program, "a.md", 1) == [*program, "a.md"]


# -- the screen


@pytest.fixture
def faulty(desk: Desk) -> Desk:
    """A text in force with a sentence that is too long, and a proposal with another fault."""
    root = desk.workspace.root
    long = REFERENTIAL_MD.replace(_PLAIN, _LONG)
    (root / DOCUMENT).write_text(long, encoding="utf-8")
    commit_all(root, "Lengthen a sentence")
    return desk


async def test_from_a_finding_to_its_passage_and_back_to_the_same_line(faulty: Desk) -> None:
    async with driven(faulty) as app:
        text = await app.press("6", "l", "slash", *"sentence", "enter")
        assert "> " in app.line("Q026"), text
        text = await app.press("enter")
        assert "Le Système DEVRAIT informer l'usager" in app.line("> "), text
        text = await app.press("o")
        assert "5 Corpus  REF-ESS" in text
        assert app.line("> Le Système DEVRAIT informer l'usager")
        await app.press("escape")
        assert "Q026" in (await app.press("escape")).splitlines()[3]
        assert "sentence" in app.text().splitlines()[-2]

        await app.press("w")
        await app.type("Une citation.")
        text = await app.press("enter", "enter", "enter")
        assert app.line("> ") == "", text
        text = await app.press("escape", "escape", "v")
        assert "W-2026-001" in text
        assert any(row.split()[:3] == ["waived", "ERROR", "Q026"] for row in text.splitlines())


async def test_from_the_gate_and_from_a_review_to_the_findings_and_back(faulty: Desk) -> None:
    async with driven(faulty) as app:
        text = await app.press("7", "j")
        assert "SHUT" in text
        reason = next(row for row in text.splitlines() if row.startswith("> "))
        text = await app.press("c")
        assert "6 Checks" in text
        assert reason.split("SHUT")[1].strip()[:30] in text
        assert "7 Release" in await app.press("escape")

        await app.press("2", "g")
        subject = app.line("> ").split()[1]
        text = await app.press("d")
        assert "6 Checks  " + subject in text
        assert "2 Review" in await app.press("escape")


async def test_a_proposed_text_is_edited_at_the_finding_and_checked_again(
    faulty: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = REFERENTIAL_MD.replace("en termes simples", "en termes simples (ETH.99)")
    edit_proposal(faulty, "P-2026-003", texts={DOCUMENT: wrong})
    calls: list[int] = []

    def edit(_app: object, _editor: object, text: str, _name: str, line: int = 1) -> str:
        calls.append(line)
        return text.replace(" (ETH.99)", "")

    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr(editor, "edit", edit)
    async with driven(faulty) as app:
        text = await app.press("2", "g")
        while "P-2026-003" not in app.line("> "):
            await app.press("j")
        text = await app.press("d")
        assert "Q030" in app.line("> "), text
        text = await app.press("e")
        assert "Q030" not in text
    line = wrong.split("\n")[calls[0] - 1]
    assert "ETH.99" in line
