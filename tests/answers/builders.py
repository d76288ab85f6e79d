"""Cases that wait for an answer of a partner, and shares through which it can be given."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from tests.builders import NOW
from tests.cases.builders import Town
from tests.police_reports.desk import TAKEN, a_criminal_case, decide, file, shield
from vpt.answers import giving
from vpt.answers.models import PartnerAnswer
from vpt.answers.rules import Given
from vpt.cases.models import Case
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.outcomes.rules import Via
from vpt.partners import officers
from vpt.partners.rules import PROFILE_OF, Party
from vpt.police_reports.models import PoliceReport
from vpt.sharing.models import Share
from vpt.sharing.rules import ASKS_OF, Ask

LATER = NOW + timedelta(days=2)


def a_case_at_the_police(town: Town, *, taken: bool = True, **more: object) -> Case:
    """Return a case with a report; the police took it unless told otherwise."""
    case = a_criminal_case(town, **more)
    decide(town, case)
    shield(town, case)
    if taken:
        file(town, case, TAKEN)
    return case


def a_share(
    town: Town, case: Case, party: Party = Party.POLICE, *, asks: tuple[Ask, ...] | None = None
) -> Share:
    """Return a stored share of a case with a contact who has no account."""
    with unit_of_work():
        officer_id = officers.add(
            town.coordinator.actor(), party, officers.Person(name="Rik Voorbeeld (demo)"),
            valid_from=NOW.date(), valid_until=None, now=NOW,
        )  # fmt: skip
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        share = Share(
            organisation_id=case.organisation_id,
            id=new_id(),
            case_id=case.id,
            keyset_id=incident.keyset_id,
            officer_id=officer_id,
            number=1 + db.session.query(Share).count(),
            party=party.value,
            profile=PROFILE_OF[party].value,
            door="link",
            purpose="report",
            basis="consent",
            sections=[],
            evidence=[],
            asks=[one.value for one in (asks if asks is not None else ASKS_OF[party])],
            created_at=NOW,
            created_by=town.coordinator.id,
            expires_at=NOW + timedelta(days=60),
        )
        db.session.add(share)
        db.session.flush()
        return share


def an_answer(ask: Ask, subject_id: UUID, **values: str) -> Given:
    """Return one answer as a form hands it over."""
    return Given(ask=ask, subject_id=subject_id, values=values)


def give(
    share: Share,
    *given: Given,
    key: UUID | None = None,
    at: datetime = LATER,
    via: Via = Via.LINK,
    user_id: UUID | None = None,
) -> tuple[PartnerAnswer, ...]:
    """Give answers through a share, as one form."""
    with unit_of_work():
        return giving.give(share, given, via=via, user_id=user_id, key=key or uuid4(), now=at)


def a_stored_answer(report_id: UUID, at: datetime = LATER) -> PartnerAnswer:
    """Return what somebody wrote through the cover sheet of a report; needs a unit of work."""
    report = db.session.scalars(select(PoliceReport).where(PoliceReport.id == report_id)).one()
    [row] = giving.from_desk(report, {"number": "2026555555"}, key=uuid4(), now=at)
    return row
