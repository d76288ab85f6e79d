from datetime import timedelta
from uuid import uuid4

import pytest

from tests.builders import a_person, stored
from tests.cases.builders import Counted, disable
from tests.sharing.received import NEEDLE, Unit, a_contact, a_police_unit
from tests.web.portal.guests import a_portal, another_town
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Role
from vpt.core.worktime import local_date
from vpt.infra.db import db, unit_of_work
from vpt.notifications import service as notifications
from vpt.notifications.models import Message
from vpt.partners.models import ContactOfficer, Partnership
from vpt.sharing.models import ShareReceipt


@pytest.fixture
def portal(app):
    return a_portal(app)


@pytest.fixture
def rik(client_for, portal):
    return client_for(portal.unit.person)


def end_all(portal, model):
    """Let every row of a kind have ended yesterday."""
    yesterday = local_date(clock.now() - timedelta(days=1))
    with portal.app.app_context(), unit_of_work():
        for row in stored(model):
            db.session.get_one(model, (row.organisation_id, row.id)).valid_until = yesterday


def test_a_partner_starts_at_what_is_shared_and_finds_nothing_else_in_the_menu(rik):
    start = rik.get("/", follow_redirects=True)

    assert start.request.path == "/keten"
    menu = start.text[start.text.index("<nav") : start.text.index("</nav>")]
    assert menu.count("<li") == 1
    assert "Vandaag" not in menu


def test_the_list_shows_what_waits_with_its_employer(rik, portal):
    page = rik.get("/keten")

    assert "Wacht op uw antwoord" in page.text
    assert portal.reference in page.text
    assert portal.town.organisation.name in page.text
    assert str(portal.linked_id) not in page.text


def test_an_empty_list_says_so(app, client_for, portal):
    with app.app_context():
        other = a_police_unit("Politie-eenheid Elders (demo)")

    assert "Er staat niets voor u klaar" in client_for(other.person).get("/keten").text


def test_the_page_of_a_share_is_the_same_as_behind_the_link(rik, portal):
    page = rik.get(portal.url)

    assert page.status_code == 200
    assert NEEDLE in page.text
    assert "Alleen voor Naam" in page.text or "Alleen voor Rik Politie (demo) ·" in page.text
    assert portal.receipts(portal.share_id) == ["opened"]


def test_every_look_and_download_is_in_the_trail_of_the_employer(app, rik, portal):
    rik.get(portal.url)
    rik.get(f"{portal.url}/stuk/1")
    rik.get(f"{portal.url}/bewijs/{portal.evidence_id}")

    with app.app_context():
        lines = [row for row in stored(AuditEntry) if row.action.startswith("share.")]
    mine = [row for row in lines if row.actor_id == portal.unit.person.id]
    assert [row.action for row in mine] == [
        "share.opened", "share.downloaded", "share.evidence_downloaded",
    ]  # fmt: skip
    assert {row.organisation_id for row in mine} == {portal.town.organisation.id}


def test_two_employers_share_with_one_unit_without_seeing_each_other(app, client_for, portal, rik):
    town, share, _text = another_town(app, portal.unit)
    rik.get(portal.url)
    rik.get(f"/keten/{share.id}")

    assert rik.get("/keten").text.count("/keten/") >= 2
    for mine, theirs in ((portal.town, town), (town, portal.town)):
        with app.app_context():
            own = {row.id for row in stored(ShareReceipt)
                   if row.organisation_id == mine.organisation.id}  # fmt: skip
            foreign = {row.id for row in stored(ShareReceipt)
                       if row.organisation_id == theirs.organisation.id}  # fmt: skip
        assert own
        assert foreign
        assert not own & foreign
    coordinator = client_for(town.coordinator)
    assert coordinator.get(f"/dossiers/{portal.case_id}/delen").status_code == 404
    assert coordinator.get(f"/dossiers/{share.case_id}/delen").status_code == 200
    listed = coordinator.get(f"/dossiers/{share.case_id}/delen").text
    assert portal.reference not in listed


