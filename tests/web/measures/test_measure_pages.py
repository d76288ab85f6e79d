"""The pages of hearing, imposing, serving and reviewing, by who may and who may not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import stored
from tests.measures.builders import a_mandate
from tests.web.cases.test_show import MOST
from tests.web.scenes import Scene, scene
from tests.web.watching import statements
from vpt.cases import founding
from vpt.core import clock
from vpt.core.actor import Author
from vpt.core.worktime import AMSTERDAM
from vpt.documents import seals
from vpt.documents.models import IssuedDocument
from vpt.history.rules import Seen
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.measures import templates, wording
from vpt.measures.models import Hearing, Mandate, Measure

__all__ = ["scene"]
OF_THE_ROOM = 3
"""What a page of a room may ask besides what every page of a case asks."""


def today():
    return clock.now().astimezone(AMSTERDAM).date()


def post(scene: Scene, client, path: str, **data: object):
    return client.post(path, data={"version": scene.version(), **data})


HEARD = {
    "outcome": "heard_measure",
    "present": "Teamleider en een collega",
    "own_view": "Ik was boos maar sloeg niemand.",
    "agreed": "We bellen volgende week.",
}


def hear(scene: Scene, client_for, **changes: object):
    data = {**HEARD, "on": today().isoformat(), **changes}
    return post(scene, client_for(scene.town.manager), scene.step_url("S08", "/reactie"), **data)


def plan(scene: Scene, **changes: object) -> dict[str, object]:
    first = today() + timedelta(days=1)
    return {
        "level": "building_ban",
        "nature": "",
        "ground_on_1": today().isoformat(),
        "ground_1": "U sloeg met uw vuist op de balie en schold.",
        "starts_on": first.isoformat(),
        "ends_on": (first + timedelta(days=120)).isoformat(),
        "review_on": (first + timedelta(days=60)).isoformat(),
        "area": "U komt niet in het stadskantoor.",
        "everywhere": "y",
        "services": "Paspoort aanvragen: op afspraak\nVragen: per brief",
        "remedy": "",
        "instruction": "Vraag de ander om te gaan.",
        "call": "De beveiliger",
        "address": "De heer Voorbeeld\nVoorbeeldstraat 1",
        "decider": str(scene.town.coordinator.id),
        **changes,
    }


def impose(scene: Scene, client, **changes: object):
    return post(scene, client, scene.step_url("S09", "/maatregel"), **plan(scene, **changes))


def imposed(scene: Scene, client_for) -> Measure:
    with scene.app.app_context():
        a_mandate(scene.town)
    hear(scene, client_for)
    answer = impose(scene, client_for(scene.town.coordinator))
    assert answer.status_code == 302, answer.text
    return the_measure(scene)


def the_measure(scene: Scene) -> Measure:
    with scene.app.app_context():
        [row] = stored(Measure)
        db.session.expunge(row)
        return row


def a_seal(scene: Scene) -> None:
    with scene.app.app_context():
        house, now = scene.town.organisation, clock.now()
        material = founding.make_seal(house.name, demo=True, now=now)
        with unit_of_work():
            seals.store(Author(organisation_id=house.id), house.keyset_id, material, now=now)


def everybody(scene: Scene, client_for, address: str, handler: int = 200) -> None:
    """Owner, colleague, stranger."""
    town = scene.town
    assert client_for(town.manager).get(address).status_code == handler
    assert client_for(town.coordinator).get(address).status_code == handler
    assert client_for(town.employee).get(address).status_code in {403, 404}
    assert client_for(town.colleague).get(address).status_code in {403, 404}
    assert client_for(town.other_manager).get(address).status_code == 404
    assert client_for(town.support).get(address).status_code in {403, 404}
    assert client_for(None).get(address).status_code == 302


def test_the_tab_is_for_who_handles_the_case(scene, client_for):
    everybody(scene, client_for, scene.url("/maatregelen"))


def test_the_pages_of_a_reaction_are_for_who_handles_the_case(scene, client_for):
    person = scene.step("S08").subject_id

    everybody(scene, client_for, scene.step_url("S08", "/reactie"))
    everybody(scene, client_for, scene.url(f"/betrokkenen/{person}/uitnodigen"))


def test_the_pages_of_a_measure_are_for_who_handles_the_case(scene, client_for):
    hear(scene, client_for)
    measure = the_measure(scene).id

    everybody(scene, client_for, scene.step_url("S09", "/maatregel"))
    everybody(scene, client_for, scene.url(f"/maatregelen/{measure}/niet-opleggen"))


@pytest.mark.parametrize("rest", ["uitreiking", "gehoord", "brieven/ban_letter"])
def test_the_pages_of_one_measure_are_for_who_handles_the_case(scene, client_for, rest):
    row = imposed(scene, client_for)

    everybody(scene, client_for, scene.url(f"/maatregelen/{row.id}/{rest}"))


def test_a_review_is_of_the_coordinator(scene, client_for):
    imposed(scene, client_for)
    address = scene.step_url("S25", "/opnieuw-bekijken")

    assert client_for(scene.town.coordinator).get(address).status_code == 200
    assert client_for(scene.town.manager).get(address).status_code == 403
    assert client_for(scene.town.other_manager).get(address).status_code == 404


def test_a_manager_who_is_a_party_cannot_reach_it(scene, client_for):
    with scene.app.app_context(), unit_of_work():
        victim = next(one for one in stored(Involved) if one.role == "victim")
        victim.user_id = scene.town.manager.id

    for address in (scene.url("/maatregelen"), scene.step_url("S08", "/reactie")):
        assert client_for(scene.town.manager).get(address).status_code in {403, 404}


def test_a_measure_goes_from_hearing_to_proof_of_service(scene, client_for):
    a_seal(scene)
    row = imposed(scene, client_for)
    client = client_for(scene.town.manager)
    address = scene.url(f"/maatregelen/{row.id}")

    seen = client.get(f"{address}/brieven/ban_letter")
    drawn = client.get(f"{address}/brieven/ban_letter/voorbeeld.pdf")
    issued = client.post(f"{address}/brieven/ban_letter", data={"wording": "ban_letter@vpt3"})
    served = post(
        scene, client, f"{address}/uitreiking",
        how="registered", on=today().isoformat(), number="3SDEMO1",
    )  # fmt: skip
    tab = client.get(scene.url("/maatregelen")).text

    assert "U sloeg met uw vuist" in seen.text
    assert "Sanne" not in seen.text.partition("<main")[2]
    assert drawn.data.startswith(b"%PDF")
    assert (issued.status_code, served.status_code) == (302, 302)
    with scene.app.app_context():
        [paper] = stored(IssuedDocument)
        assert (paper.subject_id, paper.kind, paper.profile) == (row.id, "ban_letter", "accused")
    assert "3SDEMO1" in tab
    assert "Gebouwontzegging, versie 1" in tab
    assert scene.trail("case.identity_opened")


def test_a_preview_stores_no_document(scene, client_for):
    row = imposed(scene, client_for)

    client_for(scene.town.manager).get(
        scene.url(f"/maatregelen/{row.id}/brieven/ban_letter/voorbeeld.pdf")
    )

    with scene.app.app_context():
        assert stored(IssuedDocument) == []


def test_the_gate_puts_every_refusal_at_its_field_and_keeps_what_was_typed(scene, client_for):
    with scene.app.app_context():
        a_mandate(scene.town)
    hear(scene, client_for)

    answer = impose(
        scene, client_for(scene.town.coordinator), ends_on="", ground_1="agressief gedrag",
        services="Paspoort", area="Het stadskantoor (typewerk)",
    )  # fmt: skip

    assert answer.status_code == 422
    for words in (
        "Een maatregel zonder einddatum kan niet", "Dit is te algemeen", "Zet achter elke dienst",
        "Het stadskantoor (typewerk)", "agressief gedrag",
    ):  # fmt: skip
        assert words in answer.text, words
    assert the_measure(scene).state == "proposed"


def test_the_handler_lays_a_plan_before_who_decides(scene, client_for):
    with scene.app.app_context():
        a_mandate(scene.town)
    hear(scene, client_for)
    manager, coordinator = client_for(scene.town.manager), client_for(scene.town.coordinator)

    alone = impose(scene, manager)
    kept = impose(scene, manager, later="1")
    opened = coordinator.get(scene.step_url("S09", "/maatregel"))
    tab = coordinator.get(scene.url("/maatregelen"))

    assert (alone.status_code, kept.status_code) == (422, 302)
    assert "Alleen wie je koos" in alone.text
    assert "U sloeg met uw vuist op de balie" in opened.text
    assert "Het voorstel is compleet" in tab.text
    assert scene.step("S09").assignee_id == scene.town.coordinator.id


def test_who_comes_second_sees_what_the_first_did(scene, client_for):
    with scene.app.app_context():
        a_mandate(scene.town)
    hear(scene, client_for)
    address, version = scene.step_url("S09", "/maatregel"), scene.version()
    impose(scene, client_for(scene.town.coordinator))

    late = client_for(scene.town.manager).post(
        address, data={**plan(scene, area="Mijn eigen woorden"), "version": version}
    )

    assert late.status_code == 409
    assert "Een collega was je voor" in late.text
    assert "Mijn eigen woorden" in late.text


def test_an_empty_hearing_is_refused_with_the_text_kept(scene, client_for):
    answer = hear(scene, client_for, own_view="", agreed="We bellen volgende week.")

    assert answer.status_code == 422
    assert "Schrijf op wat de ander zelf zei" in answer.text
    assert "We bellen volgende week." in answer.text


def test_an_invitation_leads_to_a_letter(scene, client_for):
    a_seal(scene)
    client = client_for(scene.town.manager)
    day = today() + timedelta(days=2)
    done = post(
        scene, client,
        scene.url(f"/betrokkenen/{scene.step('S08').subject_id}/uitnodigen"),
        on=day.isoformat(), at="14:30",
        place="Stadskantoor, kamer 3", contact="14 053", address="De heer Voorbeeld\nStraat 1",
    )  # fmt: skip
    with scene.app.app_context():
        person = next(one for one in stored(Involved) if one.role == "perpetrator")
    address = scene.url(f"/betrokkenen/{person.id}/uitnodiging")

    assert done.status_code == 302
    assert "Stadskantoor, kamer 3" in client.get(address).text
    assert client.get(f"{address}/voorbeeld.pdf").data.startswith(b"%PDF")
    saw = {"wording": "conduct_talk_invitation@vpt2"}
    assert client.post(address, data=saw).status_code == 302
    everybody(scene, client_for, address)
    with scene.app.app_context():
        assert [one.kind for one in stored(IssuedDocument)] == ["conduct_talk_invitation"]
        assert [one.outcome for one in stored(Hearing)] == [""]


def test_a_review_lifts_a_measure(scene, client_for):
    imposed(scene, client_for)

    done = post(
        scene, client_for(scene.town.coordinator), scene.step_url("S25", "/opnieuw-bekijken"),
        outcome="ended", conduct="Geen meldingen meer.", reason="Het contact is rustig.",
    )  # fmt: skip

    assert done.status_code == 302
    assert the_measure(scene).state == "lifted"


def test_no_measure_after_all_says_why(scene, client_for):
    hear(scene, client_for)

    done = post(
        scene, client_for(scene.town.manager),
        scene.url(f"/maatregelen/{the_measure(scene).id}/niet-opleggen"),
        reason="Het gesprek was genoeg.",
    )  # fmt: skip

    assert done.status_code == 302
    assert the_measure(scene).state == "not_imposed"


def test_a_measure_of_the_mayor_stands_apart(scene, client_for):
    client, address = client_for(scene.town.manager), scene.url("/maatregelen/van-een-ander")
    with scene.app.app_context():
        person = next(one for one in stored(Involved) if one.role == "perpetrator")
    data = {
        "person": str(person.id), "level": "area_ban", "issuer": "mayor", "number": "Z-2026-17",
        "starts_on": today().isoformat(), "ends_on": (today() + timedelta(days=90)).isoformat(),
        "area": "Het centrum", "everywhere": "y",
    }  # fmt: skip

    everybody(scene, client_for, address)
    refused = post(scene, client, address, **{**data, "number": ""})
    done = post(scene, client, address, **data)
    tab = client.get(scene.url("/maatregelen")).text

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "Z-2026-17" in tab
    assert "Burgemeester" in tab


def test_mandates_are_given_by_the_coordinator_only(scene, client_for):
    client = client_for(scene.town.coordinator)
    data = {
        "role": "coordinator", "level_to": "5", "unit": "",
        "valid_from": "2026-01-01", "valid_until": "2026-12-31",
    }  # fmt: skip

    wrong = client.post("/mandaten", data={**data, "valid_until": "2025-12-31"})
    done = client.post("/mandaten", data=data)
    with scene.app.app_context():
        [row] = stored(Mandate)
    address = f"/mandaten/{row.id}/intrekken"

    assert (wrong.status_code, done.status_code) == (422, 302)
    for person in (scene.town.manager, scene.town.employee, scene.town.hr):
        assert client_for(person).get("/mandaten").status_code == 403
        assert client_for(person).post(address).status_code == 403
    saw = {"wording": "conduct_talk_invitation@vpt2"}
    assert client.post(address, data=saw).status_code == 302
    assert "Ingetrokken" in client.get("/mandaten").text


def test_a_measure_of_another_case_is_not_found(scene, client_for):
    row = imposed(scene, client_for)
    client = client_for(scene.town.coordinator)
    other = str(row.id).replace(str(row.id)[-4:], "0000")

    assert client.get(scene.url(f"/maatregelen/{other}/uitreiking")).status_code == 404
    assert client.get(scene.url(f"/maatregelen/{row.id}/brieven/case_file")).status_code == 409


def test_the_tab_asks_the_database_no_more_than_a_page_may(scene, client_for):
    imposed(scene, client_for)
    client = client_for(scene.town.coordinator)
    client.get(scene.url("/maatregelen"))

    with statements(scene.app) as seen:
        page = client.get(scene.url("/maatregelen"))

    assert page.status_code == 200
    assert len(seen) <= MOST + OF_THE_ROOM, "\n".join(seen)


def test_a_letter_seen_in_older_words_is_shown_again_before_it_is_issued(scene, client_for):
    row = imposed(scene, client_for)
    a_seal(scene)
    client = client_for(scene.town.coordinator)
    address = scene.url(f"/maatregelen/{row.id}/brieven/ban_letter")
    with scene.app.app_context(), unit_of_work():
        product = templates.templates()["ban_letter"]
        own = replace(product, subject="Een brief van onze gemeente")
        own_words = wording.Written(template=own)
        wording.change(scene.town.coordinator.actor(), own_words, Seen(number=0), now=clock.now())

    stopped = client.post(address, data={"wording": "ban_letter@vpt3"})
    issued = client.post(address, data={"wording": "ban_letter@own1"})

    assert stopped.status_code == 409
    assert "De tekst van deze brief is veranderd" in stopped.text
    assert "Een brief van onze gemeente" in stopped.text
    assert issued.status_code == 302
    with scene.app.app_context():
        assert [one.wording for one in stored(IssuedDocument)] == ["ban_letter@own1"]
