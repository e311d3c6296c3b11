"""A search of everything answers what a plain reading of the snapshot would."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comens_tui.store import index_base
from comens_tui.store.index import Index
from comens_tui.store.index_rows import entries_of
from comens_tui.store.layout import identify
from comens_tui.store.parsing import parse_file
from comens_tui.text.folding import compounds, folded, sort_key, words
from comens_tui.text.search_names import KINDS
from comens_tui.text.search_query import parse
from tests.support import GLOSSARY_YAML, REFERENTIAL_MD, REPORT_YAML, commit_all, git, write_files

DOCUMENT = "corpus/referentials/REF-ESS.md"
REPORT = "proposals/reports/2026/EV-2026-{:04d}.yaml"
UNTITLED = {"rating", "comment", "consultation_comment", "follow_up", "waiver", "minutes"}
UNDATED = {"requirement", "term", "document", "clause", "member"}


def report(number, title="Un refus d'accès sans motif", **changes):
    text = REPORT_YAML.replace("EV-2026-0001", f"EV-2026-{number:04d}")
    text = text.replace("Un refus d'accès sans motif", title)
    for old, new in changes.items():
        text = text.replace(f"{old}: ", f"{old}: {new} # ", 1)
    return text


FREE = """
### Œuvrer sans exigence

