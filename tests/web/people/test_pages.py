"""/beheer/mensen and /beheer/rollen, by who keeps accounts, who confirms, and others."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.accounts.builders import with_telephone
from tests.administration.builders import Town, a_town
from tests.builders import Person, a_person
from tests.web.watching import statements
from vpt.accounts import queries
from vpt.accounts.models import Organisation, Unit
from vpt.accounts.people import Absence, Membership, RoleRequest, User
from vpt.accounts.roles import Grant
from vpt.accounts.rules import Verdict
from vpt.administration import confirming
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Role
from vpt.core.worktime import local_date
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message

LIST = "/beheer/mensen"
ROLES = "/beheer/rollen"
INVITE = f"{LIST}/uitnodigen"


@dataclass
class Hall:
    """A town in the application of a test."""

    app: Flask
    town: Town

    def page(self, person: Person, rest: str = "") -> str:
        return f"{LIST}/{person.id}{rest}"

    def ask(self, role: Role, person: Person | None = None) -> str:
        """Ask for a role as the keeper; return the page of its second person."""
        with self.app.app_context(), unit_of_work():
            keeper, now = self.town.keeper.actor(clock.now()), clock.now()
            who = (person or self.town.colleague).id
            asked = confirming.ask(keeper, who, Grant(role=role), now=now)
            return f"{ROLES}/{asked.request_id}"

    def rows(self, model: type) -> list[object]:
        with self.app.app_context():
            return list(db.session.scalars(select(model)))

    def roles_of(self, person: Person) -> set[Role]:
        with self.app.app_context():
            return {role for _, role in queries.list_roles_of(person.id, now=clock.now())}

    def membership(self, person: Person) -> str:
        return next(str(row.id) for row in self.rows(Membership) if row.user_id == person.id)


@pytest.fixture
def hall(app: Flask) -> Hall:
    with app.app_context(), unit_of_work():
        return Hall(app, a_town())


@pytest.fixture
def keeper(hall: Hall, client_for) -> FlaskClient:
    return client_for(hall.town.keeper)


def send(client: FlaskClient, url: str, **data: object):
    """Post a form twice: once to see what it does, once to store it."""
    looked = client.post(url, data=data)
    assert looked.status_code == 200, looked.text
    shown = looked.text.split('name="shown" type="hidden" value="')[1].split('"')[0]
    return looked, client.post(url, data={**data, "shown": shown})


def test_the_list_shows_who_has_what_and_finds_by_name_unit_and_role(hall, keeper):
    everybody = keeper.get(LIST).text
    found = keeper.get(f"{LIST}?zoek=wim").text
    by_unit = keeper.get(f"{LIST}?afdeling={hall.town.unit.id}").text
    by_role = keeper.get(f"{LIST}?rol=fg").text

    for words in ("Kees (demo)", "Carla (demo)", "Fenna (demo)", "Wim (demo)", "Publieksbalie"):
        assert words in everybody
    assert "Wim (demo)" in found
    assert "Carla (demo)" not in found
    assert "Wim (demo)" in by_unit
    assert "Carla (demo)" not in by_unit
    assert "Fenna (demo)" in by_role
    assert "Wim (demo)" not in by_role


def test_the_page_of_somebody_tells_who_gave_which_role_and_when(hall, keeper, client_for):
    page = hall.ask(Role.HR)
    client_for(hall.town.coordinator).post(page, data={"answer": "ja"})

    past = keeper.get(hall.page(hall.town.colleague)).text
    past = past[past.index("Wat er eerder is veranderd") :]

    for words in ("Rol gevraagd", "Kees (demo)", "Akkoord gegeven", "Carla (demo)", "HR-adviseur"):
        assert words in past


def test_the_list_asks_as_much_for_many_people_as_for_few(hall, keeper):
    keeper.get(LIST)
    with statements(hall.app) as few:
        keeper.get(LIST)
    with hall.app.app_context(), unit_of_work():
        unit = db.session.get_one(Unit, (hall.town.organisation.id, hall.town.unit.id))
        organisation = db.session.get_one(Organisation, hall.town.organisation.id)
        for number in range(20):
            a_person(organisation, Role.EMPLOYEE, Role.HR, unit=unit, name=f"P{number} (demo)")

    with statements(hall.app) as many:
        page = keeper.get(LIST)

    assert "P19 (demo)" in page.text
    assert len(many) == len(few) <= 16


def test_the_list_goes_on_where_the_page_before_ended(hall, keeper):
    with hall.app.app_context(), unit_of_work():
        organisation = db.session.get_one(Organisation, hall.town.organisation.id)
        for number in range(30):
            a_person(organisation, name=f"P{number:02} (demo)")

    first = keeper.get(LIST).text
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = keeper.get(following.replace("&amp;", "&")).text

    assert "P20 (demo)" in first
    assert "P29 (demo)" not in first
    assert "P29 (demo)" in second
    assert "P20 (demo)" not in second


def test_nothing_in_the_address_of_the_list_breaks_it(hall, keeper):
    names = ("zoek", "afdeling", "rol", "wie", "na")
    bad = ("a\0b", "%_\\", "é" * 5000, "0000-00", "<script>alert(1)")

    pages = [keeper.get(LIST, query_string={name: value}) for name in names for value in bad]

    assert {page.status_code for page in pages} == {200}
    assert not any("<script>alert(1)" in page.text for page in pages)


def test_one_person_has_roles_account_and_absence_on_a_page(hall, keeper):
    hall.ask(Role.HR)

    page = keeper.get(hall.page(hall.town.colleague)).text

    for words in (
        "Medewerker, Publieksbalie",
        "Wacht op akkoord: HR-adviseur",
        "Nog niet begonnen",
    ):
        assert words in page


def test_a_role_that_opens_cases_is_told_first_and_waits(hall, keeper):
    url = hall.page(hall.town.colleague, "/rol")

    looked, stored = send(keeper, url, role="hr")

    assert "geldt pas als een coördinator of de FG" in looked.text
    assert "alle dossiers van de organisatie lezen" in looked.text
    assert stored.status_code == 302
    assert hall.roles_of(hall.town.colleague) == {Role.EMPLOYEE}
    assert "wacht nu op akkoord" in keeper.get(stored.location).text


def test_nothing_is_stored_before_it_was_told(hall, keeper):
    url = hall.page(hall.town.colleague, "/rol")

    keeper.post(url, data={"role": "protocoleigenaar"})
    keeper.post(url, data={"role": "protocoleigenaar", "shown": "0" * 16})

    assert hall.roles_of(hall.town.colleague) == {Role.EMPLOYEE}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Maak een keuze."),
        ({"role": "leidinggevende"}, "Kies een afdeling."),
        ({"role": "plek:deputy"}, "Kies een afdeling."),
        ({"role": "ketenpartner"}, "keuze"),
        ({"role": "hr", "first_day": "1999-01-01"}, "datum"),
    ],
    ids=["nothing", "manager of nothing", "deputy of nothing", "partner", "day long ago"],
)
def test_what_cannot_be_given_is_said_at_the_field(hall, keeper, data, words):
    url = hall.page(hall.town.colleague, "/rol")

    page = keeper.post(url, data=data)
    if page.status_code == 200:
        shown = page.text.split('name="shown" type="hidden" value="')[1].split('"')[0]
        page = keeper.post(url, data={**data, "shown": shown})

    assert page.status_code == 422
    assert words in page.text


def test_a_day_in_the_past_is_refused_at_the_field(hall, keeper):
    url, yesterday = hall.page(hall.town.colleague, "/rol"), clock.now() - timedelta(days=2)

    _, page = send(keeper, url, role="hr", first_day=local_date(yesterday).isoformat())

    assert page.status_code == 422
    assert hall.rows(RoleRequest) == []


def test_your_own_page_offers_no_role_and_a_posted_one_is_refused(hall, keeper):
    page = keeper.get(hall.page(hall.town.keeper)).text
    url = hall.page(hall.town.keeper, "/rol")
    shown = keeper.post(url, data={"role": "hr"}).text
    shown = shown.split('name="shown" type="hidden" value="')[1].split('"')[0]

    forced = keeper.post(url, data={"role": "hr", "shown": shown})

    assert "Geef een rol" not in page
    assert forced.status_code == 409
    assert hall.rows(RoleRequest) == []


def test_an_invitation_is_told_first_then_sent(hall, keeper):
    data = {"name": "Nora (demo)", "email": "nora@voorbeeld.example", "locale": "nl"}

    looked, stored = send(keeper, INVITE, **data, roles=["medewerker", "hr"])

    assert "gaat per mail naar nora@voorbeeld.example" in looked.text
    assert "1 rol wacht op akkoord" in keeper.get(stored.location).text
    kinds = sorted(one.kind for one in hall.rows(Message))
    assert kinds == ["account.invited", "role.asked", "role.asked"]


def test_an_address_that_works_here_already_is_said_at_the_field(hall, keeper):
    with hall.app.app_context():
        email = db.session.get_one(User, hall.town.colleague.id).email

    _, page = send(keeper, INVITE, name="Dubbel", email=email, roles=["medewerker"])

    assert page.status_code == 422
    assert "Deze persoon werkt hier al" in page.text


def test_a_second_person_says_yes(hall, client_for):
    url = hall.ask(Role.HR)
    officer = client_for(hall.town.officer)
    shown = officer.get(url).text

    done = officer.post(url, data={"answer": "ja"})

    assert "Wim (demo)" in shown
    assert "alle dossiers van de organisatie lezen" in shown
    assert done.status_code == 302
    assert Role.HR in hall.roles_of(hall.town.colleague)
    assert "Akkoord" in officer.get(ROLES).text


def test_a_no_needs_a_reason_of_the_list(hall, client_for):
    url = hall.ask(Role.HR)
    coordinator = client_for(hall.town.coordinator)

    bare = coordinator.post(url, data={"answer": "nee"})
    done = coordinator.post(url, data={"answer": "nee", "reason": "too_wide"})

    assert bare.status_code == 422
    assert "Kies een reden." in bare.text
    assert done.status_code == 302
    assert [row.verdict for row in hall.rows(RoleRequest)] == [Verdict.TOO_WIDE]
    assert "laat meer zien dan nodig" in coordinator.get(ROLES).text


def test_two_second_persons_at_once_decide_one_time(hall, client_for):
    url = hall.ask(Role.HR)
    first, second = client_for(hall.town.officer), client_for(hall.town.coordinator)

    assert first.post(url, data={"answer": "ja"}).status_code == 302
    late = second.post(url, data={"answer": "nee", "reason": "too_wide"})

    assert late.status_code == 409
    assert "Hierover is al beslist" in late.text
    assert len([one for one in hall.rows(AuditEntry) if one.action == "account.role_given"]) == 1


def test_the_asker_who_also_coordinates_is_shown_no_answer_and_gets_403(hall, client_for):
    with hall.app.app_context(), unit_of_work():
        organisation = db.session.get_one(Organisation, hall.town.organisation.id)
        both = a_person(organisation, Role.ADMINISTRATOR, Role.COORDINATOR)
        now = clock.now()
        asked = confirming.ask(
            both.actor(now), hall.town.colleague.id, Grant(role=Role.HR), now=now
        )
    url, client = f"{ROLES}/{asked.request_id}", client_for(both)

    assert "Dit is voor een ander" in client.get(url).text
    assert client.post(url, data={"answer": "ja"}).status_code == 403


@pytest.mark.parametrize("who", ["keeper", "colleague"])
def test_who_does_not_confirm_gets_no_page_of_it(hall, client_for, who):
    url, client = hall.ask(Role.HR), client_for(getattr(hall.town, who))

    assert client.get(ROLES).status_code == 403
    assert client.post(url, data={"answer": "ja"}).status_code == 403


@pytest.mark.parametrize("rest", ["", "/rol", "/ziet", "/telefoon-kwijt", "/afwezig"])
def test_people_pages_are_for_who_keeps_the_accounts_here(hall, client_for, rest):
    with hall.app.app_context(), unit_of_work():
        elsewhere = a_town()
    url = hall.page(hall.town.colleague, rest)

    assert client_for(hall.town.coordinator).get(url).status_code == 403
    assert client_for(elsewhere.keeper).get(url).status_code == 404
    assert client_for(None).get(url).status_code == 302


def test_a_role_stops_after_it_was_read_what_that_does(hall, keeper):
    url = f"{hall.page(hall.town.colleague)}/rol/{hall.membership(hall.town.colleague)}/stoppen"
    told = keeper.get(url).text

    done = keeper.post(url)

    assert "Medewerker, Publieksbalie" in told
    assert done.status_code == 302
    assert hall.roles_of(hall.town.colleague) == set()


def test_the_last_coordinator_stops_only_after_a_warning(hall, keeper):
    person = hall.town.coordinator
    url = f"{hall.page(person)}/rol/{hall.membership(person)}/stoppen"

    assert "laatste coördinator" in keeper.get(url).text
    assert keeper.post(url).status_code == 422
    assert hall.roles_of(person) == {Role.COORDINATOR}
    assert keeper.post(url, data={"agreed": "y"}).status_code == 302


def test_the_role_of_another_person_does_not_stop_from_this_page(hall, keeper):
    strange = hall.membership(hall.town.coordinator)

    page = keeper.post(f"{hall.page(hall.town.colleague)}/rol/{strange}/stoppen")

    assert page.status_code == 404
    assert hall.roles_of(hall.town.coordinator) == {Role.COORDINATOR}


def test_a_request_is_taken_back(hall, keeper):
    request_id = hall.ask(Role.HR).rsplit("/", 1)[1]

    keeper.post(f"{hall.page(hall.town.colleague)}/aanvraag/{request_id}/intrekken")

    assert [row.verdict for row in hall.rows(RoleRequest)] == [Verdict.WITHDRAWN]


def test_a_lost_telephone_needs_a_tick(hall, keeper):
    with hall.app.app_context():
        with_telephone(hall.town.coordinator)
    url = hall.page(hall.town.coordinator, "/telefoon-kwijt")

    assert keeper.post(url).status_code == 422
    assert keeper.post(url, data={"agreed": "y"}).status_code == 302
    assert "role.watched" in {one.kind for one in hall.rows(Message)}


@pytest.mark.parametrize(
    ("who", "sees", "not_sees"),
    [
        ("keeper", "Mensen en rollen", "In een gewoon dossier"),
        ("coordinator", "Bewijs", "geen: opent geen dossiers"),
        ("colleague", "Mijn meldingen", "Bewijs"),
    ],
)
def test_what_somebody_sees_follows_the_menu_and_the_parts_of_a_case(
    hall, keeper, who, sees, not_sees
):
    page = keeper.get(hall.page(getattr(hall.town, who), "/ziet")).text

    main = page.split("<main", 1)[1]
    assert sees in main
    assert not_sees not in main


def test_the_pages_told_are_the_pages_somebody_gets(hall, client_for, keeper):
    told = keeper.get(hall.page(hall.town.officer, "/ziet")).text.split("<main", 1)[1]
    menu = client_for(hall.town.officer).get("/").text

    listed = told.split("In het menu staat:")[1].split("</ul>")[0].split("<li>")[1:]
    for title in (one.split("</li>")[0] for one in listed):
        assert title in menu


def test_your_own_days_away_stand_on_your_account(hall, client_for):
    client, today = client_for(hall.town.colleague), local_date(clock.now())
    data = {"first_day": today.isoformat(), "last_day": (today + timedelta(days=3)).isoformat()}

    assert client.post("/account/afwezig", data=data).status_code == 302
    row = hall.rows(Absence)[0]
    assert "Je bent nu afwezig tot en met" in client.get("/account").text
    client.post(f"/account/afwezig/{row.id}/intrekken")

    assert hall.rows(Absence)[0].withdrawn_at is not None


def test_days_away_of_a_colleague_are_kept_and_refused_at_the_field(hall, keeper):
    url, today = hall.page(hall.town.colleague, "/afwezig"), local_date(clock.now())
    turned = {"first_day": today.isoformat(), "last_day": "2020-01-01"}

    assert keeper.post(url, data=turned).status_code == 422
    assert keeper.post(url, data=turned | {"last_day": today.isoformat()}).status_code == 302
    row = hall.rows(Absence)[0]
    assert keeper.post(f"{url}/{row.id}/intrekken").status_code == 302


def test_somebody_with_an_invitation_gets_another_one_only_later(hall, keeper):
    data = {"name": "Nora (demo)", "email": "nora@voorbeeld.example", "roles": ["medewerker"]}
    _, stored = send(keeper, INVITE, **data)

    again = keeper.post(f"{stored.location}/uitnodiging", follow_redirects=True)

    assert "Er is net een uitnodiging verstuurd" in again.text


def test_a_closed_account_opens_again_with_its_roles_waiting(hall, keeper):
    with hall.app.app_context(), unit_of_work():
        db.session.get_one(User, hall.town.coordinator.id).disabled_at = clock.now()
    page = hall.page(hall.town.coordinator)

    assert "Weer toelaten" in keeper.get(page).text
    done = keeper.post(f"{page}/weer-toelaten", data={"agreed": "y"}, follow_redirects=True)

    assert "1 rol wacht op akkoord" in done.text
    assert hall.roles_of(hall.town.coordinator) == set()


def test_somebody_leaves_after_the_counts_were_shown(hall, keeper):
    url = hall.page(hall.town.colleague, "/vertrek")

    shown = keeper.get(url).text
    assert keeper.post(url).status_code == 422
    done = keeper.post(url, data={"agreed": "y"}, follow_redirects=True)

    assert "Wat er nu openstaat" in shown
    assert "is vertrokken" in done.text
    assert hall.roles_of(hall.town.colleague) == set()


def test_the_last_coordinator_leaves_with_a_warning(hall, keeper):
    page = keeper.get(hall.page(hall.town.coordinator, "/vertrek")).text

    assert "laatste coördinator" in page


def test_nobody_arranges_to_leave_himself(hall, keeper):
    url = hall.page(hall.town.keeper, "/vertrek")

    assert "andere beheerder" in keeper.get(url).text
    assert keeper.post(url, data={"agreed": "y"}).status_code == 422
    assert hall.roles_of(hall.town.keeper) == {Role.ADMINISTRATOR}
