"""Safety, first support and aftercare, each on the page of its own."""

from datetime import timedelta

import pytest

from tests.builders import stored
from tests.cases.builders import a_case
from tests.web.cases.test_show import MOST
from tests.web.watching import statements
from vpt.cases.opening import Seen
from vpt.core import clock
from vpt.support.models import SafetyEntry, SupportEntry, SupportNote, SupportWish

LATER_DAY = (clock.now() + timedelta(days=3)).date().isoformat()


def a_moment():
    return {"day": "2026-03-06", "time": "10:00"}


@pytest.fixture
def danger(app, scene):
    """The case of somebody who was in danger."""
    with app.app_context():
        case = a_case(scene.town, seen=Seen(in_danger=True), at=clock.now() - timedelta(hours=20))
    scene.case_id = case.id
    return scene


def entries(app):
    with app.app_context():
        return [(row.kind, row.number, row.details) for row in stored(SupportEntry)]


def test_safety_is_finished_with_what_was_done(danger, client_for, app):
    client, address = client_for(danger.town.manager), danger.step_url("S01", "/veiligheid")
    answer = {"outcome": "safe", "version": danger.version(), **a_moment()}

    bare = client.post(address, data=answer | {"note": ""})
    done = client.post(address, data=answer | {"acts": ["alarm", "left"], "note": "Met hulp"})

    assert bare.status_code == 422
    assert "Vink aan wat er is gedaan" in bare.text
    assert done.status_code == 302
    assert danger.step("S01").outcome == "safe"
    with app.app_context():
        [row] = stored(SafetyEntry)
        assert (row.acts, row.note) == (["alarm", "left"], "Met hulp")


def test_the_safety_log_is_added_to_after_the_step_was_done(danger, client_for, app):
    client = client_for(danger.town.manager)
    answer = {"acts": ["called"], "version": danger.version(), **a_moment()}
    client.post(danger.step_url("S01", "/veiligheid"), data=answer | {"outcome": "police_called"})

    added = client.post(danger.url("/veiligheidslog"), data=answer | {"acts": ["arrested"]})
    page = client.get(danger.url("/veiligheidslog")).text

    assert added.status_code == 302
    assert "112 gebeld" in page
    assert "Veroorzaker is aangehouden" in page
    assert [entry.codes.keys() for entry in danger.trail("support.safety_logged")]


def test_a_moment_to_come_is_refused_with_the_input_kept(danger, client_for):
    answer = {
        "acts": ["other"], "day": LATER_DAY, "time": "10:00", "note": "Dit blijft staan",
        "version": danger.version(),
    }  # fmt: skip

    page = client_for(danger.town.manager).post(danger.url("/veiligheidslog"), data=answer)

    assert page.status_code == 422
    assert "Dit moment is nog niet geweest" in page.text
    assert "Dit blijft staan" in page.text


def talk(scene, **more):
    return {"outcome": "supported", "feeling": "2", "version": scene.version(), **more}


def test_the_first_talk_keeps_how_it_goes_and_what_was_agreed(scene, client_for, app):
    answer = talk(
        scene, agreed=["not_alone", "time_off"], next_on=LATER_DAY, note="Erg geschrokken"
    )

    done = client_for(scene.town.manager).post(scene.step_url("S02", "/opvang"), data=answer)

    assert done.status_code == 302
    step = scene.step("S02")
    assert (step.outcome, step.note_sealed) == ("supported", None)
    [(kind, number, details)] = entries(app)
    assert (kind, number) == ("talk", 1)
    assert details == {
        "outcome": "supported", "feeling": 2, "agreed": ["not_alone", "time_off"],
        "next_on": LATER_DAY, "note": "Erg geschrokken",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"outcome": "supported"}, "Kies hoe het gaat."),
        ({"outcome": "offered"}, "Vul in wanneer het gesprek is."),
        ({"outcome": "offered", "next_on": "2020-01-01"}, "Kies een dag vanaf vandaag."),
        ({"outcome": "supported", "feeling": "9"}, "Deze keuze bestaat niet meer."),
        ({"outcome": "declined", "note": "111222333"}, "burgerservicenummer"),
        ({}, "Maak een keuze."),
    ],
)
def test_a_talk_that_leaves_something_open_is_asked_again(scene, client_for, answer, said):
    given = {"note": "Dit wil ik houden.", "version": scene.version(), **answer}

    page = client_for(scene.town.manager).post(scene.step_url("S02", "/opvang"), data=given)

    assert page.status_code == 422
    assert said in page.text
    assert given["note"] in page.text
    assert scene.step("S02").state == "open"


