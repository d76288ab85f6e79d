"""The victim's own page about the police report: who gets in, what it says, what it keeps."""

import pytest

from tests.builders import stored
from tests.cases.builders import _involve
from tests.web.police_reports.desk import post, report_url, to, url
from tests.web.watching import statements
from vpt.core import clock
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind
from vpt.police_reports.models import PoliceWish
from vpt.web.moments import LOCAL

NEEDLE = "Naaldwens"
WISH = {"wish": "objects", "words": f"{NEEDLE}, liever niet."}
SHIELD = {"shield": "number"}
RIGHTS = {"wanted": "informed", "complaint_wish": "yes"}
SENT = {"/wens": WISH, "/afscherming": SHIELD, "/rechten": RIGHTS}


@pytest.fixture
def coordinator(scene, client_for):
    return client_for(scene.town.coordinator)


@pytest.fixture
def victim(scene, client_for):
    return client_for(scene.town.employee)


def mine(scene, rest=""):
    return f"/mijn-meldingen/{scene.case_id}/aangifte{rest}"


def the_victim(scene):
    with scene.app.app_context():
        return next(one for one in stored(Involved) if one.role == "victim")


def wish_of(scene):
    with scene.app.app_context():
        [row] = stored(PoliceWish)
        return row.content


def told(scene):
    with scene.app.app_context():
        return [row.recipient_id for row in stored(Message) if row.kind == Kind.POLICE_WISH]


def test_the_page_is_for_the_victim_alone(scene, client_for, victim):
    town = scene.town

    assert victim.get(mine(scene)).status_code == 200
    assert mine(scene) in victim.get(f"/mijn-meldingen/{scene.case_id}").text
    for person in (town.manager, town.coordinator, town.hr, town.colleague, town.other_manager):
        client = client_for(person)
        assert client.get(mine(scene)).status_code == 404
        for rest, data in SENT.items():
            assert client.post(mine(scene, rest), data=data).status_code == 404
    assert client_for(None).get(mine(scene)).status_code == 302
    with scene.app.app_context():
        assert stored(PoliceWish) == []


def test_a_victim_who_did_not_report_has_the_page_and_a_reporter_who_is_none_has_not(
    scene, client_for, victim
):
    town = scene.town
    with scene.app.app_context(), unit_of_work():
        row = db.session.get_one(Involved, (town.organisation.id, the_victim(scene).id))
        row.user_id = town.colleague.id

    other = client_for(town.colleague)
    assert other.get(mine(scene)).status_code == 200
    assert other.post(mine(scene, "/wens"), data=WISH).status_code == 302
    assert victim.get(mine(scene)).status_code == 404
    for rest, data in SENT.items():
        assert victim.post(mine(scene, rest), data=data).status_code == 404
    assert f"{mine(scene)}" not in victim.get(f"/mijn-meldingen/{scene.case_id}").text


def test_another_victim_reads_and_writes_only_their_own(scene, client_for, victim):
    town = scene.town
    with scene.app.app_context(), unit_of_work():
        incident = db.session.get_one(Incident, (town.organisation.id, scene.case_id))
        _involve(incident, "victim", 2, town.colleague, known=True)
    victim.post(mine(scene, "/wens"), data=WISH)
    other = client_for(town.colleague)

    page = other.get(mine(scene))
    sent = other.post(mine(scene, "/afscherming"), data=SHIELD)

    assert page.status_code == 200
    assert NEEDLE not in page.text
    assert sent.status_code == 302
    assert the_victim(scene).protection == "domicile"
    with scene.app.app_context():
        assert len({row.victim_id for row in stored(PoliceWish)}) == 2


