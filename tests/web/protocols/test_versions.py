"""The versions, a draft from a file, its release, and who may see any of it."""

import io
from datetime import timedelta

import pytest

from tests.builders import a_person, an_organisation
from tests.revision.builders import CHANGED, a_town_with_owner
from tests.web.protocols.desk import ALL, DRAFT, a_file, begin, desk
from tests.web.watching import statements
from vpt.core import clock
from vpt.core.actor import Role
from vpt.core.worktime import local_date
from vpt.infra.db import unit_of_work
from vpt.protocol.catalogue import reference_text

__all__ = ["desk"]
PAGES = (ALL, f"{ALL}/versies/1", f"{ALL}/versies/1/bestand", f"{ALL}/nakijken",
         f"{DRAFT}/beginnen")  # fmt: skip
CRLF = CHANGED.replace("\n", "\r\n")


def released(on: object, owner: object) -> dict[str, object]:
    """Return what a release form posts."""
    return {"revision": "1", "on": str(on), "owner": str(owner), "note": "Nieuwe afspraak."}


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR])
def test_only_who_may_change_the_protocol_opens_its_pages(desk, client_for, role) -> None:
    with desk.app.app_context(), unit_of_work():
        other = a_person(desk.town.organisation, role)

    assert {client_for(other).get(page).status_code for page in PAGES} == {403}
    assert {client_for(desk.owner).get(page).status_code for page in PAGES} == {200}
    assert {client_for(desk.town.coordinator).get(page).status_code for page in PAGES} == {200}
    assert {client_for(None).get(page).status_code for page in PAGES} == {302}


@pytest.mark.parametrize("text", [CHANGED, CRLF])
def test_what_goes_in_comes_out_byte_for_byte_and_is_released(desk, client_for, text) -> None:
    client = client_for(desk.owner)
    begin(client, text)

    draft = client.get(f"{DRAFT}/bestand").data
    answer = client.post(f"{DRAFT}/uitgeven", data=released(local_date(clock.now()), desk.owner.id))

    assert answer.status_code == 302, answer.text
    assert draft == client.get(f"{ALL}/versies/2/bestand").data == text.encode()
    assert [row.number for row in desk.versions()] == [1, 2]
    page = client.get(ALL).text
    assert "Versie 2 geldt nu" in page
    assert "Nieuwe afspraak." in page


def test_an_impossible_protocol_is_told_in_dutch_with_its_step(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED.replace('after = ["gate"]', 'after = ["S26"]'))

    page = client.get(DRAFT).text
    answer = client.post(f"{DRAFT}/uitgeven", data=released(local_date(clock.now()), desk.owner.id))

    assert "wachten op elkaar" in page
    assert "[[steps]]" not in page
    assert answer.status_code == 422
    assert len(desk.versions()) == 1


def test_two_people_on_one_draft_lose_nothing(desk, client_for) -> None:
    client, other = client_for(desk.owner), client_for(desk.town.coordinator)
    begin(client, CHANGED)
    other.post(f"{DRAFT}/vervangen", data={"revision": "1", "file": a_file(CHANGED + "\n")})

    answer = client.post(f"{DRAFT}/uitgeven", data=released(local_date(clock.now()), desk.owner.id))

    assert answer.status_code == 409
    assert "Een collega was je voor" in answer.text
    assert "Nieuwe afspraak." in answer.text
    assert 'name="revision" type="hidden" value="2"' in answer.text
    assert len(desk.versions()) == 1


def test_what_is_posted_for_a_draft_that_is_gone_is_told_so(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)
    client.post(f"{DRAFT}/weg", data={"revision": "1"})

    answer = client.post(f"{DRAFT}/weg", data={"revision": "1"})

    assert (answer.status_code, client.get(DRAFT).status_code) == (409, 404)
    assert desk.drafts() == 0


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"", b"   ", b"a\x00b"])
def test_a_file_that_is_no_text_is_refused_at_the_field(desk, client_for, data) -> None:
    posted = {"source": "file", "file": (io.BytesIO(data), "x.toml")}

    answer = client_for(desk.owner).post(f"{DRAFT}/beginnen", data=posted)

    assert answer.status_code == 422
    assert desk.drafts() == 0


def test_a_coming_version_is_withdrawn_and_no_other(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)
    client.post(
        f"{DRAFT}/uitgeven",
        data=released(local_date(clock.now()) + timedelta(days=3), desk.owner.id),
    )

    assert "Versie 2 komt eraan" in client.get(ALL).text
    begin(client, CHANGED.replace("weeks 6", "weeks 5"))
    assert "Versie 2 komt er al aan" in client.get(f"{DRAFT}/uitgeven").text
    assert client.post(f"{ALL}/versies/2/intrekken").status_code == 302
    assert client.post(f"{ALL}/versies/1/intrekken").status_code == 422
    assert [row.withdrawn_at is not None for row in desk.versions()] == [False, True]


def test_another_organisation_sees_neither_versions_nor_draft(desk, client_for) -> None:
    begin(client_for(desk.owner), CHANGED)
    client_for(desk.owner).post(
        f"{DRAFT}/uitgeven", data=released(local_date(clock.now()), desk.owner.id)
    )
    with desk.app.app_context():
        _town, stranger = a_town_with_owner()
    client = client_for(stranger)

    assert client.get(f"{ALL}/versies/2").status_code == 404
    assert client.get(f"{ALL}/versies/2/bestand").status_code == 404
    assert client.get(DRAFT).status_code == 404
    assert client.get(f"{ALL}/versies/1/bestand").data == reference_text().encode()


def test_an_organisation_without_a_protocol_is_led_to_its_set_up(app, client_for) -> None:
    with app.app_context(), unit_of_work():
        owner = a_person(an_organisation(), Role.PROTOCOL_OWNER)
    client = client_for(owner)

    assert "Nog geen protocol" in client.get(ALL).text
    assert client.post(f"{DRAFT}/beginnen", data={"source": "reference"}).status_code == 422


def test_the_yearly_review_moves_on_or_leads_to_a_draft(desk, client_for) -> None:
    client = client_for(desk.owner)
    before = desk.versions()[0].review_at

    silent = client.post(f"{ALL}/nakijken", data={"revision": "1", "is_right": "no"})
    wrong = client.post(
        f"{ALL}/nakijken", data={"revision": "1", "is_right": "no", "note": "S14 klopt niet."}
    )
    right = client.post(f"{ALL}/nakijken", data={"revision": "1", "is_right": "yes"})

    assert (silent.status_code, wrong.location, right.location) == (422, f"{DRAFT}/beginnen", ALL)
    assert desk.versions()[0].review_at > before


@pytest.mark.parametrize("page", [ALL, f"{ALL}/versies/1", DRAFT, f"{DRAFT}/uitgeven"])
def test_the_pages_ask_little_of_the_database(desk, client_for, page) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)

    with statements(desk.app) as seen:
        assert client.get(page).status_code == 200

    assert len(seen) <= 12, seen
