"""The pages on which news of the chain is recorded and read: who, what, and what goes wrong."""

import pytest

from tests.builders import stored
from tests.cases.builders import a_town
from tests.web.outcomes.court import day, mine, post, to_court, url
from tests.web.watching import statements
from vpt.claims.models import LedgerEntry
from vpt.measures.models import Measure
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind
from vpt.outcomes.models import ChainOutcome

NEEDLE = "Naald uit een telefoongesprek"


@pytest.fixture
def coordinator(scene, client_for):
    return client_for(scene.town.coordinator)


def kept(scene):
    with scene.app.app_context():
        return stored(ChainOutcome)


def told(scene, kind=Kind.CHAIN_NEWS):
    with scene.app.app_context():
        return {row.recipient_id for row in stored(Message) if row.kind == kind}


def test_the_coordinator_records_a_summons_and_everybody_it_concerns_hears_of_it(
    scene, coordinator
):
    town = scene.town
    done = post(scene, coordinator, "S20", words=NEEDLE)
    page = coordinator.get(done.location).text

    assert done.location.endswith("/keten")
    assert "Dagvaarding" in page
    assert "08/123456-26" in page
    assert "13:30" in page
    assert told(scene) >= {town.employee.id, town.colleague.id, town.deputy.id}
    assert scene.step("S20").by_telephone is True
    assert scene.step("S23").state == "open"


@pytest.mark.parametrize("key", ["S20", "S22"])
def test_only_the_coordinator_records_for_a_partner(scene, client_for, key):
    town = scene.town

    for person, status in (
        (town.manager, 403), (town.hr, 403), (town.employee, 403), (town.colleague, 403),
        (town.other_manager, 403),
    ):  # fmt: skip
        client = client_for(person)
        assert client.get(url(scene, key)).status_code == status
        assert post(scene, client, key).status_code == status
    assert client_for(None).get(url(scene, key)).status_code == 302
    assert kept(scene) == []


def test_the_news_of_a_case_is_for_who_handles_it(scene, client_for, coordinator):
    town = scene.town
    post(scene, coordinator, "S20", text=NEEDLE)

    for person in (town.coordinator, town.manager, town.hr):
        assert NEEDLE in client_for(person).get(scene.url("/keten")).text
    for person in (town.employee, town.colleague, town.deputy, town.other_manager):
        assert client_for(person).get(scene.url("/keten")).status_code in {403, 404}


@pytest.mark.parametrize(
    ("key", "changed", "sentence"),
    [
        ("S20", {"hearing_on": ""}, "Vul de dag van de zitting in."),
        ("S20", {"outcome": "dismissal"}, "Kies de sepotcode"),
        ("S20", {"outcome": "other"}, "Leg uit waarom"),
        ("S20", {"decided_on": day(20)}, "Deze dag moet nog komen"),
        ("S22", {"outcome": "ordered"}, "begint"),
        ("S22", {"outcome": ""}, "Maak een keuze."),
    ],
)
def test_what_is_not_whole_is_said_at_its_field_and_the_text_stays(
    scene, coordinator, key, changed, sentence
):
    answered = post(scene, coordinator, key, **{"words": NEEDLE, **changed})

    assert answered.status_code == 422
    assert sentence in answered.text
    assert NEEDLE in answered.text
    assert kept(scene) == []


def test_whoever_comes_second_sees_what_the_first_did_and_keeps_the_text(scene, coordinator):
    seen = scene.version()
    post(scene, coordinator, "S22")
    late = post(scene, coordinator, "S20", version=seen, words=NEEDLE)

    assert late.status_code == 409
    assert NEEDLE in late.text
    assert len(kept(scene)) == 1


def test_a_number_that_looks_odd_is_warned_of_and_kept(scene, coordinator):
    done = post(scene, coordinator, "S20", number="zaak 12")

    assert done.status_code == 302
    page = coordinator.get(done.location).text
    assert "ziet er anders uit" in page
    assert "zaak 12" in page


def test_a_code_that_is_in_no_list_can_be_typed(scene, coordinator):
    done = post(
        scene, coordinator, "S20", outcome="dismissal", dismissal_code="free", free_code="77"
    )
    page = coordinator.get(done.location).text

    assert [row.dismissal_code for row in kept(scene)] == ["77"]
    assert "Deze code staat niet in onze lijst" in page


@pytest.mark.parametrize(("code", "says"), [("02", "nagelezen"), ("40", "Nog te toetsen")])
def test_a_known_code_says_whether_its_meaning_was_read(scene, coordinator, code, says):
    done = post(scene, coordinator, "S20", outcome="dismissal", dismissal_code=code)

    assert says in coordinator.get(done.location).text


