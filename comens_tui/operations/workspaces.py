"""Make an empty workspace: a repository with its folders and a committee of one."""

import re
import tempfile
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from comens_tui.errors import RefusedError, WorkspaceError
from comens_tui.i18n import _, speaking
from comens_tui.model.committee import College, Committee, Mandate, Member, VotingRules
from comens_tui.model.places import COMMITTEE, DOCUMENT_FOLDERS
from comens_tui.model.words import Role
from comens_tui.operations.draft import Receipt
from comens_tui.operations.screening import require_nothing_personal
from comens_tui.rules.profiles import PROFILES
from comens_tui.store.git import Git
from comens_tui.store.records import new_text

BRANCH = "main"
_EMPTY_FOLDERS = (
    *DOCUMENT_FOLDERS.values(),
    "proposals/reports",
    "proposals/updates",
    "proposals/consultations",
    "decisions/meetings",
    "decisions/releases",
    "decisions/waivers",
)
_MEMBER_LENGTH = 40


def make_workspace(
    folder: Path,
    *,
    language: str,
    clock: Callable[[], datetime],
    profile: str = "crpa",
    dry_run: bool = False,
) -> Receipt:
    """Make a workspace in `folder`, which must be new or empty, with one commit.

    There is no glossary yet: like every text of the corpus, it comes by a decision.
    Its only member is the person git knows, in every role; their SSH signing key is noted
    where git has one. The acts will be written in `language`, and votes follow the rules of
    `profile`. Either the whole workspace is there afterwards, or nothing.

    Raises:
        WorkspaceError: The folder holds something already, or cannot be written.
        RefusedError: git does not know the name and e-mail of the person.
        PersonalDataError: That name holds something else, such as a number.
    """
    target = folder.absolute()
    _require_free(target)
    with Git(_nearest_existing(target)) as git:
        member = _founder(git, clock())
    files = _files(member, language, PROFILES[profile])
    require_nothing_personal(files, member)
    with speaking(language):
        subject = _("Open the workspace of {name}").format(name=member.name)
    paths = tuple(sorted(files))
    if dry_run:
        return Receipt(subject, "committee", None, paths)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Built beside and renamed, so that a failure leaves no half of a workspace.
    with tempfile.TemporaryDirectory(prefix=".comens-", dir=target.parent) as beside:
        built = Path(beside) / "workspace"
        _write(built, files)
        commit = _first_commit(built, subject, member, clock())
        built.rename(target)
    return Receipt(subject, "committee", commit, paths)


def _require_free(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise WorkspaceError(
            _("{path} is not a folder.").format(path=target),
            hint=_("Name a folder that does not exist yet: comens init DIR"),
        )
    if not target.exists() or not any(target.iterdir()):
        return
    if (target / COMMITTEE).exists():
        raise WorkspaceError(
            _("{path} is a workspace already.").format(path=target),
            hint=_("Work in it with: comens --workspace {path}").format(path=target),
        )
    raise WorkspaceError(
        _("{path} is not empty.").format(path=target),
        hint=_("Name a folder that is new or empty: comens init DIR"),
    )


def _nearest_existing(target: Path) -> Path:
    return next(item for item in (target, *target.parents) if item.is_dir())


def _founder(git: Git, now: datetime) -> Member:
    """Return the person git knows, as the only member."""
    name, email = git.config("user.name"), git.config("user.email")
    if not name or not email:
        raise RefusedError(
            _("git does not know who you are."),
            hint=_(
                'Say it once: git config --global user.name "YOUR NAME"; '
                "git config --global user.email YOUR@ADDRESS"
            ),
        )
    return Member(
        id=member_id(name),
        name=name,
        email=email,
        college="experts",
        kind="qualified",
        roles=(Role.MEMBER, Role.CHAIR, Role.SECRETARY, Role.RELEASE_MANAGER),
        mandate=Mandate(start=now.date()),
        keys=_public_keys(git),
    )


def member_id(name: str) -> str:
    """Return the member id made of a name: `anne-petit` for “Anne Petit”."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded)
    slug = "-".join(words)[:_MEMBER_LENGTH].rstrip("-")
    return slug if slug[:1].isalpha() else "member"


def _public_keys(git: Git) -> tuple[str, ...]:
    """Return the person's public key, where git signs with an SSH key kept in a file."""
    key = git.config("user.signingkey") or ""
    if git.config("gpg.format") != "ssh" or not key:
        return ()
    text = key.removeprefix("key::")
    if not text.startswith(("ssh-", "ecdsa-", "sk-")):
        private = Path(key).expanduser()
        public = private if private.suffix == ".pub" else private.with_name(private.name + ".pub")
        if not public.is_file():
            return ()
        text = public.read_text(encoding="utf-8")
    return (" ".join(text.split()[:2]),)


def _files(member: Member, language: str, rules: VotingRules) -> dict[str, bytes]:
    with speaking(language):
        committee = Committee(
            name=_("Committee of {name}").format(name=member.name),
            language=language,
            rules=rules,
            colleges=(College(id=member.college, name=_("Experts")),),
            members=(member,),
        )
        readme = _(
            "# A committee's normative texts\n\n"
            "`corpus/` holds the texts in force, `proposals/` what is proposed to change them, "
            "`decisions/` the committee and what it decided.\n\n"
            "Open it with `comens`; `comens --help` lists the commands.\n"
        )
    files = {f"{folder}/.gitkeep": b"" for folder in _EMPTY_FOLDERS}
    return files | {
        COMMITTEE: new_text(committee),
        "README.md": readme.encode(),
    }


def _write(root: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _first_commit(root: Path, subject: str, member: Member, now: datetime) -> str:
    trailers = (
        f"Comens-Operation: workspace.init\nComens-Record: committee\nComens-Actor: {member.id}\n"
    )
    moment = now.replace(microsecond=0).isoformat()
    with Git(root) as git:
        git.run("init", "--quiet", f"--initial-branch={BRANCH}")
        git.run("add", "--all")
        git.run(
            "commit",
            "--quiet",
            "--no-gpg-sign",
            "--file=-",
            data=f"{subject}\n\n{trailers}".encode(),
            settings={"user.name": member.name, "user.email": member.email},
            environment={"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        )
        return git.line("rev-parse", "HEAD")
