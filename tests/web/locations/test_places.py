"""Setting the places where people work."""

import pytest

from tests.builders import NOW, stored
from vpt.accounts import locations
from vpt.accounts.models import Location
from vpt.audit.models import AuditEntry
from vpt.history.models import SettingVersion
from vpt.infra.db import unit_of_work

FILLED = {
    "name": "Balie Stadhuis",
    "kind": "desk",
    "unit_id": "",
    "address": "Marktplein 1, Voorbeeld",
    "image_retention_days": "14",
    "desk_phone": "053 123 45 67",
    "police_station": "Bureau Centrum, Stationsweg 2",
    "house_rules": "We schreeuwen niet.\nWe filmen elkaar niet.",
    "version": "1",
}


def test_the_administrator_sets_everything_about_a_place_and_sees_who_did(scene, client_for):
    client = client_for(scene.admin)

    done = client.post(scene.url(), data=FILLED, follow_redirects=True)

    assert "De locatie is bewaard." in done.text
    assert "We filmen elkaar niet." in done.text
    assert "Telefoon van de balie" in done.text
    with scene.app.app_context():
        place = stored(Location)[0]
        assert (place.image_retention_days, place.desk_phone) == (14, "053 123 45 67")
        assert place.version == 2
        assert {row.number for row in stored(SettingVersion)} == {0, 1}


def test_the_trail_names_the_fields_and_none_of_the_values(scene, client_for):
    client_for(scene.admin).post(scene.url(), data=FILLED)

    with scene.app.app_context():
        row = next(one for one in stored(AuditEntry) if one.action == "setting.changed")
        assert "desk_phone" in row.fields
        assert row.codes == {"kind": "location", "number": "1"}


def test_an_earlier_version_is_shown_beside_the_present_one_and_put_back(scene, client_for):
    client = client_for(scene.admin)
    client.post(scene.url(), data=FILLED)

    page = client.get(scene.url("/versie/0"))
    back = client.post(scene.url("/versie/0"), data={"version": "2"}, follow_redirects=True)

    assert "14 dagen" in page.text
    assert "28 dagen" in page.text
    assert "Teruggezet naar het begin" in back.text
    with scene.app.app_context():
        assert stored(Location)[0].desk_phone == ""
        assert {row.number: row.back_to for row in stored(SettingVersion)} == {
            0: None,
            1: None,
            2: 0,
        }


def test_a_closed_place_can_be_chosen_by_nobody_until_it_opens_again(scene, client_for):
    client, employee = client_for(scene.admin), client_for(scene.employee)

    client.post(scene.url("/sluiten"), data={"version": "1"})
    shut = employee.get("/melden").text
    by_code = employee.get(f"/melden?plek={scene.place.code}").text
    client.post(scene.url("/openen"), data={"version": "2"})

    assert "Balie Stadhuis" not in shut
    assert "Balie Stadhuis" not in by_code
    assert "Balie Stadhuis" in employee.get("/melden").text


def test_a_place_opens_again_only_for_who_saw_it_closed(scene, client_for):
    client = client_for(scene.admin)
    client.post(scene.url("/sluiten"), data={"version": "1"})

    answer = client.post(scene.url("/openen"), data={"version": "1"})

    assert answer.status_code == 409
    assert "Een collega was je voor" in answer.text
    with scene.app.app_context():
        assert stored(Location)[0].closed_at is not None


def test_what_a_colleague_stored_first_is_shown_and_nothing_typed_is_lost(scene, client_for):
    client = client_for(scene.admin)
    client.post(scene.url(), data=FILLED)

    late = client.post(scene.url(), data={**FILLED, "desk_phone": "053 765 43 21"})
    stale = client.post(scene.url("/sluiten"), data={"version": "1"})
    back = client.post(scene.url("/versie/0"), data={"version": "1"})

    assert [one.status_code for one in (late, stale, back)] == [409, 409, 409]
    assert "053 765 43 21" in late.text
    assert "053 123 45 67" in late.text
    with scene.app.app_context():
        assert stored(Location)[0].closed_at is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "  ", "Vul een naam in"),
        ("name", "balie beneden", "Zo heet al een andere locatie"),
        ("name", "a" * 121, "te lang"),
        ("kind", "private_home", "keuze"),
        ("unit_id", "00000000-0000-0000-0000-000000000000", "keuze"),
        ("image_retention_days", "0", "van 1 tot en met"),
        ("image_retention_days", "veertien", "getal"),
        ("image_retention_days", "", "Vul een aantal dagen in"),
        ("desk_phone", "bel Jan", "Schrijf een telefoonnummer"),
        ("house_rules", "a" * 2001, "te lang"),
    ],
)
def test_what_is_wrong_stands_at_its_field(scene, client_for, field, value, said):
    with scene.app.app_context(), unit_of_work():
        new = locations.LocationDetails(name="Balie beneden", kind="desk")
        locations.add(scene.admin.actor(), new, now=NOW)

    page = client_for(scene.admin).post(scene.url(), data={**FILLED, field: value})

    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert said in page.text


def test_a_new_place_can_be_chosen_at_once(scene, client_for):
    client = client_for(scene.admin)

    client.post("/beheer/locaties/nieuw", data={**FILLED, "name": "Milieustraat Noord"})

    assert "Milieustraat Noord" in client.get("/beheer/locaties").text
    assert "Milieustraat Noord" in client_for(scene.employee).get("/melden").text


@pytest.mark.parametrize("rest", ["", "/sluiten", "/versie/0"])
def test_places_are_the_administrators_own(scene, client_for, rest):
    client_for(scene.admin).post(scene.url(), data=FILLED)

    assert client_for(scene.admin).get(scene.url(rest)).status_code == 200
    assert client_for(scene.employee).get(scene.url(rest)).status_code == 403
    assert client_for(scene.elsewhere).get(scene.url(rest)).status_code == 404
    assert client_for(None).get(scene.url(rest)).status_code in {302, 401}
