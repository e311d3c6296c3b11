"""The links of a whole scan, which the index must give too."""

from collections.abc import Iterable, Sequence

from comens_tui.model.link import Link


class LinkTable:
    """Links in memory."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._from: dict[str, list[Link]] = {}
        self._to: dict[str, list[Link]] = {}
        for link in sorted(links):
            self._from.setdefault(link.source, []).append(link)
            self._to.setdefault(link.target, []).append(link)

    def links_from(self, name: str) -> Sequence[Link]:
        """Return the links whose source is `name`."""
        return self._from.get(name, ())

    def links_to(self, name: str) -> Sequence[Link]:
        """Return the links whose target is `name`."""
        return self._to.get(name, ())
