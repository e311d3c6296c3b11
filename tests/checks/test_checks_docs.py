"""The page of the checks is written from them."""

from comens_tui.checks import registry
from tools import write_check_docs


def test_every_check_stands_in_the_page_with_its_three_parts() -> None:
    page = write_check_docs.page()
    for check in registry.ALL_CHECKS:
        assert f"### {check.CODE} — {check.TITLE}\n" in page
    assert page.count("**How to fix.**") == len(registry.ALL_CHECKS)


def test_every_link_of_the_table_leads_to_a_heading() -> None:
    page = write_check_docs.page()
    heads = [line[4:] for line in page.splitlines() if line.startswith("### ")]
    anchors = [
        "".join(char for char in head.lower() if char.isalnum() or char in " -").replace(" ", "-")
        for head in heads
    ]
    links = [line.split("](#")[1].split(")")[0] for line in page.splitlines() if "](#" in line]
    assert links == anchors
