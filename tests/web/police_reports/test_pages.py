"""The pages of police reports: who gets in, what they keep, and what they say."""

import io
from datetime import timedelta

import pytest

from tests.builders import stored
from tests.web.police_reports.desk import (
    ANSWER,
    PAGE,
    a_pdf,
    post,
    report_url,
    to,
    url,
)
from tests.web.watching import statements
from vpt.cases import findings
from vpt.core import clock
from vpt.documents.models import IssuedDocument
from vpt.incidents.evidence import Evidence
from vpt.incidents.people import Involved
from vpt.infra.db import unit_of_work
from vpt.police_reports.models import Complaint, PoliceReport, PoliceTalk

MOST = 15
LEADING_TO = {
    "S10": (), "S11": ("S10",), "S12": ("S10", "S11"), "S13": ("S10", "S11", "S12"), "S14": (),
}  # fmt: skip


@pytest.fixture
def coordinator(scene, client_for):
    return client_for(scene.town.coordinator)


@pytest.mark.parametrize("key", LEADING_TO)
def test_a_page_is_for_the_coordinator_and_others_follow(scene, client_for, coordinator, key):
    to(scene, coordinator, *LEADING_TO[key])
    town, address = scene.town, url(scene, key)

    assert coordinator.get(address).status_code == 200
    assert client_for(town.manager).get(address).status_code == 403
    assert client_for(town.employee).get(address).status_code == 403
    assert client_for(town.colleague).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404
    assert client_for(None).get(address).status_code == 302


def test_the_tab_is_for_whoever_sees_the_file(scene, client_for, coordinator):
    to(scene, coordinator, "S10", "S11", "S12")
    town, address = scene.town, scene.url("/aangifte")

    for person in (town.coordinator, town.manager, town.hr):
        page = client_for(person).get(address)
        assert page.status_code == 200
        assert "2026123456" in page.text
        assert "Adres van de werkgever (domicilie)" in page.text
    assert client_for(town.employee).get(address).status_code == 403
    assert client_for(town.colleague).get(address).status_code == 403
    assert client_for(town.support).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404


def test_the_decision_shows_the_advice_what_may_fit_and_what_is_missing(scene, coordinator):
    page = coordinator.get(url(scene, "S10")).text

    assert "Ons advies: De werkgever doet aangifte" in page
    assert "Politie en OM bepalen welk strafbaar feit het is." in page
    assert "Bedreiging" in page
    assert "Er ontbreekt nog iets" in page
    assert "Functie en taak op dat moment" in page


def test_a_decision_is_kept_and_told_on_the_tab(scene, coordinator):
    done = post(scene, coordinator, "S10")
    page = coordinator.get(done.location).text

    assert done.status_code == 302
    assert "Graag samen." in page
    assert "Het slachtoffer is het ermee eens" in page
    assert "Begin met deze stap" in page


@pytest.mark.parametrize("key", ["S10", "S11", "S12", "S13", "S14"])
def test_nonsense_is_said_at_the_field_and_stays_in_the_form(scene, coordinator, key):
    to(scene, coordinator, *LEADING_TO[key])
    kept = {"reason": "Dit blijft staan", "outcome": "elsewhere"}

    page = post(scene, coordinator, key, **kept)

    assert page.status_code == 422
    assert "Dit blijft staan" in page.text
    assert "Kies opnieuw" in page.text


@pytest.mark.parametrize("key", ["S10", "S11", "S12", "S13", "S14"])
def test_whoever_comes_second_sees_what_changed_and_keeps_the_input(
    scene, client_for, coordinator, key
):
    to(scene, coordinator, *LEADING_TO[key])
    seen, address = scene.version(), url(scene, key)
    data = {"version": seen, "role": "witness", "name": "Eerst"}
    client_for(scene.town.manager).post(scene.url("/betrokkenen/toevoegen"), data=data)

    answer = {**ANSWER[key], "version": seen, "reason": "Blijft staan"}
    page = coordinator.post(address, data=answer)

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Betrokkene toegevoegd" in page.text
    assert "Blijft staan" in page.text


def test_a_step_done_by_a_colleague_meanwhile_is_told_as_such(scene, coordinator):
    seen, address = scene.version(), url(scene, "S10")
    to(scene, coordinator, "S10")

    page = coordinator.post(address, data={**ANSWER["S10"], "version": seen})

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text


