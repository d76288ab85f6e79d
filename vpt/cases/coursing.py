"""The course of a case as rows of a document: steps, phases, reports, measures, proof, history."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from vpt.cases import labels, wording
from vpt.cases.chain import OPEN, StepView
from vpt.cases.models import CaseSubject
from vpt.cases.page import history as happened
from vpt.cases.telling import Telling
from vpt.core.language import mark
from vpt.documents.kinds.parts import (
    CustodyRow,
    EvidenceRow,
    Fact,
    FactGroup,
    HistoryRow,
    MeasureRow,
    NextStep,
    Note,
    Phase,
    Progress,
    StepRow,
)
from vpt.partners.disclosure import Identities, Profile
from vpt.protocol.state import Standing

CARE = frozenset({"support_team", "hr"})
"""Lanes whose steps are about somebody's health or work: not for readers outside."""
CUSTODY = {
    "secured": mark("Veiliggesteld"),
    "viewed": mark("Bekeken"),
    "downloaded": mark("Kopie gemaakt"),
    "handed_over": mark("Meegegeven voor een partner"),
    "enclosed": mark("Bijgevoegd bij het dossier voor het OM"),
    "released": mark("Origineel vrijgegeven"),
    "retained": mark("Vrijgave van het origineel ingetrokken"),
}
EVIDENCE_KIND = {
    "photo": mark("Foto"),
    "image": mark("Afbeelding"),
    "audio": mark("Geluid"),
    "video": mark("Video"),
    "document": mark("Document"),
    "mail": mark("Mail"),
    "text": mark("Tekst"),
}
UNTOLD = labels.SEEN | labels.CARE_ACTS | labels.SHARE_LOOKS | {"document.issued"}
"""Acts that change nothing in the case: a copy would differ from the last by being made."""
SETTLED = frozenset({Standing.DONE, Standing.WAIVED, Standing.LAPSED})


def shown_steps(telling: Telling, steps: Sequence[StepView]) -> tuple[StepView, ...]:
    """Return the steps a profile may read of: no care outside, nothing that may never come."""
    is_inside = telling.disclosure.profile is Profile.INTERNAL
    tells_of_whom = telling.disclosure.victims is not Identities.NONE
    return tuple(
        step if tells_of_whom else replace(step, about="")
        for step in steps
        if step.standing is not Standing.IF_NEEDED and (is_inside or step.party_key not in CARE)
    )


def step_rows(telling: Telling, steps: Sequence[StepView]) -> tuple[StepRow, ...]:
    """Return the chain with dates and outcomes; what came of care is not told.

    The basis is a code of our own list of sources: outside it says nothing to anybody.
    """
    is_inside = telling.disclosure.profile is Profile.INTERNAL
    return tuple(
        StepRow(
            number=step.key,
            title=f"{step.title} ({step.about})" if step.about else step.title,
            party=step.party,
            due=wording.until(step.due_at) or "geen termijn",
            state=_state(step),
            outcome="" if step.party_key in CARE else step.outcome,
            basis=f"{_source(step)}, {_verified(step)}" if is_inside else "",
        )
        for step in steps
    )


def phases(telling: Telling, steps: Sequence[StepView]) -> tuple[Phase, ...]:
    """Return the chain in one glance."""
    found = []
    for phase in telling.got.running.protocol.phases:
        of_phase = [step for step in steps if step.phase == phase.key]
        if of_phase:
            progress, caption = _progress(of_phase)
            found.append(Phase(title=phase.title.nl, progress=progress, caption=caption))
    return tuple(found)


def standing(telling: Telling, steps: Sequence[StepView]) -> tuple[Fact, ...]:
    """Return state, handler, unit and protocol."""
    got, case = telling.got, telling.got.running.case
    facts = [
        Fact("Stand", "Afgesloten" if case.closed_at else "In behandeling"),
        Fact("Behandelaar", telling.staff(case.assignee_id) if case.assignee_id else ""),
        Fact("Onderdeel", got.unit),
        Fact("Protocol", f"{got.running.protocol.title.nl}, versie {got.protocol_number}"),
        Fact("Verloop", _progress(list(steps))[1]),
    ]
    return tuple(fact for fact in facts if fact.value)


def police_reports(telling: Telling, steps: Sequence[StepView]) -> tuple[FactGroup, ...]:
    """Return per police report who it is for and what came of each step about it."""
    return tuple(
        FactGroup(
            title=f"{labels.SCOPE['police_report']} {row.ordinal}",
            facts=(
                Fact("Voor", _parent(telling, row)),
                *(Fact(step.title, _outcome(telling, step)) for step in _done_about(steps, row)),
            ),
        )
        for row in telling.got.running.subjects
        if row.scope == "police_report"
    )


def measures(telling: Telling, steps: Sequence[StepView]) -> tuple[MeasureRow, ...]:
    """Return per measure against whom, from when, decided by whom, and how it stands."""
    found = []
    for row in telling.got.running.subjects:
        if row.scope != "measure":
            continue
        done = list(_done_about(steps, row))
        decided = done[0] if done else None
        decider = _doer(telling, decided) if decided else ""
        moment = wording.moment(decided.done_at) if decided else ""
        found.append(
            MeasureRow(
                title=f"{labels.SCOPE['measure']} {row.ordinal}",
                subject=_parent(telling, row),
                period=_period(telling, row),
                decided=f"{decider}, {moment}" if decided else "Nog niet besloten",
                state=done[-1].outcome if done else "In voorbereiding",
            )
        )
    return tuple(found)


