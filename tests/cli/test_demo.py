"""Make, keep and renew the demo from the command line; found a real organisation."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from tests import databases
from tests.builders import NOW, an_organisation, stored
from vpt.accounts.models import Installation, Organisation
from vpt.app import create_app
from vpt.cases import protocols
from vpt.documents.models import SealKey
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work

SMALL = ("--scale", "0.01")
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    return lambda *arguments: app.test_cli_runner().invoke(args=["vpt", *arguments])


def create(run: Run, **changes: str) -> Result:
    given = {
        "name": "Gemeente Voorbeeld",
        "code": "GVB",
        "admin-email": "beheer@voorbeeld.example",
        "admin-name": "Bea Beheer",
        **changes,
    }
    options = [part for key, value in given.items() for part in (f"--{key}", value)]
    return run("organisation", "create", *options)


def test_the_demo_is_made_once_kept_and_renewed(app: Flask, run: Run) -> None:
    made = run("demo", "seed", *SMALL)
    with app.app_context():
        first = {row.id for row in stored(Incident)}

    again = run("demo", "seed", *SMALL)
    with app.app_context():
        kept = {row.id for row in stored(Incident)}

    renewed = run("demo", "reset", *SMALL)
    with app.app_context():
        fresh = {row.id for row in stored(Incident)}

    assert (made.exit_code, again.exit_code, renewed.exit_code) == (0, 0, 0), repr(renewed)
    assert "invented incidents" in made.output
    assert "there already" in again.output
    assert first == kept
    assert fresh
    assert not fresh & first


def test_a_real_organisation_is_never_mixed_with_a_demo(app: Flask, run: Run) -> None:
    create(run)

    refused = run("demo", "seed", *SMALL)

    assert refused.exit_code == 1
    assert "VPT_INSTANCE" in refused.output
    with app.app_context():
        assert [row.short_code for row in stored(Organisation)] == ["GVB"]


def test_resetting_anything_but_a_demo_is_refused(app: Flask, run: Run) -> None:
    create(run)

    refused = run("demo", "reset", *SMALL)

    assert refused.exit_code == 1
    assert "nothing was changed" in refused.output
    with app.app_context():
        assert len(stored(Organisation)) == 1


def test_resetting_an_empty_database_is_refused(run: Run) -> None:
    assert run("demo", "reset", *SMALL).exit_code == 1


def test_a_seeding_that_was_cut_off_is_begun_again(app: Flask, run: Run) -> None:
    with app.app_context(), unit_of_work():
        db.session.add(Installation(id=1, is_demo=True, created_at=NOW))
        an_organisation("Half (demo)")

    result = run("demo", "seed", *SMALL)

    assert "unfinished" in result.output
    with app.app_context():
        assert "Half (demo)" not in {row.name for row in stored(Organisation)}
        assert db.session.get_one(Installation, 1).seeded_at


def test_a_production_setting_refuses_the_demo(app: Flask) -> None:
    settings = replace(app.extensions["vpt_settings"], production=True)
    production = create_app(settings)

    result = production.test_cli_runner().invoke(args=["vpt", "demo", "seed", *SMALL])

    assert result.exit_code == 1
    assert "VPT_PRODUCTION" in result.output
    with production.app_context():
        assert stored(Organisation) == []
        databases.close(production)


def test_a_founded_organisation_is_ready_to_take_reports(app: Flask, run: Run) -> None:
    result = create(run)

    assert result.exit_code == 0
    assert "flask vpt accounts create" in result.output
    with app.app_context():
        organisation = db.session.scalars(select(Organisation)).one()
        seal = db.session.scalars(select(SealKey)).one()
        assert organisation.keyset_id
        assert protocols.current(organisation.id, now=seal.created_at).number == 1
        assert not seal.signer.startswith("DEMO")
        assert not db.session.get_one(Installation, 1).is_demo


def test_a_partner_gets_no_protocol_and_no_seal(app: Flask, run: Run) -> None:
    create(run, kind="police", code="POL")

    with app.app_context():
        assert len(stored(Organisation)) == 1
        assert stored(SealKey) == []


@pytest.mark.parametrize("changes", [{"code": "te lang voor een code"}, {"code": "gvb"}])
def test_a_code_that_cannot_lead_a_reference_is_refused(
    app: Flask, run: Run, changes: dict[str, str]
) -> None:
    result = create(run, **changes)

    assert result.exit_code == 1
    assert "capitals" in result.output
    with app.app_context():
        assert stored(Organisation) == []


def test_a_code_that_is_taken_is_refused(run: Run) -> None:
    create(run)

    result = create(run, name="Een ander")

    assert result.exit_code == 1
    assert "code" in result.output


def test_a_demo_takes_no_real_organisation(app: Flask, run: Run) -> None:
    with app.app_context(), unit_of_work():
        db.session.add(Installation(id=1, is_demo=True, created_at=NOW))

    result = create(run)

    assert result.exit_code == 1
    assert "demo" in result.output
