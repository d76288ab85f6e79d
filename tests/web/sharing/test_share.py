from datetime import timedelta

import pytest

from tests.builders import stored
from tests.cases.builders import a_case, a_ref, a_town, complete
from tests.documents.reading import text_of
from tests.web.sharing.conftest import EXHIBITS
from vpt.core import clock
from vpt.documents.models import IssuedDocument
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import OutsideLetter
from vpt.sharing import receipts
from vpt.sharing.models import SecureLink, Share, SharedCopy
from vpt.sharing.rules import ReceiptKind

WHY = "De politie heeft dit dossier niet meer nodig."


@pytest.fixture
def shared(desk, client_for):
    """The same desk with one share sent."""
    desk.share(client_for(desk.scene.town.coordinator))
    return desk


def a_step(desk):
    """Let a step of the chain be finished after the first copy left."""
    with desk.scene.app.app_context():
        case = desk.scene.town
        row = db.session.get_one(Share, (case.organisation.id, desk.shares()[-1].id))
        found = type("Found", (), {"id": row.case_id})
        later = clock.now() + timedelta(seconds=1)
        complete(case.manager, found, a_ref("S02"), "supported", at=later)


def test_the_list_shows_with_whom_and_how_it_stands(shared, client_for):
    page = client_for(shared.scene.town.coordinator).get(shared.scene.url("/delen")).text

    assert "Deling 1" in page
    assert "Rik Politie (demo), Politie, Bureau Voorbeeld" in page
    assert "nog niet" in page


def test_a_case_shared_with_nobody_says_so(desk, client_for):
    page = client_for(desk.scene.town.coordinator).get(desk.scene.url("/delen")).text

    assert "Nog met niemand gedeeld" in page


def test_the_page_of_a_share_tells_who_opened_and_took_what(shared, client_for, app):
    with app.app_context(), unit_of_work():
        row = stored(Share)[0]
        receipts.note(row, ReceiptKind.OPENED, door="link", now=clock.now())
        receipts.note(
            row, ReceiptKind.EVIDENCE_DOWNLOADED, door="link",
            evidence_id=shared.exhibits[0], now=clock.now(),
        )  # fmt: skip

    page = client_for(shared.scene.town.coordinator).get(shared.one()).text

    assert "Geopend" in page
    assert "Bewijs gedownload: B1" in page
    assert "Rik Politie (demo), via de link" in page
    assert "nog te toetsen" in page
    assert len(shared.scene.trail("share.opened")) == 1


def test_a_recall_closes_the_link_and_says_why(shared, client_for, app):
    client = client_for(shared.scene.town.coordinator)
    before = client.get(shared.one("/intrekken"))

    done = shared.change(client, "/intrekken", reason=WHY)
    page = client.get(shared.one()).text

    assert "Wat al is gedownload, kun je niet terughalen" in before.text
    assert done.status_code == 302
    assert WHY in page
    assert "Ingetrokken" in page
    assert "Stuur een aanvulling" not in page
    with app.app_context():
        assert stored(SecureLink)[0].code_hash is None
        letters = {one.kind: one.state for one in stored(OutsideLetter)}
        assert letters == {"link": "dropped", "recalled": "waiting"}
    assert WHY not in str(shared.scene.trail("share.recalled")[0].codes)


def test_a_recall_needs_a_reason_and_happens_once(shared, client_for):
    client = client_for(shared.scene.town.coordinator)

    empty = shared.change(client, "/intrekken", reason=" ")
    shared.change(client, "/intrekken", reason=WHY)
    again = shared.change(client, "/intrekken", reason=WHY)

    assert empty.status_code == 422
    assert again.status_code == 409
    assert "al ingetrokken" in again.text


@pytest.mark.parametrize(
    ("rest", "data"), [("/intrekken", {"reason": WHY}), ("/aanvulling", {"words": WHY})]
)
def test_two_people_at_once_keep_what_the_second_typed(shared, client_for, rest, data):
    client, version = client_for(shared.scene.town.coordinator), shared.scene.version()
    a_step(shared)

    clash = client.post(shared.one(rest), data={**data, "version": str(version)})

    assert clash.status_code == 409
    assert "Een collega was je voor" in clash.text
    assert WHY in clash.text
    assert shared.shares()[0].recalled_at is None


