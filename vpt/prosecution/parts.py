"""The parts of the dossier about work, people, police, measures and whom to call."""

from collections.abc import Iterator
from datetime import date

from vpt.cases import wording
from vpt.cases.telling import BY_NUMBER, NO_NAME
from vpt.documents.kinds.parts import Fact, FactGroup, MeasureRow, PersonRow
from vpt.measures import labels as measure_labels
from vpt.measures import ladder
from vpt.measures.models import Measure
from vpt.measures.queries import Standing
from vpt.measures.rules import State
from vpt.outcomes.rules import Happening
from vpt.partners.labels import PARTY
from vpt.police_reports import labels as police_labels
from vpt.police_reports.models import PoliceReport
from vpt.prosecution.case import Told
from vpt.prosecution.chronology import shown_news

ON_SHEET = "Zie het identiteitsblad"
AGREED = (
    ("V1", "Zaken van agressie tegen mensen met een publieke taak krijgen voorrang."),
    ("V2", "Het OM vervolgt in beginsel altijd."),
    ("V3", "Het OM eist een hogere straf: de ernst van het feit weegt 200 procent zwaarder."),
    ("V8", "Het slachtoffer wordt geïnformeerd en geholpen bij zijn rechten."),
    ("V9", "Het OM helpt de schade te verhalen."),
)
"""From the study of the field, with our own numbers, checked at the source (domain.md §1.4)."""
IMPOSED = frozenset({State.IMPOSED.value, State.LIFTED.value, State.ENDED.value})


def cover(told: Told) -> tuple[Fact, ...]:
    """Return why this is a case of a safe public task, and what was agreed about such cases."""
    got = told.telling.got
    facts = [
        Fact("Werkgever", got.organisation.name),
        Fact("Onderdeel", got.unit),
        Fact("Publieke taak", "Het incident gebeurde tijdens of vanwege een publieke taak."),
        Fact("Functie", told.detail("function")),
        Fact("Taak op dat moment", told.task()),
        Fact("Landelijke afspraken", "\n".join(f"{text} ({key})" for key, text in AGREED)),
        Fact("Nummering", "V1 tot en met V9 zijn onze eigen nummers bij deze afspraken."),
    ]
    return tuple(fact for fact in facts if fact.value)


def people(told: Told) -> tuple[PersonRow, ...]:
    """Return who took part, by number; names are on a sheet of their own."""
    on_sheet = {row.number: row.name for row in told.named.people()}
    return tuple(
        PersonRow(
            number=row.number,
            role=row.role,
            name=_known(on_sheet.get(row.number, "")),
            reachable=row.reachable,
        )
        for row in told.telling.people()
    )


def _known(name: str) -> str:
    return name if name in {BY_NUMBER, NO_NAME} else ON_SHEET


def police_reports(told: Told) -> tuple[FactGroup, ...]:
    """Return how each report to the police stands."""
    rows = enumerate(told.kept.reports, 1)
    return tuple(
        FactGroup(title=f"Aangifte {number}", facts=tuple(_report(told, row)))
        for number, row in rows
    )


def _report(told: Told, report: PoliceReport) -> Iterator[Fact]:
    text, details = told.telling.text, report.details or {}
    victims = {row.id: told.telling.number(row) for row in told.telling.got.running.involved}
    complaints = [row for row in told.kept.complaints if row.victim_id == report.victim_id]
    facts = [
        Fact("Voor", victims.get(report.victim_id, "")),
        Fact("Aangever", police_labels.FILED_BY.get(report.filed_by, "")),
        Fact("Stand", police_labels.STATE.get(report.state, "")),
        Fact("Opgenomen op", wording.day(report.filed_on)),
        Fact("Bureau", text(details.get("station"))),
        Fact("Registratienummer", text(details.get("number"))),
        Fact("PV-nummer", text(details.get("record_number"))),
        Fact("VPT-code", police_labels.CODE[report.code_state]),
        Fact("Afscherming", police_labels.SHIELD[report.protection]),
        *(Fact("Klacht gedaan op", wording.day(row.filed_on)) for row in complaints),
        Fact("Wens van het slachtoffer", police_labels.WANTED.get(details.get("wanted", ""), "")),
    ]
    yield from (fact for fact in facts if fact.value)


def numbers(told: Told) -> tuple[Fact, ...]:
    """Return the numbers under which police, prosecution and court know the case."""
    text, found = told.telling.text, []
    for report in told.kept.reports:
        details = report.details or {}
        found += [
            Fact("Registratienummer politie", text(details.get("number"))),
            Fact("PV-nummer", text(details.get("record_number"))),
        ]
    for one in shown_news(told.news):
        is_police = one.kind == Happening.POLICE_NEWS
        number = "Registratienummer politie" if is_police else "Parketnummer"
        found += [
            Fact(number, text(one.word("number"))),
            Fact("PV-nummer", text(one.word("record_number"))),
            Fact("ECLI-nummer", text(one.word("ecli"))),
        ]
    return tuple(dict.fromkeys(fact for fact in found if fact.value))


def contacts(told: Told) -> tuple[Fact, ...]:
    """Return whom to call: the employer first, then the contact officers of the chain."""
    got, case = told.telling.got, told.telling.got.running.case
    employer = ", ".join(
        part for part in (told.detail("contact"), told.detail("contact_phone")) if part
    )
    facts = [
        Fact("Werkgever", employer),
        Fact("Behandelaar", told.telling.staff(case.assignee_id) if case.assignee_id else ""),
        Fact("Domicilie", got.organisation.domicile),
    ]
    for one in told.officers:
        parts = (one.name, one.place, one.phone, one.email)
        facts.append(Fact(f"VPT-contact {PARTY[one.party]}", ", ".join(p for p in parts if p)))
    return tuple(fact for fact in facts if fact.value)


def measures(told: Told) -> tuple[MeasureRow, ...]:
    """Return what the employer or an authority imposed."""
    rows = (one for one in told.measures if one.measure.state in IMPOSED and one.grounds_hold)
    return tuple(_measure(told, one) for one in rows)


def _measure(told: Told, standing: Standing) -> MeasureRow:
    row, rung = standing.measure, ladder.rung(standing.measure.level)
    owner = next((o for o in told.telling.got.running.involved if o.id == row.involved_id), None)
    return MeasureRow(
        title=f"{rung.level} – {rung.named()}" if rung else "Maatregel",
        subject=told.telling.number(owner) if owner else "",
        period=_period(row),
        decided=_decided(told, row),
        grounds="\n".join(_grounds(told, row)),
        state=measure_labels.STATE[row.state],
    )


def _period(row: Measure) -> str:
    last = row.ended_on or row.ends_on
    parts = [_on("Vanaf", row.starts_on), _on("tot en met", last)]
    return " ".join(part for part in parts if part)


def _decided(told: Told, row: Measure) -> str:
    by = measure_labels.ISSUER.get(row.issuer) or told.telling.staff(row.decided_by)
    served = measure_labels.SERVED.get(row.served_how or "", "").lower()
    lines = [
        ", ".join(part for part in (by, wording.day(row.decided_on)) if part),
        ", ".join(part for part in (served, wording.day(row.served_on)) if part),
    ]
    return "\n".join(line for line in lines if line)


def _grounds(told: Told, row: Measure) -> Iterator[str]:
    for one in (row.terms or {}).get("grounds", ()):
        on = wording.day_of(one["on"]) if one.get("on") else ""
        text = told.telling.text(one.get("text"))
        yield f"{on}: {text}" if on else text


def _on(word: str, on: date | None) -> str:
    return f"{word} {wording.day(on)}" if on else ""
