import io
import json

import pytest

from tests.builders import NOW, a_person, an_organisation, stored
from tests.cases.builders import LATER, a_case, a_town
from tests.incidents import made_files as made
from vpt.audit.models import AuditEntry
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, StaleData
from vpt.incidents import attachments, drafts, releasing
from vpt.incidents.evidence import CustodyEntry, Evidence, OriginalRelease
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


@pytest.fixture
def photo(town):
    case = a_case(town)
    incident = db.session.get_one(Incident, (case.organisation_id, case.id))
    return added(town, (case.id, incident.keyset_id), made.a_photo())


def added(town, subject, content):
    received = attachments.receive(io.BytesIO(content), "foto.jpg", limit=10_000_000)
    with unit_of_work():
        row = attachments.attach(town.employee.actor(), subject, received, now=NOW)
    received.settle()
    return row


def let_go(person, evidence, *, shown=None, now=LATER):
    found = releasing.look(person.actor(), evidence)
    with unit_of_work():
        row = db.session.get_one(Evidence, (evidence.organisation_id, evidence.id))
        return releasing.confirm(person.actor(), row, shown or found.mark, found=found, now=now)


def acts(evidence):
    return [row.act for row in stored(CustodyEntry) if row.evidence_id == evidence.id]


def test_what_was_seen_is_kept_sealed_with_who_and_when(town, photo):
    release = let_go(town.coordinator, photo)

    assert (release.confirmed_by, release.confirmed_at) == (town.coordinator.id, LATER)
    assert ["Model", "Demotoestel"] in release.seen["told"]["device"]
    assert b"Demotoestel" not in release.seen_sealed
    assert releasing.released(photo.organisation_id, [photo.id]) == {photo.id}
    assert acts(photo) == ["secured", "released"]
    [line] = [row for row in stored(AuditEntry) if row.action == "evidence.released"]
    assert "Demotoestel" not in json.dumps(line.codes)


def test_a_look_is_written_down_without_what_was_seen(town, photo):
    with unit_of_work():
        releasing.note_look(town.coordinator.actor(), photo, now=LATER)

    [line] = [row for row in stored(AuditEntry) if row.action == "evidence.metadata_seen"]
    assert (line.actor_id, line.subject_id) == (town.coordinator.id, photo.id)
    assert line.codes == {"subject": str(photo.subject_id)}
    assert acts(photo) == ["secured"]


def test_letting_go_twice_is_once(town, photo):
    let_go(town.coordinator, photo)
    let_go(town.hr, photo)

    assert [row.confirmed_by for row in stored(OriginalRelease)] == [town.coordinator.id]
    assert acts(photo) == ["secured", "released"]


@pytest.mark.parametrize("shown", ["0" * 64, "x", "é"])
def test_what_was_not_shown_is_not_let_go(town, photo, shown):
    with pytest.raises(StaleData):
        let_go(town.coordinator, photo, shown=shown)

    assert stored(OriginalRelease) == []


def test_what_another_file_tells_does_not_count(town, photo):
    other = added(town, (photo.subject_id, photo.keyset_id), made.a_photo("PNG"))
    seen = releasing.look(town.coordinator.actor(), other).mark

    with pytest.raises(StaleData):
        let_go(town.coordinator, photo, shown=seen)


def test_when_more_is_found_later_the_release_says_what_was_seen_last(town, photo, monkeypatch):
    let_go(town.coordinator, photo)
    monkeypatch.setattr(
        releasing.metadata, "read", lambda *_: releasing.Metadata(other=(("Nieuw", "iets"),))
    )

    let_go(town.hr, photo)

    [release] = stored(OriginalRelease)
    assert release.confirmed_by == town.hr.id
    assert release.seen["told"]["other"] == [["Nieuw", "iets"]]


def test_a_release_can_be_taken_back_and_given_again(town, photo):
    let_go(town.coordinator, photo)
    for _time in range(2):
        with unit_of_work():
            releasing.withdraw(town.hr.actor(), photo, now=LATER)

    assert releasing.released(photo.organisation_id, [photo.id]) == set()
    let_go(town.coordinator, photo)
    assert acts(photo) == ["secured", "released", "retained", "released"]


@pytest.mark.parametrize("who", ["employee", "colleague", "manager", "support", "privacy_officer"])
def test_only_the_coordinator_and_hr_let_originals_go(town, photo, who):
    with pytest.raises(NotAllowed):
        releasing.look(getattr(town, who).actor(), photo)
    with pytest.raises(NotAllowed):
        releasing.find(getattr(town, who).actor(), photo.subject_id, photo.id)


def test_another_organisation_does_not_know_of_the_file(town, photo):
    with unit_of_work():
        stranger = a_person(an_organisation(), Role.COORDINATOR)

    for act in (
        lambda actor: releasing.find(actor, photo.subject_id, photo.id),
        lambda actor: releasing.look(actor, photo),
        lambda actor: releasing.withdraw(actor, photo, now=LATER),
    ):
        with pytest.raises(NotVisible):
            act(stranger.actor())
    assert releasing.released(stranger.organisation_id, [photo.id]) == set()


@pytest.mark.parametrize("role", ["victim", "witness"])
def test_whoever_is_a_party_to_the_incident_lets_nothing_go(town, photo, role):
    with unit_of_work():
        victim = db.session.query(Involved).filter_by(role="victim").first()
        victim.user_id, victim.role = town.coordinator.id, role

    with pytest.raises(NotVisible):
        releasing.find(town.coordinator.actor(), photo.subject_id, photo.id)


def test_a_file_is_found_in_its_own_case_alone(town, photo):
    other = a_case(town)

    with pytest.raises(NotVisible):
        releasing.find(town.coordinator.actor(), other.id, photo.id)


def test_the_file_of_a_draft_stays_in_the_house(town):
    with unit_of_work():
        draft = drafts.save(town.coordinator.actor(), "k" * 43, {}, now=NOW)
    row = added(town, (draft.id, draft.keyset_id), made.a_photo())

    with pytest.raises(NotVisible):
        releasing.find(town.coordinator.actor(), draft.id, row.id)


def test_a_film_is_read_outside_the_unit_of_work(town, photo):
    with pytest.raises(RuntimeError), unit_of_work():
        releasing.look(town.coordinator.actor(), photo)
