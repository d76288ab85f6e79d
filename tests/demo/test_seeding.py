"""The seeded region is whole: everybody works in it as the real doors let them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import databases
from tests.builders import an_organisation, stored
from vpt.accounts import queries as accounts
from vpt.accounts import signin
from vpt.accounts.models import Installation, Location, Organisation
from vpt.accounts.people import Absence, Credential, RoleRequest, User
from vpt.accounts.rules import OrganisationKind
from vpt.app import create_app
from vpt.attention.models import AttentionNotice
from vpt.cases.models import Case, CaseFact, CaseMessage, ProtocolVersion
from vpt.cases.steps import CaseStep
from vpt.claims.models import DamageItem, LedgerEntry
from vpt.core.actor import Actor
from vpt.core.errors import RuleBroken
from vpt.core.worktime import AMSTERDAM
from vpt.demo import keeping, service
from vpt.demo.region import ONE_CLICK
from vpt.documents import house, issue
from vpt.documents.models import IssuedDocument, SealKey
from vpt.incidents.evidence import Evidence
from vpt.incidents.models import Addendum, Incident
from vpt.infra import sealing, storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.storage import StoredFile
from vpt.measures import board
from vpt.measures.models import Measure
from vpt.measures.register_rules import RequestState
from vpt.measures.sightings import Encounter
from vpt.measures.unlock_models import RegisterRequest
from vpt.meetings.models import Agreement, Meeting
from vpt.meetings.rules import MeetingState
from vpt.notifications import outbox
from vpt.notifications.models import Delivery, Message
from vpt.patterns.models import CaseLink
from vpt.post.models import PostItem
from vpt.post.rules import OPEN as POST_OPEN
from vpt.post.rules import State as PostState
from vpt.protocol import catalogue, loader
from vpt.revision.models import ProtocolDraft
from vpt.support.models import SupportEntry, SupportWish

NOW = datetime(2026, 3, 11, 14, 0, tzinfo=UTC)
SCALE = 0.06


@pytest.fixture(scope="module")
def region(
    database: databases.Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A small demo region that the first tests of this module only look at."""
    folder = tmp_path_factory.mktemp("region")
    settings = replace(
        database.settings,
        instance=folder,
        database_url=database.fresh(folder),
        storage_folder=folder / "files",
        queue_url=f"sqlite:///{folder / 'queue.sqlite3'}",
    )
    app = create_app(settings)
    with app.app_context():
        service.seed(now=NOW, scale=SCALE)
        yield app
        databases.close(app)


@pytest.fixture(scope="module")
def first(region: Flask) -> list[tuple[object, ...]]:
    """The shape of that region, kept: what follows may empty the database."""
    return shape()


def person(name: str) -> User:
    user = accounts.find_user_by_email(f"{name}@gemeente-esrande.example")
    assert user is not None
    return user


def open_steps(*conditions: object) -> list[CaseStep]:
    return list(db.session.scalars(select(CaseStep).where(CaseStep.state == "open", *conditions)))


def test_letters_of_every_state_lie_in_the_post_register(region):
    assert {item.state for item in stored(PostItem)} == set(PostState)


def test_every_employer_has_papers_of_its_own_with_a_logo(region):
    employers = [one for one in stored(Organisation) if one.kind == OrganisationKind.EMPLOYER]
    looks = [house.current(one.id) for one in employers]

    assert all(look.logo and look.return_address for look in looks)
    assert len({look.colour for look in looks} - {""}) > 1


def test_one_warning_counts_now_and_one_is_over(region):
    assert sorted(one.applies(NOW) for one in stored(AttentionNotice)) == [False, True]


def test_a_question_to_the_register_waits_for_the_second_person(region):
    [asked] = stored(RegisterRequest)

    assert asked.state(NOW) is RequestState.PENDING


def test_reception_has_a_list_and_noted_who_turned_up(region):
    rows = board.view(region_actor("carla.wigger"), now=NOW).rows
    db.session.rollback()

    assert rows
    assert stored(Encounter)