def test_a_wish_waits_filled_in_for_who_decides_and_they_hear_of_it(scene, victim, coordinator):
    sent = victim.post(mine(scene, "/wens"), data=WISH)
    page = coordinator.get(url(scene, "S10")).text

    assert sent.status_code == 302
    assert "Het slachtoffer zei zelf" in page
    assert "Nee, ik wil dit niet" in page
    assert NEEDLE in page
    assert chosen(page, "wish") == "objects"
    assert NEEDLE in victim.get(mine(scene)).text
    assert told(scene) == [scene.step("S10").assignee_id]
    [entry] = scene.trail("police_wish.said")
    assert NEEDLE not in f"{entry.codes} {entry.fields}"


def chosen(page, name):
    """Return which radio of this name is checked, or nothing."""
    for part in page.split("<input")[1:]:
        tag = part.split(">")[0]
        if f'name="{name}"' in tag and "checked" in tag:
            return tag.split('value="')[1].split('"')[0]
    return ""


def test_who_wants_to_talk_first_has_no_view_filled_in(scene, victim, coordinator):
    victim.post(mine(scene, "/wens"), data={"wish": "talk", "words": "Bel me even."})

    page = coordinator.get(url(scene, "S10")).text

    assert "Ik wil er eerst over praten" in page
    assert "Bel me even." in page
    assert chosen(page, "wish") == ""


def test_a_wish_is_sealed(scene, victim):
    victim.post(mine(scene, "/wens"), data=WISH)

    with scene.app.app_context():
        [row] = stored(PoliceWish)
        assert NEEDLE.encode() not in row.content_sealed
        assert row.keyset_id == the_victim(scene).keyset_id


def test_after_the_decision_a_wish_is_refused_in_a_sentence_and_nothing_typed_is_lost(
    scene, victim, coordinator
):
    to(scene, coordinator, "S10")

    late = victim.post(mine(scene, "/wens"), data=WISH)
    page = victim.get(mine(scene)).text

    assert late.status_code == 409
    assert "Het besluit over de aangifte is al genomen." in late.text
    assert NEEDLE in late.text
    assert "Wat vind jij ervan?" not in page
    assert "Je organisatie doet aangifte." in page
    with scene.app.app_context():
        assert stored(PoliceWish) == []


def test_a_shield_counts_at_once_while_there_is_no_report(scene, victim):
    sent = victim.post(mine(scene, "/afscherming"), data=SHIELD)
    page = victim.get(mine(scene)).text

    assert sent.status_code == 302
    assert the_victim(scene).protection == "number"
    assert "Je keuze geldt meteen." in page
    assert "Aangifte onder nummer" in page
    assert "niet beloven dat je naam geheim blijft" in page


def test_with_a_report_a_shield_waits_for_the_coordinator_and_then_is_fixed(
    scene, victim, coordinator
):
    to(scene, coordinator, "S10")
    sent = victim.post(mine(scene, "/afscherming"), data=SHIELD)
    before = the_victim(scene).protection
    page = coordinator.get(url(scene, "S11")).text
    heard = told(scene)
    to(scene, coordinator, "S11")

    late = victim.post(mine(scene, "/afscherming"), data=SHIELD)

    assert sent.status_code == 302
    assert before == "domicile"
    assert chosen(page, "outcome") == "numbered"
    assert heard == [scene.step("S11").assignee_id]
    assert late.status_code == 409
    assert "De afscherming ligt al vast bij de aangifte." in late.text
    assert "De keuze ligt vast bij de aangifte." in victim.get(mine(scene)).text


def test_no_shield_asks_why_and_the_reason_waits_for_the_coordinator(scene, victim, coordinator):
    bare = victim.post(mine(scene, "/afscherming"), data={"shield": "none"})
    given = {"shield": "none", "shield_reason": "Iedereen kent me hier."}
    kept = victim.post(mine(scene, "/afscherming"), data=given)
    to(scene, coordinator, "S10")

    assert bare.status_code == 422
    assert "Leg uit waarom." in bare.text
    assert kept.status_code == 302
    assert "Iedereen kent me hier." in coordinator.get(url(scene, "S11")).text