def evidence(telling: Telling) -> tuple[EvidenceRow, ...]:
    """Return the exhibits with their fingerprints."""
    return tuple(
        EvidenceRow(
            number=f"B{number}",
            title=telling.text(row.title),
            kind=f"{EVIDENCE_KIND.get(row.kind, row.kind)}, {wording.size(file.size)}",
            received=f"{wording.moment(row.added_at)}, van {telling.staff(row.added_by)}",
            sha256=file.sha256,
        )
        for number, (row, file) in enumerate(telling.got.evidence, 1)
        if telling.disclosure.shows_exhibit(row.id)
    )


def custody(telling: Telling) -> tuple[CustodyRow, ...]:
    """Return who did what with which exhibit; one that was not chosen keeps its number."""
    numbers = {row.id: f"B{number}" for number, (row, _) in enumerate(telling.got.evidence, 1)}
    return tuple(
        CustodyRow(
            at=wording.moment(entry.at),
            exhibit=numbers[entry.evidence_id],
            who=telling.staff(entry.actor_id),
            what=CUSTODY.get(entry.act, entry.act),
        )
        for entry in telling.got.custody
        if telling.disclosure.shows_exhibit(entry.evidence_id)
    )


def addenda(telling: Telling) -> tuple[Note, ...]:
    """Return what was added later; in the reporter's copy only the reporter's own."""
    own_only = telling.reader_id is not None
    return tuple(
        Note(
            at=wording.moment(row.added_at),
            author=telling.staff(row.author_id),
            text=telling.text(row.text),
        )
        for row in telling.got.addenda
        if not own_only or row.author_id == telling.reader_id
    )


def history(telling: Telling) -> tuple[HistoryRow, ...]:
    """Return what happened, oldest first; that somebody looked at people is no part of it."""
    lines = happened(telling.got, wording.DUTCH)
    rows = [
        HistoryRow(at=wording.moment(line.at), who=telling.staff(entry.actor_id), what=line.words)
        for line, entry in zip(lines, telling.got.trail, strict=True)
        if entry.action not in UNTOLD
    ]
    return tuple(reversed(rows))


def next_steps(telling: Telling, steps: Sequence[StepView]) -> tuple[NextStep, ...]:
    """Return what the reader may expect: open steps of the case and of the reader."""
    at, reader_id = telling.got.running, telling.reader_id
    return tuple(
        NextStep(
            what=step.reporter,
            who=telling.staff(step.assignee_id) if step.assignee_id else step.party,
            by=wording.until(step.due_at) or "geen vaste datum",
        )
        for step in steps
        if step.standing in OPEN
        and reader_id is not None
        and not at.is_about_other(step.ref.subject, reader_id, speaks=True)
    )


def _state(step: StepView) -> str:
    if step.done_at is None:
        return step.label
    where = " (per telefoon vastgelegd)" if step.by_telephone else ""
    where = " (zelf beantwoord)" if step.by_partner else where
    return f"{step.label} op {wording.moment(step.done_at)}{where}"


def _source(step: StepView) -> str:
    return "eigen voorstel" if step.basis_source == "proposal" else step.basis_source


def _verified(step: StepView) -> str:
    return "geverifieerd" if step.basis_verified else "niet geverifieerd"


def _progress(steps: Sequence[StepView]) -> tuple[Progress, str]:
    settled = sum(step.standing in SETTLED for step in steps)
    late = sum(step.standing is Standing.OVERDUE for step in steps)
    caption = f"{settled} van {len(steps)} gedaan" + (f", {late} te laat" if late else "")
    if late:
        return "late", caption
    if settled == len(steps):
        return "done", caption
    started = settled or any(step.standing in OPEN for step in steps)
    return ("current", caption) if started else ("later", "Nog niet begonnen")


def _done_about(steps: Sequence[StepView], row: CaseSubject) -> Iterator[StepView]:
    return (step for step in steps if step.ref.subject == row.id and step.outcome)


def _outcome(telling: Telling, step: StepView) -> str:
    number = telling.text(step.details.get("number"))
    told = [step.outcome, wording.moment(step.done_at), number]
    return ", ".join(part for part in told if part)


def _doer(telling: Telling, step: StepView) -> str:
    rows = telling.got.running.steps
    doer = next((r.done_by for r in rows if (r.key, r.subject_id) == _place(step)), None)
    return telling.staff(doer)


def _place(step: StepView) -> tuple[str, UUID]:
    return step.key, UUID(str(step.ref.subject))


def _parent(telling: Telling, row: CaseSubject) -> str:
    owner = next((one for one in telling.got.running.involved if one.id == row.parent_id), None)
    return telling.number(owner) if owner else ""


def _period(telling: Telling, row: CaseSubject) -> str:
    facts = {
        fact.key: str(fact.value)
        for fact in telling.got.running.facts
        if fact.subject_id == row.id and fact.withdrawn_at is None
    }
    start, end = facts.get("measure_starts_on"), facts.get("measure_ends_on")
    parts = [f"Vanaf {wording.day_of(start)}" if start else ""]
    parts.append(f"tot en met {wording.day_of(end)}" if end else "")
    return " ".join(part for part in parts if part) or "Nog niet begonnen"
