import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from tests.builders import NOW, an_organisation
from vpt.audit import service as audit
from vpt.audit.models import AuditBatch, AuditEntry
from vpt.core.actor import Author
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id


@pytest.fixture
def organisation_id(app):
    with app.app_context(), unit_of_work():
        return an_organisation().id


def write(organisation_id, count=1):
    with unit_of_work():
        for _ in range(count):
            author = Author(organisation_id=organisation_id)
            audit.record(author, "case.seen", ("case", new_id()), at=NOW, fields=["narrative"])


@pytest.mark.parametrize("change", [update(AuditEntry).values(action="x"), delete(AuditEntry)])
def test_the_database_refuses_to_change_or_delete_an_entry(app, organisation_id, change):
    with app.app_context():
        write(organisation_id)

        with pytest.raises(DatabaseError), unit_of_work():
            db.session.execute(change)


def test_batches_chain_every_entry_once(app, organisation_id):
    with app.app_context():
        write(organisation_id, 3)
        with unit_of_work():
            first = audit.seal_next_batch(organisation_id, now=NOW)
        write(organisation_id, 2)
        with unit_of_work():
            second = audit.seal_next_batch(organisation_id, now=NOW)
            third = audit.seal_next_batch(organisation_id, now=NOW)

        assert (first, second, third) == (3, 2, 0)
        assert db.session.query(AuditBatch).count() == 2
        assert audit.first_broken_batch(organisation_id) is None


def test_a_changed_entry_breaks_its_batch(app, organisation_id):
    with app.app_context():
        write(organisation_id, 2)
        with unit_of_work():
            audit.seal_next_batch(organisation_id, now=NOW)
        entry = db.session.query(AuditEntry).first()
        entry.action = "case.forged"
        with db.session.no_autoflush:
            broken = audit.first_broken_batch(organisation_id)
        db.session.rollback()

        assert broken == 1
