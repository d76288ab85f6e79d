"""What the chain keeps of a shared case, and what each partner would be sent of it."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from tests.builders import NOW, Person
from tests.cases.builders import LATER, Town
from tests.privacy.needles import said, word
from tests.sharing.received import a_copy, a_share, an_exhibit
from vpt.answers.models import PartnerAnswer
from vpt.cases.models import Case
from vpt.core.worktime import local_date
from vpt.incidents.evidence import Evidence
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications import outside
from vpt.notifications.rules import OutsideKind
from vpt.outcomes.correcting import LINES, TEXTS
from vpt.outcomes.models import ChainOutcome
from vpt.outcomes.rules import Happening
from vpt.partners import officers
from vpt.partners.disclosure import Section
from vpt.partners.models import ContactOfficer
from vpt.partners.rules import PROFILE_OF, Party
from vpt.sharing import choosing, planning
from vpt.sharing.choosing import Chosen
from vpt.sharing.planning import Planned
from vpt.sharing.rules import CodeWay, Door

SAID = (*LINES, *TEXTS)
SENT_AS = {Party.POLICE: "crime_report", Party.PROSECUTION: "crime_report",
           Party.MUNICIPALITY: "own_interest", Party.INSURER: "own_interest"}  # fmt: skip


def add_chain(town: Town, case: Case) -> None:
    """Share the case with everybody, and let everybody say something about it."""
    for party in Party:
        _add_contact(town.coordinator, party)
    an_exhibit(town, case, name=f"{word('evidence two')}.png")
    contact = contact_of(Party.POLICE)
    share = a_share(case, contact, at=LATER)
    copy = a_copy(share, 2, at=LATER)
    with unit_of_work():
        share.question, share.reason = said("question"), said("share reason")
        copy.news = said("news")
        db.session.add_all((share, copy))
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        for kind in Happening:
            _add_outcome(case, incident.keyset_id, kind)
        _add_answer(case, incident.keyset_id, share.id)
        outside.queue(
            case.organisation_id, share.keyset_id, key="letter", kind=OutsideKind.LINK,
            subject_id=share.id, address=word("letter"), path="/deling/x", at=LATER,
        )  # fmt: skip


def contact_of(party: Party) -> ContactOfficer:
    """Return the contact of the case at this party."""
    rows = select(ContactOfficer).where(
        ContactOfficer.party == party.value, ContactOfficer.is_vpt.is_(False)
    )
    return db.session.scalars(rows).one()


def exhibits_of(case: Case) -> frozenset[UUID]:
    """Return all evidence of a case."""
    return frozenset(db.session.scalars(select(Evidence.id).where(Evidence.subject_id == case.id)))


def planned(
    town: Town,
    case: Case,
    party: Party,
    *,
    without: Collection[Section] = (),
    evidence: frozenset[UUID] | None = None,
) -> Planned:
    """Return a share of everything a party may see, less what its sender takes away."""
    sections = frozenset(Section) - set(without)
    chosen = Chosen(
        officer_id=contact_of(party).id,
        door=Door.LINK,
        purpose=choosing.PURPOSES_OF[party][0],
        basis=SENT_AS[party],
        sections=sections,
        evidence=exhibits_of(case) if evidence is None else evidence,
        until=local_date(LATER + timedelta(days=30)),
        question=said("asked now"),
        code_way=CodeWay.SECOND_ADDRESS,
    )
    actor = town.coordinator.actor()
    return planning.plan(actor, case.id, chosen, share_id=new_id(), now=LATER)


def profile_of(party: Party) -> str:
    """Return for whom the papers of a party are made."""
    return PROFILE_OF[party].value


def _add_contact(by: Person, party: Party) -> None:
    person = officers.Person(
        name=word(f"contact {party}"),
        place=word(f"place of {party}"),
        phone="0699999999",
        email=f"{word(f'mail of {party}')}@voorbeeld.example",
        second_email=f"{word(f'second mail of {party}')}@voorbeeld.example",
        is_vpt=False,
    )
    with unit_of_work():
        officers.add(
            by.actor(), party.value, person,
            valid_from=NOW.date(), valid_until=None, now=NOW,
        )  # fmt: skip


def _add_outcome(case: Case, keyset_id: UUID, kind: Happening) -> None:
    row = ChainOutcome(
        organisation_id=case.organisation_id,
        id=new_id(),
        case_id=case.id,
        subject_id=case.id,
        keyset_id=keyset_id,
        party="police",
        kind=kind.value,
        code="other",
        via="link",
        recorded_at=LATER,
    )
    row.content = {line: said(f"{kind} {line}") for line in SAID}
    db.session.add(row)
    db.session.flush()


def _add_answer(case: Case, keyset_id: UUID, share_id: UUID) -> None:
    row = PartnerAnswer(
        organisation_id=case.organisation_id,
        id=new_id(),
        case_id=case.id,
        keyset_id=keyset_id,
        share_id=share_id,
        subject_id=case.id,
        key=new_id(),
        party="police",
        ask="police_news",
        via="link",
        state="unconfirmed",
        given_at=LATER,
    )
    row.content = {"given": {"words": said("answer")}, "refused": said("refused")}
    db.session.add(row)
    db.session.flush()
