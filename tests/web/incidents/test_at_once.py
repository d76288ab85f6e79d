from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

from tests.builders import stored
from tests.cases.builders import a_town
from tests.web.incidents.filling import Page, a_page
from vpt.cases import founding
from vpt.cases.models import Case
from vpt.core import clock
from vpt.incidents.evidence import Draft
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.infra.keysets import Keyset, KeysetKind


@pytest.fixture
def town(app):
    with app.app_context():
        return a_town()


@pytest.mark.parametrize("saved_before", [True, False], ids=["with a draft", "without a draft"])
def test_pressing_send_at_the_same_moment_makes_one_incident(app, client_for, town, saved_before):
    page = a_page(client_for(town.employee))
    if saved_before:
        page.autosave(narrative="gelijk")

    def press(_number: int) -> tuple[int, str | None]:
        client = client_for(town.employee)
        again = Page(client, hidden=page.hidden, html=page.html)
        answer = again.send(narrative="gelijk")
        return answer.status_code, answer.location

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(press, range(4)))

    with app.app_context():
        [incident] = stored(Incident)
        assert answers == {(302, f"/melden/klaar/{incident.id}")}
        assert len(stored(Case)) == 1
        assert stored(Draft) == []
        keysets = [row for row in stored(Keyset) if row.kind == KeysetKind.CASE]
        assert [row.id for row in keysets] == [incident.keyset_id]


def test_many_people_at_once_get_references_without_a_gap_or_double(app, client_for, town):
    people = [town.employee, town.colleague, town.manager, town.hr] * 2
    pages = [a_page(client_for(person), "/melden?nieuw=1") for person in people]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda page: page.send().status_code, pages))

    assert answers == [302] * len(people)
    with app.app_context():
        numbers = sorted(row.reference.split("-")[2] for row in stored(Incident))
        assert numbers == [f"{number:06d}" for number in range(1, len(people) + 1)]


def test_sending_takes_few_statements(app, client_for, town):
    with app.app_context(), unit_of_work():
        founding.end_set_up(town.organisation.id, now=clock.now())
    page = a_page(client_for(town.employee))
    page.autosave(narrative="tekst")
    statements: list[str] = []
    with app.app_context():
        event.listen(
            db.engine,
            "before_cursor_execute",
            lambda *call: None if call[2].startswith("BEGIN") else statements.append(call[2]),
        )

    page.send(narrative="tekst", **{"perpetrators-0-surname": "Jansen"})

    assert len(statements) <= 25, "\n".join(statements)
