"""The scanner of personal data: its two collections of texts, its keys, disguises and cost."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.model.words import Certainty, PersonalKind
from comens_tui.text import disguises, personal_data, personal_numbers, personal_words
from comens_tui.text.number_keys import has_luhn_key, is_iban, is_nir_shaped, nir_key
from comens_tui.text.passages import passages_of
from comens_tui.text.personal_data import line_around, masked_form, replaced, scan, seal, without
from comens_tui.text.suspects import signs

HERE = Path(__file__).parent / "privacy"
ROOT = Path(__file__).parents[2]
BODY = "1840575116001"
NIR = f"{BODY}{nir_key(BODY):02d}"


def texts(name):
    """Read `== expected` / text pairs; `\\uXXXX` stands for a character."""
    parts = re.split(r"^== ?(.*)\n", (HERE / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return [
        (said, re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text[:-1]))
        for said, text in pairs
    ]


def told(text):
    return " ".join(f"{hit.kind.value} {hit.certainty.value}" for hit in scan(text))


HOSTILE, INNOCENT = texts("hostile.txt"), texts("innocent.txt")


@pytest.mark.parametrize(("said", "text"), HOSTILE, ids=lambda item: item[:24])
def test_a_hostile_text_is_found_for_what_it_is(said, text):
    assert told(text) == ("" if said.startswith("missed") else said)


@pytest.mark.parametrize(("said", "text"), INNOCENT, ids=lambda item: item[:24])
def test_an_innocent_text_is_left_alone(said, text):
    found = {hit.kind.value for hit in scan(text)}
    assert found == ({said.removeprefix("false ")} if said else set())


def test_the_docs_count_what_is_missed_and_what_is_a_false_alarm():
    missed = sum(said.startswith("missed") for said, _text in HOSTILE)
    false = sum(said.startswith("false") for said, _text in INNOCENT)
    page = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
    assert (len(HOSTILE), len(INNOCENT)) == (60, 60)
    assert f"| hostile texts | {len(HOSTILE)} | {missed} missed |" in page
    assert f"| innocent texts | {len(INNOCENT)} | {false} false alarm |" in page


@given(st.text(max_size=300))
def test_hits_are_parts_of_the_text_in_order_and_apart(text):
    end = 0
    for hit in scan(text):
        assert end <= hit.start < hit.end <= len(text)
        assert hit.line == text.count("\n", 0, hit.start) + 1
        end = hit.end


GAPS = ["", " ", "\u00a0", "\u202f", ".", "-", "\n", "\u200b", "\u00ad", "&nbsp;", "%20", "**", "_"]


@given(
    st.sampled_from("1278"),
    st.integers(0, 99),
    st.sampled_from([1, 6, 12, 20, 42, 50, 99]),
    st.tuples(st.sampled_from(["01", "75", "2A", "2B", "99"]), st.integers(0, 999_999)),
    st.lists(st.sampled_from(GAPS), min_size=14, max_size=14),
)
def test_every_nir_is_certain_whatever_stands_between_its_signs(sex, year, month, place, gaps):
    body = f"{sex}{year:02d}{month:02d}{place[0]}{place[1]:06d}"
    number = f"{body}{nir_key(body):02d}"
    disguised = number[0] + "".join(map("".join, zip(gaps, number[1:], strict=True)))
    hits = [hit for hit in scan(f"avant, {disguised} ; après") if hit.is_proven_nir]
    assert [hit.value for hit in hits] == [signs(number)]
    assert signs(number[3:]) not in signs(hits[0].shown)


@given(st.integers(0, 9_999_999_999_999_9))
def test_a_number_with_a_wrong_key_is_not_certain(number):
    text = f"{number:015d}"
    body, key = text[:13], int(text[13:])
    proven = any(hit.is_proven_nir for hit in scan(f"n {text}."))
    assert proven == (is_nir_shaped(body) and nir_key(body) == key)


def test_the_keys_are_those_of_insee_and_of_the_banks():
    assert nir_key("2550899109023") == 97 - 2550899109023 % 97
    assert nir_key("269122A004118") == 97 - 2691219004118 % 97
    assert is_iban("FR7630006000011234567890189")
    assert not is_iban("FR7630006000011234567890188")
    assert has_luhn_key("4111111111111111")
    assert not has_luhn_key("4111111111111112")


def test_what_is_public_by_office_is_no_hit():
    text = "M. Bruno Leroy (bruno@example.org) et Mme Leroy"
    assert scan(text, {"brunoleroy", "leroy", signs("bruno@example.org")}) == ()
    assert len(scan(text)) == 3


def test_a_hash_holds_no_nir_but_its_neighbour_may():
    sha = f"ab{NIR}" + "c" * 47
    assert scan(f"sha256 {sha}") == ()
    assert [hit.value for hit in scan(f"sha256 {sha} {NIR}")] == [NIR]


def test_one_passage_found_twice_always_has_the_same_value():
    assert [hit.value for hit in scan("la patiente, Monsieur la L'usager")] == ["lalusager"]


def test_nothing_shown_holds_the_value():
    for _said, text in HOSTILE:
        for hit in scan(text):
            assert text[hit.start : hit.end] not in (hit.shown, repr(hit))
            assert hit.value not in repr(hit)
            assert hit.shown.isprintable()
    shown = masked_form(PersonalKind.NIR, "1 84 05 75 116 001 11")
    assert shown == "1 84 ●● ●● ●●● ●●● ●●"


def test_a_text_without_its_hits_has_none():
    assert scan(without(f"{NIR}, 06 12 34 56 78, lea.fontaine@exemple.fr")) == ()


def test_a_hit_is_replaced_and_seen_in_its_line():
    text = f"Avant.\nLe patient {NIR} attend ; rappeler le 06 12 34 56 78.\nAprès."
    first, _second = scan(text)
    assert first.line == 2
    assert replaced(text, [(first, "[masqué]")]).splitlines()[1].startswith("Le patient [masqué] a")
    before, after = line_around(text, first, 40)
    assert (before, after) == ("Le patient ", " attend ; rappeler le 06 ●● ●● ●● ●●.")


def test_a_seal_depends_on_kind_value_and_salt():
    salt, other = "0" * 32, "1" * 32
    seals = {
        seal(PersonalKind.EMAIL, "a", salt), seal(PersonalKind.EMAIL, "b", salt),
        seal(PersonalKind.NAME, "a", salt), seal(PersonalKind.EMAIL, "a", other),
    }  # fmt: skip
    assert len(seals) == 4
    assert all(re.fullmatch(r"[0-9a-f]{64}", item) for item in seals)


# The way back


@given(st.lists(st.sampled_from([*"ab0<>&;*%\\\n", "&nbsp;", "%C3%A9", "<b>", "٣", "\u200b"])))
def test_the_bare_text_maps_back_to_the_source(parts):
    text = "".join(parts)
    for bare in disguises.readings(text):
        spans = [bare.span(place, place + 1) for place in range(len(bare.text))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)
        for char, (start, end) in zip(bare.text, spans, strict=True):
            if end - start == 1 and text[start].isascii() and text[start] != "\n":
                assert char == text[start]


# Cost: the work is counted, not timed

ADVERSARIES = (
    "1 ", "a@", "a.", "O", "<a ", "%25", "0", "M. A", "12 rue ", "né le ", "&#", "\u0301",
    "https://a/?x=", "patient A", "n° dossier ", "mot de passe : ", "[at]", "FR76 ", "91 ans ",
    "\n> ", "-", "/", "<!--", "M. de la ", "né à a ", "12 rue de a", "Aa ", "a at ", ": 1", "*",
)  # fmt: skip


@pytest.mark.parametrize("part", ADVERSARIES)
def test_a_hostile_megabyte_takes_a_work_in_proportion(part, monkeypatch):
    """Count what the finders hand over; a search that blows up would never end here."""
    size = 200_000
    text = (part * (size // len(part) + 1))[:size]
    assert len(scan(text)) <= size


def test_a_yaml_file_gives_its_values_and_its_comments():
    source = 'schema: 1\nid: EV-2026-0001\n# note : 06 12\ntitle: "a\\xA0b"\nlist: [x, {k: y}]\n'
    assert [tuple(item) for item in passages_of("a.yaml", source)] == [
        ("title", "a\xa0b"), ("list.1", "x"), ("list.2.k", "y"), ("#", "# note : 06 12"),
    ]  # fmt: skip
    assert [tuple(item) for item in passages_of("a.yaml", "a: [")] == [("", "a: [")]
    assert [tuple(item) for item in passages_of("a.md", "# x")] == [("", "# x")]


def test_certainty_is_one_of_two():
    assert {hit.certainty for _said, text in HOSTILE for hit in scan(text)} == set(Certainty)


#: What every finding holds at least one of, said without care for speed.
_HELD = re.compile(
    r"[\d²³¹@&%<*\\\[({]|[^\x00-\u017f\u2010-\u2026]|[\s.,:][A-ZÀ-ÞŒŸ]|arobas|://|www\."
)


@given(
    st.text(
        st.sampled_from("aZÉœŒĀ .:,\n1٣²@&%<*\\[({/w\u00a0\u0180\u2010\u2026\u2027\U0001f600"),
        max_size=8,
    )
)
def test_the_quick_look_passes_over_nothing_that_may_be_found(text):
    assert personal_data._may_hold(text) is (_HELD.search(text) is not None)


CORSICAN = f"{BODY[:5]}2A{BODY[7:]}{nir_key(BODY[:5] + '2A' + BODY[7:]):02d}"
NUMBERS = (
    NIR, CORSICAN, "4111111111111111", "0612345678", "+33(0)612345678", "(06)12345678", "101234567",
    "12345", "1234", "1 2 3 4 5", "06–12–34–56–78",
)  # fmt: skip
BEFORE_NUMBERS = ("", "dossier n° ", "IPP: AB", "RPPS ", "ADELI n°\u00a0", "visa ", "NIR ")
BIRTHS = (
    (
        "né",
        "NÉE",
        "né(e)",
        "née\u00a0",
        "née\n",
        "né à Lyon",
        "naissance",
        "naiſſance",
        "DDN",
        "Il",
    ),
    (" en ", " EN ", "\nen\u00a0 ", " le ", " en ce lundi ", "\nun  ", " : "),
    ("", "mai ", "Sept. ", "ſeptembre ", "1er mai "),
    ("1931", "91 ans", "104\u00a0 ans", "3 mai 85"),
    ("", " à Lyon", " et habite à Lyon"),
)


def _seen_without_looking_first(texts):
    """Return what a scan finds in each text where nothing spares a finder."""
    with pytest.MonkeyPatch.context() as patched:
        for module, name, nothing in (
            (personal_data, "_POSSIBLE", re.compile("")),
            (personal_numbers, "_PHONE_RUN", b""),
            (personal_numbers, "_NUMBER_RUN", b""),
            (disguises, "holds_odd_signs", lambda _text: True),
            (disguises, "_APED", re.compile("")),
            (personal_words, "_AT_WORDS", re.compile("")),
            (personal_words, "_TITLE_WORDS", re.compile("")),
            (personal_words, "_PERSON_WORDS", re.compile("")),
            (personal_words, "_BIRTH_WORDS", ("",)),
            (personal_words, "_IN_YEAR", re.compile("")),
            (personal_words, "_AGED", re.compile("")),
            (personal_words, "_WAY_WORDS", re.compile("")),
            (personal_words, "_SECRET_WORDS", ("",)),
        ):
            patched.setattr(module, name, nothing)
        return [scan(text) for text in texts]


def test_looking_for_a_run_of_digits_first_hides_no_number():
    texts = [f"{words}{number}" for words in BEFORE_NUMBERS for number in NUMBERS]
    found = [scan(text) for text in texts]
    assert {hit.kind for hits in found for hit in hits} >= {"nir", "phone", "card", "patient"}
    assert found == _seen_without_looking_first(texts)


@given(
    st.sampled_from(BEFORE_NUMBERS),
    st.sampled_from(NUMBERS),
    st.lists(st.sampled_from(["", "", " ", "\u00a0", "-", "."]), min_size=18, max_size=18),
)
def test_looking_for_a_run_of_digits_first_hides_no_spread_number(words, number, gaps):
    text = words + "".join(map("".join, zip(number, gaps, strict=False)))
    assert [scan(text)] == _seen_without_looking_first([text])


def test_looking_for_words_of_births_first_hides_none():
    texts = ["".join(parts) for parts in product(*BIRTHS)]
    found = [scan(text) for text in texts]
    assert sum(map(bool, found)) > len(found) / 4
    assert found == _seen_without_looking_first(texts)


#: Words with which data of each kind start or end, and what may come between them.
ANNOUNCING = re.split(
    "/",
    "a(at)b.fr/a @ b.fr/a [ at ] b (dot) fr/a arobas b.fr/a AT b.fr/a chez b/M. Jean Durand/MM. A"
    "/DR Paul Petit/docteure Zoé/MAÎTRE Éon/me Roy/Drs Lu/comme Paul/patient Durand/PATIENTE, nommée Zoé"
    "/Uſager Paul/nom : Durand/signé, Lu/je suis Jean/S’appelait Zoé/mère (Durand/12 rue Zola"
    "/3 bis, AVENUE Foch/2\nplace Zola/1 en cours Zola/né le 3 mai 1985/NÉ(E) en 1931/ne le 3/5/85"
    "/91 ans de Lyon/mot de passe : a1b2c3/CODE PIN=1a2b3c/ghp_abcdefghijklmnopqrstuvw1"
    "/sk-abcdefghijklmnopqrstuvw1/WWW.a.fr/?sid=abc/O6 12 34 56 78/l2/06 12 34 56 78/FR76"
    "/DE89 3704 0044 0532 0130 00/12 GB82 WEST 1234 5698 7654 32/\n```yaml\n/**/`/~/>/<b>/&nbsp;/\u200b",
)
ANNOUNCED_TEXTS = st.lists(
    st.sampled_from(ANNOUNCING).flatmap(
        lambda said: st.integers(0, len(said)).map(lambda place: said[place:] or said)
    )
    | st.sampled_from([*ANNOUNCING, *" \n\u00a0.,:;()'’-_1AéſİıK"]),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(ANNOUNCED_TEXTS, st.sampled_from(["", " "]))
def test_looking_among_the_words_of_a_text_first_hides_nothing(parts, between):
    text = between.join(parts)
    assert [scan(text)] == _seen_without_looking_first([text])


def test_each_kind_of_data_is_found_among_those_texts():
    kinds = {hit.kind for text in ANNOUNCING for hit in scan(text)}
    assert kinds >= {"email", "name", "address", "birth", "secret", "phone", "iban"}


@pytest.mark.parametrize("before", ["dossier 2601 ", "le 26 ", "lignes 4/2019. Sur ", "Un 12 "])
def test_an_iban_after_another_number_is_found(before):
    assert told(f"{before}FR76 3000 6000 0112 3456 7890 189") == "iban certain"


def test_every_word_for_a_password_is_looked_for():
    for part, words in personal_words._PASSWORD_WORDS.items():
        for word in words:
            assert part in word
            assert told(f"{word.upper()} : a1b2c3") == "secret likely"


@given(st.text(st.characters(categories=["Nd", "No", "Sc", "Po"]), max_size=12))
def test_what_is_read_has_no_other_digits_than_0_to_9(text):
    for bare in disguises.readings(text):
        assert [char for char in bare.text if char.isdecimal() and not char.isascii()] == []