def test_a_judgment_books_what_the_victim_gets(scene, coordinator):
    to_court(scene, coordinator, uplift="yes", penalties=["fine"], ecli="ECLI:NL:RBOVE:2026:1")
    page = coordinator.get(scene.url("/keten")).text

    with scene.app.app_context():
        [line] = stored(LedgerEntry)
    assert line.amount_cents == 85000
    assert "€ 850,00" in page
    assert "Ja, hoger geëist" in page
    assert "Geldboete" in page


@pytest.mark.parametrize("amount", ["veel", "-5", "1.2.3"])
def test_an_amount_that_is_none_is_refused(scene, coordinator, amount):
    post(scene, coordinator, "S20")
    answered = post(scene, coordinator, "S23", amount_1=amount)

    assert answered.status_code == 422
    assert "Schrijf het bedrag als" in answered.text


def test_compensation_without_an_amount_is_asked_for(scene, coordinator):
    post(scene, coordinator, "S20")
    answered = post(scene, coordinator, "S23", amount_1="")

    assert answered.status_code == 422
    assert "Vul het bedrag van de schadevergoeding in" in answered.text


def test_an_order_of_the_mayor_stands_among_the_measures(scene, coordinator):
    with scene.app.app_context():
        location = str(scene.town.location.id)
    done = post(
        scene, coordinator, "S22", outcome="ordered", starts_on=day(0), ends_on=day(90),
        order_number="BGM-12", area="Het plein", locations=[location],
        person=str(scene.step("S20").subject_id),
    )  # fmt: skip

    assert done.status_code == 302
    with scene.app.app_context():
        [measure] = stored(Measure)
    assert measure.issuer == "mayor"
    assert "Gebiedsverbod" in coordinator.get(scene.url("/maatregelen")).text
    assert "Gebiedsverbod" in coordinator.get(scene.url("/keten")).text


def test_an_adjourned_hearing_shows_only_its_new_day(scene, coordinator):
    post(scene, coordinator, "S20")
    post(scene, coordinator, "S23", outcome="adjourned", amount_1="", hearing_on=day(60))
    page = coordinator.get(scene.url("/keten")).text

    assert "Uitgesteld naar een nieuwe dag" in page
    assert scene.step("S23").occurrence == 2


def test_the_page_of_the_chain_stays_within_its_statements(scene, coordinator):
    to_court(scene, coordinator)
    with statements(scene.app) as few:
        coordinator.get(scene.url("/keten"))

    assert len(few) <= 22


@pytest.mark.parametrize("key", ["S20", "S22"])
def test_a_finished_step_is_not_offered_again(scene, coordinator, key):
    address = url(scene, key)
    post(scene, coordinator, key)

    assert coordinator.get(address).status_code in {409, 422}


def test_another_employers_coordinator_finds_nothing(scene, client_for, coordinator, app):
    post(scene, coordinator, "S20")
    with app.app_context():
        other = a_town(with_protocol=False)
    client = client_for(other.coordinator)

    assert client.get(scene.url("/keten")).status_code == 404
    assert client.get(url(scene, "S22")).status_code == 404
    assert client.get(mine(scene)).status_code == 404


def correction(scene):
    return scene.url(f"/keten/{kept(scene)[0].id}/correctie")


def test_the_coordinator_corrects_what_was_written_down_and_the_victim_reads_the_new(
    scene, client_for, coordinator
):
    post(scene, coordinator, "S20", outcome="dismissal", dismissal_code="01")
    address = correction(scene)
    data = {"version": scene.version(), "reason": NEEDLE, "dismissal_code": "02"}
    shown = coordinator.get(address).text
    done = coordinator.post(address, data=data)

    assert 'value="01"' in shown
    assert done.status_code == 302
    page = coordinator.get(done.location).text
    assert "Gecorrigeerd" in page
    assert NEEDLE in page
    read = client_for(scene.town.colleague).get(mine(scene)).text
    assert "Onvoldoende bewijs" in read
    assert "Ten onrechte" not in read
    assert NEEDLE not in read


def test_a_correction_without_a_reason_keeps_what_was_typed(scene, coordinator):
    post(scene, coordinator, "S20")
    data = {"version": scene.version(), "reason": "", "words": NEEDLE}
    answered = coordinator.post(correction(scene), data=data)

    assert answered.status_code == 422
    assert NEEDLE in answered.text


def test_a_correction_of_what_changed_meanwhile_is_held_back(scene, coordinator):
    post(scene, coordinator, "S20")
    address, seen = correction(scene), scene.version()
    post(scene, coordinator, "S22")
    late = coordinator.post(address, data={"version": seen, "reason": NEEDLE, "number": "08/1"})

    assert late.status_code == 409
    assert NEEDLE in late.text


def test_only_the_coordinator_corrects(scene, client_for, coordinator):
    post(scene, coordinator, "S20")
    town, address = scene.town, correction(scene)

    for person in (town.manager, town.employee, town.colleague, town.other_manager):
        assert client_for(person).get(address).status_code in {403, 404}
