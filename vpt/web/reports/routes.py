"""/mijn-meldingen: the list, one report, and what the reporter can do with it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from vpt.cases import dossier, ending, expecting, labels, queries, service, talking
from vpt.cases.own import OwnCase
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.partners.disclosure import Profile
from vpt.web import moments, sentences
from vpt.web.cases import words
from vpt.web.cases.forms import AnswerForm, MessageForm
from vpt.web.documents import issuing
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.reports import pages
from vpt.web.reports.forms import WithdrawForm
from vpt.web.session import current_actor

bp = Blueprint("reports", __name__)

ONE = "/mijn-meldingen/<uuid:case_id>"


@bp.get("/mijn-meldingen")
@requires(Permission.INCIDENT_OWN)
def index() -> ResponseReturnValue:
    """Show the own reports, newest first."""
    actor = current_actor()
    rows = queries.own_cases(actor)
    expected = expecting.next_of(actor, [row.id for row in rows], locale=str(get_locale()))
    return render_template(
        "reports/index.html", rows=rows, expected=expected, moments=moments, now=clock.now()
    )


@bp.get(ONE)
@requires(Permission.INCIDENT_OWN)
def show(case_id: UUID) -> ResponseReturnValue:
    """Show what happens with a report, in plain words."""
    return pages.render(pages.fetch(case_id))


@bp.post(f"{ONE}/stappen/<uuid:step_id>")
@requires(Permission.INCIDENT_OWN)
def answer(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Answer what the chain asks of the victim or reporter."""
    page = pages.fetch(case_id)
    step = next((one for one in page.mine if one.id == step_id), None)
    if step is None:
        raise NotVisible("not_found")
    form = AnswerForm(step.choices, prefix=pages.prefix(step))
    bound = {"answers": pages.answers(page) | {step_id: form}, "wrong": form}
    if not form.validate_on_submit():
        return pages.render(page, **bound), 422
    try:
        with unit_of_work():
            service.complete_step(
                current_actor(), case_id, step.ref, form.to_answer(),
                version=form.seen(), now=clock.now(),
            )  # fmt: skip
    except StaleData as stale:
        return _stale(case_id, step_id, form, stale), 409
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return pages.render(page, **bound), 422
    flash(_("Dank je wel. We gaan hiermee verder."), "success")
    return redirect(url_for("reports.show", case_id=case_id))


@bp.post(f"{ONE}/berichten")
@requires(Permission.INCIDENT_OWN)
def send_message(case_id: UUID) -> ResponseReturnValue:
    """Write to the handler."""
    page, form = pages.fetch(case_id), MessageForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                talking.send_message(current_actor(), case_id, str(form.text.data), now=clock.now())
        except RuleBroken as refusal:
            form.text.errors = [sentences.of(refusal)]
        else:
            flash(_("Je bericht is verstuurd."), "success")
            return redirect(url_for("reports.show", case_id=case_id, _anchor="berichten"))
    return pages.render(page, message=form, wrong=form), 422


@bp.post(f"{ONE}/tevreden")
@requires(Permission.INCIDENT_OWN)
def satisfied(case_id: UUID) -> ResponseReturnValue:
    """Keep whether the reporter is satisfied with the handling."""
    said = request.form.get("tevreden")
    queries.get_own(current_actor(), case_id)
    if said not in {"ja", "nee"}:
        raise NotVisible("not_found")
    with unit_of_work():
        talking.set_satisfaction(current_actor(), case_id, satisfied=said == "ja", now=clock.now())
    flash(_("Dank je wel voor je antwoord."), "success")
    return redirect(url_for("reports.show", case_id=case_id))


@bp.route(f"{ONE}/intrekken", methods=["GET", "POST"])
@requires(Permission.INCIDENT_OWN)
def withdraw(case_id: UUID) -> ResponseReturnValue:
    """Take a report back, with a reason; what was written stays in the register."""
    page, form = pages.fetch(case_id), WithdrawForm()
    if not page.may_withdraw:
        raise NotVisible("not_found")
    form.offer(page.head.version)
    if not form.validate_on_submit():
        return _withdrawal(page, form), 422 if form.is_submitted() else 200
    try:
        with unit_of_work():
            ending.withdraw(
                current_actor(), case_id, form.reason.data, version=form.seen(), now=clock.now()
            )
    except StaleData as stale:
        page = pages.fetch(case_id)
        form.version.data = str(page.head.version)
        return _withdrawal(page, form, stale), 409
    flash(_("Je melding is ingetrokken. Je mag altijd opnieuw melden."), "success")
    return redirect(url_for("reports.show", case_id=case_id))


@bp.post(f"{ONE}/dossier")
@requires(Permission.INCIDENT_OWN)
def issue_copy(case_id: UUID) -> ResponseReturnValue:
    """Make a victim's own copy of the case and hand it over, or the last one if it is the same."""
    now = clock.now()
    prepared = dossier.prepare(current_actor(), case_id, dossier.CASE_FILE, Profile.VICTIM, now=now)
    row, _is_new = issuing.issue_request(prepared, now=now)
    return issuing.send(prepared.view.meta.reference, lambda: row)


def _withdrawal(page: OwnCase, form: WithdrawForm, stale: StaleData | None = None) -> str:
    return render_template(
        "reports/withdraw.html",
        form=form,
        case=page.head,
        stale=stale is not None,
        changes=stale.details.get("changes", ()) if stale else (),
        actions=labels.ACTION,
        titles={step.key: step.step.title for step in page.steps},
        words=words,
        moments=moments,
        now=clock.now(),
    )


def _stale(case_id: UUID, step_id: UUID, form: AnswerForm, stale: StaleData) -> str:
    """Show what changed meanwhile, with the input kept and the new version in the form."""
    page = pages.fetch(case_id)
    form.version.data = str(page.head.version)
    return pages.render(
        page,
        answers=pages.answers(page) | {step_id: form},
        stale=True,
        changes=stale.details.get("changes", ()),
        actions=labels.ACTION,
    )
