import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from tests.builders import a_location
from tests.cases.builders import a_case, a_town
from vpt.accounts.models import Organisation
from vpt.infra.db import Base, db, unit_of_work
from vpt.infra.ids import new_id
from vpt.infra.migrations import downgrade, upgrade


def tables():
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_models_match_the_migrations(app):
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_down_to_nothing_and_up_again(app):
    with app.app_context():
        before = tables()
        downgrade("base")
        empty = tables()
        upgrade()

        assert empty == set()
        assert tables() == before


def test_migrations_copy_tables_that_rows_point_at_and_references_stay_guarded(app):
    with app.app_context():
        town = a_town()
        with unit_of_work():
            a_location(town.organisation, "Balie", town.unit)
        a_case(town)
        downgrade("base")
        upgrade()

        with pytest.raises(IntegrityError, match=r"(?i)foreign key"), unit_of_work():
            a_location(Organisation(id=new_id()))
