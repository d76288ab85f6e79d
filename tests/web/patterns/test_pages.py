from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders import a_person, give_seal, stored
from tests.cases.builders import _involve, a_case, a_town
from tests.web.watching import statements
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Role
from vpt.documents.models import IssuedDocument
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.patterns.models import CaseLink

WHY = "Zelfde auto en dezelfde woorden"


@pytest.fixture
def other(scene):
    """A second case of the same desk."""
    with scene.app.app_context():
        return a_case(scene.town, at=clock.now() - timedelta(hours=10))


def a_form(scene, other, **changes):
    return {
        "reference": other.reference, "kind": "perpetrator", "reason": WHY,
        "version": scene.version(), **changes,
    }  # fmt: skip


@pytest.fixture
def link(scene, other, client_for):
    answer = client_for(scene.town.manager).post(
        scene.url("/samenhang/koppel"), data=a_form(scene, other)
    )
    assert answer.status_code == 302, answer.text
    with scene.app.app_context():
        return stored(CaseLink)[0].id


def with_seal(scene):
    with scene.app.app_context():
        town = scene.town
        give_seal(town.organisation, now=clock.now())


def papers(scene):
    with scene.app.app_context():
        return stored(IssuedDocument)


def test_a_link_is_made_and_shows_at_both_cases(scene, other, link, client_for):
    manager = client_for(scene.town.manager)

    here = manager.get(scene.url("/samenhang")).text
    there = manager.get(f"/dossiers/{other.id}/samenhang").text

    for page in (here, there):
        assert WHY in page
        assert "Vermoedelijk dezelfde veroorzaker" in page
    assert other.reference in here
    assert len(scene.trail("case.linked")) == 1


def test_a_link_goes_away_with_a_reason_and_its_history_stays(scene, other, link, client_for):
    manager = client_for(scene.town.manager)
    address = scene.url(f"/samenhang/{link}/weg")

    without = manager.post(address, data={"version": scene.version(), "reason": ""})
    given = manager.post(address, data={"version": scene.version(), "reason": "Ander kenteken"})
    page = manager.get(scene.url("/samenhang")).text

    assert (without.status_code, given.status_code) == (422, 302)
    assert "Nog geen samenhang" in page
    assert "Ander kenteken" in page
    assert manager.get(address).status_code == 200
    assert manager.post(
        address, data={"version": scene.version(), "reason": "Nog eens"}
    ).status_code in {409, 422}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("reference", "", "Vul het nummer"),
        ("reference", "GTV-2026-999999-X", "We vinden geen dossier"),
        ("kind", "", "Maak een keuze"),
        ("reason", "", "Leg uit waarom"),
        ("reason", "bsn 111222333", "burgerservicenummer"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(scene, other, client_for, field, value, sentence):
    answer = client_for(scene.town.manager).post(
        scene.url("/samenhang/koppel"), data=a_form(scene, other, **{field: value})
    )

    assert answer.status_code == 422
    assert sentence in answer.text
    assert (WHY in answer.text) or field == "reason"
    with scene.app.app_context():
        assert stored(CaseLink) == []


def test_who_was_second_sees_what_the_first_did(scene, other, client_for):
    seen = a_form(scene, other)
    client_for(scene.town.manager).post(scene.url("/samenhang/koppel"), data=seen)

    answer = client_for(scene.town.coordinator).post(
        scene.url("/samenhang/koppel"), data={**seen, "kind": "situation"}
    )

    assert answer.status_code == 409
    assert "Aan een ander dossier gekoppeld" in answer.text
    assert WHY in answer.text


def test_a_case_out_of_reach_is_counted_only(scene, client_for):
    with scene.app.app_context():
        hidden = a_case(scene.town, unit=scene.town.other_unit, summary="Geheim voorval")
    client_for(scene.town.coordinator).post(
        scene.url("/samenhang/koppel"), data=a_form(scene, hidden)
    )

    page = client_for(scene.town.manager).get(scene.url("/samenhang")).text

    assert "Er hoort nog 1 dossier bij dat jij niet kunt zien" in page
    for told in (hidden.reference, "Geheim voorval", WHY):
        assert told not in page


def test_the_tab_is_for_who_may_link_and_for_others_when_there_is_a_link(scene, other, client_for):
    hr, manager = client_for(scene.town.hr), client_for(scene.town.manager)

    before = hr.get(scene.url()).text
    manager.post(scene.url("/samenhang/koppel"), data=a_form(scene, other))
    after = hr.get(scene.url()).text

    assert "Samenhang" in manager.get(scene.url()).text
    assert ("Samenhang" in before, "Samenhang" in after) == (False, True)
    assert "Koppel een ander dossier" not in hr.get(scene.url("/samenhang")).text
    assert hr.get(scene.url("/samenhang/koppel")).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [("colleague", 403), ("employee", 403), ("support", 403), ("other_manager", 404)],
)
def test_strangers_get_nowhere(scene, other, link, client_for, who, status):
    client = client_for(getattr(scene.town, who))

    for rest in ("", "/koppel", f"/{link}/weg"):
        assert client.get(scene.url(f"/samenhang{rest}")).status_code == status
    assert client.post(scene.url("/samenhang/patroondossier")).status_code == status


