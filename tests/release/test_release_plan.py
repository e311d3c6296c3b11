"""The plan: what changed, who decided it, and the version that follows."""

import pytest

from comens_tui.checks.coverage import Standing
from comens_tui.model.report import Answer
from comens_tui.release.notes import notes
from comens_tui.release.plan import plan
from tests.checks.workspaces import base_files, build
from tests.release.scenarios import GUIDE, REF, ready_files, released, scene


def test_a_hardened_requirement_makes_a_major_release() -> None:
    planned = scene(ready_files()).plan
    assert (planned.previous, planned.version, planned.tag, planned.bump) == (
        "cens-v1.0.0",
        "2.0.0",
        "cens-v2.0.0",
        "major",
    )
    (change,) = planned.changes
    assert (change.document, change.path, change.clause) == ("REF-TST", REF, "ETH.1")
    assert (change.change, change.nature, change.effects) == ("changed", "substantive", ("number",))
    assert (change.decisions, change.standing) == (("D-2026-003",), Standing.COVERED)
    assert planned.decisions == ("D-2026-003", "D-2026-004")
    assert [item.proposal for item in planned.consulted] == ["P-2026-002"]


@pytest.mark.parametrize(
    ("old", "new", "version"),
    [
        ("Le Système DEVRAIT proposer ses menus en français.", "…", "1.1.0"),
        ("Ce texte sert d'essai. Il", "Ce texte sert d'essai ; il", "1.0.1"),
        ("level: recommended", "level: mandatory", "2.0.0"),
        ("le Système DOIT en", "le Système DEVRAIT en", "1.1.0"),
    ],
)
def test_the_version_follows_from_what_the_changes_do(old: str, new: str, version: str) -> None:
    files = base_files()
    assert old in files[REF]
    files[REF] = files[REF].replace(old, new)
    before = released()
    planned = plan(build(files), before, before.releases["cens-v1.0.0"])
    assert planned.version == version


def test_nothing_changed_is_an_empty_plan() -> None:
    before = released()
    planned = plan(before, before, before.releases["cens-v1.0.0"])
    assert (planned.changes, planned.undecided, planned.unapplied) == ((), (), ())


def test_the_first_release_holds_everything_and_is_version_one() -> None:
    planned = plan(released(), None, None)
    assert (planned.previous, planned.tag, planned.bump) == (None, "cens-v1.0.0", "initial")
    assert {change.change for change in planned.changes} == {"added"}
    assert {item.clause.path for item in planned.undecided} == {GUIDE, "corpus/glossary.yaml"}


def test_a_removed_document_and_a_changed_glossary_are_planned() -> None:
    files = base_files()
    del files[GUIDE]
    tag = "decisions/releases/cens-v1.0.0.yaml"
    files[tag] = files[tag].partition("manifest:")[0]
    files["corpus/glossary.yaml"] = files["corpus/glossary.yaml"].replace("Cadre d'", "Le cadre d'")
    before = released()
    planned = plan(build(files), before, before.releases["cens-v1.0.0"])
    assert set(planned.by_document()) == {GUIDE, "corpus/glossary.yaml"}
    assert {item.change for item in planned.by_document()[GUIDE]} == {"removed"}
    assert all(item.standing is Standing.UNCOVERED for item in planned.changes)


def test_the_notes_go_by_document_and_requirement_with_what_stands_behind() -> None:
    found = scene(ready_files())
    assert notes(found.plan, found.snapshot) == (
        "# CENS 2.0.0\n"
        "\n"
        "1 clause changed since cens-v1.0.0."
        " Major: a mandatory requirement is added, hardened or removed.\n"
        "\n"
        "## REF-TST — Référentiel d'essai\n"
        "\n"
        "- **ETH.1** — Motif du refus: changed, substantive, number changed (D-2026-003)\n"
        "\n"
        "## Decisions behind these changes\n"
        "\n"
        "- **D-2026-003** (2026-06-12) — Consigner vite [P-2026-002]\n"
        "  Answers the report EV-2026-0001.\n"
        "  Put to consultation: C-2026-002.\n"
    )


def test_the_notes_of_the_first_release_list_its_documents() -> None:
    snapshot = released()
    text = notes(plan(snapshot, None, None), snapshot)
    assert "First release." in text
    assert "- **REF-TST** — Référentiel d'essai (3 requirements)\n" in text
    assert "- **GUI-TST** — Guide d'essai\n" in text


def test_a_title_cannot_forge_markdown() -> None:
    files = ready_files()
    files[REF] = files[REF].replace('title: "Référentiel', 'title: "# <b>*Référentiel')
    found = scene(files)
    assert r"## REF-TST — \# \<b\>\*Référentiel d'essai" in notes(found.plan, found.snapshot)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"public": True, "date": "2099-01-01"}, True),
        ({"public": False, "date": "2099-01-01"}, False),
        ({"public": True, "date": "2000-01-01"}, False),
    ],
)
def test_only_public_answers_given_since_the_last_release_are_published(
    answer: dict[str, object], told: bool
) -> None:
    found = scene(ready_files())
    report = found.snapshot.reports["EV-2026-0001"]
    given = Answer.model_validate({"text": "Le *motif* est dû.", **answer})
    reports = {report.id: report.model_copy(update={"answer": given})}
    text = notes(found.plan, found.snapshot._replace(reports=reports))
    line = f"- **{report.id}** — Le \\*motif\\* est dû.\n"
    assert (f"## Answers to field reports\n\n{line}" in text) is told
    assert ("motif* est dû" in text) is False
