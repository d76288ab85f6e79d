"""The package of a real case: stored exhibits on their way out, in the memory of a few pieces."""

import io
import tracemalloc
import zipfile
from datetime import timedelta

import pytest

from tests.builders import NOW, give_seal
from tests.cases.builders import a_case, a_town
from tests.sharing.received import an_exhibit
from vpt.core.errors import NotVisible
from vpt.documents import issue
from vpt.documents.models import DocumentStamp
from vpt.incidents import attachments, releasing
from vpt.incidents.evidence import CustodyEntry
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.prosecution import dossier, package, packing, planning, service
from vpt.prosecution.planning import Plan
from vpt.prosecution.rules import Form

MEBIBYTE = 1024 * 1024
LARGE = 9
LATER = NOW + timedelta(hours=5)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


def a_film(letter: int) -> bytes:
    """Return the bytes of a film as far as recognising it goes, too large to travel inside."""
    return b"\x00\x00\x00\x18ftypmp42" + bytes([letter]) * (LARGE * MEBIBYTE)


def handed_in(town, films: int):
    """Return a dossier whose films go along as originals."""
    give_seal(town.organisation, now=NOW)
    case, actor = a_case(town, at=NOW), town.coordinator.actor()
    found = [an_exhibit(town, case, a_film(one), name=f"{one}.mp4") for one in range(films)]
    for one in found:
        let_go(actor, one)
    plan = Plan(exhibits=dict.fromkeys(found, Form.ORIGINAL))
    with unit_of_work():
        offered = dict.fromkeys(found, (Form.ORIGINAL,))
        planning.save(actor, case.id, plan, offered, LATER)
    prepared = dossier.prepare(actor, case.id, now=LATER)
    drawn = [
        issue.draw(actor, one, issued_at="nu", now=LATER)
        for one in (prepared.dossier, prepared.identity)
    ]
    with unit_of_work():
        row = service.keep(actor, prepared, drawn[0], drawn[1], now=LATER)
    for one in drawn:
        storage.settle(one.staged)
    return row


def let_go(actor, evidence_id):
    evidence = attachments.find(actor.organisation_id, evidence_id)
    found = releasing.look(actor, evidence)
    with unit_of_work():
        releasing.confirm(actor, evidence, found.mark, found=found, now=LATER)


def test_films_travel_in_the_package_and_not_in_the_document(town):
    row = handed_in(town, 2)
    with unit_of_work():
        bag = packing.pack(town.coordinator.actor(), row, now=LATER)

    names = [entry.path for entry in bag.entries]
    assert names[2:] == ["bewijs/B1.mp4", "bewijs/B2.mp4"]
    assert bag.entries[0].size < LARGE * MEBIBYTE


def test_a_dossier_that_was_stamped_anew_travels_with_its_newest_timestamp(town):
    row = handed_in(town, 1)
    later = b"%PDF-1.7 stamped anew"
    staged = storage.stage(io.BytesIO(later), limit=MEBIBYTE)
    with unit_of_work():
        storage.keep(row.organisation_id, row.keyset_id, staged, "application/pdf")
        db.session.flush()
        db.session.add(
            DocumentStamp(
                organisation_id=row.organisation_id,
                id=new_id(),
                document_id=row.document_id,
                number=1,
                file_id=staged.id,
                sha256=staged.sha256,
                made_at=LATER,
                valid_until=LATER,
            )
        )
    storage.settle(staged)
    with unit_of_work():
        bag = packing.pack(town.coordinator.actor(), row, now=LATER)

    whole = io.BytesIO(b"".join(package.stream(bag)))
    assert zipfile.ZipFile(whole).read(f"{bag.name}/data/{bag.entries[0].path}") == later


def test_stored_files_are_sent_in_the_memory_of_a_few_pieces(town):
    row = handed_in(town, 3)
    with unit_of_work():
        bag = packing.pack(town.coordinator.actor(), row, now=LATER)
    tracemalloc.start()
    try:
        sent = sum(len(piece) for piece in package.stream(bag))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert sent > 3 * LARGE * MEBIBYTE
    assert peak < LARGE * MEBIBYTE


def test_every_film_taken_along_has_its_line_of_custody(town):
    row = handed_in(town, 2)
    with unit_of_work():
        packing.pack(town.coordinator.actor(), row, now=LATER)

    acts = [one for one in db.session.query(CustodyEntry) if one.act == "handed_over"]
    assert {one.actor_id for one in acts} == {town.coordinator.id}
    assert len(acts) == 2


def test_a_package_of_which_a_file_was_destroyed_is_gone(town):
    row = handed_in(town, 1)
    with unit_of_work():
        row.exhibits = [{**row.exhibits[0], "file": str(row.id)}]

    with pytest.raises(NotVisible), unit_of_work():
        packing.pack(town.coordinator.actor(), row, now=LATER)
