"""An invented register of half a year, rich and empty, for tests and for looking at."""

from dataclasses import replace

from vpt.documents.kinds.parts import Fact
from vpt.documents.kinds.statutory_log import (
    PROFILES,
    AccidentRow,
    LogRow,
    StatutoryLogView,
    TotalRow,
)
from vpt.documents.meta import DocumentMeta

RECIPIENTS = {
    "internal": "Eigen organisatie",
    "board": "Bestuur en ondernemingsraad",
    "inspectorate": "Nederlandse Arbeidsinspectie",
}
META = DocumentMeta(
    title="Register van incidenten",
    reference="GTV-2026-H1",
    version="1",
    recipient=RECIPIENTS["internal"],
    issued_at="1 juli 2026, 09:15 uur",
    issued_at_iso="2026-07-01T09:15:00+02:00",
    organisation="Gemeente Twenteveen (demo)",
    classification="Vertrouwelijk",
    demo=True,
)
_KINDS = (
    ("14-01-2026", "Balie of loket", "Schelden of schreeuwen", "Ernst 2 van 5"),
    ("02-02-2026", "Telefoon", "Bedreiging of intimidatie", "Ernst 4 van 5"),
    ("10-03-2026", "Publiekshal of wachtruimte", "Lichamelijk geweld", "Ernst 5 van 5"),
    ("23-04-2026", "Straat of openbare ruimte", "Schelden of schreeuwen", "Ernst 1 van 5"),
    ("06-06-2026", "Sociale media", "Online", "Ernst 3 van 5"),
)
_COURSES = (
    ("Geen letsel", "Nee", "", "Afgesloten"),
    ("Geen letsel", "Ja", "Waarschuwing", "Afgesloten"),
    (
        "Letsel\nLang verzuim\nInspectie",
        "Ja",
        "Contactbeperking\nGebouwontzegging",
        "In behandeling",
    ),
    ("Geen letsel", "Nee", "Ordegesprek", "Afgesloten"),
    ("Geen letsel", "Nee", "", "In behandeling"),
)


def _rows() -> tuple[LogRow, ...]:
    return tuple(
        LogRow(
            number=str(number),
            on=on,
            where=where,
            category=category,
            severity=severity,
            harm=harm,
            report=report,
            measures=measures,
            standing=standing,
            reference=f"GTV-2026-{number:06}-K",
        )
        for number, (
            (on, where, category, severity),
            (harm, report, measures, standing),
        ) in enumerate(zip(_KINDS, _COURSES, strict=True), 1)
    )


def _total(category: str, *counts: int, is_sum: bool = False) -> TotalRow:
    incidents, severe, injured, absent, inspected, reports = (str(one) for one in counts)
    return TotalRow(
        category=category,
        incidents=incidents,
        severe=severe,
        injured=injured,
        absent=absent,
        inspected=inspected,
        reports=reports,
        is_sum=is_sum,
    )


_RICH = StatutoryLogView(
    meta=META,
    about=(
        Fact("Periode", "1 januari 2026 tot en met 30 juni 2026"),
        Fact("Incidenten", "5"),
        Fact("Ongevallen op de lijst", "1"),
        Fact("Niet meegeteld", "1 ingetrokken melding"),
        Fact("Lang verzuim", "Meer dan drie werkdagen."),
    ),
    totals=(
        _total("Schelden of schreeuwen", 2, 0, 0, 0, 0, 0),
        _total("Bedreiging of intimidatie", 1, 1, 0, 0, 0, 1),
        _total("Online", 1, 0, 0, 0, 0, 0),
        _total("Lichamelijk geweld", 1, 1, 1, 1, 1, 1),
        _total("Samen", 5, 2, 1, 1, 1, 2, is_sum=True),
    ),
    accidents=(
        AccidentRow(
            number="3",
            on="10 maart 2026",
            nature="Lichamelijk geweld\nPubliekshal of wachtruimte",
            reported="Gemeld op 10 maart 2026",
            absence="Langer dan 3 werkdagen",
        ),
    ),
    rows=_rows(),
    law=(
        Fact(
            "Lijst van ongevallen", "Datum en aard (Arbowet artikel 9, tweede lid; nog te toetsen)."
        ),
    ),
    not_included=("In dit register staat niemand: geen namen, geen omschrijvingen, geen plekken.",),
)


def example(profile: str = PROFILES[0]) -> StatutoryLogView:
    """Return the register of half a year as the given profile would get it."""
    if profile not in RECIPIENTS:
        raise ValueError(f"unknown profile: {profile}")
    rows = _rows()
    if profile != PROFILES[0]:
        rows = tuple(replace(row, reference="") for row in rows)
    return replace(_RICH, meta=replace(META, recipient=RECIPIENTS[profile]), rows=rows)


def empty_example() -> StatutoryLogView:
    """Return the register of a period in which nothing happened."""
    return StatutoryLogView(meta=META, about=(), totals=(), accidents=(), rows=(), law=())
