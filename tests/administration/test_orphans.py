"""What lies with nobody is named for who keeps the settings, and for nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.builders import NOW, Person, a_location, a_person, a_unit, an_organisation, give_seal
from tests.cases.builders import Counted, Town, a_town, disable
from vpt.accounts.models import Location, Unit
from vpt.accounts.people import Absence, RoleRequest
from vpt.accounts.rules import OrganisationKind, Post
from vpt.administration import orphans
from vpt.administration.orphans import Gap
from vpt.cases.models import ProtocolVersion
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.partners.models import ContactOfficer, Partnership


@pytest.fixture
def keeper(app):
    """An organisation in which nothing is missing, and who keeps its settings."""
    with app.app_context():
        town = a_town()
        give_seal(town.organisation, now=NOW)
        with unit_of_work():
            first, _ = (a_person(town.organisation, Role.ADMINISTRATOR) for _ in range(2))
            db.session.query(ProtocolVersion).one().owner_id = town.coordinator.id
        yield town, first


def found(person: Person, **how: object) -> dict[Gap, list[str]]:
    gaps: dict[Gap, list[str]] = {}
    for one in orphans.find(person.actor(), now=NOW, **how):  # type: ignore[arg-type]
        gaps.setdefault(one.kind, []).append(one.subject)
    return gaps


def test_where_everything_has_somebody_nothing_is_named(keeper):
    assert found(keeper[1]) == {}


def no_manager(town: Town) -> None:
    disable(town.manager)


def manager_away(town: Town) -> None:
    away(town, town.manager, town.deputy)


def deputy_over(town: Town) -> None:
    away(town, town.manager)
    with unit_of_work():
        unit_of(town).deputy_until = (NOW - timedelta(days=1)).date()


def away(town: Town, *people: Person) -> None:
    with unit_of_work():
        for one in people:
            db.session.add(
                Absence(organisation_id=town.organisation.id, id=new_id(), user_id=one.id,
                        first_day=NOW.date(), last_day=NOW.date(), added_at=NOW,
                        added_by=town.hr.id)
            )  # fmt: skip


def unit_of(town: Town) -> Unit:
    return db.session.get_one(Unit, (town.organisation.id, town.unit.id))


def closed_unit(town: Town) -> None:
    with unit_of_work():
        unit_of(town).closed_at = NOW


def no_coordinator(town: Town) -> None:
    disable(town.coordinator)


def no_officer(town: Town) -> None:
    disable(town.privacy_officer)


def no_personnel(town: Town) -> None:
    disable(town.hr)


def late_review(town: Town) -> None:
    with unit_of_work():
        db.session.query(ProtocolVersion).one().review_at = NOW


def stray_location(town: Town) -> None:
    with unit_of_work():
        a_location(town.organisation, "Loket 9")


def lonely_partner(town: Town) -> None:
    with unit_of_work():
        police = an_organisation("Politie Voorbeeld (demo)", OrganisationKind.POLICE)
        db.session.add(
            Partnership(organisation_id=town.organisation.id, id=new_id(), partner_id=police.id,
                        valid_from=NOW.date(), added_at=NOW, added_by=town.coordinator.id)
        )  # fmt: skip


def waiting_role(town: Town) -> None:
    with unit_of_work():
        db.session.add(
            RoleRequest(organisation_id=town.organisation.id, id=new_id(), user_id=town.hr.id,
                        role=Role.COORDINATOR, post=Post.NONE, asked_at=NOW)
        )  # fmt: skip


@pytest.mark.parametrize(
    ("happens", "gap", "subjects"),
    [
        pytest.param(no_manager, Gap.UNIT_WITHOUT_MANAGER, ["Publieksbalie"], id="manager gone"),
        pytest.param(manager_away, Gap.UNIT_ALONE, ["Publieksbalie"], id="both away"),
        pytest.param(deputy_over, Gap.UNIT_ALONE, ["Publieksbalie"], id="deputy's days over"),
        pytest.param(closed_unit, Gap.LOCATION_WITHOUT_UNIT, ["Balie 3"], id="unit closed"),
        pytest.param(stray_location, Gap.LOCATION_WITHOUT_UNIT, ["Loket 9"], id="no unit"),
        pytest.param(no_coordinator, Gap.NO_COORDINATOR, [""], id="no coordinator"),
        pytest.param(no_coordinator, Gap.PROTOCOL_WITHOUT_OWNER, [""], id="owner gone"),
        pytest.param(no_officer, Gap.NO_PRIVACY_OFFICER, [""], id="no privacy officer"),
        pytest.param(late_review, Gap.REVIEW_LATE, [""], id="review late"),
        pytest.param(
            lonely_partner, Gap.PARTNER_WITHOUT_CONTACT, ["Politie Voorbeeld (demo)"],
            id="partner without contact",
        ),
        pytest.param(waiting_role, Gap.ROLES_WAIT, ["1"], id="role waits"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(
    keeper: tuple[Town, Person], happens: Callable[[Town], None], gap: Gap, subjects: list[str]
) -> None:
    town, person = keeper

    happens(town)

    assert found(person)[gap] == subjects


def test_a_manager_who_is_away_is_no_gap_while_somebody_stands_in(keeper):
    town, person = keeper

    away(town, town.manager)

    assert found(person) == {}


def test_a_step_that_belongs_to_a_role_nobody_has_is_named_from_the_protocol_in_force(keeper):
    town, person = keeper

    no_personnel(town)

    assert found(person)[Gap.STEP_WITHOUT_OWNER]
    assert (
        found(person, locale="en")[Gap.STEP_WITHOUT_OWNER] != found(person)[Gap.STEP_WITHOUT_OWNER]
    )


def test_a_partner_with_somebody_to_call_is_no_gap(keeper):
    town, person = keeper
    lonely_partner(town)
    with unit_of_work():
        partner = db.session.query(Partnership).one()
        db.session.add(
            ContactOfficer(organisation_id=town.organisation.id, id=new_id(), party="police",
                           keyset_id=town.organisation.keyset_id, partner_id=partner.partner_id,
                           valid_from=NOW.date(), added_at=NOW, added_by=town.coordinator.id)
        )  # fmt: skip

    assert found(person) == {}


def test_one_administrator_is_too_few_and_a_closed_place_is_no_gap(keeper):
    town, person = keeper
    stray_location(town)
    with unit_of_work():
        a_unit(town.organisation, "Oud").closed_at = NOW
        db.session.query(Location).filter_by(name="Loket 9").one().closed_at = NOW
        other = a_person(an_organisation("Elders (demo)"), Role.ADMINISTRATOR)

    assert found(person) == {}
    assert Gap.ONE_ADMINISTRATOR in found(other)


@pytest.mark.parametrize("who", ["employee", "manager", "coordinator", "hr", "privacy_officer"])
def test_others_are_shown_nothing(keeper, who):
    town, _ = keeper
    no_coordinator(town) if who != "coordinator" else no_officer(town)

    assert found(getattr(town, who)) == {}


def test_the_size_of_the_organisation_costs_no_more_statements(keeper):
    town, person = keeper
    actor = person.actor()

    def cost() -> int:
        db.session.rollback()
        with Counted() as run:
            orphans.find(actor, now=NOW)
        return len(run)

    few = cost()
    with unit_of_work():
        for number in range(6):
            a_location(
                town.organisation, f"Loket {number}", a_unit(town.organisation, f"T{number}")
            )

    assert cost() <= few <= 12