def region_actor(name: str) -> Actor:
    found = person(name)
    organisation = accounts.find_organisation_by_code("GES")
    assert organisation is not None
    actor = accounts.find_actor(found.id, organisation.id, now=NOW)
    assert actor is not None
    return actor[1]


def test_three_incidents_at_one_place_hang_together(region):
    links = stored(CaseLink)
    ends = {one for link in links for one in (link.from_id, link.to_id)}

    places = {row.location_id for row in stored(Incident) if row.id in ends}

    assert (len(links), len(ends), len(places)) == (2, 3, 1)
    assert all(link.reason for link in links)


def test_one_case_meeting_was_held_and_the_next_is_planned(region):
    states = sorted(row.state for row in stored(Meeting))
    steps = {row.subject_id: row for row in stored(CaseStep) if row.key == "S28"}
    agreed = stored(Agreement)

    assert states == [MeetingState.HELD, MeetingState.PLANNED]
    assert {one.id for one in agreed} == set(steps)
    assert {row.outcome for row in steps.values()} == {"not_done", "done", None}
    assert all(row.done_at is None or row.done_at <= NOW for row in steps.values())


def test_every_employer_has_incidents_and_every_incident_a_case(region: Flask) -> None:
    counts = Counter(row.organisation_id for row in stored(Incident))
    employers = [one.id for one in stored(Organisation) if one.kind == "employer"]

    assert len(stored(Incident)) == len(stored(Case)) > 25
    assert set(counts) == set(employers)


def test_every_organisation_says_that_it_is_a_demo_and_so_does_its_seal(region: Flask) -> None:
    assert all("demo" in one.name for one in stored(Organisation))
    assert all(one.signer.startswith("DEMO ") for one in stored(SealKey))


def test_newer_cases_follow_the_second_protocol_and_older_ones_keep_the_first(
    region: Flask,
) -> None:
    versions = {row.id: row for row in stored(ProtocolVersion)}
    second = next(row for row in versions.values() if row.note == keeping.NOTE)
    followed = {
        (row.opened_at >= second.effective_from, versions[row.protocol_version_id].number)
        for row in stored(Case)
        if row.organisation_id == second.organisation_id
    }

    assert followed == {(False, 1), (True, 2)}


def test_the_settings_show_a_draft_a_role_that_waits_and_somebody_away(region: Flask) -> None:
    assert len(stored(ProtocolDraft)) == len(stored(RoleRequest)) == len(stored(Absence)) == 1
    assert all(row.set_up_at for row in stored(Organisation) if row.kind == "employer")
    assert len([row for row in stored(Location) if row.house_rules]) == 3


def test_every_address_leads_nowhere_and_nobody_has_a_password(region: Flask) -> None:
    assert all(user.email.endswith(".example") for user in stored(User))
    assert stored(Credential) == []


def test_the_sign_in_page_offers_sanne_her_manager_and_the_coordinator_first(
    region: Flask,
) -> None:
    offered = signin.list_demo_people()

    assert [one.name for one in offered][:3] == ["Sanne Kuipers", "Fatma Yıldırım", "Ramon Bouman"]
    assert len(offered) == len(ONE_CLICK)


def test_no_mail_of_the_past_waits_to_be_sent(region: Flask) -> None:
    assert {row.state for row in stored(Delivery)} == {"sent"}
    assert not outbox.has_due(NOW + timedelta(minutes=1))


def test_the_first_minute_of_the_worker_reminds_of_nothing_old(region: Flask) -> None:
    late = open_steps(CaseStep.due_at < NOW, CaseStep.paused_since.is_(None))

    assert late
    assert all(row.escalated for row in late if row.escalate_at is not None)


