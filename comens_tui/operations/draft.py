"""One act being prepared: what it read, what it will write, and the commit it becomes.

Every operation is `with drafting(desk, "noun.verb") as draft:` - guards against
`draft.snapshot`, then `put` and `remove`, then one `commit`. Leaving the block without a
commit changes nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from comens_tui.errors import RecordError, RefusedError, StaleRecordError
from comens_tui.i18n import _, speaking
from comens_tui.model.clearance import Clearance
from comens_tui.model.committee import Member
from comens_tui.model.numbering import next_id
from comens_tui.model.places import clearance_path
from comens_tui.model.record import Record
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.operations.screening import (
    COMMIT,
    TAG,
    can_mask,
    current_answers,
    salt_of,
    screen,
)
from comens_tui.rules import authority
from comens_tui.store.git_writing import Identity, TagText
from comens_tui.store.layout import taken_ids
from comens_tui.store.records import new_text, read_record, updated_text
from comens_tui.store.writing import Writer, writing
from comens_tui.text.labels import label
from comens_tui.text.passages import rewritten
from comens_tui.text.personal_data import seal
from comens_tui.text.validation import record_error

T = TypeVar("T")
R = TypeVar("R", bound=Record)

#: The trailer of an act that takes back another: the commit of that one.
CORRECTS = "Comens-Corrects"


class Receipt(NamedTuple):
    """What an act did: its sentence, the main record, the commit (None in a dry run)."""

    subject: str
    record: str
    commit: str | None
    paths: tuple[str, ...]


@dataclass
class Draft:
    """The changes of one act, over the state they were decided on."""

    desk: Desk
    operation: str
    member: Member
    snapshot: Snapshot
    writer: Writer | None
    changes: dict[str, bytes | None] = field(default_factory=dict)

    def find(self, records: Mapping[str, T], record_id: str) -> T:
        """Return the record with that id.

        Raises:
            UnknownRecordError: There is none; the latest ids of its kind are in the hint.
        """
        return known_record(records, record_id, self.snapshot.problems)

    def known_member(self, member_id: str) -> Member:
        """Return the member with that id.

        Raises:
            RefusedError: Nobody in the committee has it.
        """
        member = self.snapshot.committee.member(member_id)
        if member is None:
            raise RefusedError(
                _("Nobody in the committee has the id {member}.").format(member=member_id),
                hint=_("Members are in decisions/committee.yaml."),
            )
        return member

    def name_of(self, member_id: str) -> str:
        """Return the name of a member, or the id of one who is not in the committee."""
        member = self.snapshot.committee.member(member_id)
        return member.name if member else member_id

    def new_id(self, kind: str, prefix: str, year: int) -> str:
        """Return the next free id; a file that cannot be read keeps its number."""
        mark = f"/{prefix}-{year}-"
        paths = (*self.snapshot.files, *self.changes)
        taken = taken_ids((path for path in paths if mark in path), kind)
        return next_id(prefix, year, taken)

    def check_seen(self, path: str, seen: str | None, model: type[Record]) -> None:
        """Refuse to write over a record that changed since it was shown.

        `seen` is the blob id of the file as shown; None means that nothing was shown.

        Raises:
            StaleRecordError: The file differs; the hint names the keys that changed.
        """
        current = self.snapshot.files.get(path)
        if seen is None or seen == current:
            return
        raise StaleRecordError(
            _("{path} changed since you opened it; nothing was written.").format(path=path),
            hint=_("What changed: {keys}. Reload, then act again.").format(
                keys=self._changed_keys(path, seen, model)
            ),
        )

    def _changed_keys(self, path: str, seen: str, model: type[Record]) -> str:
        content = self.desk.workspace.blob(seen)
        current = self.desk.workspace.read(path)
        if content is None or current is None:
            return _("the whole record")
        try:
            old = read_record(model, content, path).to_full_data()
            new = read_record(model, current, path).to_full_data()
        except RecordError:
            return _("the whole record")
        return ", ".join(key for key in new if new[key] != old[key]) or _("its layout only")

    def put(self, path: str, record: Record) -> None:
        """Write `record` at `path`, keeping comments and order of a file that exists.

        A record that its own model would not read back is never written: `drafting` says why.
        """
        data = rewritten(record.to_full_data(), current_answers().applied)
        fitting = type(record).model_validate(data)
        current = self.current(path)
        self.changes[path] = (
            new_text(fitting) if current is None else updated_text(current, fitting)
        )

    def put_text(self, path: str, text: str) -> None:
        """Write `text` at `path`."""
        words = current_answers().applied(text) if can_mask(path) else text
        self.changes[path] = words.encode()

    def remove(self, path: str) -> None:
        """Remove the file at `path`; history keeps it."""
        self.changes[path] = None

    def current(self, path: str) -> bytes | None:
        """Return what `path` will hold, as far as this act is prepared; None for no file."""
        return self.changes[path] if path in self.changes else self._standing(path)

    def _standing(self, path: str) -> bytes | None:
        """Return the file as it stands; git is not asked for one that is not there."""
        return self.desk.workspace.read(path) if path in self.snapshot.files else None

    def say(self, sentence: str, **fields: object) -> str:
        """Return `sentence`, marked with `N_`, in the committee's language, fields labelled."""
        with speaking(self.desk.committee.language):
            labelled = {
                key: label(value) if isinstance(value, StrEnum) else value
                for key, value in fields.items()
            }
            return _(sentence).format(**labelled)

    def commit(
        self,
        sentence: str,
        *,
        record: str,
        others: tuple[str, ...] = (),
        decision: str | None = None,
        tag: TagText | None = None,
        corrects: str | None = None,
        **fields: object,
    ) -> Receipt:
        """Write everything as one commit and return its receipt.

        `sentence` is a message id marked with `N_`; it is said in the committee's
        language, with `fields` labelled in that language. `corrects` is the commit of the
        act that this one takes back. With `tag`, commit and tag are
        made in the same moment, or neither is.

        Raises:
            RefusedError: The act would change nothing.
            PersonalDataError: Personal data would enter git, and nobody answered for it.
        """
        changed = {
            path: content
            for path, content in self.changes.items()
            if content != self._standing(path)
        }
        if not changed:
            raise RefusedError(
                _("Nothing would change."), hint=_("The record already says exactly that.")
            )
        answers = current_answers()
        words = {
            key: answers.applied(value) if type(value) is str else value
            for key, value in fields.items()
        }
        subject = one_line(self.say(sentence, id=record, **words))
        message = self._message(subject, (record, *others), decision)
        if corrects:
            message += f"{CORRECTS}: {corrects}\n"
        changed |= self._screened(changed, message, tag)
        paths = tuple(sorted(changed))
        if self.writer is None:
            return Receipt(subject, record, None, paths)
        commit = self.writer.commit(
            changed,
            message=message,
            identity=identity(self.desk),
            when=self.desk.now(),
            tag=tag,
        )
        return Receipt(subject, record, commit, paths)

    def _screened(
        self, changed: dict[str, bytes | None], message: str, tag: TagText | None
    ) -> dict[str, bytes]:
        """Return the clearances to write with what is written; refuse what nobody answered for."""
        messages = {COMMIT: message} | ({TAG: f"{tag.name}\n{tag.message}"} if tag else {})
        found = screen(self.desk.workspace, self.snapshot, changed, messages)
        written: dict[str, bytes] = {}
        if not found:
            return written
        year, salt = self.desk.today().year, salt_of(self.snapshot)
        taken = taken_ids(self.snapshot.files, "clearance")
        for exposure, reason in found:
            clearance = Clearance(
                id=next_id("CL", year, taken),
                kind=exposure.hit.kind,
                salt=salt,
                seal=seal(exposure.hit.kind, exposure.hit.value, salt),
                place=exposure.place,
                reason=reason,
                cleared_by=self.member.id,
                cleared=self.desk.today(),
            )
            taken.append(clearance.id)
            written[clearance_path(clearance.id)] = new_text(clearance)
        return written

    def _message(self, subject: str, records: tuple[str, ...], decision: str | None) -> str:
        trailers = [f"Comens-Operation: {self.operation}"]
        trailers += [f"Comens-Record: {item}" for item in records]
        trailers.append(f"Comens-Actor: {self.member.id}")
        if decision:
            trailers.append(f"Comens-Decision: {decision}")
        return subject + "\n\n" + "\n".join(trailers) + "\n"

    def tag(self, tag: TagText) -> None:
        """Tag the branch as it is, signed by who acts; nothing in a dry run.

        Raises:
            PersonalDataError: Its message holds some.
        """
        screen(self.desk.workspace, self.snapshot, {}, {TAG: f"{tag.name}\n{tag.message}"})
        if self.writer is not None:
            self.writer.tag(tag, identity(self.desk), self.desk.now())


