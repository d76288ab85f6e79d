from datetime import timedelta

import pytest

from tests.builders import stored
from tests.cases.builders import a_case
from tests.web.cases.test_show import MOST
from tests.web.watching import statements
from vpt.cases.models import Case, CaseFact
from vpt.core import clock
from vpt.incidents.models import Addendum
from vpt.incidents.people import Involved
from vpt.infra.db import db

PAGES = ["/betrokkenen/toevoegen", "/indeling", "/zelfde-voorval"]


def people(scene, role):
    with scene.app.app_context():
        return [row for row in stored(Involved) if row.role == role]


def post(scene, client, path, **data):
    return client.post(scene.url(path), data={"version": scene.version(), **data})


def an_identity_path(scene, role="perpetrator"):
    return f"/betrokkenen/{people(scene, role)[0].id}/gegevens"


@pytest.mark.parametrize("path", PAGES)
def test_adding_to_a_case_is_for_who_handles_it(scene, client_for, path):
    town, address = scene.town, scene.url(path)

    assert client_for(town.manager).get(address).status_code == 200
    assert client_for(town.coordinator).get(address).status_code == 200
    assert client_for(town.colleague).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404
    assert client_for(None).get(address).status_code == 302


def test_facts_by_hand_are_for_the_coordinator(scene, client_for):
    town, address = scene.town, scene.url("/feiten")

    assert client_for(town.coordinator).get(address).status_code == 200
    assert client_for(town.manager).get(address).status_code == 403
    assert client_for(town.colleague).post(address).status_code == 403
    assert client_for(town.other_manager).post(f"{address}/intrekken").status_code == 403


def test_a_perpetrator_added_later_gets_steps_of_their_own(scene, client_for):
    client = client_for(scene.town.manager)
    done = post(
        scene, client, "/betrokkenen/toevoegen", role="perpetrator", name="Ruud", surname="Naald"
    )

    page = client.get(done.location)

    assert done.status_code == 302
    assert "Veroorzaker 2" in page.text
    assert "Naald" not in page.text
    with scene.app.app_context():
        assert people(scene, "perpetrator")[1].identity["surname"] == "Naald"
    assert "surname" in scene.trail("case.subject_added")[0].fields


def test_a_colleague_who_turns_out_to_be_a_victim_follows_the_case(scene, client_for):
    answer = {"role": "victim", "user": str(scene.town.colleague.id)}
    post(scene, client_for(scene.town.manager), "/betrokkenen/toevoegen", **answer)

    own = client_for(scene.town.colleague).get(f"/mijn-meldingen/{scene.case_id}")

    assert own.status_code == 200


def test_a_witness_is_added_without_steps(scene, client_for):
    before = scene.step("S02").id
    answer = {"role": "witness", "name": "Getuige Gé"}
    done = post(scene, client_for(scene.town.manager), "/betrokkenen/toevoegen", **answer)

    assert done.status_code == 302
    assert len(people(scene, "witness")) == 1
    assert scene.step("S02").id == before


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"name": "Piet"}, "Maak een keuze."),
        ({"role": "victim", "name": ""}, "Vul een naam in, kies een collega"),
        ({"role": "witness", "name": "x" * 300}, "te lang"),
        ({"role": "witness", "name": "Jo", "phone": "111222333"}, "burgerservicenummer"),
        ({"role": "witness", "name": "Jo", "birth_date": "2199-01-01"}, "Vul een datum in"),
    ],
)
def test_what_cannot_be_added_is_said_at_the_field_and_stays_in_the_form(
    scene, client_for, answer, said
):
    page = post(scene, client_for(scene.town.manager), "/betrokkenen/toevoegen", **answer)

    assert page.status_code == 422
    assert said in page.text
    assert answer["name"] in page.text
    assert len(people(scene, "witness")) == 0


def test_the_reporter_cannot_be_added_twice_nor_a_colleague_as_perpetrator(scene, client_for):
    client, town = client_for(scene.town.manager), scene.town
    twice = {"role": "witness", "user": str(town.employee.id)}
    wrong = {"role": "perpetrator", "user": str(town.colleague.id)}

    assert "staat al in het dossier" in post(scene, client, PAGES[0], **twice).text
    assert "vertrouwenspersoon" in post(scene, client, PAGES[0], **wrong).text


def test_an_unknown_perpetrator_is_identified_and_the_reaction_opens(scene, app, client_for):
    with app.app_context():
        case_id = a_case(scene.town, perpetrators=(False,), at=clock.now() - timedelta(hours=1)).id
    scene.case_id = case_id
    with app.app_context():
        [unknown] = [row for row in stored(Involved) if not row.is_known]
    client, path = client_for(scene.town.manager), f"/betrokkenen/{unknown.id}/gegevens"
    assert "Zodra de naam bekend is" in client.get(scene.url(path)).text

    done = post(scene, client, path, name="Jan", surname="Naald")

    assert done.status_code == 302
    assert scene.step("S08").state == "open"
    assert scene.step("S08").subject_id == unknown.id


