import re
from collections import Counter

import pytest
from sqlalchemy import select

from vpt.accounts.people import User
from vpt.audit.models import AuditEntry
from vpt.infra.db import db

FIRST = [
    "organisation", "create", "--name", "Gemeente Voorbeeld (demo)", "--code", "GVB",
    "--kind", "employer", "--admin-email", "beheer@voorbeeld.example", "--admin-name", "Ada (demo)",
]  # fmt: skip
CEM = "cem@voorbeeld.example"
CREATE = ["accounts", "create", "--organisation", "GVB", "--email", CEM, "--name", "Cem (demo)"]


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["vpt", *words])


@pytest.fixture
def started(run):
    result = run(*FIRST)
    assert result.exit_code == 0, result.output
    return result


def link_in(result):
    return re.search(r"http://127\.0\.0\.1:8000(/wachtwoord/\S+)", result.output)[1]


def test_an_empty_installation_gets_its_first_organisation_and_administrator(app, started):
    page = app.test_client().get(link_in(started))

    assert page.status_code == 200
    assert "beheer@voorbeeld.example" in page.text


def test_the_administrator_chooses_a_password_and_sets_up_codes(app, started):
    words = "paars fietspad onder regen"
    client = app.test_client()
    client.post(link_in(started), data={"password": words, "again": words})

    response = client.post(
        "/inloggen", data={"email": "beheer@voorbeeld.example", "password": words}
    )

    assert response.location == "/inloggen/instellen"


def test_an_account_is_made_with_roles_and_a_link(app, run, started):
    result = run(*CREATE, "--role", "leidinggevende", "--role", "medewerker")

    assert result.exit_code == 0
    assert app.test_client().get(link_in(result)).status_code == 200
    listing = run("accounts", "list", "--organisation", "GVB").output
    assert f"{CEM}\tCem (demo)\tleidinggevende,medewerker\tactive" in listing


def test_disabling_and_enabling_show_in_the_list(run, started):
    run(*CREATE)

    assert run("accounts", "disable", "--email", CEM).exit_code == 0
    assert "disabled" in run("accounts", "list", "--organisation", "GVB").output
    assert run("accounts", "reset", "--email", CEM).exit_code == 1
    assert run("accounts", "enable", "--email", CEM).exit_code == 0
    assert "disabled" not in run("accounts", "list", "--organisation", "GVB").output


def test_a_reset_gives_a_link_for_an_hour(app, run, started):
    run(*CREATE)

    result = run("accounts", "reset", "--email", CEM, "--second-factor")

    assert "1 hour" in result.output
    assert app.test_client().get(link_in(result)).status_code == 200


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ([*FIRST], 1, "another organisation has this code"),
        ([*FIRST[:5], "te lang", *FIRST[6:]], 1, "2 to 6 capitals"),
        (["organisation", "create"], 2, "Missing option"),
        ([*CREATE[:3], "XXX", *CREATE[4:]], 1, "no organisation has code XXX"),
        ([*CREATE[:5], "geen adres", *CREATE[6:]], 1, "not a mail address"),
        ([*CREATE, "--role", "baas"], 2, "Invalid value"),
        (["accounts", "reset", "--email", "niemand@voorbeeld.example"], 1, "no account"),
        (["accounts", "disable", "--email", "niemand@voorbeeld.example"], 1, "no account"),
    ],
)
def test_a_mistake_is_named_in_one_line_with_an_exit_code(run, started, words, code, sentence):
    result = run(*words)

    assert result.exit_code == code
    assert sentence in result.output
    assert "Traceback" not in result.output


def test_a_refused_command_leaves_nothing_behind(app, run, started):
    run(*CREATE[:5], "geen adres", *CREATE[6:])

    with app.app_context():
        assert [user.name for user in db.session.scalars(select(User))] == ["Ada (demo)"]


def test_commands_leave_a_trail(app, run, started):
    run(*CREATE)
    run("accounts", "disable", "--email", CEM)

    with app.app_context():
        about_accounts = AuditEntry.action.startswith("account.")
        actions = Counter(db.session.scalars(select(AuditEntry.action).where(about_accounts)))
    assert actions == {
        "account.organisation_created": 1,
        "account.created": 2,
        "account.role_given": 2,
        "account.link_issued": 2,
        "account.disabled": 1,
    }
