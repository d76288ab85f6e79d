import pytest
from sqlalchemy import select

from tests.builders import a_person
from tests.cases.builders import _involve, a_case
from vpt.cases.models import Case
from vpt.core import clock
from vpt.core.actor import Role
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message

ADDRESS = "/overdracht"


def a_form(scene, **changes):
    return {
        "leaver": str(scene.town.manager.id), "successor": str(scene.town.deputy.id), **changes,
    }  # fmt: skip


def handlers(scene):
    with scene.app.app_context():
        return set(db.session.scalars(select(Case.assignee_id)))


def test_the_coordinator_hands_over_everything_of_who_leaves(scene, client_for):
    coordinator = client_for(scene.town.coordinator)

    ask = coordinator.get(ADDRESS).text
    plan = coordinator.get(f"{ADDRESS}?wie={scene.town.manager.id}").text
    done = coordinator.post(ADDRESS, data=a_form(scene), follow_redirects=True)

    assert "Mehmet Leider (demo)" in ask
    assert "Het werk van Mehmet Leider (demo)" in plan
    assert "open dossiers" in plan
    assert "Overgedragen: 1 dossiers" in done.text
    assert handlers(scene) == {scene.town.deputy.id}
    with scene.app.app_context():
        kinds = select(Message.kind).where(Message.recipient_id == scene.town.deputy.id)
        assert list(db.session.scalars(kinds)).count("case.handed_over") == 1


def test_the_successor_is_led_to_the_worklist(scene, client_for):
    client_for(scene.town.coordinator).post(ADDRESS, data=a_form(scene))
    with scene.app.app_context():
        message = db.session.scalar(select(Message.id).where(Message.kind == "case.handed_over"))

    answer = client_for(scene.town.deputy).get(f"/berichten/{message}")

    assert answer.location == "/werkvoorraad"


def test_a_case_of_a_party_goes_to_the_coordinator_and_is_named(scene, client_for):
    with scene.app.app_context(), unit_of_work():
        key = (scene.town.organisation.id, scene.case_id)
        incident = db.session.get_one(Incident, key)
        reference = incident.reference
        _involve(incident, "witness", 7, scene.town.deputy, known=True)

    done = client_for(scene.town.coordinator).post(
        ADDRESS, data=a_form(scene), follow_redirects=True
    )

    assert f"Naar de coördinator: {reference}" in done.text
    assert handlers(scene) == {scene.town.coordinator.id}


def test_what_is_wrong_is_said_and_nothing_moves(scene, client_for):
    coordinator = client_for(scene.town.coordinator)

    for changes, sentence in (
        ({"successor": ""}, "Maak een keuze"),
        ({"successor": str(scene.town.colleague.id)}, "Kies"),
        ({"successor": "onzin"}, "Kies"),
    ):
        answer = coordinator.post(ADDRESS, data=a_form(scene, **changes))
        assert answer.status_code == 422
        assert sentence in answer.text
    assert coordinator.post(ADDRESS, data=a_form(scene, leaver="onzin")).status_code == 404
    assert coordinator.get(f"{ADDRESS}?wie=onzin").status_code == 404
    assert handlers(scene) == {scene.town.manager.id}


def test_doing_it_again_moves_nothing_more(scene, client_for):
    coordinator = client_for(scene.town.coordinator)
    coordinator.post(ADDRESS, data=a_form(scene))

    again = coordinator.post(ADDRESS, data=a_form(scene))

    assert again.status_code == 422
    assert "geen open werk meer" in again.text


@pytest.mark.parametrize(
    "who", ["employee", "manager", "deputy", "hr", "support", "privacy_officer"]
)
def test_it_is_for_the_coordinator(scene, client_for, who):
    client = client_for(getattr(scene.town, who))

    assert client.get(ADDRESS).status_code == 403
    assert client.get(f"{ADDRESS}?wie={scene.town.manager.id}").status_code == 403
    assert client.post(ADDRESS, data=a_form(scene)).status_code == 403
    assert "Overdracht" not in client.get("/").text
    assert handlers(scene) == {scene.town.manager.id}


def test_each_unit_can_have_a_successor_of_its_own(scene, client_for):
    with scene.app.app_context():
        there = a_case(scene.town, unit=scene.town.other_unit, at=clock.now())
        with unit_of_work():
            db.session.get_one(
                Case, (there.organisation_id, there.id)
            ).assignee_id = scene.town.manager.id
    field = f"eenheid_{scene.town.other_unit.id.hex}"
    coordinator = client_for(scene.town.coordinator)

    page = coordinator.get(f"{ADDRESS}?wie={scene.town.manager.id}").text
    coordinator.post(ADDRESS, data=a_form(scene, **{field: str(scene.town.other_manager.id)}))

    assert field in page
    assert handlers(scene) == {scene.town.deputy.id, scene.town.other_manager.id}


def test_a_page_of_somebody_elsewhere_does_not_exist(scene, client_for):
    with scene.app.app_context(), unit_of_work():
        stranger = a_person(scene.town.organisation, Role.AUDITOR)

    answer = client_for(scene.town.coordinator).get(f"{ADDRESS}?wie={stranger.id}")

    assert answer.status_code == 404