def test_a_number_that_hides_nothing_is_explained_at_the_box(scene, coordinator):
    to(scene, coordinator, "S10")
    page = post(scene, coordinator, "S11", outcome="numbered", name_known="yes")
    assert page.status_code == 422
    assert "een nummer verbergt dan niets" in page.text

    done = post(scene, coordinator, "S11", outcome="numbered", name_known="yes", knows="y")

    assert done.status_code == 302
    with scene.app.app_context():
        assert {row.protection for row in stored(Involved) if row.role == "victim"} == {"number"}


def test_the_shield_proposes_what_the_victim_chose_when_reporting(scene, coordinator):
    to(scene, coordinator, "S10")

    page = coordinator.get(url(scene, "S11")).text

    assert "Bij de melding koos het slachtoffer: Adres van de werkgever (domicilie)." in page
    assert "de rechter kan het nummer later opheffen" in page
    assert "Marktplein 1, 7600 AA Voorbeeld" in page


def test_an_odd_number_is_kept_with_a_warning(scene, coordinator):
    to(scene, coordinator, "S10", "S11")

    done = post(scene, coordinator, "S12", number="12-AB")
    page = coordinator.get(done.location).text

    assert done.status_code == 302
    assert "lijkt niet op een registratienummer" in page
    assert "12-AB" in page


def test_a_copy_of_the_record_joins_the_evidence(scene, coordinator):
    to(scene, coordinator, "S10", "S11")

    done = post(scene, coordinator, "S12", files=(a_pdf(), "pv.pdf"))

    assert done.status_code == 302, done.text
    with scene.app.app_context():
        [report], [kept] = stored(PoliceReport), stored(Evidence)
        assert report.record_id == kept.id
    assert "Staat bij Bewijs" in coordinator.get(done.location).text


def test_a_file_that_cannot_be_kept_stops_the_form_and_a_refused_form_keeps_no_file(
    scene, coordinator
):
    to(scene, coordinator, "S10", "S11")
    unknown = io.BytesIO(b"\x00\x01\x02\x03" * 40)
    bad = post(scene, coordinator, "S12", files=(unknown, "x.exe"))
    empty = post(scene, coordinator, "S12", number="", files=(a_pdf(), "pv.pdf"))

    assert bad.status_code == 422
    assert "kunnen we niet bewaren" in bad.text
    assert empty.status_code == 422
    with scene.app.app_context():
        assert stored(Evidence) == []


def test_a_refused_report_gives_the_letter_in_one_click_and_writes_it_down(scene, coordinator):
    to(scene, coordinator, "S10", "S11")
    coordinator.post(
        "/ketenpartners/contactpersonen/nieuw",
        data={
            "where": "police",
            "name": "Petra de Wit (demo)",
            "is_vpt": "y",
            "valid_from": "2020-01-01",
        },
    )
    post(scene, coordinator, "S12", outcome="refused", reason="Geen aangifte waard", number="")
    assert "Maak de brief aan de contactpersoon" in coordinator.get(scene.url("/aangifte")).text

    done = coordinator.post(report_url(scene, "/escalatie"))
    page = coordinator.get(done.location).text

    assert done.status_code == 302
    assert "Brief aan de contactpersoon, versie 1" in page
    assert "Petra de Wit (demo)" in page
    with scene.app.app_context():
        assert [row.kind for row in stored(IssuedDocument)] == ["escalation_letter"]
        assert {row.kind for row in stored(PoliceTalk)} == {"refused", "escalated_refusal"}
    assert scene.trail("police_report.escalated")
    again = coordinator.post(report_url(scene, "/escalatie"))
    assert again.status_code == 302
    with scene.app.app_context():
        assert len(stored(PoliceTalk)) == 2


def test_the_letter_is_the_coordinators(scene, client_for, coordinator):
    to(scene, coordinator, "S10", "S11")
    address = report_url(scene, "/escalatie")

    assert client_for(scene.town.manager).post(address).status_code == 403
    assert client_for(scene.town.employee).post(address).status_code == 403
    assert coordinator.post(address).status_code == 409  # nothing went wrong