def test_a_contact_of_one_employer_only_sees_that_employer(app, client_for, portal):
    town, share, _text = another_town(app, portal.unit)
    with app.app_context():
        with unit_of_work():
            colleague = a_person(portal.unit.organisation, Role.PARTNER)
        a_contact(town, Unit(portal.unit.organisation, colleague), at=clock.now())
    client = client_for(colleague)

    page = client.get("/keten")

    assert str(share.id) in page.text
    assert str(portal.share_id) not in page.text
    assert client.get(portal.url).status_code == 404
    assert client.get(f"/keten/{share.id}").status_code == 200


@pytest.mark.parametrize("model", [Partnership, ContactOfficer])
def test_a_partner_that_left_opens_nothing_any_more(portal, rik, model):
    end_all(portal, model)

    statuses = {
        rik.get(portal.url).status_code,
        rik.get(f"{portal.url}/stuk/1").status_code,
        rik.get(f"{portal.url}/bewijs/{portal.evidence_id}").status_code,
        rik.post(f"{portal.url}/aannemen").status_code,
        rik.post(f"{portal.url}/antwoord").status_code,
    }

    assert statuses == {404}
    assert portal.reference not in rik.get("/keten").text


def test_a_disabled_account_is_asked_to_sign_in_and_gets_no_further(app, portal, rik):
    with app.app_context():
        disable(portal.unit.person)

    assert rik.get(portal.url).location.startswith("/inloggen")
    assert portal.receipts(portal.share_id) == []


@pytest.mark.parametrize("column", ["recalled_at", "rejected_at", "expires_at"])
def test_what_is_over_is_gone_for_an_account(portal, rik, column):
    portal.change(portal.share_id, **{column: clock.now()})

    assert rik.get(portal.url).status_code == 404
    assert rik.get(f"{portal.url}/stuk/1").status_code == 404
    assert rik.post(f"{portal.url}/aannemen").status_code == 404


def test_accepting_and_refusing_are_told_to_the_sender(app, portal, rik):
    accepted = rik.post(f"{portal.url}/aannemen", follow_redirects=True)
    refused = rik.post(
        f"{portal.url}/weigeren", data={"reject-reason": "Toch niet."}, follow_redirects=True
    )

    assert "U hebt het dossier aangenomen" in accepted.text
    assert refused.request.path == "/keten"
    assert "U hebt het dossier niet aangenomen" in refused.text
    with app.app_context():
        kinds = {row.kind for row in stored(Message)}
    assert {"share.accepted", "share.rejected"} <= kinds


def test_an_answer_is_passed_on_and_the_page_after_it_says_what_happens(app, portal, rik):
    portal.change(portal.share_id, asks=["registration"])
    answer = {"registration-number": "2026123456", "key": str(uuid4())}

    done = rik.post(f"{portal.url}/antwoord", data=answer, follow_redirects=True)
    page = rik.get(portal.url)

    assert done.request.path == f"{portal.url}/klaar"
    assert "uw antwoord is binnen" in done.text
    assert "Beantwoord" in page.text
    assert "answered" in portal.receipts(portal.share_id)
    with app.app_context():
        assert portal.row(portal.share_id).accepted_at is not None


def test_one_answer_of_two_leaves_the_share_waiting_without_a_way_to_refuse_it(portal, rik):
    portal.change(portal.share_id, asks=["registration", "vpt_code"])
    answer = {"registration-number": "2026123456", "key": str(uuid4())}

    rik.post(f"{portal.url}/antwoord", data=answer)

    assert "Wacht op uw antwoord" in rik.get("/keten").text
    page = rik.get(portal.url).text
    assert "Beantwoord" not in page
    assert "Niet voor u?" not in page


def test_an_answer_with_nothing_in_it_is_refused_with_the_page_around_it(portal, rik):
    answer = rik.post(f"{portal.url}/antwoord", data={"key": str(uuid4())})

    assert answer.status_code == 422
    assert NEEDLE in answer.text
    assert "answered" not in portal.receipts(portal.share_id)


def test_a_share_that_asks_nothing_takes_no_answer(portal, rik):
    portal.change(portal.share_id, asks=[])

    page = rik.get(portal.url)
    answer = rik.post(f"{portal.url}/antwoord", data={"registration-number": "1"})

    assert "U hoeft niets te antwoorden" in page.text
    assert answer.status_code == 422