def test_the_second_person_sees_what_changed_and_keeps_the_own_words(scene, client_for):
    seen = scene.version()
    client_for(scene.town.coordinator).post(scene.step_url("S02", "/opvang"), data=talk(scene))
    answer = {"outcome": "declined", "note": "Mijn eigen woorden.", "version": seen}

    page = client_for(scene.town.manager).post(scene.step_url("S02", "/opvang"), data=answer)

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Mijn eigen woorden." in page.text
    assert scene.step("S02").outcome == "supported"


def test_no_thanks_is_remembered_and_shown(scene, client_for, app):
    answer = {"outcome": "declined", "version": scene.version()}
    client_for(scene.town.manager).post(scene.step_url("S02", "/opvang"), data=answer)

    later = client_for(scene.town.hr).get(scene.step_url("S18", "/nazorg")).text
    tabs = [client_for(one).get(scene.url("/nazorg")).text for one in at_desk(scene.town)]

    assert "Je hoeft niet te bellen" in later
    assert all("Wil geen opvang of nazorg" in tab for tab in tabs)
    with app.app_context():
        assert stored(SupportWish)[0].declined_at is not None


def at_desk(town):
    return town.manager, town.coordinator, town.hr


@pytest.fixture
def given(scene, client_for):
    """The case, after first support was given and the support team got the aftercare."""
    client = client_for(scene.town.manager)
    answer = talk(scene, note="Geschrokken")
    assert client.post(scene.step_url("S02", "/opvang"), data=answer).status_code == 302
    scene.give("S18", scene.town.support)
    return scene


def care(scene, **more):
    return {"outcome": "again", "feeling": "3", "version": scene.version(), **more}


def test_the_second_and_third_talk_follow_from_the_step_coming_back(given, client_for, app):
    client = client_for(given.town.support)
    second = care(given, private="Naaldnotitie", helper="company_doctor", accepted="yes",
                  back="partly", since="2026-03-09", needed="Niet alleen aan de balie")  # fmt: skip

    first = client.post(given.step_url("S18", "/nazorg"), data=second)
    given.give("S18", given.town.support)
    third = client.post(
        given.step_url("S18", "/nazorg"), data=care(given, outcome="finished", feeling="4")
    )

    assert (first.status_code, third.status_code) == (302, 302)
    assert [(kind, number) for kind, number, _ in entries(app)] == [
        ("talk", 1), ("talk", 2), ("referral", None), ("return", None), ("talk", 3),
    ]  # fmt: skip
    assert given.step("S18").outcome == "finished"
    with app.app_context():
        assert [row.text for row in stored(SupportNote)] == ["Naaldnotitie"]


def test_referred_asks_to_whom(given, client_for):
    answer = care(given, outcome="referred", note="Dit blijft")

    page = client_for(given.town.support).post(given.step_url("S18", "/nazorg"), data=answer)

    assert page.status_code == 422
    assert "Kies naar wie je hebt doorverwezen." in page.text
    assert "Dit blijft" in page.text


def test_nobody_but_the_helper_is_offered_a_private_note(given, client_for, app):
    address = given.step_url("S18", "/nazorg")
    for person in (given.town.hr,):
        page = client_for(person).get(address)
        assert page.status_code == 200
        assert "Vertrouwelijke notitie" not in page.text

    done = client_for(given.town.hr).post(address, data=care(given, private="Geheim"))

    assert done.status_code == 302
    with app.app_context():
        assert stored(SupportNote) == []


@pytest.mark.parametrize(
    ("key", "page"), [("S02", "/opvang"), ("S02", "/nazorg"), ("S05", "/opvang")]
)
def test_a_page_of_support_is_for_its_own_step_only(scene, client_for, key, page):
    expected = 200 if (key, page) == ("S02", "/opvang") else 404

    assert client_for(scene.town.manager).get(scene.step_url(key, page)).status_code == expected


def test_the_pages_open_for_who_does_the_step_alone(given, client_for):
    town, aftercare = given.town, given.step_url("S18", "/nazorg")

    assert client_for(town.support).get(aftercare).status_code == 200
    assert client_for(town.hr).get(aftercare).status_code == 200
    assert client_for(town.manager).get(aftercare).status_code == 403
    assert client_for(town.colleague).get(aftercare).status_code == 403
    assert client_for(town.other_manager).get(aftercare).status_code == 404
    assert client_for(None).get(aftercare).status_code == 302
    assert client_for(town.support).get(given.url("/veiligheidslog")).status_code == 403


def test_the_pages_keep_to_their_statements(given, client_for, app):
    pages = (
        (given.town.support, given.step_url("S18", "/nazorg")),
        (given.town.manager, given.url("/veiligheidslog")),
    )
    for person, address in pages:
        client = client_for(person)
        client.get(address)
        with statements(app) as asked:
            assert client.get(address).status_code == 200

        assert len(asked) <= MOST, address
