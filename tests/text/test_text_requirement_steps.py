"""What one act did to each requirement, by values."""

from comens_tui.model.words import Happening
from comens_tui.text.paths import readable_path, same_path
from comens_tui.text.requirement_steps import (
    Standing,
    differing,
    own_digest,
    own_texts,
    steps,
)

MOTIVE = "SI le professionnel écarte la proposition, ALORS le Système DOIT consigner le motif."
INFORM = "Le Système DEVRAIT informer chaque usager, en termes simples, de ses droits."
HELP = "Le Système PEUT proposer une aide humaine par téléphone aux personnes isolées."


def text(**statements):
    parts = [
        f"### {name.replace('_', '.')} — Titre\n\n```yaml requirement\nlevel: mandatory\n```\n\n{said}\n\n"
        for name, said in statements.items()
    ]
    return "# Document\n\n" + "".join(parts)


def told(before, after):
    """Return (requirement, happening, other) of what changed; texts are given by file."""
    olds, news, clauses = [], [], {}
    for file in sorted({*before, *after}):
        old, new = own_texts(before.get(file, "")), own_texts(after.get(file, ""))
        digests = [{name: own_digest(clause) for name, clause in x.items()} for x in (old, new)]
        for name in differing(digests[:1], digests[1]):
            for side, texts, known in zip((olds, news), (old, new), digests, strict=True):
                if name in texts:
                    side.append(Standing(file, name, known[name]))
                    clauses[side[-1]] = texts[name]
    found = steps(olds, news, clauses.__getitem__)
    return sorted((x.requirement, x.happening.value, x.other) for x in found)


def test_a_requirement_owns_what_stands_below_it():
    source = text(ETH_1=MOTIVE + "\n\n#### Note\n\nLibre.", ETH_2=INFORM) + "## Fin\n\nX\n"
    found = own_texts(source)
    assert list(found) == ["ETH.1", "ETH.2"]
    assert found["ETH.1"].text.rstrip().endswith("Libre.")
    assert "Fin" not in found["ETH.2"].text
    assert own_texts("no heading") == {}


def test_blank_ends_are_no_change():
    one, other = own_texts(text(ETH_1=MOTIVE)), own_texts(text(ETH_1=MOTIVE) + "\n\n")
    assert own_digest(one["ETH.1"]) == own_digest(other["ETH.1"])


def test_an_act_changes_what_is_in_no_parent():
    assert differing([{"A": "1", "B": "1"}], {"A": "1", "B": "2", "C": "1"}) == ["B", "C"]
    assert differing([{"A": "1"}, {"A": "2"}], {"A": "2"}) == []
    assert differing([{"A": "1"}, {"A": "2"}], {"A": "3"}) == ["A"]
    assert differing([{"A": "1"}, {}], {}) == []
    assert differing([{}], {}) == []


def test_added_changed_removed():
    assert told({}, {1: text(ETH_1=MOTIVE)}) == [("ETH.1", "added", "")]
    assert told({1: text(ETH_1=MOTIVE)}, {}) == [("ETH.1", "removed", "")]
    changed = MOTIVE.replace("DOIT", "DEVRAIT")
    assert told({1: text(ETH_1=MOTIVE)}, {1: text(ETH_1=changed)}) == [("ETH.1", "changed", "")]


def test_a_tombstone_is_a_repeal():
    after = text(ETH_1=MOTIVE).replace("level: mandatory", "level: mandatory\nstatus: repealed")
    assert told({1: text(ETH_1=MOTIVE)}, {1: after}) == [("ETH.1", "repealed", "")]
    other = after.replace("consigner", "garder")
    assert told({1: after}, {1: other}) == [("ETH.1", "changed", "")]


def test_a_renumbered_list_is_followed_by_its_words():
    before = text(ETH_1=MOTIVE, ETH_2=INFORM)
    after = text(ETH_1=HELP, ETH_2=MOTIVE, ETH_3=INFORM)
    assert told({1: before}, {1: after}) == [
        ("ETH.1", "added", ""),
        ("ETH.1", "became", "ETH.2"),
        ("ETH.2", "became", "ETH.3"),
        ("ETH.2", "renumbered", "ETH.1"),
        ("ETH.3", "renumbered", "ETH.2"),
    ]


def test_a_requirement_moves_to_another_document():
    before = {1: text(ETH_1=MOTIVE, ETH_2=INFORM), 2: text(TLC_1=HELP)}
    after = {1: text(ETH_1=MOTIVE), 2: text(TLC_1=HELP, ETH_2=INFORM)}
    assert told(before, after) == [("ETH.2", "moved", "")]
    renumbered = {1: text(ETH_1=MOTIVE), 2: text(TLC_1=HELP, TLC_2=INFORM)}
    assert told(before, renumbered) == [
        ("ETH.2", "became", "TLC.2"),
        ("TLC.2", "renumbered", "ETH.2"),
    ]


def test_every_happening_has_a_name_that_people_read():
    from comens_tui.text.labels import label

    assert len({label(item) for item in Happening}) == len(Happening)


def test_paths_are_read_and_typed_as_people_see_them():
    assert readable_path("Titre\udce9/é.md") == "Titre\\xe9/é.md"
    assert same_path("é.md", "e\u0301.md")
    assert same_path("./a/b/", "a/b")
    assert same_path("caf\udce9", "caf\\xe9")
    assert not same_path("a", "b")