def test_cases_are_closed_open_withdrawn_paused_and_late(region: Flask) -> None:
    cases = stored(Case)

    assert any(row.closed_at for row in cases)
    assert any(row.closed_at is None for row in cases)
    assert open_steps(CaseStep.paused_since.is_not(None))
    assert open_steps(CaseStep.due_at < NOW, CaseStep.paused_since.is_(None))
    assert open_steps(CaseStep.party == "prosecution")


def test_the_chain_is_walked_to_the_court(region: Flask) -> None:
    done = Counter(row.key for row in stored(CaseStep) if row.state == "done")

    assert all(done[key] for key in ("S02", "S05", "S08", "S10", "S12", "S17", "S18", "S20"))
    assert any(row.by_telephone for row in stored(CaseStep))


def test_no_step_was_done_before_it_opened_or_after_now(region: Flask) -> None:
    for row in stored(CaseStep):
        assert row.opened_at <= NOW
        assert row.done_at is None or row.opened_at <= row.done_at <= NOW
    assert all(row.recorded_at <= NOW for row in stored(CaseFact))


def test_the_lead_has_four_reports_in_different_stages_and_unread_notices(region: Flask) -> None:
    sanne = person("sanne.kuipers")

    mine = db.session.scalars(
        select(Case)
        .join(Incident, (Incident.id == Case.id))
        .where(Incident.reporter_id == sanne.id)
    ).all()
    unread = db.session.scalar(
        select(func.count())
        .select_from(Message)
        .where(Message.recipient_id == sanne.id, Message.read_at.is_(None))
    )

    assert len(mine) == 4
    assert sum(case.closed_at is not None for case in mine) == 1
    assert unread


def test_her_manager_has_two_steps_late_and_two_due_today(region: Flask) -> None:
    steps = open_steps(CaseStep.assignee_id == person("fatma.yildirim").id)

    late = [row for row in steps if row.due_at and row.due_at < NOW]
    today = [row for row in steps if row.due_at and NOW <= row.due_at <= NOW + timedelta(hours=9)]

    assert 7 <= len(steps) <= 10
    assert len(late) == 2
    assert len(today) == 2


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("fatma.yildirim", ["S02", "S05", "S08", "S09", "S19"]),
        (
            "ramon.bouman",
            ["S04", "S06", "S10", "S11", "S12", "S13", "S14", "S15", "S21", "S25", "S26"],
        ),
        ("joke.tijhuis", ["S07", "S16", "S24"]),
        ("thea.morshuis", ["S18"]),
    ],
)
def test_every_work_waits_for_somebody_one_can_sign_in_as(
    region: Flask, name: str, keys: list[str]
) -> None:
    steps = open_steps(CaseStep.assignee_id == person(name).id, CaseStep.paused_since.is_(None))

    assert set(keys) <= {row.key for row in steps}


def test_that_is_every_step_with_a_page_but_safety(region: Flask) -> None:
    """Nobody leaves immediate safety undone, so no case of the demo waits there."""
    with_page = {step.key for step in loader.load(catalogue.reference_text()).steps if step.work}

    assert with_page - {row.key for row in open_steps()} <= {"S01"}


def test_whoever_works_in_an_office_does_so_by_day(region: Flask) -> None:
    """Safety and first support come at any hour, and so do reports and the labour inspectorate."""
    rows = db.session.scalars(select(CaseStep).where(CaseStep.state == "done"))
    hours = [
        row.done_at.astimezone(AMSTERDAM).hour
        for row in rows
        if row.done_at and row.key not in {"S01", "S02", "S03", "S07"}
    ]

    assert hours
    assert all(7 <= hour < 19 for hour in hours)


def test_every_measure_of_an_employer_that_is_in_force_was_served(region: Flask) -> None:
    running = [row for row in stored(Measure) if row.state == "imposed" and not row.issuer]

    assert running
    assert all(row.served_on for row in running)


def test_no_review_is_planned_after_the_end_of_a_measure(region: Flask) -> None:
    planned = [row for row in stored(Measure) if row.review_on and row.ends_on]

    assert all(row.review_on <= row.ends_on for row in planned)


