"""The side of git that other clones see: where acts are shared, what is not yet, fetch and push.

Only plain files, SSH and HTTPS are spoken. Of git's configuration the address of the remote
is read, and the person's own way to give a password: no program named in the repository runs.
"""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from comens_tui.errors import BusyError, RefusedError, UsageError, WorkspaceError
from comens_tui.i18n import _
from comens_tui.store.git_failures import LOCK_HELD, GitError
from comens_tui.store.workspace import Workspace

#: Acts refused by a sync are kept under this, as annotated tags that say why.
ASIDE = "refs/comens/aside"
_PRIVATE_UPSTREAM = "refs/comens/upstream"

_SETTINGS = {
    "protocol.file.allow": "always",
    "protocol.ssh.allow": "always",
    "protocol.https.allow": "always",
    # What others send is looked through before it is kept.
    "transfer.fsckObjects": "true",
}
#: SSH asks nothing and gives up soon: an app must not hang on a host that is away.
_ENVIRONMENT = {
    "GIT_SSH_COMMAND": "ssh -oBatchMode=yes -oConnectTimeout=10 -oServerAliveInterval=15"
}
_OUTRUN = re.compile(
    r"fetch first|non-fast-forward|cannot lock ref|failed to update ref|reference already exists"
    r"|remote ref updated|stale info|incorrect old value"
)
#: What git adds where ssh has said already why it failed.
_SAID_BY_SSH = "Could not read from remote repository"
_SCHEME = re.compile(r"(?:(?:file|ssh|https)://|[\w.-]+@[\w.-]+:|[\w.-]+:(?!\\))\S+")


class Upstream(NamedTuple):
    """Where acts are shared: `name` as a person calls it, and the address git is given.

    `ref` is where what was fetched last is kept in this clone.
    """

    name: str
    address: str
    branch: str
    ref: str


class Unshared(NamedTuple):
    """A commit of ours as it is written: `author` is the whole field, with its date."""

    id: str
    parents: tuple[str, ...]
    author: str
    message: str
    is_signed: bool

    @property
    def email(self) -> str:
        """The address of the author."""
        found = re.search(r"<([^<>]*)>", self.author)
        return found[1] if found else ""


class Aside(NamedTuple):
    """An act kept aside by a sync: its short name, its commit, and why, in words."""

    name: str
    commit: str
    words: str


def upstream_of(workspace: Workspace, asked: str = "") -> Upstream:
    """Return where the branch is shared: the remote or the address asked, else its own.

    Raises:
        UsageError: The remote is not known, or none is set and there is not exactly one.
        WorkspaceError: No branch is checked out.
    """
    branch = workspace.require_writable()
    remotes = _remotes(workspace)
    configured = workspace.config(f"branch.{branch}.remote") or ""
    merged = workspace.config(f"branch.{branch}.merge") or ""
    name = asked or (configured if configured in remotes else "")
    if not name:
        if len(remotes) != 1:
            raise _no_upstream(remotes)
        name = next(iter(remotes))
    if name in remotes:
        theirs = merged.removeprefix("refs/heads/") if merged and name == configured else branch
        return Upstream(name, remotes[name], theirs, f"refs/remotes/{name}/{theirs}")
    return Upstream(name, _address(name), branch, f"{_PRIVATE_UPSTREAM}/{branch}")


def _remotes(workspace: Workspace) -> dict[str, str]:
    """Return the address of each remote by name, read from this repository alone."""
    done = workspace.git.run(
        "config", "--null", "--get-regexp", r"^remote\..*\.url$", accept=(0, 1)
    )
    found: dict[str, str] = {}
    for line in done.stdout.decode(errors="replace").split("\x00")[:-1]:
        key, _newline, address = line.partition("\n")
        name = key.removeprefix("remote.").removesuffix(".url")
        if re.fullmatch(r"[\w][\w.-]*", name) and address and not address.startswith("-"):
            found.setdefault(name, address)
    return found


def _address(asked: str) -> str:
    folder = Path(asked).expanduser()
    if folder.is_dir():
        return str(folder.resolve())
    if _SCHEME.fullmatch(asked):
        return asked
    raise UsageError(
        _("There is no remote and no repository called {name}.").format(name=asked),
        hint=_("`git remote -v` lists the remotes; or give the path of a bare repository."),
    )


