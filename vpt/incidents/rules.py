"""What a report is, and the checks that need no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from vpt.core.errors import RuleBroken
from vpt.incidents import taxonomy, words
from vpt.incidents.taxonomy import Category, Channel, Motive, Precision, Recipient, Relation

TOLERANCE = timedelta(minutes=5)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LONG_TEXT = 20_000
SHORT_TEXT = 500
NAME_TEXT = 200
MOST_PEOPLE = 20
MOST_DAMAGE = 20
HIGHEST_SCORE = 5
MOST_ABSENCE_DAYS = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class BehaviourSeen:
    """A category, and a subtype when the reporter gave one."""

    category: Category
    subtype: str = ""

    @property
    def severity(self) -> int:
        """Return what this behaviour alone suggests."""
        return taxonomy.severity_of(self.category, self.subtype)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person by name; every field may be empty. `surname` may hold its prefix ("van 't")."""

    name: str = ""
    surname: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    customer_number: str = ""
    description: str = ""
    user_id: UUID | None = None

    @property
    def full_name(self) -> str:
        """Return first name and surname together."""
        return f"{self.name} {self.surname}".strip()

    @property
    def is_empty(self) -> bool:
        """Return whether nothing at all was filled in."""
        return self == Person()

    def identity(self) -> dict[str, str]:
        """Return what says who this is, without empty fields."""
        values = {
            "name": self.full_name,
            "given_name": self.name if self.surname else "",
            "surname": self.surname,
            "birth_date": self.birth_date.isoformat() if self.birth_date else "",
            "phone": self.phone,
            "email": self.email,
            "customer_number": self.customer_number,
        }
        return {key: value for key, value in values.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A damaged or stolen thing; the amount is in euro cents, its owner employer or employee."""

    item: str
    amount_cents: int | None = None
    owner: str = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything the form yields. Moments are aware; texts are clean; empty means not given."""

    behaviours: tuple[BehaviourSeen, ...]
    occurred_from: datetime
    occurred_until: datetime
    precision: Precision = Precision.EXACT
    location_id: UUID | None = None
    place: str = ""
    location_kind: str = ""
    channel: Channel | None = None
    activity: str = ""
    motive: Motive = Motive.UNKNOWN
    colleague_id: UUID | None = None
    """The victim, when the report is not for the reporter."""
    other_victims: tuple[Person, ...] = ()
    relation: Relation = Relation.UNKNOWN
    perpetrators: tuple[Person, ...] = ()
    perpetrator_known: bool = False
    witnesses: tuple[Person, ...] = ()
    injured: bool = False
    medical: str = ""
    absence_days: int | None = None
    damage: tuple[Damage, ...] = ()
    damaged: bool = False
    weapon: bool = False
    weapon_text: str = ""
    police_present: bool = False
    narrative: str = ""
    literal_words: str = ""
    seven_ws: Mapping[str, str] = field(default_factory=dict)
    support: tuple[str, ...] = ()
    victim_score: int | None = None
    recipient: Recipient = Recipient.MANAGER

    @property
    def category(self) -> Category:
        """Return the category of the most severe behaviour; the first one wins a tie."""
        return max(self.behaviours, key=lambda seen: seen.severity).category

    @property
    def severity(self) -> int:
        """Return the proposed severity, 1 to 5; a person decides."""
        highest = max(seen.severity for seen in self.behaviours)
        aggravated = taxonomy.WITH_INJURY if self.injured or self.weapon else 1
        return min(max(highest, aggravated), taxonomy.MOST_SEVERE)

    def answers(self) -> dict[str, object]:
        """Return what is sealed beside the narrative."""
        values: dict[str, object] = {
            "literal_words": self.literal_words,
            "seven_ws": {key: text for key, text in self.seven_ws.items() if text},
            "place": self.place,
            "damage": [
                {"item": loss.item, "amount_cents": loss.amount_cents, "owner": loss.owner}
                for loss in self.damage
            ],
            "weapon": self.weapon_text,
            "support": list(self.support),
            "absence_days": self.absence_days,
        }
        return {key: value for key, value in values.items() if value not in ("", [], {}, None)}


def ensure_acceptable(report: Report, *, now: datetime) -> None:
    """Refuse a report that cannot be true or may not be kept; the refusal names the field."""
    if report.relation is Relation.COLLEAGUE:
        raise RuleBroken("colleague_route", field="relation")
    if not report.behaviours:
        raise RuleBroken("behaviour_missing", field="categories")
    if report.location_id is None and not report.place:
        raise RuleBroken("place_missing", field="place")
    _ensure_time(report, now)
    _ensure_sizes(report)
    ensure_no_bsn(dict(texts(report)))


def ensure_no_bsn(fields: Mapping[str, str]) -> None:
    """Refuse texts that hold a citizen service number (DESIGN §7: refused everywhere)."""
    for name, text in fields.items():
        if words.holds_bsn(text):
            raise RuleBroken("bsn_refused", field=name)


def ensure_length(name: str, text: str, most: int) -> None:
    """Refuse a text that is longer than a field may be."""
    if len(text) > most:
        raise RuleBroken("text_too_long", field=name, most=most)


def _ensure_time(report: Report, now: datetime) -> None:
    if report.occurred_from < EARLIEST:
        raise RuleBroken("occurred_too_long_ago", field="day")
    if report.occurred_from > now + TOLERANCE:
        raise RuleBroken("occurred_in_future", field="day")
    if report.occurred_until < report.occurred_from:
        raise RuleBroken("ends_before_start", field="until_day")
    if report.precision is Precision.PERIOD and report.occurred_until > now + TOLERANCE:
        raise RuleBroken("occurred_in_future", field="until_day")


def _ensure_sizes(report: Report) -> None:
    long = {"narrative", "literal_words", "medical", *taxonomy.SEVEN_WS}
    for name, text in texts(report):
        field_name = name.rpartition("-")[2]
        ensure_length(name, text, LONG_TEXT if field_name in long else SHORT_TEXT)
    people = (*report.other_victims, *report.perpetrators, *report.witnesses)
    if len(people) > MOST_PEOPLE or len(report.damage) > MOST_DAMAGE:
        raise RuleBroken("too_many_people", field="perpetrators", most=MOST_PEOPLE)
    if report.victim_score is not None and not 1 <= report.victim_score <= HIGHEST_SCORE:
        raise RuleBroken("score_out_of_range", field="victim_score")


def texts(report: Report) -> Iterator[tuple[str, str]]:
    """Yield every text somebody typed with the name of its form field."""
    yield "place", report.place
    yield "narrative", report.narrative
    yield "literal_words", report.literal_words
    yield "medical", report.medical
    yield "weapon_text", report.weapon_text
    yield from report.seven_ws.items()
    yield from ((f"damage-{n}-item", loss.item) for n, loss in enumerate(report.damage))
    groups = {
        "other_victims": report.other_victims,
        "perpetrators": report.perpetrators,
        "witnesses": report.witnesses,
    }
    for group, people in groups.items():
        for number, person in enumerate(people):
            for name in ("name", "surname", "phone", "email", "customer_number", "description"):
                yield f"{group}-{number}-{name}", getattr(person, name)
