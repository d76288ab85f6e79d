"""Founds the demo region: organisations, units, places and people, and who acts for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vpt.accounts import locations, posts, queries, service, units
from vpt.accounts.locations import LocationDetails
from vpt.accounts.models import Organisation as StoredOrganisation
from vpt.accounts.models import Unit as StoredUnit
from vpt.accounts.rules import OrganisationKind
from vpt.accounts.service import NewOrganisation, NewPerson
from vpt.cases import founding, protocols
from vpt.core.actor import Actor, Author, Role
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import WorkCalendar
from vpt.demo import logos
from vpt.demo.colours import shades
from vpt.demo.shapes import DemoContent, Location, Organisation, Person, Unit
from vpt.documents import house
from vpt.documents.house import Checked, NewStyle
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.sealing import SealMaterial

REGION = "Twente (demo)"
EMPLOYER = "employer"
HELP = "Hulp nodig? Bel de VPT-lijn {phone}. In gevaar: bel 112."
ONE_CLICK = (
    "medewerker", "leidinggevende", "coordinator", "plaatsvervanger", "hr", "opvangteam", "boa",
    "chauffeur", "receptie", "vertrouwenspersoon", "fg", "auditor", "beheerder", "protocoleigenaar",
    "politie", "om", "oov", "regio_analist",
)  # fmt: skip
"""The order in which the sign-in page offers the invented people."""


@dataclass(slots=True, kw_only=True)
class Region:
    """The stored region by the keys of the content files."""

    organisations: dict[str, UUID] = field(default_factory=dict)
    calendars: dict[str, WorkCalendar] = field(default_factory=dict)
    units: dict[str, UUID] = field(default_factory=dict)
    locations: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    actors: dict[UUID, Actor] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """Return a person of the content as somebody who acts."""
        return self.actors[self.people[key]]


def calendar_of(organisation: Organisation) -> dict[str, Any]:
    """Return the office hours of the content as organisations store them."""
    if not organisation.office_hours:
        return {}
    hours = {
        day: [entry.opens, entry.closes]
        for entry in organisation.office_hours
        for day in entry.days
    }
    return {"office_hours": hours}


def calendars(content: DemoContent) -> dict[str, WorkCalendar]:
    """Return the working calendar per short code."""
    return {
        one.short_code: protocols.calendar_of(calendar_of(one)) for one in content.organisations
    }


def build(content: DemoContent, *, now: datetime) -> Region:
    """Store everybody and everything that was there before the first incident, in one commit."""
    region = Region(calendars=calendars(content))
    seals = {
        one.short_code: founding.make_seal(one.name, demo=True, now=now)
        for one in content.organisations
    }
    styles = {one.short_code: _style(one) for one in content.organisations if one.kind == EMPLOYER}
    with unit_of_work():
        for entry in content.organisations:
            _organisation(region, entry, seals[entry.short_code], now)
        for code, checked in styles.items():
            _dress(region.organisations[code], checked, now)
        for unit in content.units:
            _unit(region, unit, now)
        _people(region, content.people, now)
        _leaders(region, content.units, now)
        for place in content.locations:
            _location(region, place, now)
        _actors(region, content.people, now)
        for code in styles:
            founding.end_set_up(region.organisations[code], now=now)
    for checked in styles.values():
        if checked.logo:
            storage.settle(checked.logo)
    return region


def _style(entry: Organisation) -> Checked:
    drawn = logos.draw(entry.name, entry.sector, entry.brand_colour)
    return house.check(NewStyle(logo=drawn, colour=entry.brand_colour))


def _dress(organisation_id: UUID, checked: Checked, now: datetime) -> None:
    keyset_id = db.session.get_one(StoredOrganisation, organisation_id).keyset_id
    if keyset_id is None:
        raise RuleBroken("no_keyset")
    house.set_style(Author(organisation_id=organisation_id), keyset_id, checked, now=now)


def _organisation(region: Region, entry: Organisation, seal: SealMaterial, now: datetime) -> None:
    address = entry.domicile
    new = NewOrganisation(
        name=entry.name,
        code=entry.short_code,
        kind=OrganisationKind(entry.kind),
        sector=entry.sector,
        region=REGION,
        domicile=f"{address.street}, {address.postcode} {address.city}",
        help_text=HELP.format(phone=entry.phone),
    )
    if entry.kind == EMPLOYER:
        stored = founding.found(new, seal, calendar=calendar_of(entry), now=now)
    else:
        stored = service.create_organisation(new, now=now)
    stored.brand = shades(entry.brand_colour)
    region.organisations[entry.short_code] = stored.id


def _unit(region: Region, unit: Unit, now: datetime) -> None:
    author = Author(organisation_id=region.organisations[unit.organisation])
    parent = region.units[unit.parent] if unit.parent else None
    region.units[unit.key] = units.add(author, unit.name, parent_id=parent, now=now).id


def _location(region: Region, place: Location, now: datetime) -> None:
    author = Author(organisation_id=region.organisations[place.organisation])
    new = LocationDetails(
        name=place.name,
        kind=place.kind,
        address=place.address,
        unit_id=region.units[place.unit],
        image_retention_days=place.image_retention_days,
        desk_phone=place.desk_phone,
        police_station=place.police_station,
        house_rules=place.house_rules,
    )
    region.locations[place.key] = locations.add(author, new, code=place.qr, now=now).id


def _people(region: Region, people: Iterable[Person], now: datetime) -> None:
    offered = {role: number for number, role in enumerate(ONE_CLICK)}
    ordered = sorted(people, key=lambda one: offered.get(one.demo_role or "", len(offered)))
    for number, person in enumerate(ordered):
        author = Author(organisation_id=region.organisations[person.organisation])
        new = NewPerson(
            email=person.email,
            name=person.name,
            roles=tuple(Role(role) for role in person.roles),
            unit_id=region.units[person.unit],
        )
        at = now + timedelta(seconds=number)  # the sign-in page lists people by this
        user = service.add_person(author, new, now=at)
        user.demo_role = person.demo_text or ""
        region.people[person.key] = user.id


def _leaders(region: Region, units: Iterable[Unit], now: datetime) -> None:
    for unit in units:
        author = Author(organisation_id=region.organisations[unit.organisation])
        stored = db.session.get_one(StoredUnit, (author.organisation_id, region.units[unit.key]))
        posts.set_both(
            author,
            stored,
            manager_id=region.people[unit.manager],
            deputy_id=region.people[unit.deputy] if unit.deputy else None,
            now=now,
        )


def _actors(region: Region, people: Iterable[Person], now: datetime) -> None:
    settled = now + timedelta(hours=1)
    for person in people:
        organisation_id = region.organisations[person.organisation]
        found = queries.find_actor(region.people[person.key], organisation_id, now=settled)
        if found is None:
            raise NotVisible("not_found")
        region.actors[found[1].id] = found[1]
