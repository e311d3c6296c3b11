"""A path typed into a form is the one that a shell would have understood."""

from pathlib import Path

from comens_tui.tui.typed_paths import typed_path


def test_a_home_is_understood_and_one_of_nobody_is_a_name_like_another() -> None:
    assert typed_path(" ~/avis.xlsx ") == Path.home() / "avis.xlsx"
    assert typed_path("~nobody-of-that-name/avis.xlsx") == Path("~nobody-of-that-name/avis.xlsx")
    assert typed_path("/tmp/~x") == Path("/tmp/~x")
