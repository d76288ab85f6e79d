import io
from dataclasses import replace

import pytest
from PIL import Image

from tests.builders import a_person, an_organisation, stored
from tests.cases.builders import a_town
from tests.incidents.builders import a_picture
from tests.incidents.test_filetypes import a_zip
from tests.web.incidents.filling import a_page
from vpt.audit.models import AuditEntry
from vpt.incidents.evidence import CustodyEntry, Draft, Evidence
from vpt.incidents.models import Addendum, Incident
from vpt.infra.db import unit_of_work

NEEDLE = b"VERBORGEN-NAALD"


def a_photo_with_broken_exif():
    info = Image.Exif()
    info[0x010F], info[0x0112] = "x", 6
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(target, "JPEG", exif=info)
    damaged = bytearray(target.getvalue())
    damaged[41] = 0  # the type of the first field
    return bytes(damaged)


@pytest.fixture
def town(app):
    with app.app_context():
        return a_town()


@pytest.fixture
def photo():
    target = io.BytesIO()
    info = Image.Exif()
    info[0x010F] = NEEDLE.decode()
    Image.new("RGB", (60, 40), "red").save(target, "JPEG", exif=info)
    return target.getvalue()


def test_one_bad_file_keeps_the_text_and_the_other_files(app, client_for, town, photo):
    files = [(photo, "foto.jpg"), (b"<html><script>", "plaatje.png"), (a_zip(), "bom.zip")]

    answer = a_page(client_for(town.employee)).send(files=files, narrative="blijft")

    assert answer.status_code == 422
    assert "“plaatje.png” kunnen we niet bewaren" in answer.text
    assert "blijft" in answer.text
    assert "foto.jpg" in answer.text
    with app.app_context():
        assert [row.title for row in stored(Evidence)] == ["foto.jpg"]
        assert stored(Incident) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (a_picture()[:60], "is beschadigd"),
        (b"\x89PNG\r\n\x1a\n<script>", "kunnen we niet bewaren"),
        (b"", "is leeg"),
        (b"a" * 3_000_000, "is te groot"),
        (a_picture("PNG", (6000, 5000)), "te veel beeldpunten"),
        (a_photo_with_broken_exif(), "is beschadigd"),
    ],
)
def test_a_file_that_cannot_be_kept_is_named(app, client_for, town, content, sentence):
    app.extensions["vpt_settings"] = replace(app.extensions["vpt_settings"], upload_limit=2_000_000)

    answer = a_page(client_for(town.employee)).send(files=[(content, "bestand")])

    assert answer.status_code == 422
    assert sentence in answer.text


def test_of_two_hundred_files_the_first_twenty_are_kept(app, client_for, town):
    files = [(b"briefje", f"{number}.txt") for number in range(200)]

    answer = a_page(client_for(town.employee)).send(files=files, narrative="blijft")

    assert answer.status_code == 422
    assert "hoogstens 20 bestanden" in answer.text
    with app.app_context():
        assert len(stored(Evidence)) == 20
        assert stored(Draft)[0].content["narrative"] == ["blijft"]


def test_files_come_without_script_and_can_be_taken_away(app, client_for, town, photo):
    client = client_for(town.employee)
    a_page(client).post("/melden/bestand", files=[(photo, "foto.jpg")])
    page = a_page(client)
    assert "foto.jpg" in page.html
    with app.app_context():
        evidence_id = stored(Evidence)[0].id

    page.send(remove_file=str(evidence_id))

    assert "foto.jpg" not in client.get("/melden").text
    with app.app_context():
        assert stored(Evidence) == []
    folder = app.extensions["vpt_settings"].storage_folder
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_files_lie_encrypted_on_disk(app, client_for, town, photo):
    a_page(client_for(town.employee)).send(files=[(photo, "foto.jpg")])

    folder = app.extensions["vpt_settings"].storage_folder
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert "staging" not in {path.parent.name for path in files}
    assert all(NEEDLE not in path.read_bytes() for path in files)


def test_the_picture_for_viewing_has_no_hidden_data_and_the_original_is_whole(
    app, client_for, town, photo
):
    client = client_for(town.employee)
    a_page(client).send(files=[(photo, "foto.jpg")])
    with app.app_context():
        evidence_id = stored(Evidence)[0].id

    shown = client.get(f"/bewijs/{evidence_id}/beeld")
    original = client.get(f"/bewijs/{evidence_id}/bestand")

    assert shown.content_type == "image/jpeg"
    assert NEEDLE not in shown.data
    assert original.data == photo
    assert original.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "foto" not in original.headers["Content-Disposition"]
    assert original.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in original.headers["Content-Security-Policy"]


