"""The dossier for the prosecutor is the coordinator's: nobody else reads or makes it."""

import pytest

from tests.builders import a_person, an_organisation
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work
from vpt.infra.ids import new_id

LOOKS = ("", "/samenstellen")
TAKEN = ("/dossier.pdf", "/identiteitsblad.pdf", "/pakket.zip")


@pytest.fixture
def handed_in(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client)
    office.hand_in(client)
    return office


def everything(office, client):
    """Return how each page of the dossier answers."""
    found = [client.get(office.url(rest)) for rest in LOOKS]
    found += [client.get(office.one(rest)) for rest in TAKEN]
    found += [
        client.post(office.url("/samenstellen"), data=office.filled()),
        client.post(office.url("/voorbeeld.pdf"), data=office.filled()),
        client.post(office.url(), data={"revision": "1"}),
    ]
    return {answer.status_code for answer in found}


@pytest.mark.parametrize("who", ["employee", "manager", "hr"])
def test_colleagues_who_do_not_share_cases_are_refused(handed_in, client_for, who):
    client = client_for(getattr(handed_in.scene.town, who))
    assert everything(handed_in, client) <= {403, 404}
    assert len(handed_in.made()) == 1


def test_a_stranger_is_asked_to_sign_in(handed_in, client_for):
    assert everything(handed_in, client_for(None)) <= {302, 303}


def test_the_coordinator_of_another_employer_finds_nothing(handed_in, client_for):
    with handed_in.scene.app.app_context(), unit_of_work():
        other = an_organisation("Ziekenhuis Elders (demo)")
        person = a_person(other, Role.COORDINATOR, name="Ada Elders (demo)")
    assert everything(handed_in, client_for(person)) == {404}


def test_a_coordinator_who_is_in_the_incident_makes_no_dossier_of_it(handed_in, client_for):
    handed_in.involve(handed_in.scene.town.coordinator)
    assert everything(handed_in, client_for(handed_in.scene.town.coordinator)) == {404}


def test_a_dossier_of_another_case_is_not_found_under_this_one(handed_in, client_for):
    client = client_for(handed_in.scene.town.coordinator)
    for rest in TAKEN:
        assert client.get(handed_in.url(f"/{new_id()}{rest}")).status_code == 404
        other = handed_in.one(rest).replace(str(handed_in.scene.case_id), str(handed_in.another()))
        assert client.get(other).status_code == 404


def test_a_page_from_elsewhere_can_make_nothing(handed_in, client_for):
    handed_in.scene.app.config["WTF_CSRF_ENABLED"] = True
    client = client_for(handed_in.scene.town.coordinator)
    assert client.post(handed_in.url(), data={"revision": "1"}).status_code == 400
    assert client.post(handed_in.url("/voorbeeld.pdf"), data={}).status_code == 400
    refused = client.post(handed_in.url("/samenstellen"), data={"revision": "1"})
    assert refused.status_code == 400
