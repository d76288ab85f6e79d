from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from vpt.infra.db import Base, db


def tables():
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_models_match_the_migrations(app):
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_down_to_nothing_and_up_again(app):
    with app.app_context():
        before = tables()
        downgrade(revision="base")
        empty = tables()
        upgrade()

        assert empty == set()
        assert tables() == before
