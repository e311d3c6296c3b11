"""The page of a redline: whole, readable by ear and without colour, and harmless."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.exchange.redline_html import Section, redline_page
from comens_tui.text.redline import redline

OLD = """# Texte

## Refus

Le Système DOIT consigner l'avis du patient.

## Délai

La réponse vient en 30 jours.

## Fin

Rien ne change ici.
"""
NEW = (
    OLD.replace("DOIT", "DEVRAIT").replace("l'avis", "l’avis").replace("30 jours", "30\u00a0jours")
)
VOID = {"meta", "br"}


class Page(HTMLParser):
    """What tests ask of a page: elements with their attributes, and its text by element."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.texts.append(([*self.open], data))

    def words(self, without=()):
        """Return the text of the clauses, without what is only said or stands in `without`."""
        return "".join(
            data
            for opened, data in self.texts
            if any(attrs.get("class") == "text" for _tag, attrs in opened)
            and not any(attrs.get("class") == "unseen" for _tag, attrs in opened)
            and not any(tag in without for tag, _attrs in opened)
        ).split()


def page_of(old=OLD, new=NEW, **choices):
    found = redline(old, new, old_name="v1", new_name="v2")
    return redline_page("Un essai", [Section("REF", "", found, "fr")], **choices)


def test_the_page_has_what_a_reader_by_ear_or_keyboard_needs():
    page = Page(page_of())
    tags = [tag for tag, _attrs in page.elements]
    ids = [attrs["id"] for _tag, attrs in page.elements if "id" in attrs]
    targets = [attrs["href"] for tag, attrs in page.elements if tag == "a"]

    assert page.elements[0] == ("html", {"lang": "en"})
    assert [tags.count(tag) for tag in ("title", "h1", "header", "nav", "main")] == [1] * 5
    assert targets[0] == "#changes"
    assert len(ids) == len(set(ids))
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    named = [
        attrs["aria-labelledby"] for _tag, attrs in page.elements if "aria-labelledby" in attrs
    ]
    assert set(named) <= set(ids)
    assert {attrs.get("lang") for _tag, attrs in page.elements if attrs.get("class") == "text"} == {
        "fr"
    }


def test_it_loads_and_runs_nothing():
    page = page_of()

    assert "default-src 'none'" in page
    assert not {tag for tag, _attrs in Page(page).elements} & {"script", "link", "img", "iframe"}
    assert "url(" not in page


def test_effects_come_before_the_text_and_lead_to_it():
    page = page_of()

    assert page.index("weakened") < page.index("<main")
    link = re.search(r'<strong>weakened</strong>\s*<ul><li><a href="#([^"]+)">refus', page)
    assert link
    assert f'<article class="changed" id="{link.group(1)}"' in page


def test_words_that_change_are_elements_that_are_said():
    page = page_of()

    assert '<del><span class="unseen" lang="en">removed: </span>DOIT</del>' in page
    assert '<ins><span class="unseen" lang="en">added: </span>DEVRAIT</ins>' in page


def test_typography_is_hidden_until_it_is_asked_for():
    assert page_of().count("<ins>") == 1
    shown = page_of(typography=True)
    assert shown.count("<ins>") == 3
    assert "‹NBSP›" in shown


def test_what_did_not_change_is_folded_or_whole():
    assert "<details>" in page_of()
    assert "<details open>" in page_of(whole=True)
    assert "Rien ne change ici." in page_of()


def test_no_change_is_said():
    assert "Nothing changes." in page_of(OLD, OLD)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\x1b[31m", "\u202e", "\u200b", "\ud800"]
)
def test_text_of_others_is_only_text(text):
    page = redline_page(text, [Section(text, text, redline("a\n", f"{text} b\n", new_name=text))])

    assert "script" not in {tag for tag, _attrs in Page(page).elements}
    assert not set(page) & set("\x1b\u202e\u200b\ud800")
    page.encode()


PARTS = st.sampled_from(
    ["le", "DOIT", "<b>", "&amp;", "\n\n", "\n", "## A\n", " ", "l’", "l'", "é."]
)


@settings(max_examples=60, deadline=None)
@given(*(st.lists(PARTS, max_size=12).map("".join) for _ in range(2)))
def test_without_what_went_the_page_is_the_new_text(old, new):
    kept = Page(page_of(old, new)).words(without={"del"})
    expected = "".join(clause.new_text for clause in redline(old, new).clauses)

    assert "".join(kept) == "".join(expected.split())