def test_what_a_victim_wants_is_filled_in_on_the_preparation_and_no_complaint(
    scene, victim, coordinator
):
    sent = victim.post(mine(scene, "/rechten"), data=RIGHTS)
    to(scene, coordinator, "S10")
    page = coordinator.get(report_url(scene, "/gegevens")).text

    assert sent.status_code == 302
    assert chosen(page, "wanted") == "informed"
    assert chosen(page, "complaint_wish") == "yes"
    assert "Ik wil alleen op de hoogte blijven" in page
    assert scene.step("S14").state == "open"
    assert "Je klacht is gedaan" not in victim.get(mine(scene)).text


def test_what_the_coordinator_filled_in_stays(scene, victim, coordinator):
    to(scene, coordinator, "S10")
    data = {"wanted": "both", "version": scene.version()}
    coordinator.post(report_url(scene, "/gegevens"), data=data)
    victim.post(mine(scene, "/rechten"), data=RIGHTS)

    page = coordinator.get(report_url(scene, "/gegevens")).text

    assert chosen(page, "wanted") == "both"
    assert "Ik wil alleen op de hoogte blijven" in page


def test_the_page_tells_the_term_and_the_number_only_once_the_police_took_the_report(
    scene, victim, coordinator
):
    running = victim.get(mine(scene)).text
    to(scene, coordinator, "S10", "S11")
    before = victim.get(mine(scene)).text
    to(scene, coordinator, "S12")
    after = victim.get(mine(scene)).text
    today = clock.now().astimezone(LOCAL).date().isoformat()
    assert post(scene, coordinator, "S14", on=today).status_code == 302
    done = victim.get(mine(scene)).text

    assert "Er is nog niets besloten." in running
    assert "dagen" in running
    assert "De laatste dag is" in running
    assert "De aangifte is nog niet gedaan." in before
    assert "2026123456" not in before
    assert "Nummer: 2026123456." in after
    assert "Je klacht is gedaan op" in done
    assert "De laatste dag is" not in done


def test_a_number_that_hides_nothing_is_said_out_loud(scene, victim, coordinator):
    to(scene, coordinator, "S10")
    post(scene, coordinator, "S11", outcome="numbered", name_known="yes", knows="y")

    page = victim.get(mine(scene)).text

    assert "Een nummer verbergt nu niets" in page


@pytest.mark.parametrize(
    ("rest", "data"),
    [
        ("/wens", {"wish": "sure", "words": NEEDLE}),
        ("/wens", {"words": NEEDLE}),
        ("/wens", {"wish": "agrees", "words": f"{NEEDLE} BSN 111222333"}),
        ("/afscherming", {"shield": "wall", "shield_reason": NEEDLE}),
        ("/rechten", {"wanted": "informed"}),
    ],
)
def test_bad_input_is_asked_again_with_the_words_kept(scene, victim, rest, data):
    page = victim.post(mine(scene, rest), data=data)

    assert page.status_code == 422
    assert (NEEDLE in page.text) == (NEEDLE in str(data))
    with scene.app.app_context():
        assert stored(PoliceWish) == []


def test_a_victim_and_a_coordinator_at_once_the_coordinator_sees_the_wish_first(
    scene, victim, coordinator
):
    seen = scene.version()
    victim.post(mine(scene, "/wens"), data=WISH)

    clash = post(scene, coordinator, "S10", version=seen)

    assert clash.status_code == 409
    assert "Slachtoffer zei wat die van aangifte vindt" in clash.text
    assert scene.step("S10").state == "open"


def test_the_page_asks_the_database_one_thing_more_than_the_own_report(
    scene, victim, coordinator, app
):
    to(scene, coordinator, "S10", "S11", "S12")
    victim.post(mine(scene, "/rechten"), data=RIGHTS)
    counted = []
    for address in (f"/mijn-meldingen/{scene.case_id}", mine(scene)):
        victim.get(address)
        with statements(app) as asked:
            assert victim.get(address).status_code == 200
        counted.append(len(asked))
    assert counted[1] <= counted[0] + 1