def test_who_somebody_is_is_for_who_may_know_and_not_for_colleagues_with_an_account(
    scene, client_for
):
    town, path = scene.town, an_identity_path(scene)

    assert client_for(town.manager).get(scene.url(path)).status_code == 200
    assert client_for(town.colleague).get(scene.url(path)).status_code == 403
    assert client_for(town.other_manager).get(scene.url(path)).status_code == 404
    assert (
        client_for(town.manager).get(scene.url(an_identity_path(scene, "victim"))).status_code
        == 404
    )
    empty = post(scene, client_for(town.manager), path)
    assert empty.status_code == 422
    assert "Vul een naam in" in empty.text


def test_kind_and_severity_are_corrected_with_a_reason_that_stays(scene, client_for):
    client = client_for(scene.town.manager)
    answer = {"category": "PHYS", "severity": "4", "reason": "Hij duwde haar ook."}

    done = post(scene, client, "/indeling", **answer)

    assert done.status_code == 302
    with scene.app.app_context():
        case = db.session.get_one(Case, (scene.town.organisation.id, scene.case_id))
        assert (case.category, case.severity) == ("PHYS", 4)
        assert [row.text for row in stored(Addendum)] == ["Indeling aangepast: Hij duwde haar ook."]
    codes = scene.trail("case.classified")[0].codes
    assert (codes["old_category"], codes["old_severity"]) == ("THREAT", "3")
    assert "Hij duwde" in client.get(scene.url("/melding")).text


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"category": "PHYS", "severity": "4"}, "Leg uit waarom."),
        ({"category": "NONE", "severity": "4", "reason": "Fout"}, "Kies opnieuw"),
        ({"category": "THREAT", "severity": "3", "reason": "Toch"}, "Dit is al de indeling."),
    ],
)
def test_a_correction_that_is_none_is_refused_at_the_field(scene, client_for, answer, said):
    page = post(scene, client_for(scene.town.manager), "/indeling", **answer)

    assert page.status_code == 422
    assert said in page.text


def test_another_case_of_the_same_event_goes_on_for_both(scene, app, client_for):
    with app.app_context():
        other = a_case(scene.town, at=clock.now() - timedelta(hours=3))
        reference, other_id = other.reference, other.id
    client = client_for(scene.town.manager)

    done = post(scene, client, "/zelfde-voorval", reference=f" {reference.lower()} ")

    assert done.status_code == 302
    assert reference in client.get(scene.url()).text
    assert scene.trail("case.merged")[0].codes["leading"] == str(other_id)
    again = post(scene, client, "/zelfde-voorval", reference=reference)
    assert again.status_code == 409


def test_a_case_that_cannot_lead_is_refused_at_the_field(scene, app, client_for):
    with app.app_context():
        hidden = a_case(scene.town, unit=scene.town.other_unit).reference
        own = db.session.get_one(Case, (scene.town.organisation.id, scene.case_id)).reference
    client = client_for(scene.town.manager)

    for reference, said in ((hidden, "geen dossier met dit nummer"), (own, "Kies een ander")):
        page = post(scene, client, "/zelfde-voorval", reference=reference)
        assert page.status_code == 422
        assert said in page.text
        assert reference in page.text


def test_the_coordinator_records_a_fact_and_takes_it_back(scene, client_for):
    client = client_for(scene.town.coordinator)
    done = post(scene, client, "/feiten", fact="injury.")
    assert done.status_code == 302
    assert scene.step("S07").state == "open"

    page = client.get(scene.url("/feiten")).text
    back = post(scene, client, "/feiten/intrekken", fact="injury.")

    assert "Trek in: Iemand is gewond" in page
    assert back.status_code == 302
    assert scene.step("S07").state == "lapsed"
    with scene.app.app_context():
        [row] = [row for row in stored(CaseFact) if row.key == "injury"]
        assert row.withdrawn_at is not None


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"fact": ""}, "Maak een keuze."),
        ({"fact": "judgment_final."}, "Vul de datum in."),
        ({"fact": "category."}, "Kies opnieuw"),
        ({"fact": "judgment_final.", "on": "1870-01-01"}, "Vul een datum in"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_at_the_field(scene, client_for, answer, said):
    page = post(scene, client_for(scene.town.coordinator), "/feiten", **answer)

    assert page.status_code == 422
    assert said in page.text


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/betrokkenen/toevoegen", {"role": "witness", "name": "Bewaard"}),
        ("/indeling", {"category": "PHYS", "severity": "4", "reason": "Bewaard"}),
        ("/zelfde-voorval", {"reference": "BEWAARD"}),
    ],
)
def test_whoever_comes_second_sees_what_changed_and_keeps_the_input(
    scene, client_for, path, answer
):
    version = scene.version()
    data = {"role": "witness", "name": "Eerst", "version": version}
    client_for(scene.town.coordinator).post(scene.url("/betrokkenen/toevoegen"), data=data)

    page = client_for(scene.town.manager).post(scene.url(path), data=answer | {"version": version})

    if path == "/zelfde-voorval":
        assert page.status_code == 422  # the number is looked up first
    else:
        assert page.status_code == 409
        assert "Een collega was je voor" in page.text
        assert "Betrokkene toegevoegd" in page.text
    assert "bewaard" in page.text.lower()


def test_the_pages_cost_no_more_than_a_tab(scene, app, client_for):
    client = client_for(scene.town.coordinator)
    for path in [*PAGES, "/feiten", an_identity_path(scene)]:
        with statements(app) as asked:
            assert client.get(scene.url(path)).status_code == 200
        assert len(asked) <= MOST, path
