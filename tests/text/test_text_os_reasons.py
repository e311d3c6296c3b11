"""What the system says of a file, in the person's language."""

import errno
import os

import pytest

from comens_tui.i18n import speaking
from comens_tui.text.os_reasons import REASONS, os_reason


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC])
def test_a_usual_reason_is_translated(code: int) -> None:
    said = os.strerror(code)
    assert said in REASONS
    with speaking("fr"):
        assert os_reason(OSError(code, said)) not in ("", said)
    with speaking("en"):
        assert os_reason(OSError(code, said)) == said


def test_what_has_no_reason_is_said_as_it_is() -> None:
    with speaking("fr"):
        assert os_reason(OSError("odd")) == "odd"
