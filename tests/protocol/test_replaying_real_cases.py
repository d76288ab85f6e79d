"""A case that ran through the real services comes out of a replay as it was stored."""

from datetime import date, timedelta

from flask import Flask

from tests.builders import NOW
from tests.cases.builders import LATER, a_case, a_ref, a_town, complete, version_of, without_pages
from tests.protocol.test_replaying import counted_anew, moments
from vpt.cases import findings, running, service
from vpt.cases.models import Case
from vpt.cases.rules import Answer, PauseReason
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.protocol.editing import apply
from vpt.protocol.edits import SetTerm, TermField
from vpt.protocol.loader import load
from vpt.protocol.replaying import Past, replay

DAY = timedelta(days=1)


def past_of(case: Case) -> tuple[Past, running.Running]:
    db.session.expire_all()
    keyset_id = db.session.get_one(Incident, (case.organisation_id, case.id)).keyset_id
    at = running.load(db.session.get_one(Case, (case.organisation_id, case.id)), keyset_id)
    since = {row.id: row.added_at for row in at.involved}
    since |= {row.id: row.opened_at for row in at.subjects}
    return Past(protocol=at.protocol, state=at.state, since=since), at


def a_handled_case() -> Case:
    """A case with an assessment, a measure, a police report, a pause and a withdrawn fact."""
    town = a_town(protocol=without_pages())
    case = a_case(town, damaged=True)
    complete(town.manager, case, a_ref("S05"), "criminal", LATER)
    complete(town.manager, case, a_ref("S02"), "supported", LATER + DAY)
    complete(town.manager, case, a_ref("S08"), "heard_measure", LATER + DAY)
    imposed = Answer(outcome="imposed", on=date(2026, 4, 1))
    complete(town.manager, case, a_ref("S09"), imposed, LATER + 2 * DAY)
    complete(town.coordinator, case, a_ref("S10"), "employer_files", LATER + 2 * DAY)
    coordinator = town.coordinator.actor()
    with unit_of_work():
        service.pause_step(
            coordinator,
            case.id,
            a_ref("S11"),
            next(iter(PauseReason)),
            version=version_of(case),
            now=LATER + 2 * DAY,
        )
    with unit_of_work():
        service.resume_step(
            coordinator, case.id, a_ref("S11"), version=version_of(case), now=LATER + 3 * DAY
        )
    with unit_of_work():
        findings.withdraw_fact(
            coordinator, case.id, ("damage", None), version=version_of(case), now=LATER + 4 * DAY
        )
    return case


def test_a_real_case_comes_out_of_its_own_protocol_as_it_was(app: Flask) -> None:
    with app.app_context():
        past, at = past_of(a_handled_case())

        same = replay(past.protocol, past, at.calendar, NOW + 90 * DAY)
        anew = replay(counted_anew(past.protocol), past, at.calendar, NOW + 90 * DAY)

        assert moments(step.step for step in same.steps) == moments(past.state.steps)
        assert moments(step.step for step in anew.steps) == moments(past.state.steps)
        assert {step.key for step in past.state.steps} >= {"S09", "S11", "S16", "S18", "S25"}
        assert same.gone == anew.gone == ()


def test_a_real_case_under_another_term(app: Flask) -> None:
    with app.app_context():
        past, at = past_of(a_handled_case())
        text = apply(
            without_pages(), SetTerm(step="S05", field=TermField.DUE, term="working_hours 4")
        )

        replayed = replay(load(text), past, at.calendar, NOW + 90 * DAY)

        changed = [one for one in replayed.steps if one.step.due_at != one.real.due_at]
        assert [one.step.key for one in changed] == ["S05"]
        assert changed[0].step.due_at < changed[0].real.due_at
