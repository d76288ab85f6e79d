"""One joint case meeting with each kind of partner, with a needle in what was said and agreed."""

from sqlalchemy import select

from tests.cases.builders import Town
from tests.meetings.builders import a_meeting, a_partner, decide, hold, put_on
from tests.privacy.needles import said
from vpt.accounts.rules import OrganisationKind
from vpt.cases.models import Case
from vpt.infra.db import db, unit_of_work
from vpt.meetings.models import AgendaItem, Agreement, Meeting

KINDS = (OrganisationKind.POLICE, OrganisationKind.PROSECUTION, OrganisationKind.MUNICIPALITY)


def add_meetings(town: Town, case: Case) -> None:
    """Talk the case through with police, prosecution and municipality."""
    for kind in KINDS:
        meeting = a_meeting(town, a_partner(town, kind))
        item = db.session.scalar(
            select(AgendaItem).where(
                AgendaItem.meeting_id == meeting.id, AgendaItem.case_id == case.id
            )
        )
        decide(town, item or put_on(town, meeting, case), by_partner=True)
        hold(town, meeting)
    with unit_of_work():
        for row in db.session.scalars(select(Meeting)):
            row.present = said("at the meeting")
        for agreement in db.session.scalars(select(Agreement)):
            agreement.text = said("agreement")


def meeting_with(party: str) -> Meeting:
    """Return the meeting with the partner of this party."""
    return db.session.scalars(select(Meeting).where(Meeting.party == party)).one()
