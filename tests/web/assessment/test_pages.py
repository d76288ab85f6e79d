"""The pages of judging an incident, and who sees what somebody's injury is."""

import shutil
from datetime import timedelta

import pytest

from tests.builders import give_seal, stored
from tests.cases.builders import a_case, a_ref, complete
from tests.documents.reading import text_of
from tests.web.watching import statements
from vpt.assessment.models import Assessment, InjuryCheck
from vpt.cases.models import Case
from vpt.core import clock
from vpt.documents.models import IssuedDocument
from vpt.incidents.people import Involved
from vpt.infra.db import db

MOST = 15
NEEDLE = "naaldwoordletsel"
JUDGED = {
    "category": "THREAT", "severity": "3", "outcome": "criminal",
    "measures": ["warning_letter", "aftercare"], "grounds": "Hij kwam achter de balie.",
}  # fmt: skip
TESTED = {"public_task": "yes", "aimed_at_task": "yes", "by_colleague": "no", "outcome": "vpt"}


@pytest.fixture
def injured(scene):
    """The same scene in a case with an injury and possibly a crime."""
    with scene.app.app_context():
        at = clock.now() - timedelta(hours=20)
        case = a_case(scene.town, injured=True, at=at)
        complete(scene.town.manager, case, a_ref("S05", nth=-1), "criminal", at=clock.now())
        scene.case_id = case.id
    return scene


def victim(scene):
    with scene.app.app_context():
        rows = [row for row in stored(Involved) if row.incident_id == scene.case_id]
        return str(next(row.id for row in rows if row.role == "victim"))


def an_answer(scene, **told):
    known = {
        "victim": victim(scene), "death": "no", "admission": "no", "lasting": "no",
        "long_absence": "no", "outcome": "not_required", "explanation": NEEDLE,
    }  # fmt: skip
    return {**known, **told}


def reported(scene, **told):
    on = clock.now().date().isoformat()
    return an_answer(scene, admission="yes", outcome="reported", on=on, nature=NEEDLE, **told)


def post(scene, client, path, **data):
    return client.post(scene.url(path), data={"version": scene.version(), **data})


def judge(scene, client, **told):
    return client.post(
        scene.step_url("S05", "/beoordeling"),
        data={"version": scene.version(), **JUDGED, **told},
    )


def inspect(scene, client, data):
    return client.post(
        scene.step_url("S07", "/arbeidsinspectie"), data={"version": scene.version(), **data}
    )


def test_assessing_is_for_who_handles_the_case(scene, client_for):
    town, address = scene.town, scene.step_url("S05", "/beoordeling")

    assert client_for(town.manager).get(address).status_code == 200
    assert client_for(town.coordinator).get(address).status_code == 200
    assert client_for(town.hr).get(address).status_code == 403
    assert client_for(town.employee).get(address).status_code == 403
    assert client_for(town.colleague).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404
    assert client_for(None).get(address).status_code == 302


def test_the_page_marks_the_row_of_the_case_and_ticks_what_fits(scene, client_for):
    page = client_for(scene.town.manager).get(scene.step_url("S05", "/beoordeling")).text

    assert "Dit dossier" in page
    assert "Waarschuwingsbrief (trede 2): ja" in page
    assert 'value="building_ban" checked' in " ".join(page.split())
    assert 'value="conduct_talk" checked' not in " ".join(page.split())


def test_offences_are_a_suggestion_with_their_doubt(scene, client_for):
    page = client_for(scene.town.manager).get(scene.step_url("S05", "/beoordeling")).text

    assert "Mogelijk past hierbij" in page
    assert "Politie en OM kwalificeren" in page
    assert "bedreiging" in page
    assert "nog te toetsen" in page


