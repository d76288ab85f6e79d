"""A dossier for the prosecutor is checked like every paper, and can be taken back."""

from tests.web.verify.conftest import upload
from tests.web.verify.test_verify import GENUINE, WITHDRAWN, outcome


def made_by(office, client):
    office.compose(client)
    office.hand_in(client)
    return office.made()[-1]


def test_a_supplement_leaves_the_first_dossier_genuine(office, client_for):
    client = client_for(office.scene.town.coordinator)
    made_by(office, client)
    first = client.get(office.one("/dossier.pdf")).data
    office.add_exhibit("camera.png")
    made_by(office, client)
    second = client.get(office.one("/dossier.pdf")).data

    assert [row.number for row in office.made()] == [1, 2]
    assert [outcome(upload(client_for(None), pdf)) for pdf in (first, second)] == [GENUINE] * 2


def test_the_coordinator_takes_a_dossier_back_from_its_own_page(office, client_for):
    client = client_for(office.scene.town.coordinator)
    made = made_by(office, client)
    pdf = client.get(office.one("/dossier.pdf")).data
    at = office.scene.url(f"/documenten/{made.document_id}/intrekken")

    offered = at in client.get(office.url()).text
    done = client.post(at, data={"why": "error"})
    page = client.get(done.location).text

    assert (offered, done.location) == (True, office.url())
    assert "Ingetrokken" in page
    assert at not in page
    assert outcome(upload(client_for(None), pdf)) == WITHDRAWN


def test_nobody_else_takes_a_dossier_back(office, client_for):
    town = office.scene.town
    made = made_by(office, client_for(town.coordinator))
    at = office.scene.url(f"/documenten/{made.document_id}/intrekken")

    assert [client_for(one).post(at, data={"why": "error"}).status_code for one in
            (town.manager, town.colleague, town.other_manager)] == [403, 403, 403]  # fmt: skip
