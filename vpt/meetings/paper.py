"""Fills the paper of a meeting: the agenda before it, what was agreed after it; nobody named."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.cases import wording
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible
from vpt.documents import issued as papers
from vpt.documents.issue import Request
from vpt.documents.kinds.meeting_agenda import MeetingAgendaView, PromiseRow, TopicRow
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import DocumentMeta
from vpt.documents.models import IssuedDocument
from vpt.incidents import labels as incident_labels
from vpt.incidents.taxonomy import Category
from vpt.meetings import labels, naming, queries
from vpt.meetings.agreements import AgreementRow
from vpt.meetings.queries import ItemRow, MeetingRow, Sheet
from vpt.meetings.rules import MeetingState, Reason, Why
from vpt.partners.rules import PROFILE_OF, Party

KIND, PURPOSE = "meeting_agenda", "case_meeting"
TITLES = {True: "Afspraken casusoverleg", False: "Agenda casusoverleg"}
NO_NAMES = "Namen van slachtoffers, veroorzakers en getuigen staan niet op dit papier."
SEPARATE = "Wat er is gebeurd en het bewijs deelt de organisatie per dossier, niet met dit papier."


def prepare(actor: Actor, meeting_id: UUID, *, now: datetime) -> Request:
    """Return what `documents.issue` needs to draw the agenda, or what was agreed.

    Raises NotAllowed, and NotVisible for who may not know every case that ever stood on it.
    """
    policy.ensure(actor, Permission.CASE_SHARE)
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    sheet = _whole(actor, meeting_id, now)
    return Request(
        case_id=meeting_id,
        keyset_id=sheet.meeting.keyset_id,
        kind=KIND,
        profile=PROFILE_OF[Party(sheet.meeting.party)].value,
        purpose=PURPOSE,
        view=_view(actor, sheet, now),
    )


def issued(actor: Actor, meeting: MeetingRow) -> list[IssuedDocument]:
    """Return the papers of a meeting, newest first; the caller may know every case on it."""
    return papers.list_of_case(actor, meeting.id)


def get(actor: Actor, meeting_id: UUID, document_id: UUID, *, now: datetime) -> IssuedDocument:
    """Return one paper of a meeting to who may know every case that ever stood on it."""
    _whole(actor, meeting_id, now)
    return papers.get(actor, meeting_id, document_id)


def reference(code: str, on: date) -> str:
    """Return what the papers of a meeting are filed by: the organisation's code and the day."""
    return f"{code}-CO-{on.isoformat()}"


def _whole(actor: Actor, meeting_id: UUID, now: datetime) -> Sheet:
    sheet = queries.sheet(actor, meeting_id, now=now)
    if sheet.hidden:
        raise NotVisible("not_found")
    return sheet


def _view(actor: Actor, sheet: Sheet, now: datetime) -> MeetingAgendaView:
    is_held = sheet.meeting.state is MeetingState.HELD
    house = accounts.get_organisation(actor)
    ours = house.name
    told = {one.case_id for one in sheet.items} | {one.case_id for one in sheet.agreements}
    told |= {one.case_id for one in sheet.earlier}
    hidden = naming.hidden_words(actor, told)
    return MeetingAgendaView(
        meta=_meta(sheet, house, now, is_held=is_held),
        about=_about(sheet, ours, hidden),
        earlier=_promises(sheet.earlier, ours, hidden) or None,
        topics=_topics(sheet, ours),
        agreed=_promises(sheet.agreements, ours, hidden) if is_held else None,
        not_included=(NO_NAMES, SEPARATE),
    )


def _meta(sheet: Sheet, house: Organisation, now: datetime, *, is_held: bool) -> DocumentMeta:
    return DocumentMeta(
        title=TITLES[is_held],
        reference=reference(house.short_code, sheet.meeting.held_on),
        version="",
        recipient=sheet.meeting.partner,
        issued_at=wording.moment(now),
        issued_at_iso=now.isoformat(timespec="seconds"),
        organisation=house.name,
        classification="Vertrouwelijk",
        demo=accounts.is_demo(),
    )


def _about(sheet: Sheet, ours: str, hidden: Sequence[str]) -> tuple[Fact, ...]:
    meeting = sheet.meeting
    facts = [
        Fact("Tussen", f"{ours} en {meeting.partner}"),
        Fact("Dag", wording.day(meeting.held_on)),
        Fact("Aanwezig", naming.without(meeting.present, hidden)),
    ]
    return tuple(fact for fact in facts if fact.value)


def _topics(sheet: Sheet, ours: str) -> tuple[TopicRow, ...]:
    names = {"partner": sheet.meeting.partner, "ours": ours}
    return tuple(_topic(number, one, names) for number, one in enumerate(sheet.items, 1))


def _topic(number: int, item: ItemRow, names: Mapping[str, str]) -> TopicRow:
    asked = dict.fromkeys(labels.ASKED[one.why].format(**names) for one in item.reasons)
    return TopicRow(
        number=str(number),
        reference=item.reference,
        category=incident_labels.CATEGORY[Category(item.category)],
        why="\n".join(_reason(one) for one in item.reasons),
        asked="\n".join(asked),
        decided=labels.DECISION[item.decision] if item.decision else "",
    )


def _reason(one: Reason) -> str:
    step = labels.STEP.get(one.step)
    said = f"{labels.WHY[one.why]}: {step}" if step else labels.WHY[one.why]
    since = "" if one.why in {Why.HEARING, Why.BY_HAND} else "sinds "
    return f"{said} ({since}{wording.day(one.since)})"


def _promises(
    rows: Sequence[AgreementRow], ours: str, hidden: Sequence[str]
) -> tuple[PromiseRow, ...]:
    return tuple(
        PromiseRow(
            reference=one.reference,
            text=naming.without(one.text, hidden),
            who=one.partner if one.by_partner else ours,
            due=wording.day(one.due_on),
            standing=labels.ENDING[one.ending],
        )
        for one in rows
    )
