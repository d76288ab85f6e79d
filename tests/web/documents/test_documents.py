import hashlib

import pytest
from sqlalchemy import select

from tests.builders import give_seal
from vpt.core import clock
from vpt.documents.models import IssuedDocument
from vpt.infra.db import db
from vpt.partners.disclosure import Profile
from vpt.web.documents import words

ANSWER = {"profile": "police", "purpose": "police_report"}


@pytest.fixture
def sealed(scene):
    """The same scene in an organisation that has a seal."""
    organisation = scene.town.organisation
    with scene.app.app_context():
        give_seal(organisation, now=clock.now())
    return scene


def issued(scene):
    with scene.app.app_context():
        return list(db.session.scalars(select(IssuedDocument)))


def issue(scene, client, **other):
    return client.post(scene.url("/documenten"), data={**ANSWER, **other})


def test_a_manager_issues_the_case_file_and_downloads_the_frozen_bytes(sealed, client_for):
    client = client_for(sealed.town.manager)
    done = issue(sealed, client)
    row = issued(sealed)[0]
    file = client.get(sealed.url(f"/documenten/{row.id}"))
    name = file.headers["Content-Disposition"]

    assert done.status_code == 302
    assert row.purpose == "police_report"
    assert file.data.startswith(b"%PDF-")
    assert hashlib.sha256(file.data).hexdigest() == row.sha256
    assert name.endswith('-dossier-politie-v1.pdf"')
    assert "demo" not in name
    assert sealed.trail("document.downloaded")[0].actor_id == sealed.town.manager.id


def test_the_list_shows_version_fingerprint_purpose_and_who(sealed, client_for):
    client = client_for(sealed.town.manager)
    issue(sealed, client)
    page = client.get(sealed.url("/documenten")).text

    assert "versie 1" in page
    assert issued(sealed)[0].sha256 in page
    assert "Aangifte doen of aanvullen" in page
    assert "Mehmet Leider (demo)" in page


def test_issuing_twice_without_change_makes_one_document_and_says_so(sealed, client_for):
    client = client_for(sealed.town.manager)
    issue(sealed, client)
    again = issue(sealed, client)

    assert len(issued(sealed)) == 1
    assert "niets veranderd" in client.get(again.headers["Location"]).text


def test_a_change_makes_a_new_version(sealed, client_for):
    client = client_for(sealed.town.manager)
    issue(sealed, client)
    talk = {"outcome": "declined", "version": sealed.version()}
    client.post(sealed.step_url("S02", "/opvang"), data=talk)
    issue(sealed, client)

    assert sorted(row.version for row in issued(sealed)) == [1, 2]


@pytest.mark.parametrize("other", [{"profile": ""}, {"profile": "reporter"}, {"purpose": ""}])
def test_a_reader_or_purpose_that_does_not_exist_is_refused(sealed, client_for, other):
    page = issue(sealed, client_for(sealed.town.manager), **other)

    assert page.status_code == 422
    assert "Er klopt nog iets niet" in page.text
    assert issued(sealed) == []


def test_without_a_seal_the_page_says_what_to_do(scene, client_for):
    page = issue(scene, client_for(scene.town.manager))

    assert page.status_code == 409
    assert "nog geen zegel" in page.text
    assert issued(scene) == []


def test_documents_are_closed_to_everybody_who_does_not_handle_the_case(sealed, client_for):
    town = sealed.town
    issue(sealed, client_for(town.manager))
    file = sealed.url(f"/documenten/{issued(sealed)[0].id}")

    for person, status in ((town.colleague, 403), (town.employee, 403), (town.other_manager, 404)):
        assert client_for(person).get(file).status_code == status
        assert issue(sealed, client_for(person)).status_code == status
    assert client_for(None).get(file).status_code == 302


def test_a_document_of_another_case_is_not_found(sealed, client_for):
    page = client_for(sealed.town.manager).get(sealed.url(f"/documenten/{sealed.case_id}"))

    assert page.status_code == 404


def test_a_reporter_takes_the_own_copy_and_nobody_else_does(sealed, client_for):
    own = f"/mijn-meldingen/{sealed.case_id}/afschrift"
    client = client_for(sealed.town.employee)
    address = client.post(own).headers["Location"]
    file = client.get(address)

    assert file.data.startswith(b"%PDF-")
    assert file.headers["Content-Disposition"].endswith('-melding-melder-v1.pdf"')
    for person in (sealed.town.colleague, sealed.town.manager):
        assert client_for(person).get(address).status_code == 404
        assert client_for(person).post(own).status_code == 404
    assert client_for(None).get(address).status_code == 302


def test_the_own_copy_is_not_handed_out_with_the_case(sealed, client_for):
    client_for(sealed.town.employee).post(f"/mijn-meldingen/{sealed.case_id}/afschrift")
    copy = issued(sealed)[0]

    page = client_for(sealed.town.manager).get(sealed.url(f"/documenten/{copy.id}"))

    assert page.status_code == 404


@pytest.mark.parametrize("profile", Profile)
def test_the_name_of_a_file_says_in_dutch_for_whom_it_is(profile):
    name = words.file_name("ABC-2026-000123-K", "Dossier", profile.value, 2)

    assert name == f"abc-2026-000123-k-dossier-{words.IN_FILE_NAMES[profile]}-v2.pdf"
