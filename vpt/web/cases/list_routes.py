"""The worklist and the list of cases."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vpt.accounts import queries as accounts
from vpt.cases import labels, protocols, queries
from vpt.cases import worklist as work
from vpt.core import clock
from vpt.web import moments
from vpt.web.cases import lists, pages, words
from vpt.web.cases.blueprint import bp
from vpt.web.cases.list_forms import CaseForm, WorkForm
from vpt.web.guards import requires
from vpt.web.navigation import CASES
from vpt.web.session import current_actor

PAGE = 25


@bp.get("/werkvoorraad")
@requires(*CASES)
def worklist() -> ResponseReturnValue:
    """Show the open steps in reach, soonest due first."""
    actor, now = current_actor(), clock.now()
    form = WorkForm(request.args)
    form.offer(
        accounts.list_units(actor), protocols.current(actor.organisation_id, now=now).protocol.steps
    )
    page = work.worklist(
        actor, form.to_filters(), after=request.args.get("na"), limit=PAGE, now=now
    )
    return render_template(
        "cases/worklist.html",
        form=form,
        groups=lists.grouped(page.rows),
        counts=lists.counts(page, **pages.asked()),
        filtered=any(form.data.values()),
        next_url=pages.further(page.after),
        first_url=pages.back_to_first(),
        case_words=words,
        labels=labels,
        moments=moments,
        now=now,
    )


@bp.get("/dossiers")
@requires(*CASES)
def index() -> ResponseReturnValue:
    """Show the cases in reach, newest first."""
    actor, now = current_actor(), clock.now()
    form = CaseForm(request.args)
    form.offer(accounts.list_units(actor))
    found = queries.case_list(actor, form.to_search(), after=request.args.get("na"), now=now)
    return render_template(
        "cases/index.html",
        form=form,
        found=found,
        filtered=any(form.data.values()),
        next_url=pages.further(found.after),
        first_url=pages.back_to_first(),
        words=words,
        moments=moments,
        now=now,
    )
