"""The words of a command: how they are found, and what an unknown one is answered."""

import pytest

from comens_tui.cli.catalogue import NOUNS
from comens_tui.cli.main import split_words
from tests.cli.running import Opened, comens


@pytest.mark.parametrize(
    ("argv", "command", "rest"),
    [
        ([], (), ()),
        (["report", "list"], ("report", "list"), ()),
        (["--workspace", "w", "report", "list"], ("report", "list"), ("--workspace", "w")),
        (["report", "--lang", "fr", "list"], ("report", "list"), ("--lang", "fr")),
        (["report", "--lang=fr", "list"], ("report", "list"), ("--lang=fr",)),
        (["report", "list", "--state", "new"], ("report", "list"), ("--state", "new")),
        (["check", "--only", "Q001"], ("check",), ("--only", "Q001")),
        (["redline", "P-2026-001"], ("redline",), ("P-2026-001",)),
        (["nonsense", "list"], ("nonsense",), ("list",)),
    ],
)
def test_the_common_options_may_stand_anywhere(argv, command, rest):
    words = split_words(argv)

    assert (words.command, words.rest) == (command, rest)


def test_without_a_command_the_app_is_opened_there_in_that_language(tmp_path):
    app = Opened()

    outcome = comens("--as anne-petit", root=tmp_path, language="en", app=app)

    assert outcome == (0, "", "")
    assert app.calls == [(tmp_path, "en", "anne-petit")]


def test_an_unknown_command_is_a_usage_error_that_names_the_nearest():
    outcome = comens("meetign list")

    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err == (
        "comens: “meetign” is not a command of this version.\n  Did you mean: meeting?\n"
    )


def test_an_unknown_option_before_the_command_is_named_rather_than_its_value():
    outcome = comens("--theme light")

    assert outcome.status == 2
    assert outcome.err.startswith("comens: “--theme” is not an option of this version.\n")
    assert "“lihgt”" in comens("--lang en lihgt").err


@pytest.mark.parametrize("line", ["import x", "audit", "bundle"])
def test_what_later_versions_bring_is_unknown_and_not_in_the_help(line):
    assert comens(line).status == 2
    assert line.split()[0] not in [noun.name for noun in NOUNS]


def test_an_unknown_verb_is_answered_with_the_verbs_there_are():
    outcome = comens("release bundle")

    assert outcome.status == 2
    assert outcome.err == (
        "comens: “release bundle” is not a command of this version.\n  One of: plan, tag, verify\n"
    )


def test_a_noun_alone_is_answered_with_its_verbs():
    outcome = comens("release")

    assert outcome.status == 2
    assert "One of: plan, tag, verify" in outcome.err


def test_an_unknown_option_is_a_usage_error_with_the_way_to_the_help():
    outcome = comens("report list --nonsense")

    assert outcome.status == 2
    assert outcome.err == (
        "comens: Unrecognized arguments: --nonsense\n  See: comens report list --help\n"
    )


def test_an_option_is_never_guessed_from_its_first_letters():
    assert comens("report list --sta received").status == 2


def test_an_unknown_language_is_refused():
    outcome = comens("--lang de report list")

    assert outcome.status == 2
    assert "de" in outcome.err


def test_a_form_that_the_command_does_not_have_is_refused():
    outcome = comens("report list --format html")

    assert outcome.status == 2
    assert "html" in outcome.err


@pytest.mark.parametrize("line", ["--help", "report --help", "report new --help", "-h"])
def test_help_is_an_answer_and_succeeds(line):
    outcome = comens(line)

    assert outcome.status == 0
    assert outcome.out.startswith("usage: comens")
    assert outcome.err == ""


def test_the_overview_names_every_noun_and_every_verb():
    text = comens("--help").out

    for noun in NOUNS:
        assert f"\n  {noun.name} " in text
        for verb in noun.verbs:
            assert verb in text


def test_the_version_is_that_of_the_package():
    assert comens("--version").out == "comens 0.1.0\n"