def test_a_supplement_is_the_next_number_and_says_what_is_new(shared, client_for, app):
    client = client_for(shared.scene.town.coordinator)
    a_step(shared)
    before = client.get(shared.one("/aanvulling")).text

    done = shared.change(
        client, "/aanvulling", words="Er is ook een tweede foto.",
        evidence=[str(shared.exhibits[1])],
    )  # fmt: skip
    page = client.get(shared.one()).text

    assert "Stap gedaan: " in before
    assert done.status_code == 302
    assert "Aanvulling 2" in page
    assert "Er is ook een tweede foto." in page
    with app.app_context():
        copies = sorted(stored(SharedCopy), key=lambda one: one.number)
        assert [one.number for one in copies] == [1, 2]
        assert "Nieuw bewijs: B2" in copies[1].news
        letters = [one.kind for one in stored(OutsideLetter)]
        assert sorted(letters) == ["link", "supplement"]
        newest = max(stored(IssuedDocument), key=lambda one: one.version)
    printed = text_of(client.get(shared.scene.url(f"/documenten/{newest.id}")).data)
    assert "Nieuw in deze aanvulling" in printed
    assert EXHIBITS[1] in printed
    assert set(shared.shares()[0].evidence) == {str(one) for one in shared.exhibits}


def test_a_supplement_without_anything_new_is_refused(shared, client_for):
    client = client_for(shared.scene.town.coordinator)

    refused = shared.change(client, "/aanvulling", words="")

    assert refused.status_code == 422
    assert "Er is niets nieuws" in refused.text


def test_a_supplement_to_a_share_that_is_over_is_refused(shared, client_for):
    client = client_for(shared.scene.town.coordinator)
    shared.change(client, "/intrekken", reason=WHY)

    refused = shared.change(client, "/aanvulling", words="Nog iets.")

    assert refused.status_code == 409
    assert "niet meer open" in refused.text


def test_another_employer_and_another_case_find_nothing(shared, client_for, app):
    with app.app_context():
        elsewhere = a_town()
        other = a_case(shared.scene.town, at=clock.now())
        stranger = client_for(elsewhere.coordinator)
        own = client_for(shared.scene.town.coordinator)
        row = shared.shares()[0]
    for rest in ("", "/intrekken", "/aanvulling"):
        assert stranger.get(shared.one(rest)).status_code == 404
        assert own.get(f"/dossiers/{other.id}/delingen/{row.id}{rest}").status_code == 404


def test_a_coordinator_who_is_the_victim_shares_nothing(desk, client_for, app):
    with app.app_context():
        town = desk.scene.town
        own = a_case(town, reporter=town.coordinator, at=clock.now())
    client = client_for(desk.scene.town.coordinator)

    for address in ("delen", "delen/nieuw"):
        assert client.get(f"/dossiers/{own.id}/{address}").status_code == 404


def test_the_victim_sees_with_whom_when_and_why_but_not_what(shared, client_for):
    client, own = client_for(shared.scene.town.employee), f"/mijn-meldingen/{shared.scene.case_id}"

    page = client.get(f"{own}/gedeeld").text

    assert "Met wie is dit gedeeld?" in client.get(own).text
    assert "Politie, Bureau Voorbeeld" in page
    assert "Aangifte doen of aanvullen" in page
    assert "Wilt u het registratienummer" not in page
    assert "Rik Politie" not in page


def test_the_own_page_is_for_the_people_it_happened_to(desk, client_for):
    own = f"/mijn-meldingen/{desk.scene.case_id}/gedeeld"

    assert "Met niemand buiten de organisatie" in client_for(desk.scene.town.employee).get(own).text
    assert client_for(desk.scene.town.colleague).get(own).status_code == 404
    assert client_for(None).get(own).status_code == 302


def test_the_tab_with_who_can_see_it_says_with_whom_it_is_shared(shared, client_for):
    page = client_for(shared.scene.town.manager).get(shared.scene.url("/inzage")).text

    assert "Met wie is dit gedeeld" in page
    assert "Politie, Bureau Voorbeeld" in page