def test_every_look_is_in_the_chain_of_custody_and_the_trail(app, client_for, town, photo):
    client = client_for(town.employee)
    a_page(client).send(files=[(photo, "foto.jpg")])
    with app.app_context():
        evidence_id = stored(Evidence)[0].id

    client.get(f"/bewijs/{evidence_id}/beeld")
    client_for(town.manager).get(f"/bewijs/{evidence_id}/bestand")

    with app.app_context():
        acts = [(row.actor_id, row.act) for row in stored(CustodyEntry)]
        assert acts == [
            (town.employee.id, "secured"),
            (town.employee.id, "viewed"),
            (town.manager.id, "downloaded"),
        ]
        actions = [row.action for row in stored(AuditEntry) if row.action.startswith("evidence")]
        assert actions == ["evidence.secured", "evidence.viewed", "evidence.downloaded"]


def test_a_colleague_or_stranger_does_not_know_of_the_file(app, client_for, town, photo):
    a_page(client_for(town.employee)).send(files=[(photo, "foto.jpg")])
    with app.app_context():
        evidence_id = stored(Evidence)[0].id
        with unit_of_work():
            stranger = a_person(an_organisation())

    for person in (town.colleague, town.other_manager, stranger):
        for view in ("beeld", "bestand"):
            assert client_for(person).get(f"/bewijs/{evidence_id}/{view}").status_code == 404


def test_the_file_of_a_draft_is_for_its_writer_alone(app, client_for, town, photo):
    client = client_for(town.employee)
    a_page(client).post("/melden/bestand", files=[(photo, "foto.jpg")])
    with app.app_context():
        evidence_id = stored(Evidence)[0].id

    assert client.get(f"/bewijs/{evidence_id}/beeld").status_code == 200
    assert client_for(town.manager).get(f"/bewijs/{evidence_id}/beeld").status_code == 404


def test_text_and_files_can_be_added_later(app, client_for, town, photo):
    client = client_for(town.employee)
    sent = a_page(client).send().location
    page = a_page(client, "/melden?nieuw=1")
    incident_id = sent.rpartition("/")[2]

    answer = page.post(
        f"/meldingen/{incident_id}/aanvulling", text="Hij belde ook", files=[(photo, "foto.jpg")]
    )

    assert answer.status_code == 302
    with app.app_context():
        assert [row.text for row in stored(Addendum)] == ["Hij belde ook"]
        assert str(stored(Evidence)[0].subject_id) == incident_id


def test_nobody_else_adds_to_a_report(app, client_for, town):
    incident_id = a_page(client_for(town.employee)).send().location.rpartition("/")[2]
    with app.app_context(), unit_of_work():
        stranger = a_person(an_organisation())

    for person in (town.colleague, stranger):
        answer = client_for(person).post(
            f"/meldingen/{incident_id}/aanvulling", data={"text": "Ik was erbij"}
        )
        assert answer.status_code == 404


def test_what_cannot_be_added_later_is_told_and_the_words_stay(app, client_for, town, photo):
    client = client_for(town.employee)
    sent = a_page(client).send().location
    page = a_page(client, "/melden?nieuw=1")
    address = f"/meldingen/{sent.rpartition('/')[2]}/aanvulling"

    answer = page.post(address, text="Zijn nummer is 111222333", files=[(photo, "foto.jpg")])

    assert answer.status_code == 422
    assert "burgerservicenummer" in answer.text
    assert "Zijn nummer is" in answer.text
    with app.app_context():
        assert stored(Addendum) == []
        assert len(stored(Evidence)) == 1


def test_names_of_files_stay_out_of_the_cookie(app, client_for, town):
    client = client_for(town.employee)
    sent = a_page(client).send().location
    page = a_page(client, "/melden?nieuw=1")

    files = [(a_zip(), "dreigbrief Jan Jansen.zip")]
    answers = [
        page.post(f"/meldingen/{sent.rpartition('/')[2]}/aanvulling", files=files),
        page.post("/melden/bestand", files=files),
        page.send(files=files, later="1"),
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert all("Jan Jansen.zip" in answer.text for answer in answers)
    with client.session_transaction() as session:
        assert "Jansen" not in str(dict(session))