def test_a_manager_who_is_party_gets_nowhere(scene, other, link, client_for):
    with scene.app.app_context(), unit_of_work():
        key = (scene.town.organisation.id, scene.case_id)
        _involve(db.session.get_one(Incident, key), "witness", 7, scene.town.manager, known=True)
    client = client_for(scene.town.manager)

    for rest in ("", "/koppel", f"/{link}/weg"):
        assert client.get(scene.url(f"/samenhang{rest}")).status_code == 404
    there = client.get(f"/dossiers/{other.id}/samenhang").text
    assert "Er hoort nog 1 dossier bij" in there
    assert WHY not in there


def test_the_dossier_is_issued_and_taken_by_who_follows_every_case(scene, other, link, client_for):
    with_seal(scene)
    manager = client_for(scene.town.manager)

    answer = manager.post(scene.url("/samenhang/patroondossier"), data={"profile": "police"})
    again = manager.post(scene.url("/samenhang/patroondossier"), data={"profile": "police"})
    [paper] = papers(scene)
    file = manager.get(scene.url(f"/samenhang/patroondossier/{paper.id}"))

    assert (answer.status_code, again.status_code) == (302, 302)
    assert file.data.startswith(b"%PDF")
    assert "Patroondossier voor Politie, versie 1" in manager.get(scene.url("/samenhang")).text
    with scene.app.app_context():
        told = select(AuditEntry).where(
            AuditEntry.action == "document.issued", AuditEntry.subject_id == other.id
        )
        assert db.session.scalars(told).first().codes["kind"] == "pattern_dossier"


def test_a_dossier_that_could_not_be_sealed_leaves_nothing_behind(scene, other, link, client_for):
    manager = client_for(scene.town.manager)

    answer = manager.post(scene.url("/samenhang/patroondossier"), data={"profile": "police"})

    assert answer.status_code == 409
    assert papers(scene) == []
    with scene.app.app_context():
        assert [one for one in stored(AuditEntry) if one.action == "document.issued"] == []


def test_who_does_not_follow_every_case_in_it_does_not_get_it(scene, other, link, client_for):
    with_seal(scene)
    with scene.app.app_context():
        hidden = a_case(scene.town, unit=scene.town.other_unit)
    coordinator, manager = client_for(scene.town.coordinator), client_for(scene.town.manager)
    coordinator.post(scene.url("/samenhang/koppel"), data=a_form(scene, hidden))
    coordinator.post(scene.url("/samenhang/patroondossier"), data={"profile": "internal"})
    [paper] = papers(scene)

    for rest in ("samenhang/patroondossier", "documenten"):
        assert manager.get(scene.url(f"/{rest}/{paper.id}")).status_code == 404
    assert str(paper.id) not in manager.get(scene.url("/samenhang")).text
    assert str(paper.id) not in manager.get(scene.url("/documenten")).text
    address = scene.url(f"/samenhang/patroondossier/{paper.id}")
    assert coordinator.get(address).status_code == 200


def test_without_a_choice_or_a_link_there_is_no_dossier(scene, other, client_for):
    manager = client_for(scene.town.manager)

    nothing = manager.post(scene.url("/samenhang/patroondossier"), data={"profile": "police"})
    unknown = manager.post(scene.url("/samenhang/patroondossier"), data={"profile": "insurer"})

    assert (nothing.status_code, unknown.status_code) == (422, 422)
    assert papers(scene) == []


def test_the_tab_stays_within_its_statements(scene, other, link, client_for):
    manager = client_for(scene.town.manager)
    manager.get(scene.url("/samenhang"))

    with statements(scene.app) as asked:
        manager.get(scene.url("/samenhang"))
    with statements(scene.app) as plain:
        manager.get(scene.url("/betrokkenen"))

    assert len(asked) - len(plain) <= 3


def test_another_organisation_gets_nowhere(scene, other, link, client_for):
    with scene.app.app_context():
        elsewhere = a_town()
        with unit_of_work():
            stranger = a_person(elsewhere.organisation, Role.COORDINATOR)

    assert client_for(stranger).get(scene.url("/samenhang")).status_code == 404
