"""/beheer/werktijden: hours and closing days, told in what they do to terms."""

from datetime import timedelta

import pytest

from tests.builders import a_person
from tests.cases.builders import a_town
from tests.web.administration.settings_desk import House, a_house, hidden, set_to
from vpt.accounts import hours
from vpt.core import clock
from vpt.core.actor import Role
from vpt.core.officehours import WEEK
from vpt.core.worktime import local_date
from vpt.infra.db import unit_of_work

PAGE = "/beheer/werktijden"


@pytest.fixture
def house(app) -> House:
    return a_house(app)


def filled(**changes: str) -> dict[str, str]:
    days = {f"{day}_from": "08:30" for day in WEEK[:5]} | {f"{d}_until": "17:00" for d in WEEK[:5]}
    return {"version": "0", **days, "closing_days": "", "good_friday_free": "y", **changes}


def calendar(house: House):
    return hours.current(house.row())


def test_the_page_shows_the_hours_everybody_starts_with(house, client_for):
    page = client_for(house.admin).get(PAGE).text

    assert 'name="mon_from" type="time" value="08:30"' in page
    assert "Hier is nog niets veranderd" in page


def test_other_hours_are_stored_with_a_version(house, client_for):
    answer = set_to(client_for(house.admin), PAGE, filled(fri_until="12:00", sat_from="09:00",
                                                          sat_until="11:00"))  # fmt: skip

    assert answer.status_code == 302
    assert f"{calendar(house).office_hours[4][1]:%H:%M}" == "12:00"
    assert calendar(house).office_hours[5] is not None
    assert calendar(house).office_hours[6] is None
    [entry] = house.trail()
    assert entry.fields == ["office_hours"]
    assert entry.codes == {"kind": "hours", "number": "1"}


def test_closing_days_may_be_typed_as_a_stretch(house, client_for):
    lines = "24-12-2026 t/m 26-12-2026\n\n5/1/2027"

    set_to(client_for(house.admin), PAGE, filled(closing_days=lines, liberation_day_free="y"))

    days = sorted(day.isoformat() for day in calendar(house).closing_days)
    assert days == ["2026-12-24", "2026-12-25", "2026-12-26", "2027-01-05"]
    assert calendar(house).liberation_day_free
    page = client_for(house.admin).get(PAGE).text
    assert "24-12-2026 t/m 26-12-2026" in page


def test_it_says_which_terms_end_when_before_and_after(app, client_for):
    with app.app_context():
        town = a_town()
        with unit_of_work():
            admin = client_for(a_person(town.organisation, Role.ADMINISTRATOR))
    day = local_date(clock.now()) + timedelta(days=3)
    while day.weekday() > 4:
        day += timedelta(days=1)

    page = admin.post(PAGE, data=filled(closing_days=f"{day:%d-%m-%Y}", fri_until="12:00")).text

    assert "Als er iets gebeurt op" in page
    assert "werkdag" in page
    assert "anders" in page
    assert "Stappen die al open staan, houden de termijn die ze hebben." in page


def test_the_hours_of_before_can_be_put_back(house, client_for):
    admin = client_for(house.admin)
    set_to(admin, PAGE, filled(fri_until="12:00"))
    page = admin.get(f"{PAGE}/versies/0")

    answer = admin.post(f"{PAGE}/versies/0", data=hidden(page.text))

    assert "08:30 tot 17:00" in page.text
    assert answer.status_code == 302
    assert f"{calendar(house).office_hours[4][1]:%H:%M}" == "17:00"


def test_two_people_at_once_lose_nothing(house, client_for):
    admin = client_for(house.admin)
    late = {**filled(mon_from="10:15"), "version": "0"}
    looked = admin.post(PAGE, data=late)
    set_to(admin, PAGE, filled(fri_until="12:00"))

    answer = admin.post(PAGE, data={**late, **hidden(looked.text), "version": "0"})

    assert answer.status_code == 409
    assert 'value="10:15"' in answer.text
    assert f"{calendar(house).office_hours[0][0]:%H:%M}" == "08:30"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mon_until": ""}, "Vul beide tijden in"),
        ({"mon_from": "18:00"}, "De eindtijd ligt niet na de begintijd"),
        ({name: "" for name in filled() if name[:3] in WEEK}, "op minstens één dag"),
        ({"closing_days": "24 december"}, "“24 december” is geen dag"),
        ({"closing_days": "01-01-2026 t/m 01-01-2028"}, "is geen dag"),
        ({"closing_days": "01-01-3000"}, "ligt te ver weg"),
        ({"mon_from": "half negen"}, "Vul een tijd in"),
    ],
)
def test_nonsense_stands_at_its_field(house, client_for, changes, said):
    answer = client_for(house.admin).post(PAGE, data=filled(**changes))

    assert answer.status_code == 422
    assert said in answer.text
    assert house.versions() == []


def test_nobody_but_the_administrator_sets_them(house, client_for):
    set_to(client_for(house.admin), PAGE, filled(fri_until="12:00"))

    for person in (house.coordinator, house.employee):
        assert client_for(person).get(PAGE).status_code == 403
        assert client_for(person).post(f"{PAGE}/versies/0").status_code == 403
    assert client_for(house.stranger).get(f"{PAGE}/versies/0").status_code == 404
    assert f"{calendar(house).office_hours[4][1]:%H:%M}" == "12:00"
