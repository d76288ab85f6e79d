"""A dossier that left goes to the prosecutor by the share that is open."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders import a_person, an_organisation
from tests.sharing.received import Unit, a_contact, a_partnership, a_share
from tests.web.prosecution.conftest import words_of
from tests.web.watching import statements
from vpt.accounts.rules import OrganisationKind
from vpt.cases.models import Case
from vpt.core import clock
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.sharing.models import Share, SharedCopy

FILE_NAME = re.compile(
    r'^attachment; filename="[a-z0-9-]+-(dossier-voor-het-om|identiteitsblad)-1\.pdf"$'
)


@pytest.fixture
def prosecutor(office):
    """Somebody at the prosecutor's office with an account, to whom the case was shared."""
    town = office.scene.town
    with office.scene.app.app_context():
        with unit_of_work():
            organisation = an_organisation("OM Voorbeeld (demo)", OrganisationKind.PROSECUTION)
            person = a_person(organisation, Role.PARTNER, name="Caro Officier (demo)")
        unit, at = Unit(organisation, person), clock.now() - timedelta(hours=2)
        a_partnership(town, unit, at=at)
        contact = a_contact(town, unit, at=at)
        with unit_of_work():
            contact.party = "prosecution"
        case = db.session.get_one(Case, (town.organisation.id, office.scene.case_id))
        share = a_share(case, contact, at=at, asks=("decision",))
        with unit_of_work():
            share.party = share.profile = "prosecution"
            share.purpose = "prosecution"
    return person


@pytest.fixture
def coordinator(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client)
    office.hand_in(client)
    return client


def the_share(office):
    with office.scene.app.app_context():
        return db.session.scalars(select(Share)).one()


def copies(office):
    with office.scene.app.app_context():
        return list(db.session.scalars(select(SharedCopy).order_by(SharedCopy.number)))


def give(office, client, **data):
    values = {"share": str(the_share(office).id), **data}
    return client.post(office.one("/delen"), data=values, follow_redirects=True)


def test_without_an_open_share_the_page_says_how_to_begin(office, coordinator):
    page = coordinator.get(office.url()).text

    assert "Er is nog geen open deling met het OM" in page
    assert office.scene.url("/delen/nieuw") in page


def test_the_prosecutor_finds_dossier_and_sheet_and_downloads_them(
    office, prosecutor, coordinator, client_for
):
    assert "Gedeeld." in give(office, coordinator).text

    share, client = the_share(office), client_for(prosecutor)
    page = words_of(client.get(f"/keten/{share.id}").text)
    assert "Download: Dossier voor het OM (pdf" in page
    assert "Download: Identiteitsblad (pdf" in page
    made = office.made()[0]
    for copy in copies(office)[1:]:
        assert copy.document_id in {made.document_id, made.identity_id}
        answer = client.get(f"/keten/{share.id}/stuk/{copy.number}")
        assert answer.data.startswith(b"%PDF-")
        assert FILE_NAME.search(answer.headers["Content-Disposition"])
    assert set(share.evidence) == {str(one) for one in office.exhibits}


def test_the_same_dossier_is_given_once(office, prosecutor, coordinator):
    give(office, coordinator)

    assert "Dit dossier zit al in deze deling." in give(office, coordinator).text
    assert [one.number for one in copies(office)] == [1, 2, 3]


def test_a_supplement_comes_on_top_and_the_same_sheet_is_not_sent_again(
    office, prosecutor, coordinator
):
    give(office, coordinator)
    office.compose(coordinator, impact_victim="Het gaat beter.")
    office.hand_in(coordinator)

    give(office, coordinator)

    assert [one.number for one in copies(office)] == [1, 2, 3, 4]
    with office.scene.app.app_context():
        assert "Aanvulling 2" in (db.session.merge(copies(office)[-1]).news or "")


def test_the_prosecutor_reads_that_a_dossier_was_taken_back(
    office, prosecutor, coordinator, client_for
):
    give(office, coordinator)
    client, address = client_for(prosecutor), f"/keten/{the_share(office).id}"
    assert "Het geldt niet meer." not in client.get(address).text

    office.withdraw()

    assert client.get(address).text.count("Het geldt niet meer.") == 1


