"""An organisation is set up whole from the command line, as it is in the browser."""

import pytest

from tests.builders import stored
from tests.cli.test_accounts import CREATE, FIRST
from vpt.accounts.models import Location, Organisation, Unit
from vpt.accounts.people import Membership, RoleRequest, SingleUseToken
from vpt.accounts.rules import Verdict
from vpt.cli.setup_code import invitation
from vpt.core import clock
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work
from vpt.infra.setup_code import SetupCode

READ_IN = ["organisation", "read-in", "GVB"]


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["vpt", *words])


@pytest.fixture
def started(run):
    assert run(*FIRST).exit_code == 0


@pytest.fixture
def write(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_the_code_is_shown_again_until_it_is_spent_or_replaced(run, settings):
    first, again = run("setup-code").output, run("setup-code").output
    new = run("setup-code", "--new").output

    assert "http://127.0.0.1:8000/inrichten" in first
    assert first == again != new
    assert (settings.keys_folder / "setup.code").stat().st_mode & 0o777 == 0o600


def test_a_log_gets_the_address_and_never_the_code(settings):
    code = SetupCode(settings.keys_folder)

    lines = "".join(invitation("http://127.0.0.1:8000", code, shown=False))

    assert "http://127.0.0.1:8000/inrichten" in lines
    assert code.show() not in lines


def test_founding_by_command_spends_the_code(run, settings):
    run("setup-code")

    run(*FIRST)

    assert not (settings.keys_folder / "setup.code").exists()
    refused = run("setup-code")
    assert refused.exit_code == 1
    assert "nothing to set up" in refused.output


def test_lists_are_read_in_together(app, run, started, write):
    result = run(
        *READ_IN, "--units", write("u.csv", "afdeling\nZorg > Noord\n"),
        "--locations", write("l.csv", "naam;soort;afdeling\nBalie;balie;Noord\n"),
        "--people", write("p.csv", "naam,e-mail,rollen\nCem,cem@voorbeeld.example,coördinator\n"),
        "--invite",
    )  # fmt: skip

    assert result.exit_code == 0, result.output
    assert "people: 1 add" in result.output
    with app.app_context():
        assert {one.name for one in stored(Unit)} == {"Zorg", "Noord"}
        assert [one.name for one in stored(Location)] == ["Balie"]
        assert Role.COORDINATOR in {one.role for one in stored(Membership)}
        assert len(stored(SingleUseToken)) == 2


def test_a_dry_run_stores_nothing(app, run, started, write):
    result = run(*READ_IN, "--units", write("u.csv", "afdeling\nZorg\n"), "--dry-run")

    assert "units: 1 add (dry run" in result.output
    with app.app_context():
        assert stored(Unit) == []


def test_a_bad_row_is_named_and_stores_nothing(app, run, started, write):
    result = run(*READ_IN, "--units", write("u.csv", "afdeling\nZorg\nZorg > > Noord\n"))

    assert result.exit_code == 1
    assert "row 3: unit path_gap" in result.output
    assert "Traceback" not in result.output
    with app.app_context():
        assert stored(Unit) == []


@pytest.mark.parametrize(
    ("text", "said"), [("", "empty"), ("afdeling;x\nA;b\n", "unknown columns: x")]
)
def test_what_is_no_list_is_refused_in_one_line(run, started, write, text, said):
    result = run(*READ_IN, "--units", write("u.csv", text))

    assert result.exit_code == 1
    assert said in result.output


def test_the_set_up_ends_once_somebody_can_confirm(app, run, started):
    early = run("organisation", "finish", "GVB")
    run(*CREATE, "--role", "fg")
    result = run("organisation", "finish", "gvb")

    assert (early.exit_code, result.exit_code) == (1, 0)
    assert "nobody can confirm" in early.output
    with app.app_context():
        assert stored(Organisation)[0].set_up_at is not None


def test_after_the_set_up_a_role_that_opens_cases_waits_for_a_second_person(app, run, started):
    run(*CREATE, "--role", "fg")
    with app.app_context(), unit_of_work():
        stored(Organisation)[0].set_up_at = clock.now()
    other = [word.replace("cem@", "bo@") for word in CREATE]

    result = run(*other, "--role", "coordinator")

    assert result.exit_code == 0
    assert "1 role(s) wait" in result.output
    assert "/wachtwoord/" not in result.output
    with app.app_context():
        open_ones = [one for one in stored(RoleRequest) if one.decided_at is None]
        assert [(one.role, one.verdict) for one in open_ones] == [(Role.COORDINATOR, Verdict.NONE)]
