"""A police unit with an account, two employers, and shares as their recipients find them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from tests.builders import NOW, Person, a_person, an_organisation
from tests.cases.builders import Town, a_case, a_town
from tests.incidents.builders import a_picture
from vpt.accounts.models import Organisation
from vpt.accounts.rules import OrganisationKind
from vpt.cases.models import Case
from vpt.core.actor import Role
from vpt.core.worktime import local_date
from vpt.documents.models import IssuedDocument
from vpt.incidents import attachments
from vpt.incidents.models import Incident
from vpt.infra import links, storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.partners.models import ContactOfficer, Partnership
from vpt.sharing import link
from vpt.sharing.models import Share, SharedCopy
from vpt.sharing.rules import Door

LASTS = timedelta(days=90)
PDF = b"%PDF-1.7 verzegelde kopie van "
NEEDLE = "Een vraag die niemand anders mag lezen"


@dataclass
class Unit:
    """A police unit with an account of its own."""

    organisation: Organisation
    person: Person


def a_police_unit(name: str = "Politie-eenheid Voorbeeld (demo)") -> Unit:
    """Return a stored partner organisation with somebody who signs in there."""
    with unit_of_work():
        organisation = an_organisation(name, OrganisationKind.POLICE)
        person = a_person(organisation, Role.PARTNER, name="Rik Politie (demo)")
    return Unit(organisation, person)


def a_partnership(
    town: Town, unit: Unit, *, at: datetime = NOW, until: datetime | None = None
) -> None:
    """Let an employer work with a partner organisation."""
    with unit_of_work():
        db.session.add(
            Partnership(
                organisation_id=town.organisation.id,
                id=new_id(),
                partner_id=unit.organisation.id,
                valid_from=local_date(at - timedelta(days=30)),
                valid_until=local_date(until) if until else None,
                added_at=at,
                added_by=town.coordinator.id,
            )
        )


def a_contact(
    town: Town, unit: Unit | None = None, *, at: datetime = NOW, **identity: str
) -> ContactOfficer:
    """Return a contact of an employer; with a unit the account there, else one by link."""
    with unit_of_work():
        row = ContactOfficer(
            organisation_id=town.organisation.id,
            id=new_id(),
            keyset_id=town.organisation.keyset_id,
            party="police",
            partner_id=unit.organisation.id if unit else None,
            user_id=unit.person.id if unit else None,
            valid_from=local_date(at - timedelta(days=30)),
            added_at=at,
            added_by=town.coordinator.id,
        )
        row.identity = {
            "name": "Rik Politie (demo)",
            "place": "Bureau Voorbeeld",
            "phone": "0900 0001",
            "email": "rik@politie.example",
            "second_email": "balie@politie.example",
            **identity,
        }
        db.session.add(row)
    return row


def a_share(
    case: Case,
    contact: ContactOfficer,
    *,
    at: datetime = NOW,
    asks: tuple[str, ...] = ("registration", "vpt_code"),
    evidence: tuple[UUID, ...] = (),
    lasts: timedelta = LASTS,
) -> Share:
    """Return a stored share with one sealed copy in it, by the door its contact has."""
    incident = db.session.get_one(Incident, (case.organisation_id, case.id))
    with unit_of_work():
        share = Share(
            organisation_id=case.organisation_id,
            id=new_id(),
            case_id=case.id,
            keyset_id=incident.keyset_id,
            officer_id=contact.id,
            partner_id=contact.partner_id,
            number=_next_number(case),
            party="police",
            profile="police",
            door=(Door.ACCOUNT if contact.user_id else Door.LINK).value,
            purpose="report",
            basis="consent",
            sections=["summary", "evidence"],
            evidence=[str(one) for one in evidence],
            asks=list(asks),
            created_at=at,
            created_by=contact.added_by,
            expires_at=at + lasts,
        )
        share.question = NEEDLE
        db.session.add(share)
    a_copy(share, at=at)
    return share


def a_copy(share: Share, number: int = 1, news: str = "", *, at: datetime = NOW) -> SharedCopy:
    """Add a sealed copy, or a supplement, to a share."""
    staged = storage.stage(BytesIO(PDF + str(share.id).encode()), limit=10_000)
    with unit_of_work():
        storage.keep(share.organisation_id, share.keyset_id, staged, "application/pdf")
        db.session.flush()
        document = IssuedDocument(
            organisation_id=share.organisation_id,
            id=new_id(),
            case_id=share.case_id,
            subject_id=share.id,
            kind="case_file",
            profile="police",
            version=number,
            layout_version="1",
            purpose="report",
            issued_at=at,
            issued_by=share.created_by,
            sha256=staged.sha256,
            content_sha256=staged.sha256,
            file_id=staged.id,
        )
        db.session.add(document)
        db.session.flush()
        copy = SharedCopy(
            organisation_id=share.organisation_id,
            id=new_id(),
            share_id=share.id,
            keyset_id=share.keyset_id,
            document_id=document.id,
            number=number,
            made_at=at,
            made_by=share.created_by,
        )
        copy.news = news or None
        db.session.add(copy)
    storage.settle(staged)
    return copy


def an_exhibit(
    town: Town, case: Case, content: bytes = b"", name: str = "geheime naam.png"
) -> UUID:
    """Add a piece of evidence to a case; a picture unless told otherwise."""
    received = attachments.receive(BytesIO(content or a_picture()), name, limit=10_000_000)
    incident = db.session.get_one(Incident, (case.organisation_id, case.id))
    with unit_of_work():
        row = attachments.attach(
            town.employee.actor(), (case.id, incident.keyset_id), received, now=NOW
        )
    received.settle()
    return row.id


def a_link(share: Share, *, way: str = "telephone", at: datetime = NOW) -> tuple[str, str]:
    """Return the text of a share's link, and a fresh code."""
    with unit_of_work():
        code = link.make(share, way, now=at)
    return links.sign_row(links.SHARE, share.organisation_id, share.id), code


def a_town_that_shares(unit: Unit, *, at: datetime = NOW) -> tuple[Town, Case, Share]:
    """Return an employer with one case, shared with the account of a police unit."""
    town = a_town()
    a_partnership(town, unit, at=at)
    case = a_case(town, at=at)
    return town, case, a_share(case, a_contact(town, unit, at=at), at=at)


def _next_number(case: Case) -> int:
    return db.session.query(Share).filter_by(case_id=case.id).count() + 1
