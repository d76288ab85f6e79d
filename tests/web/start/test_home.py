import re
from datetime import timedelta

import pytest

from tests.builders import a_person, an_organisation
from tests.cases.builders import a_case, a_town
from vpt.accounts.rules import OrganisationKind
from vpt.core import clock
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work

WORDS = {
    Role.COUNSELLOR: "vertrouwelijke kanaal",
    Role.RECEPTION: "maatregelen die vandaag op jouw locaties gelden",
    Role.PRIVACY_OFFICER: "Wie welk dossier bekeek",
    Role.AUDITOR: "vastgelegd en verzegeld",
    Role.ADMINISTRATOR: "Bij Beheer stel je alles in",
    Role.ANALYST: "Regionale cijfers",
    Role.SUPPORT_TEAM: "nazorg",
}


@pytest.fixture
def town(app):
    with app.app_context():
        return a_town()


def test_an_employee_meets_the_report_button_and_the_own_reports(town, app, client_for):
    with app.app_context():
        case = a_case(town, at=clock.now() - timedelta(hours=1))
    page = client_for(town.employee).get("/").text

    assert page.index("Meld een incident") < page.index("Jouw meldingen")
    assert f"/mijn-meldingen/{case.id}" in page
    assert "Je leidinggevende belt of spreekt je vandaag" in page
    assert "Jouw werk" not in page


def test_a_manager_meets_what_is_late_and_the_first_steps(town, app, client_for):
    with app.app_context():
        case = a_case(town, at=clock.now() - timedelta(days=5))
    page = client_for(town.manager).get("/").text

    assert page.index("Jouw werk") < page.index("Meld een incident")
    assert "/werkvoorraad?wanneer=late" in page
    assert f"/dossiers/{case.id}" in page
    assert "te laat" in page


def test_a_manager_without_work_is_told_so(town, client_for):
    assert "Alles is bij" in client_for(town.manager).get("/").text


@pytest.mark.parametrize("role", list(WORDS))
def test_every_other_role_reads_plainly_what_is_here_for_it_now(town, app, client_for, role):
    with app.app_context(), unit_of_work():
        person = a_person(town.organisation, role)
    page = client_for(person).get("/")

    assert page.status_code == 200
    assert WORDS[role] in page.text


def test_a_partner_is_led_to_what_employers_share(town, app, client_for):
    with app.app_context(), unit_of_work():
        partner = a_person(an_organisation(kind=OrganisationKind.POLICE), Role.PARTNER)
    page = client_for(partner).get("/", follow_redirects=True)

    assert page.request.path == "/keten"
    assert page.status_code == 200


def test_strangers_are_asked_to_sign_in(town, client_for):
    assert client_for(None).get("/").status_code == 302


def test_every_address_of_the_menu_opens_for_whom_it_is_shown(town, app, client_for):
    for person in (town.employee, town.manager, town.coordinator, town.hr, town.support):
        client = client_for(person)
        menu = client.get("/").text.split('aria-label="Hoofdmenu"')[1].split("</nav>")[0]
        addresses = re.findall(r'<a [^>]*href="([^"]+)"', menu)
        assert len(addresses) >= 3
        assert {client.get(address).status_code for address in addresses} == {200}
