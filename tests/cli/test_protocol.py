"""`flask vpt protocol …`: a protocol as a file, in and out."""

import pytest
from sqlalchemy import select

from tests.builders import Person
from tests.revision.builders import CHANGED, a_town_with_owner
from vpt.accounts.people import User
from vpt.infra.db import db
from vpt.protocol.catalogue import reference_text
from vpt.revision.models import ProtocolDraft


@pytest.fixture
def town(app):
    with app.app_context():
        town, owner = a_town_with_owner()
        town.owner = owner
        return town


@pytest.fixture
def run(app):
    def invoke(*words):
        return app.test_cli_runner().invoke(args=["vpt", "protocol", *(str(one) for one in words)])

    return invoke


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "protocol.toml"
    path.write_bytes(CHANGED.encode())
    return path


def email_of(app, person: Person) -> str:
    with app.app_context():
        return db.session.scalar(select(User.email).where(User.id == person.id))


def test_a_file_is_checked_and_what_is_wrong_is_told_with_its_step(run, file) -> None:
    good = run("check", file)
    file.write_text(CHANGED.replace('due = "same_day"', 'due = "soon"'), encoding="utf-8")
    bad = run("check", file)

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "step S02: 'soon' is no term" in bad.output


def test_what_is_put_in_is_a_draft_and_what_is_taken_out_the_same_bytes(
    app, run, town, file
) -> None:
    code = town.organisation.short_code

    done = run("import", file, "--organisation", code, "--by", email_of(app, town.owner))
    out = run("export", "--organisation", code)

    assert done.exit_code == 0, done.output
    assert out.stdout_bytes == reference_text().encode()
    with app.app_context():
        assert db.session.scalar(select(ProtocolDraft.text)) == CHANGED


@pytest.mark.parametrize("who", ["employee", "nobody"])
def test_who_may_not_change_the_protocol_puts_nothing_in(app, run, town, file, who) -> None:
    address = email_of(app, town.employee) if who == "employee" else "niemand@voorbeeld.example"

    refused = run("import", file, "--organisation", town.organisation.short_code, "--by", address)

    assert refused.exit_code == 1
    with app.app_context():
        assert db.session.scalar(select(ProtocolDraft.text)) is None


def test_a_version_that_is_not_there_is_not_taken_out(run, town) -> None:
    missing = run("export", "--organisation", town.organisation.short_code, "--number", 9)
    nowhere = run("export", "--organisation", "XXXX")

    assert (missing.exit_code, nowhere.exit_code) == (1, 1)
