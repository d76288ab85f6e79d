"""The tab of aftercare, the victim's own page, and what nobody else may read."""

import shutil
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import select

from tests.builders import a_person, an_organisation, give_seal, stored
from tests.cases.builders import _involve
from tests.documents.reading import text_of
from tests.web.cases.test_show import MOST
from tests.web.watching import statements
from vpt.cases import dossier
from vpt.cases.steps import CaseStep
from vpt.core import clock
from vpt.core.actor import Role
from vpt.documents.models import IssuedDocument
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra import storage
from vpt.infra.db import Base, db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind
from vpt.partners.disclosure import Profile
from vpt.support.models import SupportNote, SupportWish

PRIVATE, SPOKEN, OWN_NOTE = "Naaldgeheim", "Naaldgesprek", "Naaldeigen"


@pytest.fixture
def cared(scene, client_for):
    """A case whose victim had two talks, the second with a private note, and wrote one."""
    town = scene.town
    first = {"outcome": "supported", "feeling": "2", "version": scene.version()}
    client_for(town.manager).post(scene.step_url("S02", "/opvang"), data=first)
    scene.give("S18", town.support)
    second = {
        "outcome": "again", "feeling": "3", "note": SPOKEN, "private": PRIVATE,
        "helper": "company_doctor", "accepted": "yes", "back": "partly",
        "needed": "Samen aan balie",
        "version": scene.version(),
    }  # fmt: skip
    done = client_for(town.support).post(scene.step_url("S18", "/nazorg"), data=second)
    assert done.status_code == 302
    scene.give("S18", town.support)
    own_page = f"/mijn-meldingen/{scene.case_id}/nazorg"
    noted = client_for(town.employee).post(f"{own_page}/notitie", data={"text": OWN_NOTE})
    assert noted.status_code == 302
    return scene


def mine(scene, rest=""):
    return f"/mijn-meldingen/{scene.case_id}/nazorg{rest}"


def tab_of(scene, client_for, person):
    return client_for(person).get(scene.url("/nazorg")).text


def test_each_reader_of_the_tab_sees_what_is_theirs(cared, client_for):
    town = cared.town
    seen = {
        name: tab_of(cared, client_for, getattr(town, name))
        for name in ("support", "hr", "coordinator", "manager")
    }
    own_page = client_for(town.employee).get(mine(cared)).text

    readers = {name for name, text in seen.items() if PRIVATE in text or OWN_NOTE in text}
    assert readers == {"support"}
    assert {name for name, text in seen.items() if SPOKEN in text} == {"support", "hr"}
    for word in ("Bedrijfsarts", "Gaat wel", "Doorverwezen"):
        assert {name for name, text in seen.items() if word in text} == {"support", "hr"}
    assert {name for name, text in seen.items() if "Gesprek 2 · " in text} == {
        "support", "hr", "coordinator",
    }  # fmt: skip
    assert all("Nazorg loopt" in text for text in seen.values())
    assert "gesprek 3" in seen["manager"]
    assert "Niet goed" not in seen["manager"]  # nor what the manager wrote down themselves
    assert all(text in own_page for text in (PRIVATE, SPOKEN, OWN_NOTE, "Bedrijfsarts"))


def test_a_coordinator_who_has_the_step_to_pass_it_on_reads_nothing_of_the_talks(cared, client_for):
    town = cared.town
    cared.give("S18", town.coordinator)

    tab = tab_of(cared, client_for, town.coordinator)
    step = client_for(town.coordinator).get(cared.step_url("S18", "/nazorg")).text

    for text in (tab, step):
        assert "Gesprek 2 · " in text
        said = (PRIVATE, SPOKEN, OWN_NOTE, "Niet goed.", "Bedrijfsarts · ", "Samen aan balie")
        assert not any(word in text for word in said)


def test_the_tab_keeps_to_its_statements(cared, client_for, app):
    for person in (cared.town.support, cared.town.hr, cared.town.manager):
        client = client_for(person)
        client.get(cared.url("/nazorg"))
        with statements(app) as asked:
            assert client.get(cared.url("/nazorg")).status_code == 200
        assert len(asked) <= MOST


def test_strangers_see_neither_the_tab_nor_the_own_page(cared, client_for, app):
    town = cared.town
    with app.app_context(), unit_of_work():
        elsewhere = a_person(an_organisation(), Role.SUPPORT_TEAM)
        helper = a_person(town.organisation, Role.SUPPORT_TEAM)

    for person in (town.other_manager, elsewhere, helper):
        assert client_for(person).get(cared.url("/nazorg")).status_code == 404
    assert client_for(town.colleague).get(cared.url("/nazorg")).status_code == 403
    for person in (town.colleague, town.manager, town.hr, town.support, elsewhere):
        assert client_for(person).get(mine(cared)).status_code == 404


