import re
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import event, select

from tests.builders import a_location, a_person, a_unit, an_organisation, stored
from vpt.accounts.models import Location, Organisation, Unit
from vpt.accounts.people import Membership, RoleRequest, SingleUseToken, User
from vpt.core.actor import Role
from vpt.history.models import SettingVersion
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind

ALL = "/beheer/inlezen"
HEAD = "naam;e-mail;afdeling;rollen;telefoon;taal\n"
PLACES = "naam;soort;adres;afdeling;telefoon balie\n"


@pytest.fixture
def keeper(app):
    """Whoever keeps the settings of an organisation that was set up long ago."""
    with app.app_context(), unit_of_work():
        organisation = an_organisation()
        organisation.set_up_at = organisation.created_at
        return a_person(organisation, Role.ADMINISTRATOR, name="Ada (demo)")


@pytest.fixture
def client(client_for, keeper):
    return client_for(keeper)


def look(client, kind, text):
    return client.post(f"{ALL}/{kind}", data={"lines": text})


def hidden(page):
    fields = dict(re.findall(r'name="(text|seen)" type="hidden" value="([^"]*)"', page.text))
    return {name: unescape(value) for name, value in fields.items()}


def read_in(client, kind, text, **more):
    fields = hidden(look(client, kind, text))
    return client.post(f"{ALL}/{kind}/opslaan", data={**fields, "invites": "y", **more})


def units(app):
    with app.app_context():
        rows = {row.id: row for row in stored(Unit)}
        return {
            row.name: rows[row.parent_id].name if row.parent_id else None for row in rows.values()
        }


def test_looking_stores_nothing_and_shows_what_would_happen(app, client):
    page = look(client, "afdelingen", "afdeling\nSociaal domein > Team Noord\n")

    assert page.status_code == 200
    assert "Sociaal domein &gt; Team Noord" in page.text
    assert "Nieuw" in page.text
    assert units(app) == {}


def test_units_are_made_with_all_above_them(app, client):
    answer = read_in(client, "afdelingen", "afdeling\nSociaal > Noord\nSociaal > Zuid\nBalie\n")

    assert answer.status_code == 302
    assert units(app) == {"Sociaal": None, "Noord": "Sociaal", "Zuid": "Sociaal", "Balie": None}
    with app.app_context():
        paths = {row.name: row.path for row in stored(Unit)}
        assert paths["Noord"].startswith(paths["Sociaal"])


def test_units_that_are_there_stay_and_new_ones_hang_under_them(app, client, keeper):
    with app.app_context(), unit_of_work():
        a_unit(db.session.get(Organisation, keeper.organisation_id), "Sociaal")

    read_in(client, "afdelingen", "afdeling\nSOCIAAL > Noord\n")

    assert units(app) == {"Sociaal": None, "Noord": "Sociaal"}


def test_a_file_in_windows_1252_with_a_formula_is_read_as_text(app, client):
    content = "afdeling\r\n=cmd|'/C calc'!A0\r\nZórg\r\n".encode("cp1252")

    page = client.post(f"{ALL}/afdelingen", data={"file": (BytesIO(content), "lijst.csv")})
    client.post(f"{ALL}/afdelingen/opslaan", data=hidden(page))

    assert set(units(app)) == {"=cmd|'/C calc'!A0", "Zórg"}


def test_the_template_can_be_read_in_as_it_is(app, client):
    for kind, model in (("afdelingen", Unit), ("locaties", Location), ("mensen", User)):
        content = client.get(f"{ALL}/{kind}/voorbeeld.csv").data
        page = client.post(f"{ALL}/{kind}", data={"file": (BytesIO(content), "lijst.csv")})
        answer = client.post(f"{ALL}/{kind}/opslaan", data={**hidden(page), "invites": "y"})
        assert answer.status_code == 302, page.text
        with app.app_context():
            assert stored(model)


def test_a_bad_row_is_named_with_its_column_and_keeps_everything_out(app, client):
    text = HEAD + "Sanne;sanne@voorbeeld.example;;medewerker;;\nBo;geen adres;Nergens;baas;;Fries\n"

    page = look(client, "mensen", text)

    assert page.status_code == 422
    for said in ("e-mail: ", "afdeling: ", "rollen: ", "taal: ", "1 rij klopt niet"):
        assert said in page.text
    assert "Bewaar alles" not in page.text
    assert "Sanne;sanne@voorbeeld.example;;medewerker;;\nBo;" in page.text.split("<textarea")[1]
    answer = client.post(f"{ALL}/mensen/opslaan", data={"text": text, "seen": "x"})
    assert answer.status_code == 409
    with app.app_context():
        assert [row.name for row in stored(User)] == ["Ada (demo)"]


