"""The folder of a meeting to read offline: an index, and one page an item that needs nothing."""

from collections.abc import Iterable, Iterator

from comens_tui.exchange.folder_page import INDEX, folder_page, index_page
from comens_tui.exchange.redline_html import Section
from comens_tui.i18n import _, speaking
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.convocation_papers import convocation_papers, item_page_name
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.operations.proposals import RATEABLE
from comens_tui.operations.ready_agenda import place_reasons
from comens_tui.operations.rivals import rival_sentence
from comens_tui.operations.text_checks import new_findings
from comens_tui.operations.views import Review, TextChange, changed_clauses, review
from comens_tui.rules.links import owner_of
from comens_tui.rules.scoring import Score
from comens_tui.text.days import day_and_hour, long_day
from comens_tui.text.decimals import decimal_words
from comens_tui.text.generated_blocks import without_marks
from comens_tui.text.labels import label
from comens_tui.text.markdown_words import as_words, table_lines
from comens_tui.text.score_words import EX_OFFICIO, debate_sentence, term_label


def reading_folder(desk: Desk, meeting_id: str) -> dict[str, bytes]:
    """Return the pages of a meeting's folder by file name; same state and day, same bytes.

    It is in the committee's language, loads nothing, and tells nothing that is blind.

    Raises:
        UnknownRecordError: There is no such meeting.
    """
    snapshot = desk.workspace.snapshot()
    meeting = known_record(snapshot.meetings, meeting_id)
    language = snapshot.committee.language
    with speaking(language):
        items = [item for item in meeting.agenda if item.state != "withdrawn"]
        pages = {
            item_page_name(meeting, item.number): _item_page(desk, snapshot, meeting, item)
            for item in items
        }
        links = [(item_page_name(meeting, item.number), _item_title(item)) for item in items]
        above = "\n\n".join(
            (
                f"**{as_words(snapshot.committee.name)}**",
                _("{title}: {day}, {place}.").format(
                    title=as_words(meeting.title),
                    day=day_and_hour(meeting.planned),
                    place=as_words(meeting.place) or "—",
                ),
            )
        )
        title = _("Folder of meeting {id}").format(id=meeting.id)
        pages[INDEX] = index_page(title, above, links, spoken=language)
    return {name: text.encode() for name, text in sorted(pages.items())}


def convocation_folder(desk: Desk, meeting_id: str) -> dict[str, bytes]:
    """Return the papers of a convocation and, in a folder of their own, the pages to read.

    Raises:
        UnknownRecordError: There is no such meeting.
    """
    papers = convocation_papers(desk, meeting_id, has_folder=True)
    pages = reading_folder(desk, meeting_id)
    return {**papers.files, **{f"{meeting_id}/{name}": page for name, page in pages.items()}}


def _item_title(item: AgendaItem) -> str:
    if item.subject:
        return _("Item {number}: {title} ({subject})").format(
            number=item.number, title=item.title, subject=item.subject
        )
    return _("Item {number}: {title}").format(number=item.number, title=item.title)


def _item_page(desk: Desk, snapshot: Snapshot, meeting: Meeting, item: AgendaItem) -> str:
    language = snapshot.committee.language
    day = meeting.convened or meeting.planned.date()
    above = [" ".join(place_reasons(snapshot, item, day))]
    subject = item.subject or ""
    if item.kind == "minutes" and subject in snapshot.minutes:
        text = without_marks(snapshot.minutes[subject])
        return folder_page(_item_title(item), above[0], after=text, spoken=language)
    if item.kind != "proposal" or subject not in snapshot.proposals:
        return folder_page(_item_title(item), above[0], spoken=language)
    read = review(desk, subject)
    above += [*_proposal(read), *_reports(snapshot, read), *_score(read)]
    after = [
        *_findings(desk, snapshot, read),
        *_comments(snapshot, read),
        *_rivals(read),
        *_earlier(snapshot, read, item),
    ]
    sections = [
        Section(_document_title(snapshot, change), (), change.redline, language)
        for change in read.changes
    ]
    return folder_page(
        _item_title(item), "\n\n".join(above), sections, "\n\n".join(after), spoken=language
    )


def _document_title(snapshot: Snapshot, change: TextChange) -> str:
    found = (item for item in snapshot.documents.values() if item.path == change.path)
    document = next(found, None)
    return f"{document.id}: {document.front.title}" if document else change.path


