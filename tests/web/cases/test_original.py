"""The page on which an original is read and let go, and what the Bewijs tab says of each file."""

import io
import re

import pytest

from tests.builders import a_person, an_organisation, stored
from tests.cases.builders import a_case
from tests.incidents import made_files as made
from tests.web.watching import statements
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Role
from vpt.incidents import attachments
from vpt.incidents.evidence import CustodyEntry, OriginalRelease
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work

SHOWN = re.compile(r'name="shown"[^>]*value="([0-9a-f]{64})"')


@pytest.fixture
def photo(scene):
    return add(scene, made.a_photo(), "foto.jpg")


def add(scene, content, name):
    """Put a file in the case; return the address of its page."""
    town = scene.town
    with scene.app.app_context():
        incident = db.session.get_one(Incident, (town.organisation.id, scene.case_id))
        received = attachments.receive(io.BytesIO(content), name, limit=10_000_000)
        subject = scene.case_id, incident.keyset_id
        with unit_of_work():
            row = attachments.attach(town.employee.actor(), subject, received, now=clock.now())
        received.settle()
        return scene.url(f"/bewijs/{row.id}/over-dit-bestand")


def mark(client, address):
    return SHOWN.search(client.get(address).text)[1]


def releases(scene):
    with scene.app.app_context():
        return stored(OriginalRelease)


def test_the_page_tells_what_the_file_tells_and_what_that_means(scene, client_for, photo):
    page = client_for(scene.town.coordinator).get(photo)

    assert page.status_code == 200
    assert "52,218194° N" in page.text
    assert "Is dat het huis van een medewerker?" in page.text
    assert "Demotoestel" in page.text
    assert "Kopie gaat mee" in page.text
    with scene.app.app_context():
        seen = [row for row in stored(AuditEntry) if row.action == "evidence.metadata_seen"]
        assert [row.actor_id for row in seen] == [scene.town.coordinator.id]


def test_values_of_a_file_are_never_markup(scene, client_for):
    words = made.PngInfo()
    words.add_text("Title", "<script>alert(1)</script>", zip=True)
    target = io.BytesIO()
    made.Image.new("RGB", (9, 9)).save(target, "PNG", pnginfo=words)
    address = add(scene, target.getvalue(), "a.png")

    page = client_for(scene.town.coordinator).get(address).text

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_after_the_tick_the_original_is_released(scene, client_for, photo):
    client = client_for(scene.town.coordinator)

    answer = client.post(photo, data={"shown": mark(client, photo), "seen": "y"})

    assert answer.location == scene.url("/bewijs")
    assert "Kopie gaat mee, origineel vrijgegeven" in client.get(answer.location).text
    assert "Trek de vrijgave in" in client.get(photo).text
    assert [row.confirmed_by for row in releases(scene)] == [scene.town.coordinator.id]


def test_without_the_tick_nothing_is_released(scene, client_for, photo):
    client = client_for(scene.town.coordinator)

    answer = client.post(photo, data={"shown": mark(client, photo)})

    assert answer.status_code == 422
    assert "Lees wat het bestand vertelt en zet dan dit vinkje." in answer.text
    assert releases(scene) == []


@pytest.mark.parametrize("shown", ["", "0" * 64, "é" * 5000])
def test_what_was_not_shown_is_asked_again(scene, client_for, photo, shown):
    client = client_for(scene.town.coordinator)

    answer = client.post(photo, data={"shown": shown, "seen": "y"})

    assert answer.status_code == 409
    assert "Dit bestand vertelt nu iets anders dan je zag." in answer.text
    assert SHOWN.search(answer.text)[1] == mark(client, photo)
    assert not re.search(r'name="seen"[^>]*checked', answer.text)
    assert releases(scene) == []


def test_a_release_is_taken_back(scene, client_for, photo):
    client = client_for(scene.town.coordinator)
    client.post(photo, data={"shown": mark(client, photo), "seen": "y"})

    answer = client_for(scene.town.hr).post(f"{photo}/intrekken")

    assert answer.status_code == 302
    assert releases(scene) == []
    with scene.app.app_context():
        acts = [row.act for row in stored(CustodyEntry)]
        assert acts == ["secured", "released", "retained"]
    tab = client.get(scene.url("/bewijs")).text
    assert "vrijgave van het origineel ingetrokken" in tab


