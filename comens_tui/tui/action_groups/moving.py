"""Moving in a list and in a text."""

from comens_tui.i18n import N_
from comens_tui.tui.action import LIST, TEXT, Action

ACTIONS: tuple[Action, ...] = (
    Action("list.open", "enter", LIST, N_("open"), N_("Open the line of the cursor"), weight=60),
    Action("list.down", "j,down", LIST, N_("down"), N_("Next line")),
    Action("list.up", "k,up", LIST, N_("up"), N_("Previous line")),
    Action("list.page.down", "pagedown,ctrl+d", LIST, N_("page down"), N_("Next page")),
    Action("list.page.up", "pageup,ctrl+u", LIST, N_("page up"), N_("Previous page")),
    Action("list.first", "g,home", LIST, N_("first"), N_("First line")),
    Action("list.last", "G,end", LIST, N_("last"), N_("Last line")),
    Action(
        "list.filter",
        "slash",
        LIST,
        N_("filter"),
        N_("Keep the lines with these words, accents ignored"),
        weight=40,
    ),
    Action("list.mark", "space", LIST, N_("mark"), N_("Mark the line, where lines are marked")),
    Action("text.down", "j,down", TEXT, N_("down"), N_("Next line")),
    Action("text.up", "k,up", TEXT, N_("up"), N_("Previous line")),
    Action("text.page.down", "pagedown,space,ctrl+d", TEXT, N_("page down"), N_("Next page")),
    Action("text.page.up", "pageup,ctrl+u", TEXT, N_("page up"), N_("Previous page")),
    Action("text.first", "g,home", TEXT, N_("top"), N_("Top of the text")),
    Action("text.last", "G,end", TEXT, N_("bottom"), N_("Bottom of the text")),
    Action("text.next", "n", TEXT, N_("next"), N_("Next change or next part"), weight=55),
    Action("text.previous", "N", TEXT, N_("previous"), N_("Previous change or previous part")),
)
