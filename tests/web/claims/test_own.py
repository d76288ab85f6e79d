from datetime import timedelta

import pytest

from tests.builders import stored
from tests.cases.builders import a_case
from vpt.claims.models import DamageItem
from vpt.core import clock

ITEM = {
    "kind": "travel", "what": "Naar de huisarts", "incurred_on": "2026-03-05",
    "amount": "18,40", "proof": "to_follow",
}  # fmt: skip


def own(scene):
    return f"/mijn-meldingen/{scene.case_id}/schade"


def post(scene, client, path="", **data):
    return client.post(own(scene) + path, data={"version": scene.version(), **data})


def items(scene):
    with scene.app.app_context():
        return [row for row in stored(DamageItem) if row.removed_at is None]


def test_a_victim_lists_own_damage_from_the_own_report(scene, client_for):
    employee = client_for(scene.town.employee)
    assert own(scene) in employee.get(f"/mijn-meldingen/{scene.case_id}").text

    assert post(scene, employee, **ITEM).status_code == 302

    page = employee.get(own(scene)).text
    assert "Naar de huisarts" in page
    assert "€ 18,40" in page
    assert "Voegen in de strafzaak" in page
    assert "Naar de huisarts" in client_for(scene.town.hr).get(scene.url("/schade")).text


def test_the_own_page_is_for_victims(scene, client_for):
    town = scene.town
    for person in (town.colleague, town.manager, town.coordinator, town.hr, town.other_manager):
        assert client_for(person).get(own(scene)).status_code == 404
        assert client_for(person).post(own(scene), data=ITEM).status_code == 404
    assert client_for(None).get(own(scene)).status_code == 302


def test_a_reporter_who_is_no_victim_has_no_damage_here(scene, app, client_for):
    with app.app_context():
        at = clock.now() - timedelta(hours=1)
        scene.case_id = a_case(scene.town, victims=(scene.town.colleague,), at=at).id

    assert client_for(scene.town.employee).get(own(scene)).status_code == 404
    assert client_for(scene.town.colleague).get(own(scene)).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "18.4"}, "Schrijf het bedrag als 85,00"),
        ({"kind": "wage_loss"}, "Kies opnieuw"),
        ({"incurred_on": ""}, "Vul een datum in"),
        ({"incurred_on": "2099-01-01"}, "moet nog komen"),
        ({"what": "111222333"}, "burgerservicenummer"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_rest_stays(scene, client_for, wrong, said):
    page = post(scene, client_for(scene.town.employee), **(ITEM | wrong))

    assert page.status_code == 422
    assert said in page.text
    assert (ITEM | wrong)["what"] in page.text
    assert items(scene) == []


def test_own_damage_goes_off_the_list_again(scene, client_for):
    employee = client_for(scene.town.employee)
    post(scene, employee, **ITEM)
    [item] = items(scene)

    assert post(scene, employee, f"/{item.id}/verwijder").status_code == 302
    assert items(scene) == []


def test_what_hr_did_meanwhile_is_shown_and_the_input_kept(scene, client_for):
    version = scene.version()
    answer = {
        "party": "employer", "kind": "employer_goods", "what": "Scherm", "amount": "10,00",
        "incurred_on": "2026-03-05", "proof": "none", "version": version,
    }  # fmt: skip
    client_for(scene.town.hr).post(scene.url("/schade/toevoegen"), data=answer)

    page = client_for(scene.town.employee).post(own(scene), data=ITEM | {"version": version})

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Naar de huisarts" in page.text
    assert len(items(scene)) == 1


def test_a_second_victim_does_not_see_the_first_ones_damage(scene, app, client_for):
    with app.app_context():
        at = clock.now() - timedelta(hours=1)
        victims = (scene.town.employee, scene.town.colleague)
        scene.case_id = a_case(scene.town, victims=victims, at=at).id
    post(scene, client_for(scene.town.employee), **ITEM)
    [item] = items(scene)
    colleague = client_for(scene.town.colleague)

    assert "Naar de huisarts" not in colleague.get(own(scene)).text
    assert post(scene, colleague, f"/{item.id}/verwijder").status_code == 404