def one_line(text: str, limit: int = 200) -> str:
    """Return `text` on one line without control characters, so that it cannot forge a trailer."""
    words = "".join(char if char.isprintable() else " " for char in text).split()
    line = " ".join(words)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def identity(desk: Desk) -> Identity:
    """Return who signs and authors what is written at `desk`."""
    member = desk.member()
    return Identity(name=member.name, email=member.email, key=desk.key)


@contextmanager
def drafting(desk: Desk, operation: str) -> Iterator[Draft]:
    """Open one act: the person is allowed, the lock is held, the state is the branch's.

    Raises:
        RefusedError: The person may not do this, or a text holds what UTF-8 cannot write.
        RecordError: A record would not fit its format; the fault is named.
        BusyError: Another process kept the lock too long.
    """
    member = desk.member()
    authority.require(operation, member, desk.today())
    try:
        if desk.dry_run:
            yield _draft(desk, operation, desk.workspace.snapshot(), None)
            return
        with writing(desk.workspace, member.id, desk.lock_timeout) as writer:
            yield _draft(desk, operation, desk.workspace.snapshot(writer.base), writer)
    except ValidationError as error:
        raise record_error(error) from error
    except UnicodeEncodeError as error:
        raise RefusedError(
            _("The text holds a character that cannot be written in UTF-8."),
            hint=_("Type it again: it was probably pasted or piped in another encoding."),
        ) from error


def _draft(desk: Desk, operation: str, snapshot: Snapshot, writer: Writer | None) -> Draft:
    """Judge the person by the committee as it now stands: the desk may have been open for long."""
    member = snapshot.committee.member(desk.member().id)
    if member is None:
        raise RefusedError(
            _("{name} is no longer in the committee.").format(name=desk.member().name),
            hint=_("Members are in decisions/committee.yaml."),
        )
    current = replace(desk, committee=snapshot.committee, actor=member)
    authority.require(operation, member, current.today())
    return Draft(current, operation, member, snapshot, writer)