def test_a_confirmed_assessment_finishes_the_step_and_shows_what_was_chosen(scene, client_for):
    client = client_for(scene.town.manager)

    done = judge(scene, client)
    page = client.get(scene.url("/beoordeling")).text

    assert done.status_code == 302
    assert scene.step("S05").outcome == "criminal"
    assert "Waarschuwingsbrief, Nazorg" in page
    assert "Hij kwam achter de balie." in page
    assert client_for(scene.town.colleague).get(scene.url("/beoordeling")).status_code == 403
    assert client_for(scene.town.other_manager).get(scene.url("/beoordeling")).status_code == 404


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"severity": "5"}, "Je wijzigt soort of ernst. Leg uit waarom."),
        ({"outcome": ""}, "Maak een keuze."),
        ({"measures": ["pillory"]}, "Deze keuze bestaat niet meer"),
        ({"grounds": "x" * 3000}, "te lang"),
        ({"grounds": "bsn 111222333"}, "burgerservicenummer"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_the_text_stays(scene, client_for, told, said):
    page = judge(scene, client_for(scene.town.manager), **told)

    assert page.status_code == 422
    assert said in page.text
    assert told.get("grounds", JUDGED["grounds"]) in page.text
    with scene.app.app_context():
        assert stored(Assessment) == []


def test_a_correction_on_the_same_page_changes_the_case(scene, client_for):
    judge(scene, client_for(scene.town.manager), severity="4", reason="Er was een mes bij.")

    with scene.app.app_context():
        case = db.session.get_one(Case, (scene.town.organisation.id, scene.case_id))
        assert (case.category, case.severity) == ("THREAT", 4)


def test_two_assessors_at_once_do_not_overwrite_each_other(scene, client_for):
    seen = scene.version()
    address = scene.url("/indeling")
    other = {"version": seen, "category": "THREAT", "severity": "5", "reason": "Toch ernstiger"}
    client_for(scene.town.coordinator).post(address, data=other)

    late = {**JUDGED, "version": seen}
    page = client_for(scene.town.manager).post(scene.step_url("S05", "/beoordeling"), data=late)

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert JUDGED["grounds"] in page.text
    assert scene.step("S05").state == "open"


def test_who_answers_after_a_colleague_did_sees_that_and_keeps_the_own_words(scene, client_for):
    seen = scene.version()
    judge(scene, client_for(scene.town.coordinator))
    late = {**JUDGED, "grounds": "Mijn eigen woorden.", "version": seen}

    page = client_for(scene.town.manager).post(scene.step_url("S05", "/beoordeling"), data=late)

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Mijn eigen woorden." in page.text


@pytest.mark.parametrize(
    ("key", "path", "person"),
    [
        ("S05", "/beoordeling", "manager"),
        ("S06", "/vpt-toets", "coordinator"),
        ("S07", "/arbeidsinspectie", "hr"),
    ],
)
def test_the_page_of_a_step_says_by_when_and_lets_it_be_passed_on(
    injured, client_for, key, path, person
):
    if key == "S05":
        with injured.app.app_context():
            injured.case_id = a_case(injured.town, at=clock.now()).id

    page = client_for(getattr(injured.town, person)).get(injured.step_url(key, path)).text

    assert "Uitstellen, doorgeven of overslaan" in page
    assert "Uiterlijk" in page or "Had klaar moeten zijn" in page


def test_the_vpt_test_asks_three_questions_and_why_when_they_are_overruled(injured, client_for):
    client, path = client_for(injured.town.coordinator), injured.step_url("S06", "/vpt-toets")
    page = client.get(path).text
    answers = {"version": injured.version(), **TESTED, "aimed_at_task": "unsure"}
    followed = client_for(injured.town.manager).get(path)

    overruled = client.post(path, data=answers)
    done = client.post(path, data={**answers, "outcome": "doubt", "reason": "Nagevraagd"})

    assert "Dit is de beslissende vraag" in page
    assert followed.status_code == 403
    assert overruled.status_code == 422
    assert "anders dan het voorstel" in overruled.text
    assert done.status_code == 302
    assert injured.step("S06").outcome == "doubt"


def test_only_hr_gets_at_the_check_and_only_hr_and_support_at_the_answers(injured, client_for):
    town, step = injured.town, injured.step_url("S07", "/arbeidsinspectie")
    hr, others = client_for(town.hr), (town.manager, town.coordinator)
    followed = {client_for(person).get(step).status_code for person in others}
    done = inspect(injured, hr, reported(injured))

    assert followed == {403}
    assert done.status_code == 302
    assert NEEDLE in hr.get(injured.url("/letsel")).text
    for person in others:
        client = client_for(person)
        assert client.get(step).status_code == 409  # it is done
        assert client.get(injured.url("/letsel")).status_code == 403
        for rest in ("", "/beoordeling", "/melding", "/documenten", "/inzage"):
            assert NEEDLE not in client.get(injured.url(rest)).text
        shown = client.get(injured.step_url("S07")).text
        assert "Gemeld bij de arbeidsinspectie" in shown
        assert NEEDLE not in shown
    for stranger in (town.employee, town.colleague, town.other_manager):
        assert client_for(stranger).get(injured.url("/letsel")).status_code == 403


def test_what_must_be_reported_is_said_at_the_field(injured, client_for):
    hr = client_for(injured.town.hr)

    page = inspect(injured, hr, an_answer(injured, lasting="yes"))
    undated = inspect(injured, hr, {**reported(injured), "on": ""})

    assert page.status_code == undated.status_code == 422
    assert "moet worden gemeld" in page.text
    assert NEEDLE in page.text
    assert "Vul de datum in" in undated.text
    assert injured.step("S07").state == "open"


def test_late_worsening_is_added_and_listed(injured, client_for):
    hr = client_for(injured.town.hr)
    inspect(injured, hr, an_answer(injured))
    empty = hr.get("/ongevallen").text

    done = post(injured, hr, "/letsel/aanvullen", **reported(injured))
    listed = hr.get("/ongevallen").text

    assert "Er staat nog niets op de lijst" in empty
    assert done.status_code == 302
    assert "Bedreiging" in listed
    assert NEEDLE not in listed
    assert "Sanne" not in listed
    with injured.app.app_context():
        assert len(stored(InjuryCheck)) == 2


def test_the_list_of_accidents_is_for_hr_and_the_coordinator(injured, client_for):
    town = injured.town

    assert client_for(town.hr).get("/ongevallen").status_code == 200
    assert client_for(town.coordinator).get("/ongevallen").status_code == 200
    assert client_for(town.hr).get("/ongevallen?na=niets").status_code == 200
    for person in (town.manager, town.employee, town.support):
        assert client_for(person).get("/ongevallen").status_code == 403


@pytest.fixture
def sealed(injured):
    """The same scene in an organisation that has a seal."""
    organisation = injured.town.organisation
    with injured.app.app_context():
        give_seal(organisation, now=clock.now())
    return injured


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_the_notice_tells_what_the_inspectorate_needs_and_names_nobody(sealed, client_for):
    hr = client_for(sealed.town.hr)
    told = reported(sealed, function="Baliemedewerker", account="Sanne viel over de stoel.")
    inspect(sealed, hr, told)

    done = post(sealed, hr, "/letsel/melding")
    with sealed.app.app_context():
        [row] = stored(IssuedDocument)
    path = f"/letsel/melding/{row.id}"
    notice = text_of(hr.get(sealed.url(path)).data)

    assert done.status_code == 302
    assert (row.kind, row.profile) == ("labour_inspectorate_notice", "inspectorate")
    for known in ("Baliemedewerker", NEEDLE, "Opgenomen in het ziekenhuis", "Slachtoffer S1"):
        assert known in notice
    for name in ("Sanne", "Naam victim", "Naam perpetrator", "wist te vinden"):
        assert name not in notice
    assert client_for(sealed.town.manager).get(sealed.url(path)).status_code == 403
    general = sealed.url(f"/documenten/{row.id}")
    assert client_for(sealed.town.manager).get(general).status_code == 404


def test_there_is_no_notice_without_something_to_report(sealed, client_for):
    hr = client_for(sealed.town.hr)
    inspect(sealed, hr, an_answer(sealed))

    page = post(sealed, hr, "/letsel/melding")

    assert page.status_code == 409
    assert "nog geen meldingsplichtig letsel" in page.text


@pytest.mark.parametrize("path", ["/beoordeling", "/letsel"])
def test_a_page_costs_a_fixed_number_of_statements(injured, client_for, path):
    client = client_for(injured.town.hr)
    inspect(injured, client, an_answer(injured))
    client.get(injured.url())

    with statements(injured.app) as seen:
        client.get(injured.url(path))

    assert len(seen) <= MOST, seen