Un aidant peut parler au nom de l'enfant ; la télé-consultation l'aide, aujourd’hui
comme hier. Voir ETH.1 et EV-2026-0001.
"""
FILES = {
    DOCUMENT: REFERENTIAL_MD + FREE,
    "corpus/glossary.yaml": GLOSSARY_YAML
    + '  - {acronym: "SIA", expansion: "Système d’intelligence artificielle"}\n',
    REPORT.format(2): report(2, "Le cœur d'une téléconsultation", state="closed"),
    REPORT.format(42): report(42, "Motif illisible", principles="[justice] "),
    "proposals/updates/2026/P-2026-014/proposal.yaml": (
        'schema: 1\nid: "P-2026-014"\ntitle: "Clarifier le motif"\nstate: submitted\n'
        'author: anne-petit\ncreated: "2026-02-03"\nmotive: "Le motif d\'un refus manque."\n'
    ),
    "proposals/updates/2026/P-2026-014/comments/20260203T100000Z-bruno-leroy.yaml": (
        'schema: 1\nproposal: "P-2026-014"\nauthor: bruno-leroy\nat: "2026-02-03T10:00:00Z"\n'
        f'text: "Un refus de plus."\ndocument: "{DOCUMENT}"\nclause: "ETH.1"\n'
    ),
    "decisions/meetings/2026/S-2026-01/meeting.yaml": (
        'schema: 1\nid: "S-2026-01"\ntitle: "Séance"\nstate: planned\n'
        'planned: "2026-03-10T14:00:00+01:00"\nagenda:\n'
        '  - {number: 1, kind: proposal, title: "Le motif", subject: "P-2026-014"}\n'
    ),
    "decisions/meetings/2026/S-2026-01/minutes.md": (
        "<!-- comens:heading eb1ea02a -->\n# Procès-verbal\n<!-- /comens -->\nOn parle du refus.\n"
    ),
    "decisions/2026/D-2026-001.yaml": (
        'schema: 1\nid: "D-2026-001"\ntitle: "Une décision"\ndate: "2026-03-10"\nsense: reject\n'
        'reason: "Le motif est obscur."\nopinions:\n  - {member: anne-petit, text: "Une divergence."}\n'
    ),
}


@pytest.fixture
def full(workspace, workspace_root):
    write_files(workspace_root, FILES)
    commit_all(workspace_root)
    with Index.open(workspace) as index:
        yield index


def keys(rows):
    return [(row.kind, row.id) for row in rows]


def ids(rows):
    return [row.id for row in rows]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("enfant", "REF-ESS/référentiel"),
        ("coeur", "EV-2026-0002"),
        ("eth 1", "ETH.1"),
        ("ETH-10", "ETH.10"),
        ("p-2026-14", "P-2026-014"),
        ("ev 2026 42", "EV-2026-0042"),
        ("systeme", "Système"),
        ("bruno leroy", "bruno-leroy"),
        ("divergence", "D-2026-001"),
        ("anne", "anne-petit"),
        ("artificielle", "SIA"),
        ("formulaire", "ETH.1"),
    ],
)
def test_what_a_person_looks_for_comes_first(full, typed, first):
    found = full.find(parse(typed)).rows
    assert found[0].id.startswith(first.partition("/")[0])


def test_typed_and_written_need_not_be_dressed_alike(full):
    for typed in ("téléconsultation", "télé-consultation", "teleconsult", "tele consultation"):
        assert "clause" in full.find(parse(typed)).counts, typed
    for typed in (
        "aujourd'hui",
        "AUJOURD’HUI",
        "aujourdh",
        "œuvrer aujourd",
        "o\u0065uvrer",
        "en\xadfant",
    ):
        assert "clause" in full.find(parse(typed)).counts, typed
    assert ids(full.find(parse("téléconsultation")).rows)[0] == "EV-2026-0002"


def test_a_phrase_keeps_its_order_and_a_word_left_out_is_left_out(full):
    assert ("proposal", "P-2026-014") in keys(full.find(parse('"motif d\'un refus"')).rows)
    assert full.find(parse('"refus motif"')).total == 0
    left = keys(full.find(parse("refus -motif")).rows)
    assert ("minutes", "S-2026-01") in left
    assert ("proposal", "P-2026-014") not in left


def test_filters_stand_together(full):
    assert ids(full.find(parse("type:signalement état:clos")).rows) == ["EV-2026-0002"]
    assert ids(full.find(parse("type:signalement principe:justice motif")).rows) == ["EV-2026-0042"]
    assert keys(full.find(parse("document:REF-ESS type:commentaire")).rows)[0][0] == "comment"
    assert ids(full.find(parse("niveau:obligatoire")).rows) == ["ETH.1"]


def test_the_mentions_of_a_record_follow_it(full):
    assert keys(full.find(parse("p 2026 14")).rows) == [
        ("proposal", "P-2026-014"),
        ("comment", "P-2026-014/20260203T100000Z-bruno-leroy"),
        ("meeting", "S-2026-01"),
    ]


def test_the_words_of_a_part_are_not_said_twice(full):
    found = full.find(parse("aidant"))
    assert "document" not in found.counts
    across = full.find(parse("aidant formulaire"))
    assert keys(across.rows) == [("document", "REF-ESS")]


def test_ratings_and_ballots_are_nobodys_to_find(full):
    assert full.find(parse("-zzz"), limit=1000).total == len(
        [row for row in full.rows(limit=1000) if row.kind in KINDS]
    )


def test_only_one_kind_is_listed_and_all_are_counted(full):
    every = full.find(parse("motif"))
    some = full.find(parse("motif"), only="report", limit=1)
    assert some.counts == every.counts
    assert ids(some.rows) == ["EV-2026-0042"]


def test_the_passage_is_where_the_words_are(full, workspace):
    query = parse("aidant")
    (row,) = full.find(query).rows
    (passage,) = full.passages([row], query)
    line = passage.start + passage.text[: passage.text.index("aidant")].count("\n")
    assert "aidant" in workspace.read(DOCUMENT).decode().splitlines()[line - 1]
    query = parse("REF-ESS")
    document = full.find(query).rows[0]
    assert full.passages([document], query)[0].text


def test_near_words_are_of_the_texts(full):
    assert "motif" in full.near(parse("motfi"))["motfi"]
    assert full.near(parse("motif")) == {}
    assert full.near(parse("zzzzzz")) == {"zzzzzz": []}


# -- the same by a plain reading


def fits(term, found):
    for form in term.forms:
        size = len(form)
        for place in range(len(found) - size + 1):
            run = tuple(found[place : place + size])
            last = run[-1].startswith(form[-1]) if term.is_open else run[-1] == form[-1]
            if run[:-1] == form[:-1] and last:
                return True
    return False


def scanned(workspace):
    """Yield (row, title words, other words) of every record, read file by file."""
    for path, blob in workspace.snapshot().files.items():
        parsed, home = parse_file(path, workspace.read(path))
        if home != path:
            continue
        entries = list(entries_of(identify(path), path, blob, parsed))
        for row, text in entries:
            title = row.id if row.kind in UNTITLED else f"{row.id}\n{row.title}"
            if row.kind == "document":
                parts = [f"{part.title}\n{more}" for part, more in entries[1:]]
            else:
                parts = []
            body = folded("\n".join((text, *parts)))
            joined = compounds(folded(title) + "\n" + body)
            yield row, words(folded(title)), [words(body), words(joined)]


def passes(query, row, documents):
    extra = row.extra
    principles = extra.get("principles", ())
    return (
        (query.kinds is None or row.kind in query.kinds)
        and (query.states is None or (row.kind, row.state) in query.states)
        and (query.principles is None or bool(query.principles & set(principles)))
        and (not query.document or row.path in documents or extra.get("document") in documents)
    )


def reference(workspace, query):
    """Return (kind, id) of what `query` finds, in order, without the index."""
    if query.asks_nothing:
        return []
    worths = {}
    rows = {}
    documents = set()
    for row, title, texts in scanned(workspace):
        columns = [title, *texts]
        every = all(any(fits(term, column) for column in columns) for term in query.wanted)
        named = query.mention is not None and fits(query.mention, title)
        mentioned = query.mention and any(fits(query.mention, column) for column in columns)
        key = (row.kind, row.path, row.id)
        rows[key] = row
        if row.kind == "document" and sort_key(row.id).startswith(query.document):
            documents.add(row.path)
        if any(fits(term, column) for term in query.unwanted for column in columns):
            continue
        if query.wanted and query.identifier and sort_key(row.id) == query.identifier:
            worths[key] = 0
        elif named or (query.wanted and all(fits(term, title) for term in query.wanted)):
            worths[key] = 1
        elif every or mentioned:
            worths[key] = 2
    has_part = {key[1] for key in worths if key[0] in ("requirement", "clause")}
    kept = [
        key
        for key, worth in worths.items()
        if key[0] in KINDS
        and passes(query, rows[key], documents)
        and not (query.wanted and key[0] == "document" and worth == 2 and key[1] in has_part)
    ]
    kept.sort(key=lambda key: (key[1], key[2]))
    kept.sort(key=lambda key: sort_key(key[2]) if key[0] in UNDATED else "")
    kept.sort(key=lambda key: "" if key[0] in UNDATED else sort_key(key[2]), reverse=True)
    kept.sort(key=lambda key: (worths[key], list(KINDS).index(key[0])))
    return [(key[0], key[2]) for key in kept]


PIECES = st.sampled_from(
    [
        "motif", "refus", "l'enfant", "coeur", "téléconsultation", "télé-consultation", "eth", "1",
        '"motif d\'un refus"', '"sans mo', "-refus", "-motif", "type:exigence", "type:signalement",
        "état:clos", "principe:autonomie", "document:REF", "p-2026-14", "eth.1", "ev", "2026", "42",
        "s", "a", "-a", "aidant", "formulaire", "système", "zzz", '"', "*", "(", "NEAR", ":",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=4).map(" ".join))
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_index_finds_what_a_plain_reading_finds(full, workspace, typed):
    query = parse(typed)
    found = full.find(query, limit=1000)
    assert keys(found.rows) == reference(workspace, query)
    assert found.total == len(found.rows)


@given(st.text())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_is_an_error(full, typed):
    query = parse(typed)
    full.near(query)
    assert full.find(query, limit=1000).total == full.find(query, limit=1).total


CHANGES = st.sampled_from(
    [
        {DOCUMENT: REFERENTIAL_MD},
        {DOCUMENT: REFERENTIAL_MD + FREE},
        {DOCUMENT: REFERENTIAL_MD.replace("Informer", "Aider l'enfant ;") + FREE},
        {REPORT.format(2): report(2, "Motif de refus")},
        {REPORT.format(2): None},
        {REPORT.format(42): "broken: ["},
        {"corpus/glossary.yaml": GLOSSARY_YAML},
    ]
)


@given(st.lists(CHANGES, min_size=1, max_size=4))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_go_with_the_texts_that_held_them(workspace, workspace_root, commits):
    for changes in commits:
        for path, content in changes.items():
            if content is None:
                (workspace_root / path).unlink(missing_ok=True)
            else:
                write_files(workspace_root, {path: content})
        git(workspace_root, "add", "--all")
        git(workspace_root, "commit", "--quiet", "--allow-empty", "-m", "More.")
        with Index.open(workspace) as index:
            asked = [
                parse(typed) for typed in ("motif", "enfant", "e", "logiciel -refus", "aidant")
            ]
            refreshed = [keys(index.find(query, limit=1000).rows) for query in asked]
            vocabulary = index._ask(
                lambda base: base.execute("SELECT * FROM vocabulary").fetchall()
            )
        (workspace.private / f"index-v{index_base.FORMAT}.sqlite").unlink()
        with Index.open(workspace) as rebuilt:
            assert refreshed == [keys(rebuilt.find(query, limit=1000).rows) for query in asked]
            assert vocabulary == rebuilt._ask(
                lambda base: base.execute("SELECT * FROM vocabulary").fetchall()
            )
