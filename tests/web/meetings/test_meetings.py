"""The pages of a meeting: plan it, fill it, talk cases through, end it, and take its paper."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.builders import a_person, give_seal, stored
from tests.cases.builders import a_case, a_town
from tests.meetings.builders import a_partner, a_topic, without_agreements
from tests.web.watching import statements
from vpt.accounts.rules import OrganisationKind
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core import clock
from vpt.core.actor import Role
from vpt.core.worktime import local_date
from vpt.documents.models import IssuedDocument
from vpt.infra.db import db, unit_of_work
from vpt.meetings.models import AgendaItem, Agreement, Meeting

TEXT = "De politie belt de melder terug"
DAY = timedelta(days=1)


def today():
    return local_date(clock.now())


@pytest.fixture
def partner(scene):
    with scene.app.app_context():
        return a_partner(scene.town)


@pytest.fixture
def coordinator(scene, client_for):
    return client_for(scene.town.coordinator)


@pytest.fixture
def meeting(scene, partner, coordinator):
    """The address of a planned meeting with the case of the scene on it."""
    answer = coordinator.post(
        "/casusoverleg/nieuw", data={"partner": str(partner.id), "held_on": today().isoformat()}
    )
    assert answer.status_code == 302, answer.text
    address = answer.location
    assert add(scene, coordinator, address, scene.case_id).status_code == 302
    return address


def version(scene, address):
    with scene.app.app_context():
        return db.session.scalar(select(Meeting.version).where(Meeting.id == _id(address)))


def add(scene, client, address, case_id, **changes):
    with scene.app.app_context():
        reference = db.session.get_one(Case, (scene.town.organisation.id, case_id)).reference
    data = {"reference": reference, "version": version(scene, address), **changes}
    return client.post(f"{address}/toevoegen", data=data)


def item_url(scene, address, rest=""):
    with scene.app.app_context():
        item = db.session.scalars(
            select(AgendaItem).where(AgendaItem.meeting_id == _id(address))
        ).first()
        return f"{address}/zaken/{item.id}{rest}"


def an_action(scene, address, **changes):
    return {
        "decision": "action", "text": TEXT, "user": str(scene.town.manager.id),
        "due_on": (today() + 7 * DAY).isoformat(), "version": version(scene, address), **changes,
    }  # fmt: skip


def end(scene, client, address, **changes):
    data = {"present": "Rik en Ineke (demo)", "version": version(scene, address), **changes}
    return client.post(f"{address}/afronden", data=data)


def test_a_planned_meeting_stands_in_the_list_and_in_the_menu(scene, partner, meeting, coordinator):
    listed = coordinator.get("/casusoverleg").text
    shown = coordinator.get(meeting).text

    assert meeting in listed
    assert "Overleg met" in shown
    assert "Zelf toegevoegd" in shown
    assert 'href="/casusoverleg"' in coordinator.get("/").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"partner": ""}, "Maak een keuze"),
        ({"held_on": ""}, "Vul een datum in"),
        ({"held_on": "2020-01-01"}, "Deze dag is al geweest"),
        ({"held_on": "2199-01-01"}, "te ver weg"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said(scene, partner, coordinator, changes, sentence):
    data = {"partner": str(partner.id), "held_on": today().isoformat(), **changes}

    answer = coordinator.post("/casusoverleg/nieuw", data=data)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_an_action_becomes_a_step_that_the_owner_finishes(scene, meeting, coordinator, client_for):
    decided = coordinator.post(item_url(scene, meeting), data=an_action(scene, meeting))
    manager = client_for(scene.town.manager)
    with scene.app.app_context():
        step = db.session.scalars(select(CaseStep).where(CaseStep.key == "S28")).one()
        own_page = f"/dossiers/{scene.case_id}/stappen/{step.id}/afspraak"

    shown = manager.get(own_page)
    without = manager.post(own_page, data={"outcome": "not_done", "version": scene.version()})
    done = manager.post(
        own_page,
        data={"outcome": "not_done", "reason": "Niet bereikt", "version": scene.version()},
    )

    assert decided.status_code == 302
    assert TEXT in shown.text
    assert (without.status_code, done.status_code) == (422, 302)
    told = coordinator.get(meeting).text
    assert "Niet gedaan" in told
    assert "Niet bereikt" in told


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision": ""}, "Maak een keuze"),
        ({"text": " "}, "Schrijf op wat er wordt gedaan"),
        ({"user": ""}, "Kies wie het doet"),
        ({"due_on": ""}, "Vul in voor welke dag"),
        ({"due_on": "2020-01-01"}, "Deze dag is al geweest"),
        ({"text": f"{TEXT} 111222333"}, "burgerservicenummer"),
    ],
)
def test_what_is_wrong_with_a_decision_is_said_and_the_text_stays(
    scene, meeting, coordinator, changes, sentence
):
    answer = coordinator.post(item_url(scene, meeting), data=an_action(scene, meeting, **changes))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert changes.get("text", TEXT).strip() in answer.text
    with scene.app.app_context():
        assert stored(Agreement) == []


def test_who_was_second_sees_what_the_first_did(scene, meeting, coordinator, client_for):
    with scene.app.app_context(), unit_of_work():
        second = a_person(scene.town.organisation, Role.COORDINATOR, name="Cor Tweede (demo)")
    seen = an_action(scene, meeting)
    address = item_url(scene, meeting)
    coordinator.post(address, data={**seen, "decision": "done"})

    answer = client_for(second).post(address, data=seen)
    ended = client_for(second).post(
        f"{meeting}/afronden", data={"present": "Wij allemaal", "version": seen["version"]}
    )

    assert (answer.status_code, ended.status_code) == (409, 409)
    assert "Besluit over een dossier vastgelegd" in answer.text
    assert TEXT in answer.text
    assert "Wij allemaal" in ended.text


def test_the_order_changes_and_a_case_goes_off(scene, meeting, coordinator):
    with scene.app.app_context():
        other = a_case(scene.town, at=clock.now() - DAY)
    add(scene, coordinator, meeting, other.id)

    moved = coordinator.post(
        item_url(scene, meeting, "/plaats"),
        data={"richting": "neer", "version": version(scene, meeting)},
    )
    shown = coordinator.get(meeting).text
    off = coordinator.post(
        item_url(scene, meeting, "/weg"), data={"version": version(scene, meeting)}
    )

    assert (moved.status_code, off.status_code) == (302, 302)
    first = shown.index(other.reference)
    assert first < shown.index(str(scene.case_id))
    assert (
        coordinator.post(
            item_url(scene, meeting, "/plaats"), data={"richting": "opzij", "version": 1}
        ).status_code
        == 404
    )


def test_an_ended_meeting_is_read_only(scene, meeting, coordinator):
    address = item_url(scene, meeting)
    empty = end(scene, coordinator, meeting, present="")
    ended = end(scene, coordinator, meeting)

    again = coordinator.post(address, data=an_action(scene, meeting))
    shown = coordinator.get(meeting).text

    assert (empty.status_code, ended.status_code, again.status_code) == (422, 302, 422)
    assert "Rik en Ineke (demo)" in shown
    assert "Volgende keer weer" in shown
    assert "Rond af" not in shown
    assert "Leg vast" not in coordinator.get(address).text


def test_a_meeting_is_called_off(scene, partner, coordinator):
    answer = coordinator.post(
        "/casusoverleg/nieuw", data={"partner": str(partner.id), "held_on": today().isoformat()}
    )
    gone = coordinator.post(
        f"{answer.location}/afgelasten", data={"version": version(scene, answer.location)}
    )

    assert gone.status_code == 302
    assert "Afgelast" in coordinator.get("/casusoverleg").text


@pytest.mark.parametrize("who", ["employee", "colleague", "manager", "hr", "support"])
def test_a_meeting_is_for_who_may_share_alone(scene, meeting, client_for, who):
    client = client_for(getattr(scene.town, who))
    for address in ("/casusoverleg", "/casusoverleg/nieuw", meeting, item_url(scene, meeting)):
        assert client.get(address).status_code == 403


def test_another_organisation_finds_no_meeting(scene, meeting, client_for):
    with scene.app.app_context():
        elsewhere = a_town()
    stranger = client_for(elsewhere.coordinator)
    talk = item_url(scene, meeting)

    assert stranger.get(meeting).status_code == 404
    assert stranger.get(talk).status_code == 404
    assert end(scene, stranger, meeting).status_code == 404
    assert meeting not in stranger.get("/casusoverleg").text


def test_who_is_not_signed_in_is_asked_to(scene, meeting):
    client = scene.app.test_client()

    assert client.get(meeting).status_code == 302
    assert "/inloggen" in client.get("/casusoverleg").location


def test_a_party_sees_that_there_is_more_and_nothing_of_it(scene, meeting, client_for):
    with scene.app.app_context():
        with unit_of_work():
            party = a_person(scene.town.organisation, Role.COORDINATOR, name="Cor Partij (demo)")
        case = a_case(scene.town, reporter=party, summary="Geheim voorval")
    assert add(scene, client_for(scene.town.coordinator), meeting, case.id).status_code == 302
    client = client_for(party)

    shown = client.get(meeting).text

    assert case.reference not in shown
    assert "Geheim voorval" not in shown
    assert "nog 1 dossier dat jij niet mag zien" in shown
    with scene.app.app_context():
        item = db.session.scalars(select(AgendaItem).where(AgendaItem.case_id == case.id)).one()
    assert client.get(f"{meeting}/zaken/{item.id}").status_code == 404
    assert client.post(f"{meeting}/papier").status_code == 404


def test_the_case_tells_on_which_agenda_it_stands_and_what_was_agreed(
    scene, meeting, coordinator, client_for
):
    coordinator.post(item_url(scene, meeting), data=an_action(scene, meeting))
    manager = client_for(scene.town.manager)

    case = manager.get(scene.url()).text
    tab = manager.get(scene.url("/casusoverleg")).text

    assert scene.url("/casusoverleg") in case
    assert "Afspraak uit casusoverleg" in case
    assert "Staat op de agenda van het overleg met" in tab
    assert TEXT in tab
    assert meeting not in tab
    assert meeting in coordinator.get(scene.url("/casusoverleg")).text
    assert client_for(scene.town.other_manager).get(scene.url("/casusoverleg")).status_code == 404


def test_by_an_older_protocol_the_pages_say_that_it_is_no_step(app, client_for):
    with app.app_context():
        town = a_town(protocol=without_agreements())
        partner, case = a_partner(town), a_case(town, at=clock.now() - DAY)
        topic = a_topic(town, partner, case, now=clock.now())
    client = client_for(town.coordinator)
    meeting = f"/casusoverleg/{topic['meeting_id']}"
    said = {
        "decision": "action", "text": TEXT, "user": "partner", "version": "3",
        "due_on": (today() + 7 * DAY).isoformat(),
    }  # fmt: skip

    decided = client.post(f"{meeting}/zaken/{topic['topic_id']}", data=said)

    assert decided.status_code == 302, decided.text
    for address in (meeting, f"/dossiers/{case.id}/casusoverleg"):
        shown = client.get(address).text
        assert TEXT in shown
        assert "Een afspraak is hier geen stap" in shown


def test_a_case_on_no_agenda_has_no_tab(scene, client_for):
    assert "/casusoverleg" not in client_for(scene.town.manager).get(scene.url()).text


def test_the_paper_is_made_before_and_after_and_only_for_who_may_know_all(
    scene, meeting, coordinator, client_for
):
    with_seal(scene)
    with scene.app.app_context(), unit_of_work():
        second = a_person(scene.town.organisation, Role.COORDINATOR, name="Cor Tweede (demo)")
    made = coordinator.post(f"{meeting}/papier")
    coordinator.post(item_url(scene, meeting), data=an_action(scene, meeting))
    end(scene, coordinator, meeting)
    coordinator.post(f"{meeting}/papier")
    with scene.app.app_context():
        first, last = sorted(stored(IssuedDocument), key=lambda one: one.version)

    answer = coordinator.get(f"{meeting}/papier/{last.id}")

    assert made.status_code == 302
    assert (first.version, last.version, last.case_id) == (1, 2, _id(meeting))
    assert answer.data.startswith(b"%PDF")
    assert "casusoverleg" in answer.headers["Content-Disposition"]
    assert client_for(second).get(f"{meeting}/papier/{first.id}").status_code == 200
    assert client_for(scene.town.manager).get(f"{meeting}/papier/{first.id}").status_code == 403
    with scene.app.app_context():
        looks = db.session.scalars(
            select(AuditEntry.subject_kind).where(AuditEntry.action == "document.downloaded")
        )
        assert set(looks) == {"meeting"}


def test_the_page_takes_few_statements_however_long_the_agenda(scene, meeting, coordinator):
    coordinator.get(meeting)
    with statements(scene.app) as short:
        coordinator.get(meeting)
    with scene.app.app_context():
        for _ in range(5):
            other = a_case(scene.town, at=clock.now() - DAY)
            add(scene, coordinator, meeting, other.id)

    with statements(scene.app) as long:
        coordinator.get(meeting)

    assert len(long) == len(short)
    assert len(long) <= 15


def test_a_partner_of_another_kind_gets_its_own_agenda(scene, coordinator):
    with scene.app.app_context():
        partner = a_partner(scene.town, OrganisationKind.MUNICIPALITY)

    answer = coordinator.post(
        "/casusoverleg/nieuw", data={"partner": str(partner.id), "held_on": today().isoformat()}
    )

    assert "De agenda is leeg" in coordinator.get(answer.location).text


def with_seal(scene):
    with scene.app.app_context():
        town = scene.town
        give_seal(town.organisation, now=clock.now())


def _id(address):
    return UUID(address.rstrip("/").rsplit("/", 1)[-1])
