"""Needles put into every sealed field may turn up nowhere outside the ciphertext."""

import io
import logging
import tempfile

import pytest
from PIL import Image
from sqlalchemy import select

from tests.cases.builders import a_ref, a_town, complete
from tests.privacy.looking import everything_sealed, files_with, rows_as_bytes
from tests.web.incidents.filling import a_page
from vpt.cases import talking
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.core import clock
from vpt.incidents import service as incidents
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work

NEEDLE = "Naaldeman"
TEXTS = (
    "place", "narrative", "literal_words", "medical", "weapon_text",
    "who", "what", "where", "with_what", "in_which_way", "when", "why",
    "other_victims-0-name", "other_victims-0-surname", "perpetrators-0-name",
    "perpetrators-0-surname", "perpetrators-0-description", "perpetrators-0-customer_number",
    "witnesses-0-name", "witnesses-0-surname", "witnesses-0-description", "damage-0-item",
)  # fmt: skip
PHONE, MAIL, BORN = "0612340987", "naaldeman@naald.example", "1987-04-13"


def a_picture(text):
    picture = Image.new("RGB", (64, 64), "white")
    exif = picture.getexif()
    exif[0x010E] = text
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


@pytest.fixture
def told(app, client_for, tmp_path, monkeypatch, caplog):
    """A case in which every sealed field holds the needle; returns what browsers were sent."""
    picture = a_picture(NEEDLE)
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with app.app_context():
        town = a_town()
    page = a_page(client_for(town.employee))
    answers = {name: f"{NEEDLE} {name}" for name in TEXTS}
    answers |= {
        "relation": "visitor", "known": "y", "injured": "y", "damaged": "y", "weapon": "y",
        "perpetrators-0-phone": PHONE, "perpetrators-0-email": MAIL,
        "perpetrators-0-birth_date": BORN, "damage-0-amount": "12,50",
        "files": [(picture, f"{NEEDLE}.jpg")],
    }  # fmt: skip
    page.autosave(**{name: value for name, value in answers.items() if name != "files"})
    response = page.send(**answers)
    assert response.status_code == 302, response.text
    now = clock.now()
    with app.app_context():
        case = db.session.scalars(select(Case)).one()
        with unit_of_work():
            incident = db.session.scalars(select(Incident)).one()
            incidents.add_addendum(town.employee.actor(), incident, f"{NEEDLE} later", now=now)
            talking.send_message(town.employee.actor(), case.id, f"{NEEDLE} bericht", now=now)
        answer = Answer(outcome="supported", note=f"{NEEDLE} gesprek")
        complete(town.manager, case, a_ref("S02"), answer, at=now)
    return [response.headers["Location"]]


def needles():
    return [one.encode() for one in (NEEDLE, NEEDLE.lower(), PHONE, PHONE[1:], MAIL, BORN)]


def test_the_needle_is_in_every_sealed_field_a_report_can_fill(app, told):
    filled = everything_sealed(app)

    assert filled >= {
        "incidents.narrative_sealed", "incidents.answers_sealed", "involved.identity_sealed",
        "involved.description_sealed", "involved.medical_sealed", "involved.name_blind",
        "involved.phone_blind", "involved.email_blind", "involved.customer_blind",
        "evidence.title_sealed", "addenda.text_sealed", "case_messages.text_sealed",
        "case_steps.note_sealed", "stored_files.key_sealed",
    }  # fmt: skip


def test_no_row_holds_it_in_clear(app, told):
    found = {place for place, value in rows_as_bytes(app) for one in needles() if one in value}

    assert found == set()


def test_no_file_of_the_installation_or_the_temporary_folder_holds_it(settings, told, tmp_path):
    assert any(path.is_file() for path in settings.instance.rglob("*"))
    assert files_with(needles(), settings.instance, tmp_path) == set()


def test_no_log_line_or_address_holds_it(told, caplog):
    spoken = "\n".join([caplog.text, *told])

    assert [one for one in needles() if one.decode() in spoken] == []
