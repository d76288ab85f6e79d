"""Time and seals: a timestamp is followed before it ends, a certificate's end is announced."""

import hashlib
import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.builders import a_person
from tests.timeserver import timeserver
from tests.web.verify.conftest import papers
from vpt.audit.models import AuditEntry
from vpt.cases import founding
from vpt.core import clock
from vpt.core.actor import Author, Role
from vpt.documents import issued, seals, stamps
from vpt.documents.models import DocumentStamp, IssuedDocument, SealKey
from vpt.infra import sealing, storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.sealing import BLTA
from vpt.notifications.models import Message
from vpt.partners.disclosure import Profile
from vpt.work import seals as work

__all__ = ["papers"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with timeserver(tmp_path_factory.mktemp("tsa")) as running:
        yield running


@pytest.fixture
def lasting(papers, server):
    """An installation that seals for decades, with one document whose stamp is old."""
    papers.app.extensions["vpt_settings"] = replace(
        papers.app.extensions["vpt_settings"],
        seal_level=BLTA,
        tsa_url=server.url,
        tsa_ca=server.roots,
    )
    with papers.app.app_context():
        papers.issue()
        make_old()
    yield papers
    server.mood = "well"


def make_old(days_left=100):
    """Let every newest stamp have been made long ago, by a certificate that ends soon."""
    now = clock.now()
    with unit_of_work():
        db.session.execute(
            update(DocumentStamp).values(
                made_at=now - timedelta(days=900), valid_until=now + timedelta(days=days_left)
            )
        )


def all_of(model):
    return list(db.session.scalars(select(model)))


def bytes_of(row, file_id):
    file = db.session.get_one(storage.StoredFile, (row.organisation_id, file_id))
    return b"".join(storage.read(file))


def test_a_stamp_is_followed_half_a_year_ahead_or_in_its_last_quarter():
    made = clock.now()

    assert stamps.due_at(made, made + timedelta(days=2000)) == made + timedelta(days=1820)
    assert stamps.due_at(made, made + timedelta(days=100)) == made + timedelta(days=75)


def test_a_document_gets_a_newer_timestamp_and_keeps_its_issued_bytes(lasting, settings, server):
    with lasting.app.app_context():
        before = all_of(IssuedDocument)[0]
        original = bytes_of(before, before.file_id)

        work.restamp(settings)

        first, second = sorted(all_of(DocumentStamp), key=lambda one: one.number)
        newest = bytes_of(before, second.file_id)
        assert (first.number, second.number) == (0, 1)
        assert bytes_of(before, before.file_id) == original
        assert newest.startswith(original)
        assert hashlib.sha256(newest).hexdigest() == second.sha256
        assert second.valid_until == server.until
        report = sealing.verify(newest)
        assert (report.intact, report.unchanged, report.level) == (True, True, BLTA)


def test_a_download_gives_the_newest_stamped_state(lasting, settings):
    with lasting.app.app_context():
        row = all_of(IssuedDocument)[0]
        work.restamp(settings)

        with unit_of_work():
            actor = lasting.town.manager.actor(clock.now())
            taken = b"".join(issued.download(actor, row, now=clock.now()))

        assert hashlib.sha256(taken).hexdigest() in {
            one.sha256 for one in all_of(DocumentStamp) if one.number == 1
        }


def test_a_second_turn_does_nothing(lasting, settings, server):
    with lasting.app.app_context():
        work.restamp(settings)
        asked = len(server.asked)
        work.restamp(settings)

        assert len(all_of(DocumentStamp)) == 2
        assert len(server.asked) == asked


def test_a_stamp_with_time_left_is_left_alone(lasting, settings, server):
    with lasting.app.app_context():
        make_old(days_left=400)
        work.restamp(settings)

        assert len(all_of(DocumentStamp)) == 1


def test_more_documents_than_one_batch_are_all_followed(lasting, settings, monkeypatch):
    monkeypatch.setattr(work, "BATCH", 1)
    with lasting.app.app_context():
        work_before = all_of(DocumentStamp)
        lasting.issue(Profile.PROSECUTION)
        make_old()
        work.restamp(settings)

        assert len(work_before) == 1
        assert sorted(one.number for one in all_of(DocumentStamp)) == [0, 0, 1, 1]


def test_a_failing_server_is_tried_again_at_the_next_turn(lasting, settings, server, caplog):
    server.mood = "down"
    with lasting.app.app_context():
        with caplog.at_level(logging.WARNING, "vpt.work"):
            work.restamp(settings)
        assert len(all_of(DocumentStamp)) == 1
        assert storage.list_staged() == []
        assert "tsa_silent" in caplog.text

        server.mood = "well"
        work.restamp(settings)

        assert len(all_of(DocumentStamp)) == 2


def test_what_stays_behind_is_noticed_after_a_week(lasting):
    with lasting.app.app_context():
        now = clock.now()
        assert stamps.has_late(now)
        make_old(days_left=178)
        assert not stamps.has_late(now)
        assert stamps.has_late(now + timedelta(days=30))


def test_a_renewed_stamp_is_written_in_the_trail_of_the_case(lasting, settings):
    with lasting.app.app_context():
        work.restamp(settings)
        entries = [one for one in all_of(AuditEntry) if one.action == "document.stamped"]

        assert [one.subject_id for one in entries] == [lasting.case_id]
        assert entries[0].codes["number"] == "1"


def test_without_a_timestamp_server_nothing_is_tried(lasting, settings):
    lasting.app.extensions["vpt_settings"] = settings
    with lasting.app.app_context():
        work.restamp(settings)

        assert len(all_of(DocumentStamp)) == 1


@pytest.fixture
def organisation(papers):
    return papers.town.organisation


def end_in(days):
    with unit_of_work():
        db.session.execute(
            update(SealKey)
            .where(SealKey.retired_at.is_(None))
            .values(valid_until=clock.now() + timedelta(days=days, hours=1))
        )


def told():
    return [one for one in all_of(Message) if one.kind == "seal.ends"]


def test_the_end_of_a_seal_is_announced_three_times(papers, organisation, settings):
    with papers.app.app_context():
        with unit_of_work():
            administrator = a_person(organisation, Role.ADMINISTRATOR)
            a_person(organisation, Role.MANAGER)
        heard = []
        for days in (91, 89, 88, 29, 6, 5):
            end_in(days)
            work.warn(settings)
            heard.append([one.level for one in told() if one.recipient_id == administrator.id])

        assert heard == [[], [1], [1], [1, 2], [1, 2, 3], [1, 2, 3]]
        coordinator = papers.town.coordinator.id
        assert {one.recipient_id for one in told()} == {administrator.id, coordinator}


def test_a_new_seal_is_announced_anew_and_a_retired_one_never(papers, organisation, settings):
    with papers.app.app_context():
        end_in(5)
        papers.seal()
        work.warn(settings)
        assert told() == []

        end_in(20)
        work.warn(settings)

        assert {one.level for one in told()} == {2}


def test_the_worker_fills_in_what_older_seals_lack(papers, organisation, settings):
    with papers.app.app_context():
        fingerprint = seals.list_all(organisation.id)[0].fingerprint
        with unit_of_work():
            db.session.execute(update(SealKey).values(fingerprint=None, chain_pem=""))
        work.warn(settings)

        row = seals.list_all(organisation.id)[0]
        assert row.fingerprint == fingerprint
        assert row.chain_pem.startswith("-----BEGIN CERTIFICATE-----")


def test_a_seal_without_fingerprint_is_still_known_as_ours(papers, organisation):
    with papers.app.app_context():
        fingerprint = seals.list_all(organisation.id)[0].fingerprint
        with unit_of_work():
            db.session.execute(update(SealKey).values(fingerprint=None, chain_pem=""))

        assert seals.ours(fingerprint).organisation_id == organisation.id
        assert seals.ours("0" * 64) is None


def test_what_was_sealed_before_a_rotation_verifies_after_it(papers, organisation):
    with papers.app.app_context():
        _, old = papers.issue()
        papers.seal()
        rows = seals.list_all(organisation.id)
        report = sealing.verify(old, seals.roots_of(rows))

        assert (report.intact, report.trusted) == (True, True)
        assert seals.ours(report.fingerprint).retired_at is not None
        assert [row.retired_at is None for row in rows] == [True, False]


def test_a_retired_seal_leaves_nothing_to_seal_with(papers, organisation):
    with papers.app.app_context():
        owner = Author(organisation_id=organisation.id)
        with unit_of_work():
            assert seals.retire(owner, now=clock.now()) == 1
        with pytest.raises(seals.RuleBroken, match="no_seal"):
            seals.in_use(owner, now=clock.now())
        assert founding.make_seal("Gemeente", demo=False, now=clock.now()).source == "made"
