import hashlib

from comens_tui.model.decision import VotedText
from comens_tui.text.digests import change_digest, text_digest

ONE = VotedText(path="corpus/a.md", base="0" * 40, digest="1" * 64)
TWO = VotedText(path="corpus/b.md", digest=None)


def test_a_text_is_digested_as_utf_8():
    assert text_digest("é") == hashlib.sha256(b"\xc3\xa9").hexdigest()


def test_the_order_of_texts_does_not_matter():
    assert change_digest([ONE, TWO]) == change_digest([TWO, ONE])


def test_every_part_of_a_text_counts():
    variants = [
        [ONE],
        [TWO],
        [ONE, TWO],
        [ONE.model_copy(update={"base": None})],
        [ONE.model_copy(update={"digest": "2" * 64})],
        [ONE.model_copy(update={"path": "corpus/c.md"})],
    ]
    assert len({change_digest(texts) for texts in variants}) == len(variants)


def test_the_digest_never_changes_from_one_version_to_the_next():
    assert change_digest([]) == hashlib.sha256(b"[]").hexdigest()
