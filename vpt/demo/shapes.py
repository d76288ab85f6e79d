"""What the invented region consists of: frozen values, as the content files hold them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class ContentError(Exception):
    """A content file holds something that does not fit; the text names place and reason."""


@dataclass(frozen=True, slots=True)
class Address:
    """A street address, invented."""

    street: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Opening on some days of the week (mon … sun), local times as HH:MM."""

    days: tuple[str, ...]
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An employer or a partner of the demo region."""

    short_code: str
    name: str
    kind: str
    sector: str
    brand_colour: str
    mail_domain: str
    domicile: Address
    phone: str
    office_hours: tuple[OfficeHours, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A department; `parent` is empty for the top one. Manager and deputy are person keys."""

    key: str
    organisation: str
    name: str
    manager: str
    parent: str | None = None
    deputy: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place of work; `setting` ties incidents to it, `kind` is the official location type."""

    key: str
    organisation: str
    name: str
    kind: str
    setting: str
    address: str
    qr: str
    unit: str
    desk_phone: str = ""
    police_station: str = ""
    house_rules: str = ""
    image_retention_days: int = 28


@dataclass(frozen=True, slots=True)
class Person:
    """An invented employee or partner contact; `demo_role` marks the one-click sign-in."""

    key: str
    organisation: str
    name: str
    email: str
    function: str
    unit: str
    roles: tuple[str, ...] = ("medewerker",)
    demo_role: str | None = None
    demo_text: str | None = None


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """An invented citizen who returns in one to three incidents of one employer."""

    key: str
    employer: str
    name: str
    gender: str
    birth_date: date
    residence: str
    note: str
    customer_number: str | None = None


@dataclass(frozen=True, slots=True)
class SevenWs:
    """The seven questions the police ask as well."""

    who: str
    what: str
    where: str
    with_what: str
    in_which_way: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged thing, in euro cents; the owner is the organisation or the employee."""

    item: str
    amount_cents: int
    owner: str = "organisation"


@dataclass(frozen=True, slots=True)
class IncidentTemplate:
    """One written incident; behaviours are CATEGORY/subtype, the first one leads.

    `at` is a local time of day, `days` any, weekdays or weekend, `months` the months it fits in.
    `reporters` are the people whose voice it is; empty is anybody who works there. `severity` is
    what was assessed, `felt` the victim's own score.
    """

    key: str
    employers: tuple[str, ...]
    settings: tuple[str, ...]
    location_kind: str
    channel: str
    activity: str
    behaviours: tuple[str, ...]
    motive: str
    severity: int
    felt: int
    relation: str
    narrative: str
    words: str
    w: SevenWs
    impact: str
    at: str
    days: str = "any"
    reporters: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    perpetrator: str | None = None
    description: str | None = None
    injury: bool = False
    medical: bool = False
    absence_days: int = 0
    damage: tuple[Damage, ...] = ()
    weapon: str | None = None
    police_present: bool = False
    witnesses: int = 0
    evidence: tuple[str, ...] = ()

    @property
    def category(self) -> str:
        """The leading category code."""
        return self.behaviours[0].partition("/")[0]


@dataclass(frozen=True, slots=True)
class HandlingText:
    """A note somebody writes while handling; `fits` limits it to some categories, empty is all."""

    key: str
    step: str
    kind: str
    outcome: str
    author: str
    text: str
    fits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceTitle:
    """The description of an evidence file; the bytes are made when the demo is seeded."""

    key: str
    kind: str
    title: str
    file_name: str


@dataclass(frozen=True, slots=True)
class DemoContent:
    """Everything the demo region is made of, in file order."""

    organisations: tuple[Organisation, ...]
    units: tuple[Unit, ...]
    locations: tuple[Location, ...]
    people: tuple[Person, ...]
    perpetrators: tuple[Perpetrator, ...]
    incidents: tuple[IncidentTemplate, ...]
    texts: tuple[HandlingText, ...]
    evidence: tuple[EvidenceTitle, ...]
