"""Injury at work: the check for the labour inspectorate, its notice, and the list of accidents."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vpt.assessment import labels, notice, queries, rules, service
from vpt.assessment.models import InjuryCheck
from vpt.cases.rules import Hat
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed, NotVisible
from vpt.documents import issued
from vpt.documents.models import IssuedDocument
from vpt.infra.db import unit_of_work
from vpt.protocol.works import Work
from vpt.web import moments
from vpt.web.assessment.blueprint import ONE, STEP, bp
from vpt.web.assessment.forms import InjuryForm
from vpt.web.cases import acting, own_step, pages, words
from vpt.web.documents import issuing
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

TAB = "injury"
HEALTH = frozenset({Hat.HR, Hat.SUPPORT})
INJURY = f"{ONE}/letsel"


@bp.route(f"{STEP}/arbeidsinspectie", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def inspect(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Check whether an injury must be reported."""
    page, step = own_step.find(case_id, step_id, Work.INSPECTORATE)
    form = InjuryForm(_victims(page), data=acting.seen(page))
    form.beside = lambda fresh: {"step": own_step.again(fresh, step)}
    return acting.change(
        "assessment/inspect.html", page, form,
        lambda: service.inspect(
            current_actor(), case_id, step.ref, form.to_inspected(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd. Wordt het later erger? Vul het dan aan bij Letsel."),
    )  # fmt: skip


@bp.get(INJURY)
@requires(Permission.MEDICAL_SEE)
def injury(case_id: UUID) -> ResponseReturnValue:
    """Show what is known of the injuries, for HR and the support team."""
    page = _health_page(case_id)
    checks, papers = queries.injuries(current_actor(), case_id, notice.KIND)
    return pages.render("assessment/injury.html", page, TAB, papers=papers, **_told(page, checks))


@bp.route(f"{INJURY}/aanvullen", methods=["GET", "POST"])
@requires(Permission.MEDICAL_SEE)
def add_check(case_id: UUID) -> ResponseReturnValue:
    """Add what became known later: it got worse, or another victim turns out to be injured."""
    page = _health_page(case_id)
    if Hat.HR not in page.hats:
        raise NotAllowed("not_your_part")
    form = InjuryForm(_victims(page), data=acting.seen(page))
    return acting.change(
        "assessment/add_check.html", page, form,
        lambda: service.check_later(
            current_actor(), case_id, form.to_inspected(),
            version=form.seen(), now=clock.now(),
        ),
        _("De aanvulling is vastgelegd."),
        TAB,
    )  # fmt: skip


@bp.post(f"{INJURY}/melding")
@requires(Permission.MEDICAL_SEE)
def issue_notice(case_id: UUID) -> ResponseReturnValue:
    """Make the notice for the labour inspectorate, unless nothing changed."""
    now = clock.now()
    prepared = notice.prepare(current_actor(), case_id, now=now)
    row, is_new = issuing.issue_request(prepared, now=now)
    if is_new:
        flash(_("De melding is gemaakt: versie %(number)s.", number=row.version), "success")
    else:
        flash(_("Er is niets veranderd. Gebruik versie %(number)s.", number=row.version), "info")
    return redirect(url_for("assessment.injury", case_id=case_id))


@bp.get(f"{INJURY}/melding/<uuid:document_id>")
@requires(Permission.MEDICAL_SEE)
def download_notice(case_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Return a notice exactly as it was issued."""
    actor = current_actor()
    reached = notice.reached_for_health(actor, case_id)

    def find() -> IssuedDocument:
        row = issued.get(actor, case_id, document_id)
        if row.kind != notice.KIND:
            raise NotVisible("not_found")
        return row

    return issuing.send(reached.case.reference, find)


@bp.get("/ongevallen")
@requires(Permission.CASE_READ_ALL)
def accidents() -> ResponseReturnValue:
    """Show the employer's list of accidents: when, what kind, reported or not; no names."""
    with unit_of_work():
        rows, after = queries.accidents(current_actor(), after=_cursor())
    return render_template(
        "assessment/accidents.html",
        rows=rows,
        words=words,
        moments=moments,
        next_url=url_for("assessment.accidents", na=after) if after else "",
        first_url=url_for("assessment.accidents") if "na" in request.args else "",
    )


def _cursor() -> UUID | None:
    try:
        return UUID(request.args.get("na", ""))
    except ValueError:
        return None


def _victims(page: CasePage) -> list[Any]:
    return [one for one in page.people if one.role == "victim"]


def _health_page(case_id: UUID) -> CasePage:
    page = pages.fetch(case_id)
    if not page.hats & HEALTH:
        raise NotAllowed("not_your_part")
    return page


def _told(page: CasePage, checks: list[InjuryCheck]) -> dict[str, Any]:
    people = {one.id: one.label for one in page.people}
    current = {one.id for one in queries.latest(checks)}
    return {
        "checks": [
            {
                "title": people.get(one.involved_id, ""),
                "is_current": one.id in current,
                "outcome": _(labels.INSPECTION[rules.Inspection(one.outcome)]),
                "facts": _facts(one),
            }
            for one in checks
        ],
        "may_add": Hat.HR in page.hats,
        "may_report": Hat.HR in page.hats and any(_must(one) for one in checks),
    }


def _must(check: InjuryCheck) -> bool:
    return any((check.answers or {}).get(key) == "yes" for key in notice.WHAT)


def _facts(check: InjuryCheck) -> list[tuple[str, str]]:
    answers = check.answers or {}
    asked = ("death", "admission", "lasting", "long_absence")
    found = [(_("Nagegaan"), moments.moment(check.made_at))]
    found += [
        (_(labels.QUESTION[key]), _(labels.REPLY[rules.Reply(answers[key])])) for key in asked
    ]
    if check.reported_on:
        found.append((_("Gemeld op"), moments.day(check.reported_on)))
    found += [(_(label), answers.get(key, "")) for key, label in labels.TEXT.items()]
    return [(term, value) for term, value in found if value]
