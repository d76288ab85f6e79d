"""The pages of the claim form and of collecting."""

from datetime import date, timedelta

import pytest

from tests.builders import stored
from tests.cases.builders import version_of
from tests.claims.builders import a_stored_entry, victim_of
from tests.web.cases.test_show import MOST
from tests.web.watching import statements
from vpt.cases import changing, findings, working
from vpt.cases.finishing import Learned
from vpt.cases.models import Case
from vpt.claims.models import ClaimForm
from vpt.core import clock
from vpt.infra.db import db, unit_of_work

FORM = {"outcome": "joined", "way": "post", "returned_on": "2026-03-05"}


def case_of(scene):
    return db.session.get_one(Case, (scene.town.organisation.id, scene.case_id))


@pytest.fixture
def formed(damaged):
    """The damaged scene whose victim got the claim form."""
    with damaged.app.app_context():
        case = case_of(damaged)
        fact = ("claim_form_received", victim_of(case).victim_id)
        version = version_of(case)
        with unit_of_work():
            findings.record_fact(
                damaged.town.coordinator.actor(), case.id, fact, clock.now().date(),
                version=version, now=clock.now(),
            )  # fmt: skip
    return damaged


@pytest.fixture
def judged(damaged):
    """The damaged scene, nine months after the court awarded compensation."""
    with damaged.app.app_context():
        case, now = case_of(damaged), clock.now()
        version = version_of(case)
        final = now.date() - timedelta(days=275)
        with unit_of_work():
            turn = changing.begin(
                damaged.town.coordinator.actor(), case.id, version=version, now=now
            )
            learned = [
                Learned(key="compensation_awarded", value=True),
                Learned(key="judgment_final", value=final),
            ]
            working.keep(turn, "case.fact_recorded", learned=learned)
    return damaged


def post(scene, client, url, **data):
    return client.post(url, data={"version": scene.version(), **data})


def test_the_page_lists_what_to_fill_in(formed, client_for):
    page = client_for(formed.town.coordinator).get(formed.step_url("S21", "/schadeformulier")).text

    for said in ("Kleding en spullen: Bril", "€ 85,00", "Medische kosten", "€ 127,00"):
        assert said in page
    assert "Fysiotherapie" not in page
    assert "Beeldscherm" not in page
    assert "streepjescode" in page


def test_the_form_goes_back_and_a_strange_barcode_gives_a_warning(formed, client_for):
    client = client_for(formed.town.coordinator)
    url = formed.step_url("S21", "/schadeformulier")

    done = post(formed, client, url, **FORM, barcode="12-AB")

    assert done.status_code == 302
    assert "streepjescode ziet er vreemd uit" in client.get(done.location).text
    with formed.app.app_context():
        assert [row.barcode for row in stored(ClaimForm)] == ["12-AB"]
    assert formed.step("S21").outcome == "joined"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"returned_on": ""}, "Vul in wanneer en hoe"),
        ({"way": "not_returned"}, "Vul in wanneer en hoe"),
        ({"outcome": "none", "way": "not_returned"}, "Leg uit waarom"),
        ({"way": "pigeon"}, "Kies opnieuw"),
        ({"returned_on": "1870-01-01"}, "Vul een datum in"),
    ],
)
def test_a_form_that_cannot_be_is_refused_with_the_input_kept(formed, client_for, wrong, said):
    url = formed.step_url("S21", "/schadeformulier")

    page = post(
        formed, client_for(formed.town.coordinator), url, **(FORM | wrong), barcode="123456789"
    )

    assert page.status_code == 422
    assert said in page.text
    assert "123456789" in page.text


@pytest.mark.parametrize(("key", "path"), [("S21", "/schadeformulier"), ("S24", "/innen")])
def test_the_pages_are_for_whose_step_it_is(formed, judged, client_for, key, path):
    town, url = judged.town, judged.step_url(key, path)
    owner = town.coordinator if key == "S21" else town.hr

    assert client_for(owner).get(url).status_code == 200
    assert client_for(town.manager).get(url).status_code == 403
    assert client_for(town.colleague).get(url).status_code == 403
    assert client_for(town.other_manager).get(url).status_code == 404


def test_after_eight_months_the_advance_is_shown_for_victims_of_violence(judged, client_for):
    hr, url = client_for(judged.town.hr), judged.step_url("S24", "/innen")
    award = {"kind": "awarded", "amount": "100,00", "booked_on": "2026-03-05"}
    with judged.app.app_context():
        party = victim_of(case_of(judged)).code
    post(judged, hr, judged.url("/schade/boeken"), **award, party=party)
    assert (
        "De staat kan een voorschot geven" not in hr.get(url).text
    )  # a threat is no violence here

    with judged.app.app_context(), unit_of_work():
        case_of(judged).category = "PHYS"

    page = hr.get(url).text
    assert "De staat kan een voorschot geven" in page
    assert "nog te toetsen" in page


def test_paid_is_refused_while_something_is_open(judged, client_for):
    with judged.app.app_context(), unit_of_work():
        a_stored_entry(case_of(judged))
    url = judged.step_url("S24", "/innen")

    page = post(judged, client_for(judged.town.hr), url, outcome="received")

    assert page.status_code == 422
    assert "Er staat nog € 125,00 open" in page.text


def test_collecting_is_given_up_with_a_reason(judged, client_for):
    url = judged.step_url("S24", "/innen")

    done = post(judged, client_for(judged.town.hr), url, outcome="written_off", reason="Failliet")

    assert done.status_code == 302
    assert judged.step("S24").outcome == "written_off"


def test_whoever_comes_second_sees_what_changed(judged, client_for):
    version, url = judged.version(), judged.step_url("S24", "/innen")
    client_for(judged.town.coordinator).post(
        judged.url("/schade/boeken"),
        data={
            "kind": "awarded", "party": "employer", "amount": "1,00",
            "booked_on": date(2026, 3, 5).isoformat(), "version": version,
        },
    )  # fmt: skip

    page = client_for(judged.town.hr).post(
        url, data={"outcome": "written_off", "reason": "Bewaard", "version": version}
    )

    assert page.status_code == 409
    assert "Bedrag geboekt" in page.text
    assert "Bewaard" in page.text


def test_the_pages_cost_no_more_than_a_tab_and_a_bit(formed, judged, app, client_for):
    for key, path, owner in (
        ("S16", "/schade", judged.town.hr),
        ("S21", "/schadeformulier", judged.town.coordinator),
        ("S24", "/innen", judged.town.hr),
    ):
        client, url = client_for(owner), judged.step_url(key, path)
        client.get(url)
        with statements(app) as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= MOST + 3, key
