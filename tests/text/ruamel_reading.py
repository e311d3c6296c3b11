"""The reader that ours must equal: ruamel.yaml, with dates and times left as text."""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor


class _TimesAsText(SafeConstructor):
    """ruamel's constructor, with dates and times left as they are written."""


_TimesAsText.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda self, node: self.construct_scalar(node)
)


def read_by_ruamel(text: str) -> Any:
    """Return what ruamel reads in `text`."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _TimesAsText
    return reader.load(text)