def _no_upstream(remotes: Mapping[str, str]) -> UsageError:
    if remotes:
        return UsageError(
            _("This clone knows several others, and not which one the branch is shared with."),
            hint=_("Name one: comens sync {names}").format(names="|".join(remotes)),
        )
    return UsageError(
        _("This clone knows no other one to share with."),
        hint=_(
            "Make a bare repository once with `git init --bare PATH`, then here: "
            "git remote add origin PATH"
        ),
    )


def shared_tip(workspace: Workspace, upstream: Upstream) -> str | None:
    """Return the commit that the other side had when it was last asked."""
    return workspace.git.commit_of(upstream.ref)


def waiting(workspace: Workspace) -> int | None:
    """Return how many acts are not shared yet, None where this clone shares with nobody.

    Nothing is asked of the network.
    """
    try:
        tip = shared_tip(workspace, upstream_of(workspace))
    except (UsageError, WorkspaceError):
        return None
    spread = f"{tip}..HEAD" if tip else "HEAD"
    return int(workspace.git.line("rev-list", "--count", spread))


def fetch(workspace: Workspace, upstream: Upstream) -> str | None:
    """Ask the other side where it is; None where it has nothing yet.

    Raises:
        WorkspaceError: It cannot be reached, what it sends is damaged, or it no longer has
            what was shared before; nothing changed.
    """
    try:
        _transport(
            workspace, "fetch", "--no-progress", "--no-write-fetch-head", "--no-auto-maintenance",
            "--no-recurse-submodules", "--upload-pack=git-upload-pack", upstream.address,
            f"refs/heads/{upstream.branch}:{upstream.ref}",
        )  # fmt: skip
    except GitError as error:
        if "couldn't find remote ref" in error.said:
            return None
        if "non-fast-forward" in error.said:
            raise _rewritten(upstream) from error
        raise _unreachable(upstream, error) from error
    return shared_tip(workspace, upstream)


def push(workspace: Workspace, upstream: Upstream, commit: str) -> bool:
    """Send the branch up to `commit`; False when somebody else was faster.

    Release tags on what is sent go with it. Never forced: what is shared stays.

    Raises:
        RefusedError: The other side refuses what is sent; its words are in the message.
        BusyError: A lock is held there, by somebody who is sending or by nobody any more.
        WorkspaceError: It cannot be reached.
    """
    tags = [name for name, tagged in workspace.git.refs("refs/tags") if tagged == commit]
    try:
        _transport(
            workspace, "push", "--quiet", "--porcelain", "--no-verify", "--atomic",
            "--receive-pack=git-receive-pack", upstream.address,
            f"{commit}:refs/heads/{upstream.branch}", *(f"{tag}:{tag}" for tag in tags),
        )  # fmt: skip
    except GitError as error:
        lock = LOCK_HELD.search(error.said)
        if lock is not None:
            raise _locked(upstream, lock[1]) from error
        if _OUTRUN.search(error.said):
            return False
        if "rejected" in error.said:
            raise _refused(upstream, error) from error
        raise _unreachable(upstream, error) from error
    workspace.git.run("update-ref", upstream.ref, commit)
    return True


def _transport(workspace: Workspace, *arguments: str) -> None:
    """Run a command that speaks to another repository; what it prints counts as said."""
    git = workspace.git
    helpers = git.run(
        "config", "--global", "--null", "--get-all", "credential.helper", accept=(0, 1)
    ).stdout.decode(errors="replace")
    options = [
        word
        for helper in helpers.split("\x00")[:-1]
        for word in ("-c", f"credential.helper={helper}")
    ]
    done = git.run(
        *options, *arguments, settings=_SETTINGS, environment=_ENVIRONMENT, accept=range(256)
    )
    if done.returncode:
        said = (done.stderr + b"\n" + done.stdout).decode(errors="replace")
        raise GitError(said, status=done.returncode, said=said)


def _unreachable(upstream: Upstream, error: GitError) -> WorkspaceError:
    lines = [
        line for line in error.said.splitlines() if line.strip() and not line.startswith("hint:")
    ] or [""]
    told = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0])
    if _SAID_BY_SSH in told:
        told = lines[0]
    return WorkspaceError(
        _("{name} cannot be reached: {said}").format(
            name=upstream.name, said=told.partition(": ")[2] or told
        ),
        _way_to(error.said),
    )