def test_the_sheet_stands_beside_the_dossier_it_belongs_to_and_not_among_what_was_before(
    office, prosecutor, coordinator, client_for
):
    give(office, coordinator)
    office.compose(coordinator, impact_victim="Het gaat beter.")
    office.hand_in(coordinator)
    give(office, coordinator)

    page = words_of(client_for(prosecutor).get(f"/keten/{the_share(office).id}").text)

    newest, _, before = page.partition("Eerder gedeeld")
    assert "Download: Aanvulling 2 op het dossier voor het OM" in newest
    assert "Voeg het niet bij het strafdossier." in newest
    assert "Download: Identiteitsblad" in newest
    assert before.index("Download: Dossier voor het OM") < before.index("Download: Identiteitsblad")
    assert "2 bestanden" in before


def test_the_pages_of_the_prosecutor_and_sender_ask_the_same_for_two_dossiers_as_for_one(
    office, prosecutor, coordinator, client_for
):
    guest, share = client_for(prosecutor), the_share(office).id
    pages = (
        (guest, f"/keten/{share}"),
        (coordinator, office.scene.url(f"/delingen/{share}")),
        (coordinator, office.url()),
    )
    counted = []
    for text in ("Het gaat beter.", "Het gaat goed."):
        give(office, coordinator)
        told = []
        for client, address in pages:
            assert client.get(address).status_code == 200
            with statements(office.scene.app) as asked:
                client.get(address)
            told.append(len(asked))
        counted.append(told)
        office.compose(coordinator, impact_victim=text)
        office.hand_in(coordinator)

    assert counted[0] == counted[1]


def test_the_sender_reads_what_each_added_paper_is_and_no_promise_it_breaks(
    office, prosecutor, coordinator, client_for
):
    address = office.scene.url(f"/delingen/{the_share(office).id}")
    assert "kunnen ook gevolgen en schade staan" not in coordinator.get(address).text
    give(office, coordinator)
    client_for(prosecutor).get(f"/keten/{the_share(office).id}/stuk/2")

    page = words_of(coordinator.get(address).text)

    assert "Toegevoegd: Dossier voor het OM" in page
    assert "Gedownload: Identiteitsblad" in page
    assert "kunnen ook gevolgen en schade staan" in page
    assert "Aanvulling 2" not in page


def test_what_was_given_is_told_with_its_day_and_not_offered_again(office, prosecutor, coordinator):
    before = words_of(coordinator.get(office.url()).text)
    assert "Voeg toe aan deling 1" in before
    assert "via deling 1" not in before

    give(office, coordinator)
    given = words_of(coordinator.get(office.url()).text)
    assert "Voeg toe aan deling 1" not in given
    assert re.search(r"Het dossier: gedeeld op .+ via deling 1\.", given)

    office.compose(coordinator, impact_victim="Het gaat beter.")
    office.hand_in(coordinator)
    fresh = words_of(coordinator.get(office.url()).text)
    assert "Voeg toe aan deling 1" in fresh
    assert len(re.findall(r"Gedeeld op [^.]+? via deling 1", fresh)) == 1


def test_a_share_with_somebody_else_takes_no_dossier(office, prosecutor, coordinator):
    with office.scene.app.app_context(), unit_of_work():
        share = db.session.scalars(select(Share)).one()
        share.party = share.profile = "police"

    assert give(office, coordinator).status_code == 404
    assert give(office, coordinator, share=str(new_id())).status_code == 404
    assert give(office, coordinator, share="geen id").status_code == 404


def test_a_share_that_was_taken_back_takes_no_dossier(office, prosecutor, coordinator):
    with office.scene.app.app_context(), unit_of_work():
        db.session.scalars(select(Share)).one().recalled_at = clock.now()

    assert "Deze deling is niet meer open." in give(office, coordinator).text
    assert len(copies(office)) == 1


@pytest.mark.parametrize("who", ["employee", "manager", "hr"])
def test_only_the_coordinator_gives_a_dossier_away(
    office, prosecutor, coordinator, client_for, who
):
    assert coordinator.get(office.url()).status_code == 200
    client = client_for(getattr(office.scene.town, who))

    assert give(office, client).status_code in {403, 404}
    assert len(copies(office)) == 1