def test_a_form_posted_after_the_session_is_kept_and_filled_in_again(app, client_for, portal):
    rik = client_for(portal.unit.person)
    page = rik.get(portal.url).text
    token = page.split('name="bewaar" value="')[1].split('"')[0]
    typed = {"registration-number": "2026123456", "key": str(uuid4()), "bewaar": token}

    late = app.test_client().post(f"{portal.url}/antwoord", data=typed)
    again = client_for(portal.unit.person).get(f"{portal.url}?bewaard=1")

    assert late.location.startswith("/inloggen")
    assert 'value="2026123456"' in again.text


def test_a_page_for_an_account_takes_few_statements(app, portal, rik):
    for _ in range(2):
        another_town(app, portal.unit)
    for address, most in (("/keten", 9), (portal.url, 15)):
        with app.app_context(), Counted() as counted:
            rik.get(address)
        assert len(counted) <= most, (address, counted)


def test_the_coordinator_makes_a_new_code_that_is_shown_once(client_for, portal):
    client = client_for(portal.town.coordinator)
    address = f"/dossiers/{portal.case_id}/delingen/{portal.linked_id}/code"

    before = client.get(address)
    made = client.post(address)
    after = client.get(address)

    assert "Maak een nieuwe code" in before.text
    code = made.text.split('class="vpt-reference">')[1].split("<")[0]
    assert len(code) == 9
    assert code not in after.text
    assert made.headers["Cache-Control"] == "no-store"
    opened = portal.app.test_client().post(portal.link, data={"code": code})
    assert opened.status_code == 302


@pytest.mark.parametrize("who", ["employee", "manager", "hr", "support", "privacy_officer"])
def test_nobody_but_the_coordinator_makes_a_code(client_for, portal, who):
    address = f"/dossiers/{portal.case_id}/delingen/{portal.linked_id}/code"
    client = client_for(getattr(portal.town, who))

    assert client.get(address).status_code in {403, 404}
    assert client.post(address).status_code in {403, 404}
    assert portal.receipts(portal.linked_id) == ["code_made"]


def test_a_coordinator_of_another_employer_makes_no_code(app, client_for, portal):
    town, share, _text = another_town(app, portal.unit)
    client = client_for(town.coordinator)

    for case_id in (portal.case_id, share.case_id):
        address = f"/dossiers/{case_id}/delingen/{portal.linked_id}/code"
        assert client.post(address).status_code == 404
    assert portal.receipts(portal.linked_id) == ["code_made"]


@pytest.mark.parametrize("column", ["recalled_at", "rejected_at", "expires_at"])
def test_no_code_is_made_for_a_share_that_is_over(client_for, portal, column):
    portal.change(portal.linked_id, **{column: clock.now()})
    address = f"/dossiers/{portal.case_id}/delingen/{portal.linked_id}/code"
    client = client_for(portal.town.coordinator)

    assert "Deze deling is voorbij" in client.get(address).text
    assert client.post(address).status_code == 409


def test_messages_lead_both_sides_to_the_share(app, client_for, portal, rik):
    now = clock.now()
    with app.app_context(), unit_of_work():
        place, sender = {"case_id": portal.case_id}, portal.town.coordinator
        for recipient, kind, about, subject in (
            (portal.unit.person, "share.received", {}, portal.share_id),
            (sender, "share.accepted", place, portal.share_id),
            (sender, "share.code_wanted", place, portal.linked_id),
        ):
            notifications.queue(
                recipient.organisation_id, recipient.id, kind, subject_id=subject, at=now, **about
            )
    with app.app_context():
        ids = {row.kind: row.id for row in stored(Message) if row.kind.startswith("share.")}
    coordinator = client_for(portal.town.coordinator)

    assert rik.get(f"/berichten/{ids['share.received']}").location == portal.url
    case = f"/dossiers/{portal.case_id}/delingen"
    accepted = coordinator.get(f"/berichten/{ids['share.accepted']}").location
    wanted = coordinator.get(f"/berichten/{ids['share.code_wanted']}").location
    assert accepted == f"{case}/{portal.share_id}"
    assert wanted == f"{case}/{portal.linked_id}/code"
    portal.change(portal.share_id, recalled_at=now)
    assert rik.get(f"/berichten/{ids['share.received']}").location == "/keten"


def test_the_page_after_an_answer_leads_back_when_nothing_was_answered(portal, rik):
    assert rik.get(f"{portal.url}/klaar").location == portal.url
