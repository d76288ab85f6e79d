"""A form posted after the session ended comes back filled in, for its own writer only."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from vpt.accounts import parked
from vpt.accounts.parked import ParkedForm
from vpt.core import clock
from vpt.infra.db import db, unit_of_work

WORDS = "De reden die zij al helemaal had opgeschreven."
TOKEN = re.compile(r'name="bewaar" value="([^"]+)"')


@pytest.fixture
def late(scene, client_for):
    """Return the manager, whose session ends between opening a form and sending it."""
    client = client_for(scene.town.manager)
    html = client.get(scene.url("/indeling")).text
    with client.session_transaction() as session:
        session["seen"] -= 24 * 3600
    client.form = {
        "bewaar": TOKEN.search(html)[1],
        "category": "VERB",
        "severity": "2",
        "reason": WORDS,
        "version": str(scene.version()),
    }
    return client


def kept(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(ParkedForm))


def test_what_was_typed_waits_for_its_writer(scene, late, client_for):
    answer = late.post(scene.url("/indeling"), data=late.form)
    assert answer.status_code == 302
    assert "/inloggen" in answer.location
    assert "bewaard" in answer.location

    page = client_for(scene.town.manager).get(scene.url("/indeling?bewaard=1"))

    assert WORDS in page.text
    assert "Het is nog niet verstuurd." in page.text
    assert scene.trail("case.classified") == []


def test_nobody_else_reads_it(scene, late, client_for):
    late.post(scene.url("/indeling"), data=late.form)

    page = client_for(scene.town.coordinator).get(scene.url("/indeling?bewaard=1"))

    assert page.status_code == 200
    assert WORDS not in page.text


def test_a_form_with_a_forged_page_is_not_kept(app, scene, late):
    late.form["bewaar"] = late.form["bewaar"][:-2] + "xx"

    late.post(scene.url("/indeling"), data=late.form)

    assert kept(app) == 0


def test_sending_twice_keeps_one_form(app, scene, late):
    late.post(scene.url("/indeling"), data=late.form)
    late.post(scene.url("/indeling"), data=late.form)

    assert kept(app) == 1


def test_after_a_day_it_is_gone(app, scene, late, client_for):
    late.post(scene.url("/indeling"), data=late.form)
    with app.app_context(), unit_of_work():
        row = db.session.scalar(select(ParkedForm))
        row.parked_at = clock.now() - timedelta(hours=25)
    page = client_for(scene.town.manager).get(scene.url("/indeling?bewaard=1"))
    assert WORDS not in page.text

    with app.app_context(), unit_of_work():
        parked.sweep(now=clock.now())

    assert kept(app) == 0


def test_a_page_without_the_mark_starts_empty(scene, late, client_for):
    late.post(scene.url("/indeling"), data=late.form)

    assert WORDS not in client_for(scene.town.manager).get(scene.url("/indeling")).text


def test_the_dead_token_of_the_session_does_not_stand_in_the_way(app, scene, late):
    app.config["WTF_CSRF_ENABLED"] = True

    answer = late.post(scene.url("/indeling"), data=late.form)

    assert answer.status_code == 302
    assert kept(app) == 1


def test_somebody_who_is_signed_in_still_needs_the_token(app, scene, client_for):
    app.config["WTF_CSRF_ENABLED"] = True

    answer = client_for(scene.town.manager).post(scene.url("/indeling"), data={"reason": WORDS})

    assert answer.status_code == 400