def test_a_helper_reads_nothing_of_a_victim_given_to_somebody_else(cared, client_for, app):
    town = cared.town
    with app.app_context(), unit_of_work():
        incident = db.session.get_one(Incident, (town.organisation.id, cared.case_id))
        other = _involve(incident, "victim", 2, town.colleague, known=True)
        helper = a_person(town.organisation, Role.SUPPORT_TEAM, name="Tweede Hulp (demo)")
        step = db.session.scalars(select(CaseStep).where(CaseStep.key == "S18")).first()
        row = CaseStep(
            **{name: getattr(step, name) for name in (
                "organisation_id", "case_id", "keyset_id", "key", "party", "category", "unit_path",
                "confined", "opened_at", "anchor_at", "due_at",
            )},
            subject_id=other.id, occurrence=1, state="open", assignee_id=helper.id,
        )  # fmt: skip
        db.session.add(row)

    page = client_for(helper).get(cared.url("/nazorg"))

    assert page.status_code == 200
    assert "Slachtoffer 2" in page.text
    assert not any(text in page.text for text in (PRIVATE, SPOKEN, OWN_NOTE, "Bedrijfsarts"))


def test_a_private_note_is_on_no_page_of_the_case_and_in_no_row(cared, client_for, app):
    town = cared.town
    for person in (town.manager, town.coordinator, town.hr):
        client = client_for(person)
        for path in (
            "", "/melding", "/betrokkenen", "/bewijs", "/berichten", "/documenten", "/inzage",
        ):  # fmt: skip
            text = client.get(cared.url(path)).text
            assert PRIVATE not in text, path
            assert OWN_NOTE not in text, path
        for address in ("/", "/werkvoorraad", "/dossiers", "/berichten", cared.step_url("S18")):
            assert PRIVATE not in client.get(address).text, address
    with app.app_context():
        found = {
            f"{table.name}.{name}"
            for table in Base.metadata.tables.values()
            for row in db.session.execute(select(table))
            for name, value in row._mapping.items()
            for needle in (PRIVATE, SPOKEN, OWN_NOTE)
            if needle.encode() in (value if isinstance(value, bytes) else str(value).encode())
        }
        assert found == set()


@pytest.mark.parametrize("profile", [one for one in Profile if one.value in dossier.OF_STAFF])
def test_the_case_file_holds_nothing_of_the_aftercare(cared, app, profile):
    with app.app_context():
        actor = cared.town.coordinator.actor(clock.now())
        request = dossier.prepare(actor, cared.case_id, "case_file", profile, now=clock.now())

    printed = repr(request.view)

    for needle in (PRIVATE, SPOKEN, OWN_NOTE, "Samen aan balie", "eigen notitie"):
        assert needle not in printed


def test_two_taps_are_kept_and_a_call_is_asked_for_when_it_is_needed(cared, client_for, app):
    client = client_for(cared.town.employee)

    fine = client.post(mine(cared, "/hoe-gaat-het"), data={"feeling": "4", "contact": "no"})
    before = asked(app)
    low = client.post(mine(cared, "/hoe-gaat-het"), data={"feeling": "1", "contact": "no"})
    call = client.post(mine(cared, "/hoe-gaat-het"), data={"feeling": "5", "contact": "yes"})
    bare = client.post(mine(cared, "/hoe-gaat-het"), data={"contact": "yes"})

    assert (fine.status_code, low.status_code, call.status_code) == (302, 302, 302)
    assert bare.status_code == 422
    assert before == []
    assert asked(app) == [cared.town.support.id] * 2
    assert "Heel slecht" in tab_of(cared, client_for, cared.town.support)


def asked(app):
    with app.app_context():
        return [row.recipient_id for row in stored(Message) if row.kind == Kind.SUPPORT_ASKED]