def test_new_people_get_an_account_a_role_and_a_mail(app, client):
    with app.app_context():
        organisation_id = stored(Organisation)[0].id
    read_in(client, "afdelingen", "afdeling\nBalie\n")

    answer = read_in(client, "mensen", HEAD + "Sanne;Sanne@Voorbeeld.example;balie;;;engels\n")

    assert answer.status_code == 302
    with app.app_context():
        sanne = db.session.scalar(select(User).where(User.email == "sanne@voorbeeld.example"))
        assert (sanne.name, sanne.locale) == ("Sanne", "en")
        [held] = [row for row in stored(Membership) if row.user_id == sanne.id]
        assert (held.role, held.unit_id) == (Role.EMPLOYEE, stored(Unit)[0].id)
        assert held.organisation_id == organisation_id
        [token] = stored(SingleUseToken)
        assert token.user_id == sanne.id
        kinds = {(row.recipient_id, row.kind, row.subject_id) for row in stored(Message)}
        assert kinds == {(sanne.id, Kind.ACCOUNT_INVITED, token.id)}


def test_people_may_be_read_in_without_an_invitation(app, client):
    read_in(client, "mensen", HEAD + "Sanne;sanne@voorbeeld.example;;;;\n", invites="")

    with app.app_context():
        assert stored(SingleUseToken) == []
        assert len(stored(User)) == 2


def test_a_role_that_opens_cases_waits_for_a_second_person(app, client):
    page = read_in(client, "mensen", HEAD + "Cem;cem@voorbeeld.example;;coördinator + HR;;\n")

    assert page.status_code == 302
    with app.app_context():
        waiting = stored(RoleRequest)
        assert {row.role for row in waiting} == {Role.COORDINATOR, Role.HR}
        assert all(row.is_granted is None for row in waiting)
        cem = db.session.scalar(select(User).where(User.email == "cem@voorbeeld.example"))
        assert [row for row in stored(Membership) if row.user_id == cem.id] == []
        assert stored(SingleUseToken) == []


def test_during_the_first_set_up_the_role_is_given_at_once(app, client):
    with app.app_context(), unit_of_work():
        stored(Organisation)[0].set_up_at = None

    read_in(client, "mensen", HEAD + "Cem;cem@voorbeeld.example;;coördinator;;\n")

    with app.app_context():
        cem = db.session.scalar(select(User).where(User.email == "cem@voorbeeld.example"))
        assert [row.role for row in stored(Membership) if row.user_id == cem.id] == [
            Role.COORDINATOR
        ]
        assert len(stored(SingleUseToken)) == 1


def test_the_first_manager_of_a_unit_stands_at_its_head(app, client):
    with app.app_context(), unit_of_work():
        stored(Organisation)[0].set_up_at = None
    read_in(client, "afdelingen", "afdeling\nBalie\n")
    text = "A;a@voorbeeld.example;Balie;leidinggevende;;\nB;b@voorbeeld.example;Balie;manager;;\n"

    read_in(client, "mensen", HEAD + text)

    with app.app_context():
        people = {row.email[0]: row.id for row in stored(User)}
        assert stored(Unit)[0].manager_id == people["a"]
        assert [row.user_id for row in stored(Membership) if row.role == Role.MANAGER] == [
            people["b"]
        ]


def test_nobody_reads_in_a_role_for_himself(app, client, keeper):
    with app.app_context():
        ada = db.session.get(User, keeper.id)

    page = look(client, "mensen", HEAD + f"{ada.name};{ada.email};;coördinator;;\n")

    assert page.status_code == 422
    assert "jezelf geen rol geven" in page.text


def test_who_is_known_here_under_another_name_is_refused(app, client, keeper):
    with app.app_context(), unit_of_work():
        organisation = db.session.get(Organisation, keeper.organisation_id)
        a_person(organisation, name="Sanne (demo)", email="sanne@voorbeeld.example")

    page = look(client, "mensen", HEAD + "Bo;sanne@voorbeeld.example;;;;\n")

    assert page.status_code == 422
    assert "hoort bij Sanne (demo)" in page.text


