"""Lists: columns that give way, filters without accents, and only the rows that are shown."""

from collections.abc import Sequence

from textual.app import App, ComposeResult

from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows, fitted, folded
from comens_tui.tui.widgets.virtual_list import PAGE, PAGES_KEPT, VirtualList

COLUMNS = (
    Column("Id", 10),
    Column("Title", 20, grows=True),
    Column("State", 12, drop=1),
    Column("Author", 12, drop=2),
)
HUGE = 100_000


class Counted:
    """A source of many rows that notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def count(self, text: str) -> int:
        return HUGE

    def rows(self, text: str, offset: int, limit: int) -> Sequence[ListRow]:
        self.asked.append((offset, limit))
        return [ListRow(str(n), (str(n), f"ligne {n}")) for n in range(offset, offset + limit)]

    def position(self, text: str, key: str) -> int | None:
        return int(key)


class Bare(App[None]):
    """A list alone."""

    CSS = "VirtualList { height: 1fr; scrollbar-size: 0 0; }"

    def compose(self) -> ComposeResult:
        yield VirtualList(COLUMNS, id="list")


def test_columns_give_way_in_their_order() -> None:
    assert [index for index, _width in fitted(COLUMNS, 80)] == [0, 1, 2, 3]
    assert [index for index, _width in fitted(COLUMNS, 50)] == [0, 1, 2]
    assert [index for index, _width in fitted(COLUMNS, 30)] == [0, 1]
    assert sum(width for _index, width in fitted(COLUMNS, 80)) + 6 == 80


def test_words_are_found_without_case_accents_or_ligatures() -> None:
    rows = MemoryRows([ListRow("a", ("Œuvrer pour l'ACCÈS",)), ListRow("b", ("autre",))])
    assert rows.count("oeuvrer acces") == 1
    assert rows.rows("acces", 0, 10)[0].key == "a"
    assert rows.position("acces", "b") is None
    assert folded("Cœur ÉTÉ") == "coeur ete"


async def test_a_hundred_thousand_rows_are_never_held() -> None:
    source = Counted()
    app = Bare()
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(VirtualList)
        table.show(source)
        await pilot.press("G")
        assert table.cursor == HUGE - 1
        assert table.row is not None
        assert table.row.key == str(HUGE - 1)
        for _page in range(10):
            await pilot.press("pageup")
        await pilot.press("g", "j")
        assert table.row.key == "1"
        assert len(table._pages) <= PAGES_KEPT
    assert all(limit == PAGE for _offset, limit in source.asked)
    assert len(source.asked) < 20


async def test_the_cursor_stays_on_its_row_when_rows_come_and_go() -> None:
    app = Bare()
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(VirtualList)
        table.show(MemoryRows([ListRow(key, (key,)) for key in "abcd"]))
        await pilot.press("j", "j")
        table.show(MemoryRows([ListRow(key, (key,)) for key in "xabc"]))
        assert table.row == ListRow("c", ("c",))
        table.show(MemoryRows([ListRow("z", ("z",))]))
        assert table.row == ListRow("z", ("z",))
        table.show(MemoryRows([]))
        assert table.row is None
