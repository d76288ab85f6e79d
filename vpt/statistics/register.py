"""Fills the register of incidents over a period, for the house, its board or the inspectorate."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.cases import wording
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.documents import issued as papers
from vpt.documents.issue import Request
from vpt.documents.kinds.parts import Fact
from vpt.documents.kinds.registry import KINDS
from vpt.documents.kinds.statutory_log import AccidentRow, LogRow, StatutoryLogView, TotalRow
from vpt.documents.meta import DocumentMeta
from vpt.documents.models import IssuedDocument
from vpt.incidents import labels as incident_labels
from vpt.incidents.taxonomy import Category
from vpt.measures import ladder
from vpt.partners.disclosure import Disclosure, Profile, Section, disclose
from vpt.statistics import labels, queries
from vpt.statistics.queries import Entry, Listed, Register
from vpt.statistics.rules import MOST_ROWS, SEVERE, Period

KIND = "statutory_log"
PURPOSE = "register"
RECIPIENTS = {
    Profile.INTERNAL: "Eigen organisatie",
    Profile.BOARD: "Bestuur en ondernemingsraad",
    Profile.INSPECTORATE: "Nederlandse Arbeidsinspectie",
}
NOBODY = (
    "In dit register staat niemand: geen namen, geen omschrijvingen, geen adressen.",
    "De organisatie bewaart per incident een eigen dossier.",
)
UNKNOWN = "Niet vastgelegd"
LONG = "Lang verzuim"


def prepare(actor: Actor, period: Period, profile: Profile, *, now: datetime) -> Request:
    """Return what `documents.issue` needs to draw the register of a period for a profile.

    Raises NotAllowed, RuleBroken("profile_not_for_kind"), and RuleBroken("register_too_long")
    when a shorter period is needed.
    """
    _ensure(actor)
    disclosure = disclose(profile)
    is_for = profile.value in KINDS[KIND].profiles and disclosure.shows(Section.REGISTER)
    if not is_for:
        raise RuleBroken("profile_not_for_kind", kind=KIND)
    house = accounts.get_organisation(actor)
    if house.keyset_id is None:
        raise NotVisible("not_found")
    found = look(actor, period)
    return Request(
        case_id=house.id,
        keyset_id=house.keyset_id,
        kind=KIND,
        profile=profile.value,
        purpose=PURPOSE,
        view=_view(house, period, found, disclosure, now),
        subject_id=period.of(house.id),
    )


def look(actor: Actor, period: Period) -> Register:
    """Return the register of a period; RuleBroken("register_too_long") when it is no paper."""
    _ensure(actor)
    found = queries.register(actor, period, MOST_ROWS)
    if len(found.entries) > MOST_ROWS:
        raise RuleBroken("register_too_long", field="periode", most=MOST_ROWS)
    return found


def figures(actor: Actor, period: Period) -> tuple[TotalRow, ...]:
    """Return the totals of a period per category, for a page; RuleBroken as `look`."""
    return _totals(look(actor, period).entries)


def issued(actor: Actor) -> list[IssuedDocument]:
    """Return every register that was made, newest first."""
    _ensure(actor)
    rows = papers.list_of_case(actor, actor.organisation_id)
    return [row for row in rows if row.kind == KIND]


def get(actor: Actor, document_id: UUID) -> IssuedDocument:
    """Return one register that was made."""
    _ensure(actor)
    row = papers.get(actor, actor.organisation_id, document_id)
    if row.kind != KIND:
        raise NotVisible("not_found")
    return row


def reference(code: str, period: Period) -> str:
    """Return what the register of a period is filed by."""
    return f"{code}-{period.code.upper()}"


def _ensure(actor: Actor) -> None:
    policy.ensure(actor, Permission.CASE_READ_ALL)
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)


def _view(
    house: Organisation, period: Period, found: Register, disclosure: Disclosure, now: datetime
) -> StatutoryLogView:
    has_references = disclosure.shows(Section.CASE)
    return StatutoryLogView(
        meta=_meta(house, period, disclosure.profile, now),
        about=_about(period, found),
        totals=_totals(found.entries),
        accidents=_accidents(found.entries),
        rows=tuple(
            _row(number, one, one.reference if has_references else "")
            for number, one in enumerate(found.entries, 1)
        ),
        law=tuple(_law()),
        not_included=NOBODY,
    )


def _meta(house: Organisation, period: Period, profile: Profile, now: datetime) -> DocumentMeta:
    return DocumentMeta(
        title=KINDS[KIND].title,
        reference=reference(house.short_code, period),
        version="",
        recipient=RECIPIENTS[profile],
        issued_at=wording.moment(now),
        issued_at_iso=now.isoformat(timespec="seconds"),
        organisation=house.name,
        classification="Vertrouwelijk",
        demo=accounts.is_demo(),
    )


def _about(period: Period, found: Register) -> tuple[Fact, ...]:
    last = period.after - timedelta(days=1)
    uncounted = [
        _counted(found.withdrawn, "ingetrokken melding", "ingetrokken meldingen"),
        _counted(found.doubles, "dubbele melding", "dubbele meldingen"),
    ]
    facts = (
        Fact("Periode", f"{wording.day(period.first)} tot en met {wording.day(last)}"),
        Fact("Incidenten", str(len(found.entries))),
        Fact("Ongevallen op de lijst", str(sum(len(one.accidents) for one in found.entries))),
        Fact("Niet meegeteld", "\n".join(line for line in uncounted if line)),
        Fact(LONG, "Meer dan drie werkdagen."),
        Fact("Aangifte", "“Ja” betekent: de politie nam de aangifte op."),
    )
    return tuple(fact for fact in facts if fact.value)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _totals(entries: Sequence[Entry]) -> tuple[TotalRow, ...]:
    if not entries:
        return ()
    rows = [
        _total(incident_labels.CATEGORY[category], of_kind)
        for category in incident_labels.CATEGORY
        if (of_kind := [one for one in entries if one.category == category])
    ]
    return (*rows, _total("Samen", entries, is_sum=True))


def _total(name: str, entries: Sequence[Entry], *, is_sum: bool = False) -> TotalRow:
    return TotalRow(
        category=name,
        incidents=str(len(entries)),
        severe=_how_many((one.severity or 0) >= SEVERE for one in entries),
        injured=_how_many(one.injured for one in entries),
        absent=_how_many(_is_absent(one) for one in entries),
        inspected=_how_many(_is_inspected(one) for one in entries),
        reports=_how_many(one.report == queries.TAKEN for one in entries),
        is_sum=is_sum,
    )


def _how_many(answers: Iterable[bool]) -> str:
    return str(sum(answers))


def _is_absent(one: Entry) -> bool:
    return any(each.long_absence for each in one.accidents)


def _is_inspected(one: Entry) -> bool:
    return any(each.reported_on for each in one.accidents)


def _accidents(entries: Sequence[Entry]) -> tuple[AccidentRow, ...]:
    return tuple(
        _accident(number, one, listed)
        for number, one in enumerate(entries, 1)
        for listed in one.accidents
    )


def _accident(number: int, one: Entry, listed: Listed) -> AccidentRow:
    told = f"Gemeld op {wording.day(listed.reported_on)}" if listed.reported_on else "Niet gemeld"
    return AccidentRow(
        number=str(number),
        on=wording.day(one.on),
        nature=f"{_category(one)}\n{_place(one)}",
        reported=told,
        absence=LONG if listed.long_absence else "Geen lang verzuim",
    )


def _row(number: int, one: Entry, shown_reference: str) -> LogRow:
    return LogRow(
        number=str(number),
        on=_figures(one.on),
        where=_place(one),
        category=_category(one),
        severity=f"Ernst {one.severity} van 5" if one.severity else "Ernst niet bepaald",
        harm=_harm(one),
        report=labels.REPORT[one.report],
        measures="\n".join(_measures(one)),
        standing="Afgesloten" if one.is_closed else "In behandeling",
        reference=shown_reference,
    )


def _figures(on: date) -> str:
    return f"{on:%d-%m-%Y}"


def _place(one: Entry) -> str:
    return incident_labels.LOCATION_KIND.get(one.location_kind, UNKNOWN)


def _category(one: Entry) -> str:
    return incident_labels.CATEGORY[Category(one.category)]


def _harm(one: Entry) -> str:
    lines = (
        "Letsel" if one.injured else "Geen letsel",
        LONG if _is_absent(one) else "",
        "Inspectie" if _is_inspected(one) else "",
    )
    return "\n".join(line for line in lines if line)


def _measures(one: Entry) -> list[str]:
    rungs = [found for key in one.measures if (found := ladder.rung(key))]
    return [rung.named() for rung in sorted(rungs, key=lambda rung: rung.level)]


def _law() -> Iterable[Fact]:
    for one in labels.LAW:
        read = f"bron: {one.source}, " if one.source else ""
        yield Fact(one.about, f"{one.text}\n{one.where} ({read}{labels.CHECKED[one.is_checked]}).")
