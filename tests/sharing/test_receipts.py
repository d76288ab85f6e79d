"""Receipts are added, never changed; the database itself refuses."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.builders import NOW, stored
from tests.cases.builders import a_case, a_town
from tests.sharing.received import a_contact, a_share
from vpt.audit.models import AuditEntry
from vpt.infra.db import db, unit_of_work
from vpt.sharing import receipts
from vpt.sharing.models import ShareReceipt
from vpt.sharing.rules import ReceiptKind


@pytest.fixture
def noted(app):
    with app.app_context():
        town = a_town()
        share = a_share(a_case(town), a_contact(town))
        with unit_of_work():
            receipts.note(share, ReceiptKind.DOWNLOADED, door="link", copy_number=1, now=NOW)
        yield share


@pytest.mark.parametrize(
    "statement",
    ["UPDATE share_receipts SET kind = 'opened'", "DELETE FROM share_receipts"],
)
def test_the_database_refuses_to_change_a_receipt(noted, statement):
    with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(statement))

    assert [row.kind for row in stored(ShareReceipt)] == ["downloaded"]


def test_a_receipt_is_also_a_line_in_the_trail_of_the_sender(noted):
    line = next(row for row in stored(AuditEntry) if row.action == "share.downloaded")

    assert line.organisation_id == noted.organisation_id
    assert line.subject_id == noted.case_id
    assert line.codes == {"share": "1", "door": "link", "party": "police", "copy": "1"}
    assert line.actor_id is None


def test_receipts_of_another_organisation_are_not_read(noted):
    elsewhere = a_town().organisation

    assert receipts.of_shares(elsewhere.id, [noted.id]) == []
    assert len(receipts.of_shares(noted.organisation_id, [noted.id])) == 1
