"""Ballots kept out of every commit: nothing of one that is forgotten stays on the disk."""

from comens_tui.store.held_ballots import HeldBallots, digest_of


def test_a_ballot_that_is_forgotten_leaves_nothing_even_of_a_writing_cut_off(tmp_path):
    held = HeldBallots(tmp_path, "S-2026-01")
    for content in (b"mine", b"refused", b"another"):
        held.keep(content)
    held.set_aside(b"refused", "Late.")
    folder = tmp_path / "ballots/S-2026-01"
    (folder / f"{digest_of(b'mine')}.4242").write_bytes(b"min")
    for content in (b"mine", b"refused"):
        held.forget(digest_of(content))
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [digest_of(b"another")]
