"""What a partner has not answered yet: a share, and a step in the partner's lane."""

from datetime import datetime, timedelta

from sqlalchemy import select

from tests.builders import NOW
from tests.cases.builders import Town
from vpt.accounts.models import Organisation
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.partners import officers
from vpt.partners.officers import Person
from vpt.sharing.models import Share, ShareReceipt


def a_share(
    town: Town, case: Case, partner: Organisation, *, at: datetime, **changes: datetime
) -> Share:
    """Return a stored share of a case with a contact of the partner."""
    with unit_of_work():
        officer_id = officers.add(
            town.coordinator.actor(), "police", Person(name="Rik Temmink (demo)"),
            valid_from=NOW.date(), valid_until=None, now=NOW,
        )  # fmt: skip
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        share = Share(
            organisation_id=case.organisation_id,
            id=new_id(),
            case_id=case.id,
            keyset_id=incident.keyset_id,
            officer_id=officer_id,
            partner_id=partner.id,
            number=1,
            party="police",
            profile="police",
            door="account",
            purpose="report",
            basis="report",
            sections=["summary"],
            evidence=[],
            asks=["registration"],
            created_at=at,
            created_by=town.coordinator.id,
            **{"expires_at": NOW + timedelta(days=60), **changes},
        )
        db.session.add(share)
    return share


def answered(share: Share) -> None:
    """Keep that the recipient answered."""
    with unit_of_work():
        db.session.add(
            ShareReceipt(
                organisation_id=share.organisation_id,
                id=new_id(),
                share_id=share.id,
                kind="answered",
                at=NOW,
                door="account",
            )
        )


def a_waiting_step(
    case: Case, key: str, party: str, *, due: datetime | None, opened: datetime
) -> None:
    """Put an open step in a partner's lane, behind the engine's back."""
    with unit_of_work():
        keyset_id = db.session.scalars(
            select(Incident.keyset_id).where(Incident.id == case.id)
        ).one()
        db.session.add(
            CaseStep(
                organisation_id=case.organisation_id,
                id=new_id(),
                case_id=case.id,
                keyset_id=keyset_id,
                key=key,
                subject_id=case.id,
                occurrence=1,
                party=party,
                category=case.category,
                unit_path=case.unit_path,
                confined=case.confined,
                state="open",
                opened_at=opened,
                anchor_at=opened,
                due_at=due,
                escalated=0,
                paused_seconds=0,
                by_telephone=False,
                by_partner=False,
            )
        )
