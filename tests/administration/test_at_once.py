"""Two people doing the same thing to a role at the same moment, on real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select

from tests.administration.builders import Town, a_town
from tests.builders import NOW
from vpt.accounts.people import Membership, RoleRequest
from vpt.accounts.roles import Grant
from vpt.accounts.rules import Verdict
from vpt.administration import confirming
from vpt.core.actor import Actor, Role
from vpt.core.errors import RuleBroken
from vpt.infra.db import db, unit_of_work

HR = Grant(role=Role.HR)


def at_once(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Do things at the same moment, each in a transaction of its own; return how each ended."""
    gate = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        with app.app_context():
            gate.wait()
            try:
                with unit_of_work():
                    act()
            except RuleBroken as refusal:
                return refusal.code
            return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def start(app: Flask) -> tuple[Town, Actor, Actor, Actor]:
    with app.app_context():
        with unit_of_work():
            town = a_town()
        people = (town.keeper, town.coordinator, town.officer)
        keeper, coordinator, officer = (town.acting(one) for one in people)
        return town, keeper, coordinator, officer


def count(app: Flask, model: type, *where: object) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0


def test_a_yes_and_a_no_at_once_are_one_answer(app):
    town, keeper, coordinator, officer = start(app)
    with app.app_context(), unit_of_work():
        asked = confirming.ask(keeper, town.colleague.id, HR, now=NOW).request_id

    ends = at_once(
        app,
        lambda: confirming.decide(coordinator, asked, Verdict.NONE, now=NOW),
        lambda: confirming.decide(officer, asked, Verdict.NONE, now=NOW),
    )

    assert ends == ["done", "request_decided"]
    assert count(app, Membership, Membership.role == Role.HR) == 1


def test_a_role_asked_twice_at_once_waits_once(app):
    town, keeper, _coordinator, _officer = start(app)

    ends = at_once(app, *[lambda: confirming.ask(keeper, town.colleague.id, HR, now=NOW)] * 2)

    assert ends == ["done", "role_asked"]
    assert count(app, RoleRequest) == 1


def test_a_yes_and_taking_back_at_once_are_one_end(app):
    town, keeper, coordinator, _officer = start(app)
    with app.app_context(), unit_of_work():
        asked = confirming.ask(keeper, town.colleague.id, HR, now=NOW).request_id

    ends = at_once(
        app,
        lambda: confirming.decide(coordinator, asked, Verdict.NONE, now=NOW),
        lambda: confirming.withdraw(keeper, asked, now=NOW),
    )

    assert ends == ["done", "request_decided"]
