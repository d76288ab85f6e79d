import pytest

from tests.builders import stored
from tests.web.cases.test_show import MOST
from tests.web.watching import statements
from vpt.cases.models import Case
from vpt.closing.models import Evaluation, RiskEntry
from vpt.infra.db import db

CLOSED = {
    "outcome": "closed", "in_time": "4", "chain_held": "3", "went_well": "Snelle opvang",
}  # fmt: skip
RISK = {
    "outcome": "closed_with_lesson", "risk": "Alleen aan de balie", "cause": "Het rooster",
    "measure": "Altijd twee mensen", "due_on": "2099-01-01",
}  # fmt: skip


def close(scene, client, **data):
    url = scene.step_url("S26", "/afsluiten")
    return client.post(url, data={"version": scene.version(), **CLOSED, **data})


def rows(scene, model):
    with scene.app.app_context():
        return stored(model)


def closed_at(scene):
    with scene.app.app_context():
        return db.session.get_one(Case, (scene.town.organisation.id, scene.case_id)).closed_at


def test_before_the_gate_the_tab_says_what_is_missing_with_the_way_there(scene, client_for):
    page = client_for(scene.town.coordinator).get(scene.url("/afsluiten")).text

    assert "Nodig voordat dit dossier dicht kan" in page
    assert scene.step_url("S19", "/terugkoppelen") in page
    assert "/stappen/" in page


def test_the_coordinator_closes_with_an_evaluation(ready, client_for):
    client = client_for(ready.town.coordinator)
    assert ready.step_url("S26", "/afsluiten") in client.get(ready.url()).text

    done = close(ready, client)

    assert (done.status_code, done.location) == (302, ready.url("/afsluiten"))
    assert closed_at(ready) is not None
    page = client.get(done.location).text
    assert "Snelle opvang" in page
    assert "Open dit dossier opnieuw" in page


def test_closing_is_for_the_coordinator(ready, client_for):
    town, url = ready.town, ready.step_url("S26", "/afsluiten")

    assert client_for(town.coordinator).get(url).status_code == 200
    for person in (town.manager, town.hr, town.colleague):
        assert client_for(person).get(url).status_code == 403
        assert close(ready, client_for(person)).status_code == 403
    assert client_for(town.other_manager).get(url).status_code == 403
    assert closed_at(ready) is None


def test_who_handles_the_case_sees_what_it_taught(ready, client_for):
    close(ready, client_for(ready.town.coordinator))
    town, url = ready.town, ready.url("/afsluiten")

    assert "Snelle opvang" in client_for(town.manager).get(url).text
    assert "Open dit dossier opnieuw" not in client_for(town.manager).get(url).text
    assert client_for(town.colleague).get(url).status_code == 403
    assert client_for(town.other_manager).get(url).status_code == 404


def test_the_plain_form_does_not_close(ready, client_for):
    client = client_for(ready.town.coordinator)

    answer = client.post(
        ready.step_url("S26"), data={"outcome": "closed", "version": ready.version()}
    )

    assert answer.status_code in {409, 422}
    assert closed_at(ready) is None


def test_a_point_for_the_risk_inventory_comes_on_the_list(ready, client_for):
    town, coordinator = ready.town, client_for(ready.town.coordinator)

    assert close(ready, coordinator, **RISK, owner=str(town.hr.id)).status_code == 302

    for person in (town.coordinator, town.hr):
        page = client_for(person).get("/rie").text
        assert "Alleen aan de balie" in page
        assert "Hanna Personeel" in page
        assert ready.url("/afsluiten") in page
    assert client_for(town.manager).get("/rie").status_code == 403
    assert client_for(town.colleague).get("/rie").status_code == 403
    assert client_for(None).get("/rie").status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"in_time": ""}, "Maak een keuze."),
        ({"in_time": "9"}, "Kies opnieuw"),
        ({"went_well": ""}, "Schrijf op wat er goed ging."),
        ({"outcome": "closed_with_lesson"}, "Dit is nodig voor een punt in de RI&amp;E."),
        ({"risk": "Alleen aan de balie"}, "Kies dan sluiten met een punt"),
        (RISK | {"owner": "me", "risk": "Sanne staat alleen"}, "een naam uit dit dossier"),
        (RISK | {"owner": "me", "measure": "Bel 0612345678"}, "mailadres of telefoonnummer"),
        (RISK | {"owner": "me", "cause": ""}, "Vul dit in."),
        (RISK | {"owner": "me", "due_on": "2020-01-01"}, "Kies een dag die nog komt."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_rest_stays(ready, client_for, wrong, said):
    if wrong.get("owner") == "me":
        wrong = wrong | {"owner": str(ready.town.coordinator.id)}

    page = close(ready, client_for(ready.town.coordinator), went_wrong="Bewaard", **wrong)

    assert page.status_code == 422
    assert said in page.text
    assert "Bewaard" in page.text
    assert rows(ready, Evaluation) == rows(ready, RiskEntry) == []
    assert closed_at(ready) is None


def test_whoever_comes_second_sees_what_changed_and_keeps_the_input(ready, client_for):
    version = ready.version()
    answer = {"category": "PHYS", "severity": "4", "reason": "Toch", "version": version}
    client_for(ready.town.manager).post(ready.url("/indeling"), data=answer)

    page = close(ready, client_for(ready.town.coordinator), went_wrong="Bewaard", version=version)

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Bewaard" in page.text
    assert closed_at(ready) is None


def test_opened_again_the_case_is_closed_a_second_time_beside_the_first(ready, client_for):
    client = client_for(ready.town.coordinator)
    close(ready, client)
    again = {"reason": "Nieuwe beelden", "version": ready.version()}
    assert client.post(ready.url("/heropen"), data=again).status_code == 302

    close(ready, client, went_well="Tweede keer ook")

    page = client.get(ready.url("/afsluiten")).text
    assert "Evaluatie bij afsluiting 1" in page
    assert "Evaluatie bij afsluiting 2" in page
    assert "Snelle opvang" in page
    assert "Tweede keer ook" in page


def test_a_point_is_ticked_off_and_found_again_by_its_state(ready, client_for):
    coordinator = client_for(ready.town.coordinator)
    close(ready, coordinator, **RISK, owner=str(ready.town.hr.id))
    [entry] = rows(ready, RiskEntry)
    hr = client_for(ready.town.hr)

    assert hr.post(f"/rie/{entry.id}", data={"gedaan": "ja"}).status_code == 302

    assert "Alleen aan de balie" not in hr.get("/rie").text
    assert "Alleen aan de balie" in hr.get("/rie?stand=done").text
    assert "Alleen aan de balie" not in hr.get("/rie?stand=done&soort=PHYS").text
    assert hr.get("/rie?stand=onzin&soort=onzin&na=onzin").status_code == 200
    assert hr.post(f"/rie/{entry.id}", data={"gedaan": "misschien"}).status_code == 404
    manager = client_for(ready.town.manager)
    assert manager.post(f"/rie/{entry.id}", data={"gedaan": "nee"}).status_code == 403


def test_the_pages_cost_no_more_than_a_tab_and_a_bit(ready, app, client_for):
    client = client_for(ready.town.coordinator)
    for url in (ready.url("/afsluiten"), ready.step_url("S26", "/afsluiten")):
        client.get(url)
        with statements(app) as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= MOST + 3, url
