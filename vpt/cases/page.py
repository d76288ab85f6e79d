"""Everything the page of one case shows, gathered in a fixed number of statements."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from vpt.cases import by_hand, chain, findings, gathering, labels, people, reach
from vpt.cases.by_hand import HandFact
from vpt.cases.chain import Reader, StepView
from vpt.cases.gathering import Gathered
from vpt.cases.reach import Reached
from vpt.cases.rules import PAGE, CaseStatus, Hat, Part
from vpt.cases.views import (
    CasePage,
    EvidenceView,
    FactView,
    Happened,
    Head,
    Held,
    Said,
    Story,
)
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible
from vpt.core.language import translate
from vpt.protocol.state import Standing


def case_page(
    actor: Actor,
    case_id: UUID,
    *,
    now: datetime,
    locale: str = "nl",
    parts: Collection[Part] = PAGE,
) -> CasePage:
    """Return the page of a case in reach for work, with these parts; looking is `view_case`.

    Who people are is never read here: that is `viewing.open_identities`.
    """
    desk, reached = actor.may(Permission.CASE_READ), reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    got = gathering.gather(actor, reached, _readable_parts(actor, reached, parts), now=now)
    reader = Reader(actor=actor, reached=reached, names=got.names, locale=locale, now=now)
    steps = _readable(reader, chain.steps(got.running, reader))
    return CasePage(
        head=head(got, reader, steps),
        hats=reached.hats,
        next=chain.next_action(steps) if reached.case.closed_at is None else None,
        steps=steps,
        swimlane=chain.swimlane(got.running, steps, locale),
        sees_file=desk,
        counts=got.counts,
        story=story(got) if desk and Part.STORY in parts else None,
        facts=_facts(got, locale) if desk else (),
        people=people.views(got, reader),
        evidence=_evidence(got),
        addenda=said(got, got.addenda, actor),
        messages=said(got, got.messages, actor),
        documents=tuple(got.documents),
        names=got.names,
        history=history(got, locale),
        gaps=chain.gaps(got.running, locale) if desk else (),
        audience=people.audience(got, reader),
        hand_facts=_hand_facts(got, reader),
        **rights(actor, reached),
    )


def head(got: Gathered, reader: Reader, steps: tuple[StepView, ...]) -> Head:
    """Return what stands above every tab."""
    case, incident = got.running.case, reader.reached.incident
    late = any(step.standing is Standing.OVERDUE for step in steps)
    open_status = CaseStatus.LATE if late else CaseStatus.OPEN
    status = CaseStatus.CLOSED if case.closed_at else open_status
    return Head(
        id=case.id,
        reference=case.reference,
        version=case.version,
        status=status,
        status_label=_status_label(got, reader, status),
        summary=incident.summary,
        category=case.category,
        severity=case.severity,
        unit=got.unit,
        confined=case.confined,
        opened_at=case.opened_at,
        changed_at=case.changed_at,
        closed_at=case.closed_at,
        reporter_id=incident.reporter_id,
        reporter=got.names.get(incident.reporter_id, ""),
        assignee_id=case.assignee_id,
        assignee=got.names.get(case.assignee_id, "") if case.assignee_id else "",
        protocol=got.running.protocol.title.in_language(reader.locale),
        protocol_number=got.protocol_number,
        leading_id=incident.leading_id,
        leading=got.leading,
        withdrawn_at=incident.withdrawn_at,
        satisfied=case.satisfied,
    )


def story(got: Gathered) -> Story:
    """Return what was reported."""
    incident, answers = got.incident, got.incident.answers or {}
    return Story(
        occurred_from=incident.occurred_from,
        occurred_until=incident.occurred_until,
        precision=incident.precision,
        submitted_at=incident.submitted_at,
        location=got.location,
        place=str(answers.get("place", "")),
        location_kind=incident.location_kind,
        channel=incident.channel,
        activity=incident.activity,
        motive=incident.motive,
        relation=incident.perpetrator_relation,
        behaviours=tuple((seen.category, seen.subtype) for seen in got.behaviours),
        victim_score=incident.victim_score,
        injured=incident.injured,
        damaged=incident.damaged,
        weapon=incident.weapon,
        police_present=incident.police_present,
        narrative=incident.narrative or "",
        answers=answers,
    )


def said(got: Gathered, rows: Any, actor: Actor) -> tuple[Said, ...]:
    """Return messages or addenda with their authors."""
    return tuple(
        Said(
            id=row.id,
            at=row.sent_at if hasattr(row, "sent_at") else row.added_at,
            author_id=row.author_id,
            author=got.names.get(row.author_id, ""),
            text=row.text or "",
            is_mine=row.author_id == actor.id,
        )
        for row in rows
    )


def history(got: Gathered, locale: str) -> tuple[Happened, ...]:
    """Return what was done, newest first; looks are told apart, by `audience`."""
    return tuple(
        Happened(
            at=entry.at,
            who=got.names.get(entry.actor_id, "") if entry.actor_id else "",
            action=entry.action,
            words=_words(got, entry.action, entry.codes, locale),
            codes=entry.codes,
        )
        for entry in got.trail
    )


def _words(got: Gathered, action: str, codes: Mapping[str, str], locale: str) -> str:
    said_so = translate(locale, labels.ACTION.get(action, action))
    fact = got.running.protocol.facts.get(codes.get("fact", ""))
    if fact is not None:
        return f"{said_so}: {fact.title.in_language(locale)}"
    key = codes.get("step")
    if key is None:
        return said_so
    step = got.running.protocol.step(key)
    outcome = step.outcome(codes.get("outcome", ""))
    told = outcome.title.in_language(locale) if outcome else ""
    return f"{said_so}: {step.title.in_language(locale)}" + (f" – {told}" if told else "")


def _status_label(got: Gathered, reader: Reader, status: CaseStatus) -> str:
    label = labels.STATUS[status]
    if reader.reached.incident.withdrawn_at:
        label = labels.WITHDRAWN
    elif got.leading:
        label = labels.MERGED
    return translate(reader.locale, label)


def _facts(got: Gathered, locale: str) -> tuple[FactView, ...]:
    definitions = got.running.protocol.facts
    return tuple(
        FactView(
            key=row.key,
            title=definitions[row.key].title.in_language(locale),
            about=chain.about(got.running, row.subject_id, locale),
            subject_id=row.subject_id,
            value=str(row.value),
            true_since=row.true_since,
            recorded_at=row.recorded_at,
            by=got.names.get(row.recorded_by, "") if row.recorded_by else "",
            source=row.source,
            withdrawn_at=row.withdrawn_at,
        )
        for row in got.running.facts
    )


def _evidence(got: Gathered) -> tuple[EvidenceView, ...]:
    return tuple(
        EvidenceView(
            id=row.id,
            number=f"B{number}",
            title=row.title or "",
            kind=row.kind,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            has_preview=row.preview_id is not None,
            added_at=row.added_at,
            added_by=got.names.get(row.added_by, ""),
            preserve_until=row.preserve_until,
            custody=tuple(
                Held(at=one.at, who=got.names.get(one.actor_id, ""), act=one.act)
                for one in got.custody
                if one.evidence_id == row.id
            ),
        )
        for number, (row, file) in enumerate(got.evidence, 1)
    )


def _readable_parts(actor: Actor, reached: Reached, asked: Collection[Part]) -> set[Part]:
    """Return what of the parts asked for this reader may read at all."""
    allowed = {Part.AUDIENCE}
    if actor.may(Permission.CASE_READ):
        allowed |= {Part.STORY, Part.DOCUMENTS, Part.TRAIL}
        if actor.may(Permission.EVIDENCE_SEE):
            allowed.add(Part.EVIDENCE)
    if _talks(reached):
        allowed.add(Part.MESSAGES)
    return allowed & set(asked)


def rights(actor: Actor, reached: Reached) -> dict[str, bool]:
    """Return what this reader may do to the case as a whole."""
    is_coordinator = Hat.COORDINATOR in reached.hats
    return {
        "may_close": is_coordinator and actor.may(Permission.CASE_CLOSE),
        "may_assign": actor.may(Permission.CASE_READ) and actor.may(Permission.CASE_ASSIGN),
        "may_message": _talks(reached),
        "may_find": _finds(actor, reached),
        "may_see_identity": people.may_open(actor, reached),
    }


def _hand_facts(got: Gathered, reader: Reader) -> tuple[HandFact, ...]:
    reached = reader.reached
    if Hat.COORDINATOR not in reached.hats or reached.case.closed_at is not None:
        return ()
    return by_hand.list_of(got.running, reader.locale)


def _finds(actor: Actor, reached: Reached) -> bool:
    is_desk = bool(reached.hats & findings.FINDERS) and actor.may(Permission.CASE_HANDLE)
    return is_desk and reached.case.closed_at is None


def _talks(reached: Reached) -> bool:
    return bool(reached.hats & {Hat.HANDLER, Hat.COORDINATOR})


def _readable(reader: Reader, steps: tuple[StepView, ...]) -> tuple[StepView, ...]:
    if reader.actor.may(Permission.CASE_READ):
        return steps
    return tuple(step for step in steps if step.party_key == reach.AFTERCARE or step.may_do)
