"""Issuing with a timestamp server or a token behind it: what is stored, and what a failure says."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import softhsm
from tests.timeserver import timeserver
from vpt.cases import founding
from vpt.core import clock
from vpt.core.actor import Author
from vpt.documents import seals
from vpt.documents.models import DocumentStamp, IssuedDocument
from vpt.infra import seal_sources, sealing, storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.sealing import BB, BLTA, BT
from vpt.infra.storage import StoredFile

ANSWER = {"profile": "police", "purpose": "police_report"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with timeserver(tmp_path_factory.mktemp("tsa")) as running:
        yield running


@pytest.fixture
def moody(server):
    yield server
    server.mood = "well"


def set_level(scene, level, server):
    settings = scene.app.extensions["vpt_settings"]
    scene.app.extensions["vpt_settings"] = replace(
        settings, seal_level=level, tsa_url=server.url, tsa_ca=server.roots
    )


def give_seal(scene, material):
    organisation = scene.town.organisation
    with scene.app.app_context(), unit_of_work():
        owner = Author(organisation_id=organisation.id)
        seals.store(owner, organisation.keyset_id, material, now=clock.now())


@pytest.fixture
def sealed(scene):
    material = founding.make_seal("Gemeente (demo)", demo=True, now=clock.now())
    give_seal(scene, material)
    return scene


def rows(scene, model):
    with scene.app.app_context():
        return list(db.session.scalars(select(model)))


def issue(scene, client):
    return client.post(scene.url("/documenten"), data=ANSWER)


@pytest.mark.parametrize("level", [BB, BT, BLTA])
def test_a_document_is_issued_at_the_level_that_was_set(level, sealed, server, client_for):
    set_level(sealed, level, server)
    client = client_for(sealed.town.manager)

    done = issue(sealed, client)

    document = rows(sealed, IssuedDocument)[0]
    file = client.get(sealed.url(f"/documenten/{document.id}")).data
    assert (done.status_code, document.seal_level) == (302, level)
    assert sealing.verify(file).level == level
    assert hashlib.sha256(file).hexdigest() == document.sha256


def test_a_lasting_document_has_its_first_stamp_in_the_table(sealed, server, client_for):
    set_level(sealed, BLTA, server)
    issue(sealed, client_for(sealed.town.manager))

    document, stamp = rows(sealed, IssuedDocument)[0], rows(sealed, DocumentStamp)[0]

    assert (stamp.document_id, stamp.number) == (document.id, 0)
    assert (stamp.file_id, stamp.sha256) == (document.file_id, document.sha256)
    assert stamp.valid_until == server.until


@pytest.mark.parametrize("level", [BB, BT])
def test_only_lasting_documents_have_stamps_in_the_table(level, sealed, server, client_for):
    set_level(sealed, level, server)
    issue(sealed, client_for(sealed.town.manager))

    assert rows(sealed, DocumentStamp) == []


@pytest.mark.parametrize(
    ("mood", "sentence"),
    [
        ("down", "De tijdstempeldienst antwoordt niet"),
        ("junk", "gaf geen geldig antwoord"),
        ("login", "weigert de inloggegevens"),
    ],
)
def test_without_a_timestamp_nothing_is_stored_and_the_page_says_why(
    mood, sentence, sealed, moody, client_for
):
    set_level(sealed, BLTA, moody)
    moody.mood = mood

    page = issue(sealed, client_for(sealed.town.manager))

    assert page.status_code == 503
    assert sentence in page.text
    assert rows(sealed, IssuedDocument) + rows(sealed, StoredFile) == []
    with sealed.app.app_context():
        assert storage.list_staged() == []


def test_once_the_server_is_back_the_same_document_is_issued(sealed, moody, client_for):
    set_level(sealed, BT, moody)
    moody.mood = "down"
    client = client_for(sealed.town.manager)
    issue(sealed, client)
    moody.mood = "well"

    issue(sealed, client)

    assert [row.version for row in rows(sealed, IssuedDocument)] == [1]


def test_a_seal_that_ended_says_on_which_day(scene, client_for):
    made = founding.make_seal("Gemeente (demo)", demo=True, now=clock.now() - timedelta(days=4000))
    give_seal(scene, made)

    page = issue(scene, client_for(scene.town.manager))

    assert page.status_code == 409
    assert "is verlopen op" in page.text
    assert f"{made.valid_until.year}" in page.text
    assert rows(scene, IssuedDocument) == []


def test_a_token_that_is_not_reachable_gives_a_sentence_and_no_document(
    scene, client_for, tmp_path_factory
):
    token = softhsm.token(tmp_path_factory)
    material = seal_sources.from_token(token.place("seal-ec"), token.ca_pem, now=clock.now())
    give_seal(scene, replace(material, key=replace(material.key, label="taken out")))

    page = issue(scene, client_for(scene.town.manager))

    assert page.status_code == 503
    assert "niet bereikbaar" in page.text
    assert rows(scene, IssuedDocument) == []


def test_a_token_seals_what_is_issued_and_its_pin_stays_sealed(scene, client_for, tmp_path_factory):
    token = softhsm.token(tmp_path_factory)
    give_seal(scene, seal_sources.from_token(token.place("seal-ec"), token.ca_pem, now=clock.now()))
    client = client_for(scene.town.manager)

    issue(scene, client)

    document = rows(scene, IssuedDocument)[0]
    file = client.get(scene.url(f"/documenten/{document.id}")).data
    with scene.app.app_context():
        row = seals.list_all(scene.town.organisation.id)[0]
        assert softhsm.PIN.encode() not in row.token_sealed
    assert sealing.verify(file, token.ca_pem).trusted
    assert row.pkcs12_sealed is None