@pytest.mark.parametrize(
    ("who", "status"),
    [("employee", 403), ("colleague", 403), ("support", 403), ("privacy_officer", 403),
     ("manager", 403), ("other_manager", 404), ("hr", 200), ("coordinator", 200)],
)  # fmt: skip
def test_only_the_coordinator_and_hr_read_and_release(scene, client_for, photo, who, status):
    client = client_for(getattr(scene.town, who))

    assert client.get(photo).status_code == status
    if status != 200:
        for address in (photo, f"{photo}/intrekken"):
            answer = client.post(address, data={"shown": "0" * 64, "seen": "y"})
            assert answer.status_code == status
    assert releases(scene) == []


def test_somebody_else_somewhere_else_does_not_know_of_it(scene, client_for, photo):
    with scene.app.app_context(), unit_of_work():
        stranger = a_person(an_organisation(), Role.COORDINATOR)

    for person, status in ((stranger, 404), (None, 302)):
        client = client_for(person)
        assert client.get(photo).status_code == status
        assert client.post(photo, data={"seen": "y"}).status_code == status


def test_who_is_a_party_to_the_incident_does_not_get_in(scene, client_for, photo):
    with scene.app.app_context(), unit_of_work():
        db.session.query(Involved).filter_by(
            role="victim", incident_id=scene.case_id
        ).first().user_id = scene.town.coordinator.id

    assert client_for(scene.town.coordinator).get(photo).status_code == 404


def test_a_file_of_another_case_is_not_found_under_this_one(scene, client_for, photo):
    with scene.app.app_context():
        other = a_case(scene.town)
    address = photo.replace(str(scene.case_id), str(other.id))
    client = client_for(scene.town.coordinator)

    assert client.get(address).status_code == 404
    assert client.post(address, data={"seen": "y"}).status_code == 404
    assert client.post(f"{address}/intrekken").status_code == 404


def test_a_forged_post_without_token_releases_nothing(scene, client_for, photo):
    client = client_for(scene.town.coordinator)
    shown = mark(client, photo)
    scene.app.config["WTF_CSRF_ENABLED"] = True

    for address in (photo, f"{photo}/intrekken"):
        assert client.post(address, data={"shown": shown, "seen": "y"}).status_code == 400
    assert releases(scene) == []


def test_a_file_that_cannot_be_read_says_so(scene, client_for):
    address = add(scene, b"%PDF-1.4 kapot", "brief.pdf")

    page = client_for(scene.town.coordinator).get(address)

    assert page.status_code == 200
    assert "We kunnen dit bestand niet helemaal lezen" in page.text
    assert "Er staat geen plaats in." not in page.text


def test_plain_text_says_that_it_tells_nothing(scene, client_for):
    address = add(scene, b"gewone tekst\n", "notitie.txt")

    assert "Dit bestand vertelt niets over zichzelf" in (
        client_for(scene.town.coordinator).get(address).text
    )


def test_the_page_warns_when_somebody_is_shielded_by_a_number(scene, client_for, photo):
    client = client_for(scene.town.coordinator)
    assert "onder nummer beschermd" not in client.get(photo).text
    with scene.app.app_context(), unit_of_work():
        db.session.query(Involved).filter_by(
            role="victim", incident_id=scene.case_id
        ).first().protection = "number"

    assert "In dit dossier is iemand onder nummer beschermd" in client.get(photo).text


def test_the_tab_says_of_each_file_what_may_leave(scene, client_for, photo):
    add(scene, made.a_pdf(), "brief.pdf")
    add(scene, b"gewone tekst\n", "notitie.txt")

    tab = client_for(scene.town.coordinator).get(scene.url("/bewijs")).text
    states = ("Kopie gaat mee", "Alleen in de lijst", "Gaat mee zoals het is")

    assert [tab.index(state) for state in states] == sorted(tab.index(state) for state in states)
    assert photo in tab
    assert photo not in client_for(scene.town.manager).get(scene.url("/bewijs")).text


def test_the_tab_asks_no_more_for_more_files(scene, client_for, photo):
    client = client_for(scene.town.coordinator)
    with statements(scene.app) as one:
        client.get(scene.url("/bewijs"))
    for number in range(4):
        add(scene, made.a_photo(), f"{number}.jpg")
    with statements(scene.app) as many:
        client.get(scene.url("/bewijs"))

    assert len(many) == len(one)
