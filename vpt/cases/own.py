"""An own report in plain words: what happens, who does it, by when, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts import queries as accounts
from vpt.accounts.places import Place, place_of
from vpt.cases import chain, gathering, people, reach, running, wording
from vpt.cases.chain import OPEN, Reader, StepView
from vpt.cases.models import Case
from vpt.cases.page import head, said, story
from vpt.cases.people import Audience, PersonView
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat, Part
from vpt.cases.running import Running
from vpt.cases.views import Head, Said, Story
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.core.language import mark, translate
from vpt.incidents.models import Incident
from vpt.infra.db import db
from vpt.protocol.state import Standing
from vpt.protocol.works import Work

MOST = 50
BEFORE = mark("Uiterlijk %(moment)s")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """One own report in the list."""

    id: UUID
    reference: str
    summary: str
    submitted_at: datetime
    occurred_from: datetime
    is_reporter: bool
    closed_at: datetime | None
    withdrawn_at: datetime | None
    leading_id: UUID | None
    handler: str


TOLD_APART = frozenset({Work.JUDGMENT})
"""Work whose outcome differs per victim, such as compensation: the news tells each their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainStep:
    """One step in plain words for the person it is for."""

    key: str
    words: str
    who: str
    when: str
    look: str
    label: str
    outcome: str
    step: StepView


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """The page of an own report."""

    head: Head
    after_report: str
    help_text: str
    """Where the organisation's own help is found."""
    place: Place | None
    """Where it happened, with the help that is there; only for the reporter."""
    is_reporter: bool
    steps: tuple[PlainStep, ...]
    mine: tuple[StepView, ...]
    """Open steps this person is asked to do."""
    story: Story | None
    """Only for the reporter: a victim who did not report sees the chain, not the words."""
    people: tuple[PersonView, ...]
    addenda: tuple[Said, ...]
    messages: tuple[Said, ...]
    audience: Audience
    may_message: bool
    may_withdraw: bool
    may_say_satisfied: bool


def own_cases(actor: Actor, *, limit: int = MOST) -> tuple[OwnRow, ...]:
    """Return the own reports and those in which the actor is a victim, newest first."""
    rows = db.session.execute(
        reach.own(actor)
        .with_only_columns(Case, Incident)
        .order_by(Incident.submitted_at.desc(), Incident.id.desc())
        .limit(limit)
    ).all()
    names = accounts.names({case.assignee_id for case, _ in rows if case.assignee_id})
    return tuple(
        OwnRow(
            id=case.id,
            reference=case.reference,
            summary=incident.summary,
            submitted_at=incident.submitted_at,
            occurred_from=incident.occurred_from,
            is_reporter=incident.reporter_id == actor.id,
            closed_at=case.closed_at,
            withdrawn_at=incident.withdrawn_at,
            leading_id=incident.leading_id,
            handler=names.get(case.assignee_id, "") if case.assignee_id else "",
        )
        for case, incident in rows
    )


def own_case(actor: Actor, case_id: UUID, *, now: datetime, locale: str = "nl") -> OwnCase:
    """Return the page of an own report; a report that follows another shows that one's chain.

    Looking is an act: `viewing.view_own` returns the same and writes it down.
    """
    reached = _own_part(reach.reach(actor, case_id))
    is_reporter = reached.incident.reporter_id == actor.id
    parts = {Part.AUDIENCE} | ({Part.STORY, Part.MESSAGES} if is_reporter else set())
    got = gathering.gather(actor, reached, parts, now=now)
    reader = Reader(actor=actor, reached=reached, names=got.names, locale=locale, now=now)
    steps = _followed(reader) or chain.steps(got.running, reader)
    is_open = reached.case.closed_at is None
    return OwnCase(
        head=head(got, reader, steps),
        after_report=got.running.protocol.after_report.in_language(locale),
        help_text=got.organisation.help_text,
        place=place_of(got.place) if got.place and is_reporter else None,
        is_reporter=is_reporter,
        steps=_plain(reader, got.running, steps),
        mine=tuple(step for step in steps if step.may_do),
        story=story(got) if is_reporter else None,
        people=people.views(got, reader),
        addenda=said(got, [row for row in got.addenda if row.author_id == actor.id], actor),
        messages=said(got, got.messages, actor),
        audience=people.audience(got, reader),
        may_message=is_reporter,
        may_withdraw=is_reporter and is_open,
        may_say_satisfied=is_reporter,
    )


def next_steps_for_reporter(
    actor: Actor, case_id: UUID, *, now: datetime, locale: str = "nl"
) -> tuple[PlainStep, ...]:
    """Return what happens next with dates, as the page after sending shows it."""
    page = own_case(actor, case_id, now=now, locale=locale)
    return tuple(one for one in page.steps if one.step.standing in OPEN)


def _own_part(reached: Reached) -> Reached:
    """Take off every other hat: here people see their own part only."""
    if Hat.OWN not in reached.hats:
        raise NotVisible("not_found")
    return Reached(case=reached.case, incident=reached.incident, hats=frozenset({Hat.OWN}))


def _followed(reader: Reader) -> tuple[StepView, ...]:
    """Return the chain of the leading case, without anything that is about its own people."""
    leading_id = reader.reached.incident.leading_id
    if leading_id is None:
        return ()
    row = db.session.execute(
        select(Case, Incident)
        .join(
            Incident,
            and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id),
        )
        .where(Case.organisation_id == reader.actor.organisation_id, Case.id == leading_id)
    ).one()
    case, incident = row
    leading = Reached(case=case, incident=incident, hats=frozenset())
    followed = running.load(case, incident.keyset_id)
    steps = chain.steps(followed, replace(reader, reached=leading))
    return tuple(step for step in steps if not step.about)


def _plain(reader: Reader, own: Running, steps: Sequence[StepView]) -> tuple[PlainStep, ...]:
    return tuple(
        PlainStep(
            key=step.key,
            words=step.reporter,
            who=step.assignee or step.party,
            when=_when(step, reader.locale),
            look=step.look,
            label=step.label,
            outcome="" if step.work in TOLD_APART else step.outcome,
            step=step,
        )
        for step in steps
        if _concerns(reader, own, step)
    )


def _concerns(reader: Reader, own: Running, step: StepView) -> bool:
    """Leave out what may never come, what lapsed, and what is about another victim."""
    if step.standing in {Standing.IF_NEEDED, Standing.LAPSED}:
        return False
    speaks = reader.reached.incident.reporter_id == reader.actor.id
    return not own.is_about_other(step.ref.subject, reader.actor.id, speaks=speaks)


def _when(step: StepView, locale: str) -> str:
    if step.done_at is not None:
        return wording.moment(step.done_at, locale)
    if step.due_at is None:
        return ""
    return translate(locale, BEFORE) % {"moment": wording.until(step.due_at, locale)}