def test_a_court_gives_no_more_than_was_asked(region: Flask) -> None:
    awarded = [row for row in stored(LedgerEntry) if row.kind == "awarded"]
    listed = Counter[object]()
    for item in stored(DamageItem):
        listed[item.case_id] += item.amount_cents

    assert awarded
    assert all(row.amount_cents <= listed[row.case_id] for row in awarded)


def test_the_lead_has_a_letter_to_fetch_and_asked_to_be_called(region: Flask) -> None:
    sanne = person("sanne.kuipers")
    letters = [one for one in stored(PostItem) if one.recipient_id == sanne.id]

    assert any(one.state in POST_OPEN for one in letters)
    assert any(one.anniversary_on for one in stored(SupportWish))
    assert any((one.details or {}).get("contact") for one in stored(SupportEntry))


def test_the_coordinator_has_work(region: Flask) -> None:
    assert len(open_steps(CaseStep.assignee_id == person("ramon.bouman").id)) >= 5


def test_people_wrote_to_each_other_and_added_things(region: Flask) -> None:
    assert stored(CaseMessage)
    assert stored(Addendum)
    assert stored(Case)[0].reference


def test_evidence_can_be_opened(region: Flask) -> None:
    kinds = Counter(row.kind for row in stored(Evidence))
    file = db.session.get_one(StoredFile, (stored(Evidence)[0].organisation_id,
                                           stored(Evidence)[0].file_id))  # fmt: skip

    assert kinds["photo"]
    assert kinds["document"]
    assert b"".join(storage.read(file))
    assert storage.list_staged() == []


def test_issued_documents_are_sealed_and_say_demo(region: Flask) -> None:
    documents = stored(IssuedDocument)
    row = next(one for one in documents if one.kind == "case_file")
    file = db.session.get_one(StoredFile, (row.organisation_id, row.file_id))

    report = sealing.verify(b"".join(storage.read(file)))

    assert len(documents) >= 8
    assert report.intact
    assert report.unchanged
    assert report.signer.startswith("DEMO ")
    assert Counter(one.kind for one in documents)["incident_report"] == 4
    assert Counter(one.kind for one in documents)["statutory_log"] == 1
    assert file.media_type == issue.MEDIA_TYPE


def test_the_database_is_a_demo_for_ever(region: Flask) -> None:
    row = db.session.get_one(Installation, 1)

    assert row.is_demo
    assert row.seeded_at == NOW


def shape() -> list[tuple[object, ...]]:
    """Return everything of a region that does not depend on ids."""
    rows = db.session.execute(
        select(
            Case.reference, Case.category, Case.closed_at, CaseStep.key, CaseStep.occurrence,
            CaseStep.state, CaseStep.outcome, CaseStep.due_at, CaseStep.done_at,
        )
        .join(CaseStep, CaseStep.case_id == Case.id)
    )  # fmt: skip
    return sorted((tuple(map(str, row)) for row in rows), key=str)


def test_the_same_moment_gives_the_same_region(first: list[tuple[object, ...]], app: Flask) -> None:
    with app.app_context():
        service.seed(now=NOW, scale=SCALE)

        assert shape() == first


def test_a_database_with_an_organisation_is_refused(app: Flask) -> None:
    with app.app_context():
        with unit_of_work():
            an_organisation("Gemeente Echt")

        with pytest.raises(RuleBroken, match="not_empty"):
            service.seed(now=NOW, scale=SCALE)

        assert [one.name for one in stored(Organisation)] == ["Gemeente Echt"]


def test_a_real_installation_is_refused(app: Flask) -> None:
    with app.app_context():
        with unit_of_work():
            db.session.add(Installation(id=1, is_demo=False, created_at=NOW))

        with pytest.raises(RuleBroken, match="installation_differs"):
            service.seed(now=NOW, scale=SCALE)

        assert stored(Organisation) == []
