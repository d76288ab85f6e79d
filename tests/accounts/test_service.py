from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.builders import NOW, a_person, an_organisation
from vpt.accounts import queries, service
from vpt.accounts.rules import OrganisationKind
from vpt.audit.models import AuditEntry
from vpt.core.actor import Author, Role
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra import keysets
from vpt.infra.db import db, unit_of_work

NEW = service.NewOrganisation(
    name="Gemeente Voorbeeld (demo)", code="GVB", kind=OrganisationKind.EMPLOYER
)
CEM = service.NewPerson(email=" Cem@Voorbeeld.example", name="Cem (demo)", roles=(Role.MANAGER,))


@pytest.fixture
def inside(app):
    with app.app_context(), unit_of_work():
        yield


def by_system(organisation):
    return Author(organisation_id=organisation.id)


def actions():
    db.session.flush()
    return sorted(db.session.scalars(select(AuditEntry.action)))


def test_an_organisation_starts_with_a_keyset_of_its_own(inside):
    made = service.create_organisation(NEW, now=NOW)

    assert keysets.primitive(made.id, made.keyset_id).encrypt(b"x", b"") != b"x"
    assert actions() == ["account.organisation_created"]


@pytest.mark.parametrize("code", ["", "G", "gvb", "GEMEENTE", "G-B"])
def test_a_code_that_cannot_lead_a_reference_is_refused(inside, code):
    with pytest.raises(RuleBroken, match="code_invalid"):
        service.create_organisation(replace(NEW, code=code), now=NOW)


def test_a_code_belongs_to_one_organisation(inside):
    service.create_organisation(NEW, now=NOW)

    with pytest.raises(RuleBroken, match="code_taken"):
        service.create_organisation(NEW, now=NOW)


def test_a_person_gets_an_account_and_a_role(inside):
    organisation = an_organisation()

    user = service.add_person(by_system(organisation), CEM, now=NOW)

    assert user.email == "cem@voorbeeld.example"
    assert queries.list_people(organisation.id, now=NOW) == [(user, [Role.MANAGER])]
    assert actions() == ["account.created", "account.role_given"]


def test_a_known_person_keeps_the_account_in_a_second_organisation(inside):
    first, second = an_organisation(), an_organisation()

    one = service.add_person(by_system(first), CEM, now=NOW)
    two = service.add_person(by_system(second), CEM, now=NOW)

    assert one.id == two.id
    assert len(queries.list_organisations_of(one.id, now=NOW)) == 2


@pytest.mark.parametrize(
    "email", ["", "cem", "cem@", "@voorbeeld.example", "a b@voorbeeld.example"]
)
def test_what_is_no_mail_address_is_refused(inside, email):
    with pytest.raises(RuleBroken, match="email_invalid"):
        service.add_person(by_system(an_organisation()), replace(CEM, email=email), now=NOW)


def test_nobody_gives_a_role_to_himself(inside):
    admin = a_person(an_organisation(), Role.ADMINISTRATOR)

    with pytest.raises(RuleBroken, match="own_role"):
        service.add_membership(admin.actor(), admin.id, Role.COORDINATOR, unit_id=None, now=NOW)


def test_a_role_is_given_once_and_can_end(inside):
    organisation = an_organisation()
    user = service.add_person(by_system(organisation), CEM, now=NOW)

    with pytest.raises(RuleBroken, match="role_held"):
        service.add_person(by_system(organisation), CEM, now=NOW)
    service.end_role(by_system(organisation), user.id, Role.MANAGER, now=NOW)

    assert queries.list_people(organisation.id, now=NOW) == []


def test_another_organisation_cannot_end_a_role(inside):
    user = service.add_person(by_system(an_organisation()), CEM, now=NOW)

    with pytest.raises(NotVisible):
        service.end_role(by_system(an_organisation()), user.id, Role.MANAGER, now=NOW)


def test_what_a_database_is_was_decided_at_its_creation(inside):
    service.ensure_installation(is_demo=True, now=NOW)

    assert service.ensure_installation(is_demo=True, now=NOW).is_demo
    with pytest.raises(RuleBroken, match="installation_differs"):
        service.ensure_installation(is_demo=False, now=NOW)


@pytest.mark.parametrize(
    ("changes", "bind", "names"),
    [
        ({"production": True}, "127.0.0.1", "VPT_PRODUCTION"),
        ({"public_url": "https://vpt.example"}, "127.0.0.1", "VPT_PUBLIC_URL"),
        ({}, "0.0.0.0", "the bind"),  # noqa: S104  what is refused
        ({}, "192.0.2.1", "the bind"),
    ],
)
def test_a_demo_refuses_to_be_real_or_reachable(settings, changes, bind, names):
    with pytest.raises(service.UnfitInstallation, match=names):
        service.ensure_fit(replace(settings, **changes), True, bind=bind)


def test_a_demo_on_this_machine_and_a_real_one_anywhere_may_start(settings):
    service.ensure_fit(settings, True, bind="127.0.0.1")
    service.ensure_fit(replace(settings, public_url="http://localhost:8000"), True)
    real = replace(settings, production=True, public_url="https://vpt.example")

    assert service.ensure_fit(real, False, bind="0.0.0.0") is None  # noqa: S104  behind nginx
