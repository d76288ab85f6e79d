"""Fills the letter that asks a holder to keep evidence: place, time and what, and nobody's name."""

from datetime import datetime, timedelta
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.cases import gathering, reach, wording
from vpt.cases.gathering import Gathered
from vpt.cases.rules import Part
from vpt.cases.telling import Telling
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.documents.issue import Request
from vpt.documents.kinds.letter import Clause, LetterView
from vpt.documents.kinds.parts import Fact
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import DocumentMeta
from vpt.incidents.models import Incident
from vpt.incidents.taxonomy import Precision
from vpt.partners.disclosure import Profile, disclose
from vpt.preservation import labels, queries
from vpt.preservation.models import EvidenceSource
from vpt.preservation.rules import SETTLED, SourceKind

KIND = "preservation_request"
PURPOSE = "preserve_evidence"
MARGIN = {
    Precision.EXACT: timedelta(minutes=30),
    Precision.ABOUT: timedelta(hours=1),
    Precision.PART_OF_DAY: timedelta(hours=3),
}
"""How much before and after is asked for, by how exactly the moment is known: our proposal."""
WIDEST = timedelta(hours=12)
FIRST = (
    "Er was een incident bij ons. Daarvan is misschien iets vastgelegd dat als bewijs kan dienen. "
    "Wil je het hieronder bewaren, en zorgen dat het niet wordt overschreven of gewist?"
)
CARE = (
    "Bewaar het zoals het is. Kijk niet meer terug dan nodig is om het te vinden, maak geen andere "
    "kopieën en geef het aan niemand anders."
)
LATER = "Bewaar het daarna tot wij schrijven dat het weg mag."
WHY = (
    "Wij vragen dit als werkgever om onze medewerkers te beschermen, en voor het geval er een "
    "aangifte komt. Daarom staan in deze brief geen namen van de mensen om wie het gaat."
)


def prepare(actor: Actor, case_id: UUID, source_id: UUID, *, now: datetime) -> Request:
    """Return the letter about one source, ready to be issued.

    Raises NotVisible, NotAllowed, and RuleBroken("source_settled") when there is nothing to ask.
    """
    reached = reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    source = queries.get_source(actor, case_id, source_id)
    if source.state in SETTLED:
        raise RuleBroken("source_settled")
    got = gathering.gather(actor, reached, {Part.IDENTITY})
    telling = Telling(got=got, disclosure=disclose(Profile.HOLDER), reader_id=None)
    return Request(
        case_id=case_id,
        keyset_id=reached.incident.keyset_id,
        kind=KIND,
        profile=Profile.HOLDER.value,
        purpose=PURPOSE,
        view=_view(telling, source, actor, now),
        subject_id=source.id,
    )


def _view(telling: Telling, source: EvidenceSource, actor: Actor, now: datetime) -> LetterView:
    got = telling.got
    place = telling.text(source.place)
    return LetterView(
        meta=_meta(got, now),
        address=("Aan wie dit beheert:", place),
        facts=(
            Fact("Datum", wording.day(local_date(now))),
            Fact("Ons kenmerk", got.running.case.reference),
            Fact("Behandeld door", telling.staff(got.running.case.assignee_id or actor.id)),
        ),
        subject="Verzoek om bewijs te bewaren",
        salutation="Beste collega of beheerder,",
        clauses=(
            Clause(text=FIRST),
            Clause(heading="Wat je bewaart", points=_points(got, source, place)),
            Clause(heading="Tot wanneer", text=f"{_before(source)} {LATER}"),
            Clause(heading="Hoe je het bewaart", text=CARE),
            Clause(heading="Aan ons geven, of vragen?", text=_call(telling, actor)),
        ),
        signature=("Met vriendelijke groet,", actor.name, got.organisation.name),
        notices=(Clause(heading="Waarom wij dit vragen", text=WHY),),
    )


def _points(got: Gathered, source: EvidenceSource, place: str) -> tuple[str, ...]:
    where = got.location or place
    return (
        f"Wat: {labels.WHAT[SourceKind(source.kind)]}.",
        f"Waar: {where}.",
        f"Wanneer: van {' tot '.join(window(got.incident))}.",
    )


def window(incident: Incident) -> tuple[str, str]:
    """Return from when to when something is asked for: wider when the moment is less sure."""
    margin = MARGIN.get(Precision(incident.precision), WIDEST)
    first, last = incident.occurred_from - margin, incident.occurred_until + margin
    return wording.moment(first), wording.moment(last)


def _before(source: EvidenceSource) -> str:
    if source.keep_until is None:
        return "Doe dit zo snel mogelijk: we weten niet hoe lang het blijft staan."
    return f"Doe dit vóór {wording.day(source.keep_until)}: daarna kan het zijn overschreven."


def _call(telling: Telling, actor: Actor) -> str:
    handler = telling.staff(telling.got.running.case.assignee_id or actor.id)
    help_text = telling.got.organisation.help_text
    first = f"Neem contact op met {handler}. Wij spreken af hoe je het veilig aan ons geeft."
    return f"{first}\n{help_text}" if help_text else first


def _meta(got: Gathered, now: datetime) -> DocumentMeta:
    return DocumentMeta(
        title=KINDS[KIND].title,
        reference=got.running.case.reference,
        version="",
        recipient="Beheerder van het bewijs",
        issued_at=wording.moment(now),
        issued_at_iso=now.isoformat(timespec="seconds"),
        organisation=got.organisation.name,
        classification="Vertrouwelijk",
        demo=accounts.is_demo(),
    )