def _proposal(read: Review) -> Iterator[str]:
    proposal = read.proposal
    yield _("## The proposal")
    if proposal.nature:
        yield _("Nature: {nature}.").format(nature=label(proposal.nature))
    yield _("Why: {motive}").format(motive=as_words(proposal.motive))
    if proposal.requirements:
        yield _("Requirements concerned: {ids}.").format(
            ids=", ".join(map(as_words, proposal.requirements))
        )


def _reports(snapshot: Snapshot, read: Review) -> Iterator[str]:
    answered = [
        snapshot.reports[name] for name in read.proposal.answers if name in snapshot.reports
    ]
    if not answered:
        return
    yield _("## Field reports that it answers")
    for report in answered:
        yield _("### {id}, {day}: {title}").format(
            id=report.id, day=long_day(report.received), title=as_words(report.title)
        )
        yield as_words(report.description)


def _score(read: Review) -> Iterator[str]:
    """Yield the arithmetic of the priority, only where it is blind to nobody any more."""
    found = read.score
    if found is None or read.proposal.state in RATEABLE:
        return
    yield _("## Priority")
    yield table_lines((_("Term"), _("Value"), _("Weight"), _("Points")), list(_terms(found)))
    yield _("The sum, times confidence {confidence} and effort {effort}, is {value}.").format(
        confidence=decimal_words(f"{found.confidence:.2f}"),
        effort=decimal_words(f"{found.effort:.2f}"),
        value=decimal_words(found.value),
    )
    if found.ex_officio:
        yield _(EX_OFFICIO)
    if found.to_debate:
        yield debate_sentence(found.to_debate)


def _terms(found: Score) -> Iterator[tuple[str | int, ...]]:
    for term in found.terms:
        yield (
            term_label(term.name),
            decimal_words(f"{term.value:.2f}"),
            decimal_words(f"{term.weight:.2f}"),
            decimal_words(f"{term.contribution:.2f}"),
        )


def _findings(desk: Desk, snapshot: Snapshot, read: Review) -> Iterator[str]:
    """Yield what the checks find in the proposed texts and not in those that stand."""
    yield _("## Checks on the proposed text")
    standing = {item.path: item.text for item in snapshot.documents.values()}
    rows: list[tuple[str | int, ...]] = [
        (finding.code, label(finding.severity), finding.clause or "—", finding.message)
        for path, text in snapshot.texts.get(read.proposal.id, {}).items()
        for finding in new_findings(desk, path, text, standing.get(path, ""))
    ]
    if rows:
        yield table_lines((_("Check"), _("Severity"), _("Clause"), _("Finding")), rows)
    else:
        yield _("They find nothing new.")


def _comments(snapshot: Snapshot, read: Review) -> Iterator[str]:
    if not read.comments:
        return
    names = snapshot.committee.names()
    yield _("## Remarks")
    rows: list[tuple[str | int, ...]] = [
        (
            names[placed.comment.author],
            placed.clause or placed.comment.clause or "—",
            placed.comment.text,
            _("settled") if placed.comment.resolved else _("open"),
        )
        for placed in read.comments
    ]
    yield table_lines((_("Author"), _("Clause"), _("Remark"), _("State")), rows)


def _rivals(read: Review) -> Iterator[str]:
    if read.rivals:
        yield _("## Other open proposals on the same clauses")
        yield _bullets(rival_sentence(rival) for rival in read.rivals)


def _earlier(snapshot: Snapshot, read: Review, item: AgendaItem) -> Iterator[str]:
    """Yield the decisions on the proposal or its requirements before, the latest first."""
    touched = {owner_of(clause) or clause for _path, clause in changed_clauses(read.changes)}
    wanted = {*touched, *read.proposal.requirements} - {"---", ""}
    found = [
        decision
        for decision in snapshot.decisions.values()
        if decision.id != item.decision
        and (
            decision.subject == read.proposal.id
            or wanted & {owner_of(one.clause) or one.clause for one in decision.clauses}
        )
    ]
    yield _("## Earlier decisions on the same requirements")
    if not found:
        yield _("There is none.")
        return
    rows: list[tuple[str | int, ...]] = [
        (
            decision.id,
            long_day(decision.date),
            label(decision.sense),
            decision.title,
            ", ".join(sorted({one.clause for one in decision.clauses})) or "—",
        )
        for decision in sorted(found, key=lambda one: (one.date, one.id), reverse=True)
    ]
    columns = (_("Decision"), _("Date"), _("Sense"), _("Title"), _("Clauses"))
    yield table_lines(columns, rows)


def _bullets(sentences: Iterable[str]) -> str:
    return "\n".join(f"- {as_words(sentence)}" for sentence in sentences)