def test_an_account_elsewhere_is_not_told_apart_from_nobody(app, client):
    with app.app_context(), unit_of_work():
        a_person(an_organisation("Elders (demo)"), name="Geheim", email="x@voorbeeld.example")

    page = look(client, "mensen", HEAD + "Bo;x@voorbeeld.example;;;;\n")

    assert page.status_code == 200
    assert "Geheim" not in page.text
    assert "Nieuw" in page.text


def test_a_location_with_the_same_name_changes_and_an_empty_cell_leaves_what_is_there(
    app, client, keeper
):
    with app.app_context(), unit_of_work():
        organisation = db.session.get(Organisation, keeper.organisation_id)
        a_location(organisation, "Balie 3").address = "Marktplein 1"
    text = PLACES + "balie 3;straat;;;053 123 45 67\nWerkplein;werkplein;Dam 1;;\n"

    page = look(client, "locaties", text)
    answer = client.post(f"{ALL}/locaties/opslaan", data=hidden(page))

    assert "Balie of loket wordt Straat of openbare ruimte" in page.text
    assert answer.status_code == 302
    with app.app_context():
        places = {row.kind: row for row in stored(Location)}
        assert places["street"].address == "Marktplein 1"
        assert places["street"].desk_phone == "053 123 45 67"
        assert places["street"].version == 2
        assert places["work_square"].address == "Dam 1"
        assert {row.number for row in stored(SettingVersion)} == {0, 1}


def test_a_copy_of_a_row_counts_once_and_a_contradiction_is_refused(app, client):
    copied = look(client, "afdelingen", "afdeling\nBalie\nbalie\n")
    torn = look(client, "mensen", HEAD + "A;a@b.example;;;;\nA;a@b.example;;hr;;\n")

    assert copied.status_code == 200
    assert "twee keer" in copied.text
    assert torn.status_code == 422
    assert "rij 2" in torn.text


def test_a_list_that_would_do_something_else_by_now_is_shown_again(app, client, keeper):
    fields = hidden(look(client, "afdelingen", "afdeling\nBalie\n"))
    with app.app_context(), unit_of_work():
        a_unit(db.session.get(Organisation, keeper.organisation_id), "Balie")

    answer = client.post(f"{ALL}/afdelingen/opslaan", data=fields)

    assert answer.status_code == 409
    assert "Blijft zo" in answer.text
    assert list(units(app)) == ["Balie"]


@pytest.mark.parametrize("kind", ["afdelingen", "locaties", "mensen"])
def test_strangers_and_others_read_nothing_in(app, client_for, keeper, kind):
    with app.app_context(), unit_of_work():
        organisation = db.session.get(Organisation, keeper.organisation_id)
        employee = a_person(organisation)
        coordinator = a_person(organisation, Role.COORDINATOR)

    for person, status in ((None, 302), (employee, 403), (coordinator, 403)):
        there = client_for(person)
        for answer in (
            there.get(f"{ALL}/{kind}"),
            there.get(f"{ALL}/{kind}/voorbeeld.csv"),
            look(there, kind, "afdeling\nBalie\n"),
            there.post(f"{ALL}/{kind}/opslaan", data={"text": "afdeling\nBalie\n", "seen": ""}),
        ):
            assert answer.status_code == status
    assert units(app) == {}


def test_an_unknown_list_does_not_exist(client):
    assert client.get(f"{ALL}/katten").status_code == 404


@pytest.mark.parametrize("kind", ["afdelingen", "locaties", "mensen"])
def test_the_number_of_rows_does_not_drive_the_number_of_statements(app, client, kind):
    header = {"afdelingen": "afdeling\n", "locaties": PLACES, "mensen": HEAD}[kind]
    row = {"afdelingen": "Team {n}\n", "locaties": "Plek {n};balie;;;\n",
           "mensen": "P {n};p{n}@voorbeeld.example;;;;\n"}[kind]  # fmt: skip

    few = count(app, client, kind, header + "".join(row.format(n=n) for n in range(5)))
    many = count(app, client, kind, header + "".join(row.format(n=n) for n in range(100, 2100)))

    assert many <= few + 60


def count(app, client, kind, text):
    """Return how many statements storing a list takes; a batch of rows is one."""
    fields, statements = hidden(look(client, kind, text)), []

    def note(*arguments):
        statements.append(arguments[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        answer = client.post(f"{ALL}/{kind}/opslaan", data={**fields, "invites": "y"})
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert answer.status_code == 302
    return len(statements)
