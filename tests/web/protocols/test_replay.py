"""What the page of a replay shows to whom, and how differences read."""

import re
from datetime import timedelta

from tests.cases.builders import a_case
from tests.revision.builders import CHANGED
from tests.web.protocols.desk import DRAFT, Desk, begin, desk
from tests.web.watching import statements
from vpt.cases.models import Case
from vpt.core import clock
from vpt.protocol import editing, loader
from vpt.protocol.definition import Condition, Need, Protocol, Text
from vpt.protocol.edits import (
    AddStep,
    NewFact,
    NewOutcome,
    NewStep,
    SetAfter,
    SetGate,
    SetParty,
    SetTerm,
    SetWhen,
    TermField,
)
from vpt.web.protocols import telling

__all__ = ["desk"]
REPLAY = f"{DRAFT}/oefenen"
MONTHS = "jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
LATER = editing.apply(CHANGED, SetTerm(step="S05", field=TermField.DUE, term="working_days 9"))


def cases(desk: Desk, count: int) -> list[Case]:
    """Open cases and return them."""
    with desk.app.app_context():
        return [
            a_case(desk.town, at=clock.now() - timedelta(days=3, hours=number))
            for number in range(count)
        ]


def test_the_protocol_owner_reads_no_reference_no_moment_and_no_unit(desk, client_for) -> None:
    opened = cases(desk, 3)
    client = client_for(desk.owner)
    begin(client, LATER)

    page = client.get(REPLAY).text
    main = page[page.index("<main") : page.index("</main>")]

    assert "Beoordelen" in main
    assert re.search(r"\d+ (dag|dagen|uur)\b", main)
    for case in opened:
        assert case.reference not in page
        assert str(case.id) not in page
    for leak in ("/dossiers/", "Publieksbalie", desk.town.organisation.short_code + "-", "Sanne"):
        assert leak not in main
    assert not re.search(rf"\d+ ({MONTHS})|\d\d:\d\d|\d{{4}}-\d\d", main)


def test_the_coordinator_reads_moments_and_opens_the_case(desk, client_for) -> None:
    (case,) = cases(desk, 1)
    client = client_for(desk.town.coordinator)
    begin(client, LATER)

    page = client.get(REPLAY).text

    assert case.reference in page
    assert f"/dossiers/{case.id}" in page


def test_a_replay_asks_the_database_for_no_more_than_its_ten_cases(desk, client_for) -> None:
    cases(desk, 11)
    client = client_for(desk.owner)
    begin(client, LATER)

    with statements(desk.app) as seen:
        assert client.get(REPLAY).status_code == 200

    assert len(seen) <= 10 * 5 + 15


def test_without_cases_the_page_says_so(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, LATER)

    assert "Nog geen dossiers" in client.get(REPLAY).text


def rows(*edits: object) -> tuple[Protocol, list[tuple[str, str, str, str]]]:
    """Return the differences that edits of the reference make, in words."""
    text = CHANGED
    for edit in edits:
        text = editing.apply(text, edit)
    new = loader.load(text)
    told = telling.rows(loader.load(CHANGED), new, "nl")
    return new, [(one.where, one.what, one.before, one.after) for one in told]


def test_differences_read_as_words_without_any_code(app) -> None:
    with app.test_request_context():
        _new, told = rows(
            SetTerm(step="S05", field=TermField.DUE, term="working_days 2"),
            SetParty(step="S04", party="manager"),
            SetWhen(step="S04", when=Condition(all=("evidence_exists",), none=("injury",))),
            SetAfter(step="S19", after=()),
            SetGate(step="S04", value=True),
        )

    step = "Stap: Bewijs veiligstellen"
    injured = "Iemand is gewond of heeft klachten"
    assert ("Stap: Beoordelen", "Termijn", "binnen 1 werkdag", "binnen 2 werkdagen") in told
    assert (step, "Wie het doet", "VPT-coördinator", "Leidinggevende") in told
    assert (step, "Niet als dit klopt", "–", injured) in told
    assert (step, "Nodig voordat een dossier dicht kan", "nee", "ja") in told


def test_a_new_step_with_its_fact_reads_as_added(app) -> None:
    step = NewStep(
        title=Text("Team bijpraten"), why=Text("x"), reporter=Text("x"), basis=Text("x"),
        phase="closing", party="manager", due="weeks 1",
        outcomes=(
            NewOutcome(title=Text("Gedaan"), requires=frozenset({Need.REASON}),
                       fact=NewFact(title=Text("Team weet het"))),
        ),
    )  # fmt: skip
    with app.test_request_context():
        new, told = rows(AddStep(step=step))
        marked = telling.marks(loader.load(CHANGED), new)

    assert ("Stap: Team bijpraten", "Toegevoegd", "–", "Leidinggevende, binnen 1 week") in told
    assert ("Feit: Team weet het", "Toegevoegd", "–", "–") in told
    assert set(marked.values()) == {"new"}
