"""The in-app centre: everybody sees their own messages, and nobody else's."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.builders import NOW, Person, a_person, an_organisation, stored
from tests.cases.builders import a_case, a_town
from tests.notifications.builders import someone, tell
from vpt.accounts import queries as accounts
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.infra.mailer import MailProblem
from vpt.notifications import outside
from vpt.notifications.models import Delivery, Message
from vpt.notifications.rules import Kind, State

A_PAGE = 25

Browser = Callable[[Person | None], FlaskClient]


def colleagues() -> tuple[Person, Person]:
    with unit_of_work():
        organisation = an_organisation()
        return a_person(organisation), a_person(organisation)


def test_the_owner_sees_every_kind_of_message_in_words(app: Flask, client_for: Browser) -> None:
    kinds, shown = list(Kind), ""
    for start in range(0, len(kinds), A_PAGE):
        with app.app_context():
            owner = someone()
            for kind in kinds[start : start + A_PAGE]:
                tell(owner, kind)
        page = client_for(owner).get("/berichten")
        assert page.status_code == 200
        shown += page.text
    assert "Je melding is binnen" in shown
    assert shown.count("/berichten/0") == len(Kind)


def test_a_colleague_sees_an_empty_centre(app: Flask, client_for: Browser) -> None:
    with app.app_context():
        owner, colleague = colleagues()
        tell(owner)
    assert "Geen berichten" in client_for(colleague).get("/berichten").text


def test_a_visitor_is_asked_to_sign_in(client_for: Browser) -> None:
    assert client_for(None).get("/berichten").status_code == 302


def test_opening_marks_as_read_and_leads_on(app: Flask, client_for: Browser) -> None:
    with app.app_context():
        owner = someone()
        tell(owner, "account.changed")
        message = stored(Message)[0].id
    answer = client_for(owner).get(f"/berichten/{message}")
    assert answer.location == "/account"
    with app.app_context():
        assert stored(Message)[0].read_at is not None


def test_a_message_about_a_case_out_of_reach_leads_back_and_says_so(
    app: Flask, client_for: Browser
) -> None:
    with app.app_context():
        owner = someone()
        tell(owner, "case.opened", case_id=new_id())
        message = stored(Message)[0].id
    answer = client_for(owner).get(f"/berichten/{message}", follow_redirects=True)
    assert answer.status_code == 200
    assert "niet (meer) kunt openen" in answer.text


@pytest.mark.parametrize("same_organisation", [True, False])
def test_somebody_elses_message_does_not_exist(
    app: Flask, client_for: Browser, same_organisation: object
) -> None:
    with app.app_context():
        owner, colleague = colleagues()
        other = colleague if same_organisation else someone()
        tell(owner)
        message = stored(Message)[0].id
    assert client_for(other).get(f"/berichten/{message}").status_code == 404
    with app.app_context():
        assert stored(Message)[0].read_at is None


def test_everything_can_be_marked_as_read_at_once(app: Flask, client_for: Browser) -> None:
    with app.app_context():
        owner, colleague = colleagues()
        for person in (owner, owner, colleague):
            tell(person, subject_id=new_id())
    client = client_for(owner)
    client.post("/berichten/gelezen")
    assert "Alles gelezen" not in client.get("/berichten").text
    with app.app_context():
        unread = [row.recipient_id for row in stored(Message) if row.read_at is None]
        assert unread == [colleague.id]


def test_a_long_centre_is_paged_and_ends(app: Flask, client_for: Browser) -> None:
    with app.app_context():
        owner = someone()
        for _ in range(35):
            tell(owner, subject_id=new_id())
    client = client_for(owner)
    first = client.get("/berichten")
    address = first.text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = client.get(address)
    assert first.text.count("/berichten/0") == 30
    assert second.text.count("/berichten/0") == 5
    assert "Volgende" not in second.text


@pytest.mark.parametrize("place", ["x", "~", "0001-01-01T00:00:00+14:00~x", "2026-01-01~"])
def test_a_place_that_makes_no_sense_is_the_beginning(
    app: Flask, client_for: Browser, place: str
) -> None:
    with app.app_context():
        owner = someone()
        tell(owner)
    page = client_for(owner).get("/berichten", query_string={"na": place})
    assert page.text.count("/berichten/0") == 1


def test_the_administrator_sees_what_failed_and_tries_again(
    app: Flask, client_for: Browser
) -> None:
    with app.app_context():
        administrator = someone(Role.ADMINISTRATOR)
        tell(administrator, "report.received")
        with unit_of_work():
            db.session.execute(update(Delivery).values(state=State.FAILED, error="recipient_550"))
        delivery = stored(Delivery)[0].id
    client = client_for(administrator)
    page = client.get("/beheer/bezorging")
    assert "De mailserver weigert dit mailadres." in page.text
    assert "@voorbeeld.example" not in page.text
    assert "Over het werk" in page.text
    assert "Je melding is binnen" not in page.text  # it would tell who reported
    client.post(f"/beheer/bezorging/{delivery}/opnieuw")
    with app.app_context():
        assert stored(Delivery)[0].state == State.WAITING


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.MANAGER])
def test_others_do_not_see_failed_mail(app: Flask, client_for: Browser, role: Role) -> None:
    with app.app_context():
        person = someone(role)
    client = client_for(person)
    assert client.get("/beheer/bezorging").status_code == 403
    assert client.post(f"/beheer/bezorging/{new_id()}/opnieuw").status_code == 403


def test_an_administrator_elsewhere_cannot_retry(app: Flask, client_for: Browser) -> None:
    with app.app_context():
        owner, stranger = someone(), someone(Role.ADMINISTRATOR)
        tell(owner)
        with unit_of_work():
            db.session.execute(update(Delivery).values(state=State.FAILED))
        delivery = stored(Delivery)[0].id
    answer = client_for(stranger).post(f"/beheer/bezorging/{delivery}/opnieuw")
    assert answer.status_code == 404


def test_a_handler_is_led_to_the_case_and_the_reporter_to_the_own_report(
    app: Flask, client_for: Browser
) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        sent = {row.recipient_id: row.id for row in stored(Message)}
        case_id, reference = case.id, case.reference
    reporter, manager = client_for(town.employee), client_for(town.manager)
    assert reference in reporter.get("/berichten").text
    assert reference in manager.get("/berichten").text
    own = reporter.get(f"/berichten/{sent[town.employee.id]}").location
    handled = manager.get(f"/berichten/{sent[town.manager.id]}").location
    assert own == f"/mijn-meldingen/{case_id}"
    assert handled == f"/dossiers/{case_id}"


def test_who_lost_sight_of_a_case_no_longer_sees_its_reference(
    app: Flask, client_for: Browser
) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        tell(town.other_manager, "case.assigned", case_id=case.id)
        reference = case.reference
    page = client_for(town.other_manager).get("/berichten")
    assert "Je behandelt een dossier" in page.text
    assert reference not in page.text


def test_the_administrator_sees_that_a_letter_to_an_outsider_failed_but_not_to_whom(
    app: Flask, client_for: Browser
) -> None:
    with app.app_context():
        administrator, stranger = someone(Role.ADMINISTRATOR), someone(Role.ADMINISTRATOR)
        with unit_of_work():
            outside.queue(
                administrator.organisation_id,
                accounts.get_organisation(administrator.actor()).keyset_id,
                key="share 1",
                kind="code",
                subject_id=new_id(),
                address="bureau@politie.example",
                code="AB12CD34",
                at=NOW,
            )
            parcel = outside.claim(NOW)
            problem = MailProblem("recipient_550", permanent=True)
            outside.record_problem(parcel, problem, now=NOW)

    page = client_for(administrator).get("/beheer/bezorging").text

    assert "Code bij een link" in page
    assert "De mailserver weigert dit mailadres." in page
    assert "bureau@" not in page
    assert "AB12" not in page
    assert "Code bij een link" not in client_for(stranger).get("/beheer/bezorging").text
