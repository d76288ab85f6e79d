"""Which partners the employers of the demo work with, and whom they know there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from vpt.accounts.people import User
from vpt.core.actor import Actor, Role
from vpt.core.worktime import local_date
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.infra.db import db
from vpt.partners import admission, officers, organisations
from vpt.partners.officers import Person

SINCE = timedelta(days=400)
LEFT = timedelta(days=120)
POLICE, PROSECUTION, MUNICIPALITY = "PEO", "OMO", "OOV"
LOCAL = frozenset({"GES", "ZDE", "BNL"})
"""Employers in the town of the order-and-safety desk; the others have a mayor of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody with an account at a partner, by the key of the content files."""

    partner: str
    key: str
    place: str
    phone: str
    is_vpt: bool = False


WITH_ACCOUNT = (
    Known(
        partner=POLICE,
        key="rik.temmink",
        place="Contactfunctionaris VPT",
        phone="088 000 00 11",
        is_vpt=True,
    ),
    Known(
        partner=PROSECUTION,
        key="caroline.haverland",
        place="Portefeuille VPT",
        phone="088 000 00 12",
        is_vpt=True,
    ),
    Known(
        partner=MUNICIPALITY,
        key="frederique.hoitink",
        place="Advies openbare orde en veiligheid",
        phone="074 000 00 13",
        is_vpt=True,
    ),
)
INVITED = Known(
    partner=POLICE, key="souad.benali", place="Intake en service", phone="088 000 00 16"
)
"""Has not chosen a password yet."""
INVITED_BY = "GES"
BY_LINK = Person(
    name="Petra de Wit (demo)",
    place="Bureau Borgbeek, intake en service",
    phone="088 000 00 14",
    email="petra.dewit@politie-oost.example",
    second_email="bureau.borgbeek@politie-oost.example",
    is_vpt=False,
)
"""Works with a link: the code goes to the address of the police station."""


def know_whom_to_call(region: Region, _told: Sequence[Reported], now: datetime) -> None:
    """Give every employer its partners, and its contacts there with and without an account."""
    codes = {identifier: code for code, identifier in region.organisations.items()}
    known = set()
    for actor in region.actors.values():
        if Role.COORDINATOR not in actor.roles or actor.organisation_id in known:
            continue
        known.add(actor.organisation_id)
        _know(region, actor, codes[actor.organisation_id], now)


def _know(region: Region, actor: Actor, employer: str, now: datetime) -> None:
    since = local_date(now - SINCE)
    partners = [POLICE, PROSECUTION, *([MUNICIPALITY] if employer in LOCAL else [])]
    for code in partners:
        organisations.begin(actor, region.organisations[code], since, now=now)
    left = Known(partner=POLICE, key="dirk.nieuwboer", place="Wijkagent", phone="088 000 00 15")
    _add(region, actor, left, (since, local_date(now - LEFT)), now)
    police = region.organisations[POLICE]
    officers.add(actor, police, BY_LINK, valid_from=since, valid_until=None, now=now)
    waiting = [INVITED] if employer == INVITED_BY else []
    for one in [*waiting, *WITH_ACCOUNT]:  # the newest is the first who is asked
        if one.partner in partners:
            officer_id = _add(region, actor, one, (since, None), now)
            admission.invite(actor, officer_id, now=now)


def _add(
    region: Region, actor: Actor, one: Known, period: tuple[date, date | None], now: datetime
) -> UUID:
    user = db.session.get_one(User, region.people[one.key])
    person = Person(
        name=f"{user.name} (demo)",
        place=one.place,
        phone=one.phone,
        email=user.email,
        is_vpt=one.is_vpt,
    )
    since, until = period
    where = region.organisations[one.partner]
    return officers.add(actor, where, person, valid_from=since, valid_until=until, now=now)
