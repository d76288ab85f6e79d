"""Draws the page of one step with every form this person may use on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vpt.cases import labels, queries
from vpt.cases.chain import OPEN, StepView
from vpt.cases.rules import Hat
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import StaleData
from vpt.protocol.state import Standing
from vpt.web import moments
from vpt.web.cases import pages
from vpt.web.cases.forms import (
    AnchorForm,
    AnswerForm,
    AssignForm,
    ChangeForm,
    PauseForm,
    ResumeForm,
    WaiveForm,
)
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

DESK = {Hat.HANDLER, Hat.COORDINATOR, Hat.HR}


@dataclass(slots=True)
class Forms:
    """The forms on the page; one that is not for this person is None."""

    answer: AnswerForm | None = None
    waive: WaiveForm | None = None
    pause: PauseForm | None = None
    resume: ResumeForm | None = None
    assign: AssignForm | None = None
    anchor: AnchorForm | None = None


NAMES: Mapping[type[ChangeForm], str] = {
    AnswerForm: "answer",
    WaiveForm: "waive",
    PauseForm: "pause",
    ResumeForm: "resume",
    AssignForm: "assign",
    AnchorForm: "anchor",
}


def render(
    page: CasePage, step: StepView, bound: ChangeForm | None = None, stale: StaleData | None = None
) -> str:
    """Return the page of a step; `bound` was filled in, `stale` says what came between."""
    forms = _forms(page, step)
    if bound is not None:
        bound.version.data = str(page.head.version)
        if step.standing in OPEN:
            setattr(forms, NAMES[type(bound)], bound)
    return pages.render(
        "cases/step.html",
        page,
        "show",
        step=step,
        forms_=forms,
        bound=bound,
        stale=stale,
        changes=stale.details.get("changes", ()) if stale else (),
        actions=labels.ACTION,
        kept=_kept(bound) if bound is not None and step.standing not in OPEN else [],
        dates=_dates(step),
        told=_told(step),
    )


def candidates(page: CasePage, step: StepView) -> list[tuple[UUID, str]]:
    """Return who may be given this step, the support team for its own steps included."""
    now = clock.now()
    return queries.list_candidates(current_actor(), page.head.id, now=now, party=step.party_key)


def _forms(page: CasePage, step: StepView) -> Forms:
    forms = Forms()
    if step.standing not in OPEN:
        return forms
    actor, seen = current_actor(), {"version": str(page.head.version)}
    at_desk = bool(page.hats & DESK) and actor.may(Permission.CASE_HANDLE)
    is_paused = step.standing is Standing.PAUSED
    if (step.may_do or step.may_record) and not is_paused and step.work is None:
        forms.answer = AnswerForm(step.choices, None, data=seen)
    if step.may_do or Hat.COORDINATOR in page.hats:
        forms.waive = WaiveForm(None, data=seen, prefix="waive-")
    if at_desk and is_paused:
        forms.resume = ResumeForm(None, data=seen, prefix="resume-")
    elif at_desk and step.is_pausable:
        forms.pause = PauseForm(None, data=seen, prefix="pause-")
    if at_desk and page.may_assign and not step.is_external:
        forms.assign = AssignForm(candidates(page, step), None, data=seen, prefix="assign-")
    if Hat.COORDINATOR in page.hats and actor.may(Permission.CASE_HANDLE) and not is_paused:
        forms.anchor = AnchorForm(None, data=seen, prefix="anchor-")
    return forms


def _kept(bound: ChangeForm) -> list[tuple[str, str]]:
    """Return what somebody typed for a step that a colleague finished first: nothing is lost."""
    return [
        (field.label.text, str(field.data))
        for field in bound
        if field.data and field.type in {"TextAreaField", "StringField", "DateField"}
    ]


def _dates(step: StepView) -> list[tuple[str, str]]:
    told = [
        (_("Termijn"), step.term),
        (_("Telt vanaf"), moments.moment(step.anchor_at)),
        (_("Liefst voor"), moments.moment(step.target_at) if step.target_at else ""),
        (_("Uiterlijk"), moments.moment(step.due_at) if step.due_at else ""),
        (_("Van"), step.party),
    ]
    return [(term, value) for term, value in told if value]


def _told(step: StepView) -> list[tuple[str, str]]:
    details = step.details
    told = [
        (_("Uitkomst"), step.outcome or step.label),
        (_("Wanneer"), moments.moment(step.done_at)),
        (_("Door"), step.done_by),
        (_("Hoe"), _how(step)),
        (_("Reden"), details.get("reason", "")),
        (_("Datum"), moments.day(date.fromisoformat(details["on"])) if "on" in details else ""),
        (_("Nummer"), details.get("number", "")),
        (_("Document"), details.get("document", "")),
    ]
    return [(term, value) for term, value in told if value]


def _how(step: StepView) -> str:
    if step.by_partner:
        return _("zelf beantwoord door de partner")
    return _("telefonisch vastgelegd") if step.by_telephone else ""
