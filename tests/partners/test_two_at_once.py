"""Two coordinators at the same moment: what both want is there once, what differs is told."""

import threading
from collections.abc import Callable

from flask import Flask

from tests.builders import NOW, stored
from tests.partners.desk import RIK, SINCE, a_chain, add, begin
from vpt.accounts.people import Membership, User
from vpt.core.actor import Role
from vpt.core.errors import DomainError
from vpt.infra.db import unit_of_work
from vpt.partners import admission, officers, organisations
from vpt.partners.models import ContactOfficer, Partnership


def together(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Do everything at the same moment, each in its own session; return what came of each."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            start.wait(timeout=10)
            try:
                with unit_of_work():
                    act()
                outcomes.append("done")
            except DomainError as refusal:
                outcomes.append(refusal.code)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(outcomes)


def test_a_partner_is_begun_with_once(app: Flask) -> None:
    with app.app_context():
        chain = a_chain()
        actor, police = chain.town.coordinator.actor(), chain.police.id

    def act() -> None:
        organisations.begin(actor, police, SINCE, now=NOW)

    assert together(app, act, act) == ["done", "partner_held"]
    with app.app_context():
        assert len(stored(Partnership)) == 1


def test_two_employers_inviting_one_address_make_one_account(app: Flask) -> None:
    with app.app_context():
        chain = a_chain()
        acts = []
        for town in (chain.town, chain.elsewhere):
            begin(town, chain.police)
            officer_id, actor = add(town, chain.police.id), town.coordinator.actor()
            acts.append(lambda a=actor, o=officer_id: admission.invite(a, o, now=NOW))

    assert together(app, *acts) == ["done", "done"]
    with app.app_context():
        (rik,) = [row for row in stored(User) if row.email == RIK]
        assert {row.user_id for row in stored(ContactOfficer)} == {rik.id}
        assert len([row for row in stored(Membership) if row.role == Role.PARTNER]) == 1


def test_of_two_changes_of_a_contact_the_second_is_told(app: Flask) -> None:
    with app.app_context():
        chain = a_chain()
        officer_id, actor = add(chain.town, "police"), chain.town.coordinator.actor()

    def act(name: str) -> Callable[[], None]:
        person = officers.Person(name=name)
        return lambda: officers.change(
            actor, officer_id, person, valid_until=None, version=1, now=NOW
        )

    assert together(app, act("Een"), act("Twee")) == ["done", "officer_changed"]
    with app.app_context():
        assert stored(ContactOfficer)[0].version == 2
