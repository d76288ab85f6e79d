"""/wettelijk-register: the register of incidents over a period, on paper and in figures."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts import queries as accounts
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.statistics import queries, register
from vpt.statistics.rules import MOST_YEARS, Period, periods
from vpt.web import moments, sentences
from vpt.web.documents import issuing
from vpt.web.documents import words as papers
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import Item
from vpt.web.session import current_actor
from vpt.web.statistics import words
from vpt.web.statistics.forms import MakeForm, PeriodForm, fields_of

bp = Blueprint("statistics", __name__)

ITEMS = (
    Item(
        title=lazy_gettext("Wettelijk register"),
        endpoint="statistics.index",
        icon="list",
        permissions=(Permission.CASE_READ_ALL,),
        place=57,
    ),
)


@bp.get("/wettelijk-register")
@requires(Permission.CASE_READ_ALL)
def index() -> ResponseReturnValue:
    """Show the totals of a period, and what was made of it."""
    years = _years()
    asked = PeriodForm(years, request.args) if "jaar" in request.args else None
    period = asked.to_period() if asked else Period(years[-1])
    if period is None:
        raise NotVisible("not_found")
    return _page(period, years, MakeForm(periode=period.code))


@bp.post("/wettelijk-register")
@requires(Permission.CASE_READ_ALL)
def issue() -> ResponseReturnValue:
    """Make the register of a period for a reader, unless nothing changed."""
    form, years = MakeForm(), _years()
    period = form.to_period()
    if period is None or period.year not in years:
        raise NotVisible("not_found")
    if not form.validate_on_submit():
        return _page(period, years, form), 422
    now = clock.now()
    prepared = register.prepare(current_actor(), period, form.to_profile(), now=now)
    row, is_new = issuing.issue_request(prepared, now=now)
    made = _("Het register is gemaakt: versie %(number)s.", number=row.version)
    issuing.tell(row, made, is_new=is_new)
    return redirect(url_for("statistics.index", **fields_of(period)))


@bp.get("/wettelijk-register/<uuid:document_id>")
@requires(Permission.CASE_READ_ALL)
def download(document_id: UUID) -> ResponseReturnValue:
    """Return a register exactly as it was made."""
    actor = current_actor()
    house = accounts.get_organisation(actor)
    row = register.get(actor, document_id)
    period = _known(house.id).get(row.subject_id)
    name = register.reference(house.short_code, period) if period else house.short_code
    return issuing.send(name, lambda: register.get(actor, document_id))


def _years() -> range:
    return queries.years(current_actor(), local_date(clock.now()))


def _known(organisation_id: UUID) -> dict[UUID, Period]:
    """Return the periods by what their papers are about."""
    year = local_date(clock.now()).year
    return {one.of(organisation_id): one for one in periods(range(year - MOST_YEARS, year + 1))}


def _page(period: Period, years: range, form: MakeForm) -> str:
    actor = current_actor()
    rows = register.issued(actor)
    refused, figures = "", None
    try:
        figures = register.figures(actor, period)
    except RuleBroken as refusal:
        refused = sentences.of(refusal)
    return render_template(
        "statistics/index.html",
        period=words.period(period),
        chosen=PeriodForm(years, data=fields_of(period)),
        form=form,
        figures=figures,
        refused=refused,
        rows=rows,
        known={key: words.period(one) for key, one in _known(actor.organisation_id).items()},
        who=accounts.names({row.issued_by for row in rows}),
        papers=papers,
        moments=moments,
    )
