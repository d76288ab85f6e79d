"""`flask vpt doctor` names every part and gives plain advice for what is wrong."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from tests import databases
from tests.builders import NOW, an_organisation
from tests.mailserver import postbox
from tests.notifications.builders import someone, tell
from tests.timeserver import timeserver
from vpt.accounts.models import Installation
from vpt.app import create_app
from vpt.audit import service as audit
from vpt.cases import founding
from vpt.cli import doctor
from vpt.core import clock
from vpt.core.actor import Author
from vpt.core.settings import Settings
from vpt.documents import seals
from vpt.infra import seal_sources
from vpt.infra.db import db, unit_of_work


def ask(app: Flask, settings: Settings) -> tuple[int, str]:
    app.extensions["vpt_settings"] = settings
    answer = app.test_cli_runner().invoke(doctor.command)
    return answer.exit_code, answer.output


def test_a_sound_installation_gets_a_clean_bill(app: Flask, settings: Settings) -> None:
    with postbox() as box:
        code, said = ask(app, replace(settings, mail_url=box.url))
    assert (code, said.count("ok  "), "BAD" in said) == (0, len(doctor.CHECKS), False)


def test_every_problem_comes_with_what_to_do(app: Flask, settings: Settings) -> None:
    with app.app_context():
        with unit_of_work():
            author = Author(organisation_id=an_organisation().id)
            audit.record(author, "case.opened", ("case", None), at=clock.now() + timedelta(hours=1))
        tell(someone(), at=NOW)
    code, said = ask(
        app,
        replace(settings, secret_key="", production=True, storage_folder=settings.instance / "x"),
    )
    assert code == 1
    for advice in (
        "flask vpt keys create",
        "set VPT_MAIL_URL",
        "is the worker running?",
        "set the time of this machine",
        "must start with https://",
    ):
        assert advice in said


def test_a_demo_in_production_is_named(app: Flask, settings: Settings) -> None:
    with app.app_context(), unit_of_work():
        db.session.add(Installation(id=1, is_demo=True, created_at=NOW))
    code, said = ask(app, replace(settings, production=True))
    assert code == 1
    assert "this database is a demo" in said


def test_a_database_that_is_behind_is_told_to_upgrade(app: Flask, settings: Settings) -> None:
    with app.app_context():
        heads = list(db.session.scalars(text("select version_num from alembic_version")))
        with unit_of_work():
            db.session.execute(text("update alembic_version set version_num = 'older'"))
    _, said = ask(app, settings)
    with app.app_context(), unit_of_work():
        db.session.execute(text("update alembic_version set version_num = :old"), {"old": heads[0]})
    assert "run: flask db upgrade" in said


def test_missing_keys_are_named_without_a_traceback(settings: Settings) -> None:
    broken = replace(settings, keys_folder=settings.instance / "no keys")
    app = create_app(broken)
    shutil.rmtree(settings.instance, ignore_errors=True)
    try:
        _, said = ask(app, broken)
    finally:
        with app.app_context():
            databases.close(app)
    assert "flask vpt keys create" in said


def test_an_organisation_without_a_seal_or_with_one_that_ends_is_named(
    app: Flask, settings: Settings
) -> None:
    with app.app_context(), unit_of_work():
        organisation = an_organisation()
    _, without = ask(app, settings)
    made = clock.now() - seal_sources.VALID_FOR + timedelta(days=10)
    with app.app_context():
        material = founding.make_seal("Gemeente (demo)", demo=False, now=made)
        with unit_of_work():
            owner = Author(organisation_id=organisation.id)
            seals.store(owner, organisation.keyset_id, material, now=clock.now())
    _, ending = ask(app, settings)
    assert f"{organisation.short_code} has none; run: flask vpt seal create" in without
    assert f"that of {organisation.short_code} ends on {material.valid_until:%Y-%m-%d}" in ending


def test_a_timestamp_server_that_fails_is_named(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    with timeserver(tmp_path) as server:
        stamping = replace(settings, seal_level="bt", tsa_url=server.url)
        _, well = ask(app, stamping)
        server.mood = "down"
        _, down = ask(app, stamping)
    assert "ok   timestamps" in well
    assert "BAD  timestamps: the timestamp server does not answer" in down