def _way_to(said: str) -> str:
    """Return what a person can do to reach the other side."""
    if "Host key verification failed" in said:
        return _("This machine does not know that host. Connect to it once with ssh and check the "
                 "fingerprint that it shows, then synchronise again.")  # fmt: skip
    if "Permission denied (publickey" in said:
        return _("That host does not take your key: have the public half of it added there; if the "
                 "key has a passphrase, give it once with `ssh-add`.")  # fmt: skip
    return _(
        "Everything you wrote is kept in this clone: synchronise again when it can be reached."
    )


def _locked(upstream: Upstream, lock: str) -> BusyError:
    return BusyError(
        _("Another git command is at work in {name}.").format(name=upstream.name),
        _("Wait until it ends; if none runs there, delete {path} there.").format(
            path=os.path.normpath(lock)
        ),
    )


def _rewritten(upstream: Upstream) -> WorkspaceError:
    return WorkspaceError(
        _("{name} no longer has all that was shared: its history was written anew there.").format(
            name=upstream.name
        ),
        _("Ask who did it before anything else: this clone still holds all of it."),
    )


def _refused(upstream: Upstream, error: GitError) -> RefusedError:
    told = [
        line.removeprefix("remote:").strip()
        for line in error.said.splitlines()
        if line.startswith("remote:") and line.removeprefix("remote:").strip()
    ]
    if not told:
        told = re.findall(r"\[(?:remote )?rejected\]\s*\((.+?)\)", error.said)
    if any("checked out" in line for line in told):
        return RefusedError(
            _("{name} has files checked out: acts are shared through a bare repository.").format(
                name=upstream.name
            ),
            _("Make one beside it: git clone --bare {address} PATH.git").format(
                address=upstream.address
            ),
        )
    return RefusedError(
        _("{name} refuses what is sent: {said}").format(
            name=upstream.name, said=" ".join(told) or error.said.strip()
        ),
        _("Everything you wrote is kept in this clone."),
    )


def unshared(workspace: Workspace, tip: str | None, head: str) -> list[Unshared]:
    """Return the commits of `head` that `tip` has not, oldest first."""
    spread = [head] if tip is None else [head, f"^{tip}"]
    listed = workspace.git.line("rev-list", "--reverse", "--topo-order", *spread).split()
    return [
        _parsed(found.id, found.content or b"")
        for found in workspace.git.objects.read_many(listed)
        if found is not None
    ]


def _parsed(commit: str, content: bytes) -> Unshared:
    head, _blank, message = content.partition(b"\n\n")
    lines = head.decode(errors="replace").split("\n")
    fields = [line.split(" ", 1) for line in lines if line and not line.startswith(" ")]
    return Unshared(
        commit,
        tuple(value for key, value in fields if key == "parent"),
        next((value for key, value in fields if key == "author"), ""),
        message.decode(errors="replace"),
        any(key.startswith("gpgsig") for key, _value in fields),
    )


def common_base(workspace: Workspace, one: str, other: str) -> str | None:
    """Return the commit that two histories come from, None where they have none in common."""
    done = workspace.git.run("merge-base", one, other, accept=(0, 1))
    return done.stdout.decode().strip() or None


def asides(workspace: Workspace) -> list[Aside]:
    """Return the acts kept aside, oldest first."""
    listed = workspace.git.run(
        "for-each-ref",
        "--sort=version:refname",
        "--format=%(refname)%00%(*objectname)%00%(contents)%00",
        ASIDE,
    ).stdout.decode(errors="replace")
    fields = listed.split("\x00")
    return [
        Aside(name.strip().removeprefix(f"{ASIDE}/"), commit, words.strip())
        for name, commit, words in zip(fields[:-1:3], fields[1::3], fields[2::3], strict=False)
    ]


def forget_aside(workspace: Workspace, names: Sequence[str]) -> None:
    """Let go of acts kept aside: git removes them some weeks later."""
    for name in names:
        workspace.git.run("update-ref", "-d", f"{ASIDE}/{name}")
