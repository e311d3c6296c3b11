"""The French catalogue, searched message by message, says what gettext reads in it."""

import gettext
from pathlib import Path

import pytest

from comens_tui import i18n

LOCALE = Path(i18n.__file__).parent / "locale"
READ = gettext.translation("comens", LOCALE, ["fr"])
#: What gettext keeps: a message, or a message and the rank of its form.
MESSAGES = sorted({key[0] if isinstance(key, tuple) else key for key in READ._catalog})


def test_each_message_is_said_as_gettext_says_it():
    ours = i18n.translations("fr")
    assert len(MESSAGES) > 1000
    assert [ours.gettext(item) for item in MESSAGES] == [READ.gettext(item) for item in MESSAGES]


@pytest.mark.parametrize("count", [0, 1, 2, 1000])
def test_each_number_has_the_form_that_gettext_gives_it(count):
    ours = i18n.translations("fr")
    for message in MESSAGES:
        assert ours.ngettext(message, "many", count) == READ.ngettext(message, "many", count)


@pytest.mark.parametrize("message", ["", "zzz", "A message of nobody", "\ud800", "~"])
def test_a_message_without_translation_stays_as_it_is(message):
    ours = i18n.translations("fr")
    assert ours.gettext(message) == READ.gettext(message)
    assert [ours.ngettext(message, "many", count) for count in (1, 2)] == [
        READ.ngettext(message, "many", count) for count in (1, 2)
    ]
