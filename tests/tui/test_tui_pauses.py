"""The garbage collector does not look again and again through what is in use."""

import gc
from collections.abc import Iterator

import pytest

from comens_tui.tui import pauses


@pytest.fixture(autouse=True)
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before, callbacks = gc.get_threshold(), list(gc.callbacks)
    monkeypatch.setattr(pauses, "LONG", 0)
    monkeypatch.setattr(pauses, "_times", 0)
    pauses.keep_short()
    yield
    gc.callbacks[:] = callbacks
    gc.set_threshold(*before)
    gc.unfreeze()


class Node:
    """Something that may refer to itself, and says when it goes."""

    def __init__(self, gone: list[str]) -> None:
        self.gone = gone
        self.other: Node | None = None

    def __del__(self) -> None:
        self.gone.append("node")


def test_what_is_in_use_is_not_looked_through_again() -> None:
    held = [[index] for index in range(10_000)]
    gc.collect()
    assert gc.get_freeze_count() > len(held)
    assert len(gc.get_objects()) < len(held)


def test_garbage_is_still_found_and_what_is_set_apart_still_goes() -> None:
    gone: list[str] = []
    alone = Node(gone)
    gc.collect()
    del alone
    assert gone == ["node"]
    one = Node(gone)
    one.other = one
    del one
    gc.collect()
    assert gone == ["node", "node"]


def test_a_cycle_that_was_in_use_when_set_apart_goes_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pauses, "AGAIN", 3)
    gone: list[str] = []
    window = Node(gone)
    window.other = window
    gc.collect()
    del window
    for _time in range(2 * pauses.AGAIN):
        gc.collect()
    assert gone == ["node"]


def test_asking_twice_changes_nothing() -> None:
    pauses.keep_short()
    assert gc.callbacks.count(pauses._set_apart) == 1
    assert gc.get_threshold()[2] == pauses.OFTEN