def test_no_thanks_and_yes_after_all_from_the_own_page(cared, client_for, app):
    client = client_for(cared.town.employee)
    finish = {"outcome": "declined", "version": cared.version()}
    client.post(mine(cared, "/wens"), data={"antwoord": "nee"})
    helper = client_for(cared.town.support)
    shown = helper.get(cared.step_url("S18", "/nazorg")).text
    helper.post(cared.step_url("S18", "/nazorg"), data=finish | {"version": cared.version()})
    closed = cared.step("S18").state
    page = client.get(mine(cared)).text

    again = client.post(mine(cared, "/wens"), data={"antwoord": "ja"})

    assert "Je collega wil geen nazorg" in shown
    assert closed == "done"
    assert "Ik wil toch graag nazorg" in page
    assert again.status_code == 302
    assert cared.step("S18").state == "open"
    assert len(asked(app)) == 2
    with app.app_context():
        assert stored(SupportWish)[0].declined_at is None


def test_a_word_on_the_yearly_day_is_off_until_asked_and_may_be_taken_back(cared, client_for, app):
    client = client_for(cared.town.employee)

    def day():
        with app.app_context():
            return stored(SupportWish)[0].anniversary_on

    before = day()
    client.post(mine(cared, "/jaardag"), data={"antwoord": "ja"})
    wanted = day()
    client.post(mine(cared, "/jaardag"), data={"antwoord": "nee"})

    assert before is None
    assert wanted is not None
    assert wanted > clock.now().date() + timedelta(days=300)
    assert day() is None
    assert client.post(mine(cared, "/jaardag"), data={}).status_code == 409


def test_an_empty_note_is_asked_again(cared, client_for, app):
    page = client_for(cared.town.employee).post(mine(cared, "/notitie"), data={"text": "  "})

    assert page.status_code == 422
    assert "Schrijf eerst iets op." in page.text
    with app.app_context():
        assert len(stored(SupportNote)) == 2


def test_a_victim_who_did_not_report_has_the_own_page_and_a_reporter_who_is_none_has_not(
    scene, client_for, app
):
    town = scene.town
    with app.app_context(), unit_of_work():
        victim = db.session.scalars(select(Involved).where(Involved.role == "victim")).one()
        victim.user_id = town.colleague.id

    assert client_for(town.colleague).get(mine(scene)).status_code == 200
    assert client_for(town.employee).get(mine(scene)).status_code == 404
    check = {"feeling": "3", "contact": "no"}
    assert (
        client_for(town.employee).post(mine(scene, "/hoe-gaat-het"), data=check).status_code == 404
    )
    assert client_for(town.employee).post(mine(scene, "/overzicht")).status_code == 404


@pytest.fixture
def sealed(cared, app):
    """The same, where documents can be sealed."""
    town = cared.town
    with app.app_context():
        give_seal(town.organisation, now=clock.now())
    return cared


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_the_overview_holds_everything_of_the_victim_and_nobody_else(sealed, client_for, app):
    town, client = sealed.town, client_for(sealed.town.employee)
    with app.app_context(), unit_of_work():
        incident = db.session.get_one(Incident, (town.organisation.id, sealed.case_id))
        other = _involve(incident, "victim", 2, town.colleague, known=True)
        other.medical = "Naaldarm"
    client.post(
        mine(sealed, "/notitie"),
        data={"text": "Naam perpetrator 1 sloeg Carlijn Collega (demo) ook"},
    )

    answer = client.post(mine(sealed, "/overzicht"))

    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    printed = text_of(answer.data)
    with pikepdf.open(BytesIO(answer.data)) as document:
        assert len(document.pages) >= 1
    for told in (PRIVATE, SPOKEN, OWN_NOTE, "Bedrijfsarts", "Gesprek 2", "Olga Opvang"):
        assert told in printed
    for kept in ("Carlijn", "Naam perpetrator", "perpetrator 1", "Naaldarm"):
        assert kept not in printed
    with app.app_context():
        [row] = stored(IssuedDocument)
        victim = db.session.get_one(Involved, (town.organisation.id, row.subject_id))
        file = db.session.get_one(storage.StoredFile, (town.organisation.id, row.file_id))
        assert (row.kind, row.profile) == ("aftercare_overview", "victim")
        assert victim.user_id == town.employee.id
        assert file.keyset_id == victim.keyset_id
    again = client.post(mine(sealed, "/overzicht"))
    assert again.data == answer.data


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_nobody_else_gets_at_the_overview(sealed, client_for, app):
    client_for(sealed.town.employee).post(mine(sealed, "/overzicht"))
    with app.app_context():
        [row] = stored(IssuedDocument)

    for person in (sealed.town.manager, sealed.town.coordinator, sealed.town.hr):
        client = client_for(person)
        assert client.get(sealed.url(f"/documenten/{row.id}")).status_code == 404
        assert "Nazorgoverzicht" not in client.get(sealed.url("/documenten")).text
        assert client.post(mine(sealed, "/overzicht")).status_code == 404