def test_what_goes_on_the_papers_is_filled_in_and_the_papers_are_made(scene, coordinator):
    to(scene, coordinator, "S10", "S11")
    details = {
        "version": scene.version(), "function": "Baliemedewerker", "task": "Uitleg geven",
        "representative": "Henk Jansen (demo)", "wanted": "both",
    }  # fmt: skip
    saved = coordinator.post(report_url(scene, "/gegevens"), data=details)
    assert saved.status_code == 302
    assert "Baliemedewerker" in coordinator.get(report_url(scene, "/gegevens")).text

    kinds = ["police_report_preparation", "vpt_cover_sheet", "power_of_attorney"]
    for kind in kinds:
        made = coordinator.post(report_url(scene, "/stukken"), data={"kind": kind})
        assert made.status_code == 302, kind

    page = coordinator.get(scene.url("/aangifte")).text
    assert "VPT-voorblad, versie 1" in page
    for button in ("de voorbereiding van de aangifte (PIF)", "het VPT-voorblad", "de volmacht"):
        assert f"Maak {button}</button>" in page
    with scene.app.app_context():
        assert sorted(row.kind for row in stored(IssuedDocument)) == sorted(kinds)
        assert len({row.subject_id for row in stored(IssuedDocument)}) == 1
    assert coordinator.post(report_url(scene, "/stukken"), data={"kind": "x"}).status_code == 409


def test_what_goes_on_the_papers_is_for_who_handles_the_case(scene, client_for, coordinator):
    to(scene, coordinator, "S10")
    town, address = scene.town, report_url(scene, "/gegevens")

    assert client_for(town.manager).get(address).status_code == 200
    assert client_for(town.hr).get(address).status_code == 200
    assert client_for(town.employee).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404
    unknown = scene.url(f"/aangiften/{scene.case_id}/gegevens")
    assert coordinator.get(unknown).status_code == 404


def test_the_preparation_is_told_apart_when_two_write_at_once(scene, client_for, coordinator):
    to(scene, coordinator, "S10")
    address, seen = report_url(scene, "/gegevens"), scene.version()
    client_for(scene.town.manager).post(address, data={"version": seen, "task": "Eerst"})

    page = coordinator.post(address, data={"version": seen, "impact": "Blijft staan"})

    assert page.status_code == 409
    assert "Gegevens voor de aangifte aangevuld" in page.text
    assert "Blijft staan" in page.text


def test_the_complaint_page_shows_the_last_day_and_refuses_the_employers_report(scene, coordinator):
    page = coordinator.get(url(scene, "S14")).text
    assert "Nog 8" in page or "Nog 9" in page
    assert "Wat is een klacht?" in page
    today = clock.now().date().isoformat()

    refused = post(scene, coordinator, "S14", manner="employer_report", on=today)

    assert refused.status_code == 422
    assert "telt niet als klacht" in refused.text
    assert scene.step("S14").state == "open"


def test_a_complaint_by_proxy_needs_the_power_of_attorney_as_a_file(scene, coordinator):
    today = clock.now().date().isoformat()
    without = post(scene, coordinator, "S14", manner="by_proxy", on=today)
    assert without.status_code == 422
    assert "Voeg de bijzondere schriftelijke volmacht toe" in without.text

    files = (a_pdf(), "volmacht.pdf")
    done = post(scene, coordinator, "S14", manner="by_proxy", on=today, files=files)

    assert done.status_code == 302
    with scene.app.app_context():
        [row], [kept] = stored(Complaint), stored(Evidence)
        assert row.proxy_id == kept.id
    assert "Klacht gedaan op" in coordinator.get(done.location).text


def test_a_release_is_asked_about_once_somebody_was_arrested(scene, client_for, coordinator):
    with scene.app.app_context():
        [suspect] = [row for row in stored(Involved) if row.role == "perpetrator"]
        for fact in (("arrested", suspect.id), ("serious", None)):
            _record(scene, fact)
    town, address = scene.town, url(scene, "S15")
    assert coordinator.get(address).status_code == 200
    assert client_for(town.manager).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 403

    nobody = post(scene, coordinator, "S15", whom="")
    done = post(scene, coordinator, "S15")

    assert nobody.status_code == 422
    assert done.status_code == 302
    assert "Er is overlegd" in coordinator.get(done.location).text
    assert "Officier van dienst" in coordinator.get(done.location).text


def _record(scene, fact):
    with unit_of_work():
        findings.record_fact(
            scene.town.coordinator.actor(), scene.case_id, fact, True, version=scene.version(),
            now=clock.now() - timedelta(hours=1),
        )  # fmt: skip


def test_the_pages_cost_no_more_than_a_tab(scene, app, coordinator):
    to(scene, coordinator, "S10", "S11")
    addresses = [
        scene.url("/aangifte"), url(scene, "S12"), url(scene, "S14"),
        report_url(scene, "/gegevens"),
    ]  # fmt: skip
    for address in addresses:
        with statements(app) as asked:
            assert coordinator.get(address).status_code == 200
        assert len(asked) <= MOST, address


def test_every_page_has_its_address():
    assert len(set(PAGE.values())) == 6
