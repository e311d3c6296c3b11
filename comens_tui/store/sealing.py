"""The sealed environment in which git runs.

A repository's own configuration can name programs (hooks, filters, monitors, signers) and
loosen verdicts. Here every such setting is overridden on the command line, which wins over
any file, so that opening a workspace somebody sent runs nothing of theirs.
"""

import os
from collections.abc import Mapping

#: Variables of git that only choose which of the person's own files are read.
_KEPT = frozenset({"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM"})

_SETTINGS = {
    "core.quotePath": "false",
    "core.autocrlf": "false",
    "core.safecrlf": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.editor": "false",
    "core.sshCommand": "false",
    "core.alternateRefsCommand": "false",
    "core.askPass": "",
    "core.attributesFile": os.devnull,
    "credential.helper": "",
    "protocol.allow": "never",
    "commit.gpgSign": "false",
    "tag.gpgSign": "false",
    "gpg.format": "ssh",
    "gpg.program": "false",
    "gpg.x509.program": "false",
    "gpg.ssh.program": "ssh-keygen",
    "gpg.ssh.defaultKeyCommand": "",
    "log.showSignature": "false",
    "diff.external": "",
    "merge.conflictStyle": "merge",
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "submodule.recurse": "false",
    "core.fsync": "all",
    "core.fsyncMethod": "batch",
}

OPTIONS: tuple[str, ...] = (
    "--no-pager",
    "--literal-pathspecs",
    *(word for key, value in _SETTINGS.items() for word in ("-c", f"{key}={value}")),
)


def sealed_environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for git: the person's own, without what could bend it."""
    kept = {
        name: value
        for name, value in inherited.items()
        if (not name.startswith(("GIT_", "LC_")) or name in _KEPT) and name != "LANGUAGE"
    }
    return kept | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_EDITOR": "false",
        "GIT_ASKPASS": "",
        "GIT_PAGER": "cat",
        "SSH_ASKPASS_REQUIRE": "never",
    }


def settings_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that give git these settings, whatever signs their names hold.

    An option `-c` ends the name at the first equals sign, and a repository may name a
    filter `a=b`.
    """
    named = {
        name: text
        for number, (key, value) in enumerate(settings.items())
        for name, text in ((f"GIT_CONFIG_KEY_{number}", key), (f"GIT_CONFIG_VALUE_{number}", value))
    }
    return {"GIT_CONFIG_COUNT": str(len(settings))} | named
