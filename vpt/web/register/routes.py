"""/register: ask to look, decide about somebody else's question, look once."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, lazy_gettext

from vpt.cases import reach
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.measures import ladder, register, register_rules, unlock
from vpt.measures.unlock import RequestView
from vpt.web import moments
from vpt.web.cases import pages, words
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import Item
from vpt.web.register.forms import AskForm, DecideForm, FindForm
from vpt.web.session import current_actor

bp = Blueprint("register", __name__)

BOTH = (Permission.REGISTER_SEARCH, Permission.REGISTER_UNLOCK)
ONE = "/register/<uuid:request_id>"
ITEMS = (
    Item(
        title=lazy_gettext("Register"),
        endpoint="register.index",
        icon="lock",
        permissions=BOTH,
        covers=("register.show", "register.look"),
        place=58,
    ),
)


@bp.get("/register")
@requires(*BOTH)
def index() -> ResponseReturnValue:
    """Show the questions one asked or may decide on; a reference leads to the form of its case."""
    actor, form = current_actor(), FindForm(request.args)
    may_ask = actor.may(Permission.REGISTER_SEARCH)
    if may_ask and form.kenmerk.data:
        case = reach.find_by_reference(actor, form.kenmerk.data)
        if case is not None:
            return redirect(url_for("register.ask", case_id=case.id))
        form.kenmerk.errors = [_("We vinden geen dossier met dit nummer. Kijk het nummer na.")]
    rows = unlock.list_requests(actor, now=clock.now())
    return _page("register/index.html", rows=rows, form=form, may_ask=may_ask)


@bp.route("/dossiers/<uuid:case_id>/register", methods=["GET", "POST"])
@requires(Permission.REGISTER_SEARCH)
def ask(case_id: UUID) -> ResponseReturnValue:
    """Ask to look for a perpetrator of this case in the employer's other cases."""
    page, form = pages.fetch(case_id), AskForm()
    form.offer(register.people(current_actor(), case_id))
    if not form.validate_on_submit():
        return _asking(page, form), 422 if form.is_submitted() else 200
    try:
        with unit_of_work():
            row = unlock.ask(
                current_actor(), case_id, form.to_person(), str(form.reason.data), now=clock.now()
            ).id
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return _asking(page, form), 422
    flash(_("Je vraag is gesteld. Je krijgt bericht zodra een tweede persoon beslist."), "success")
    return redirect(url_for("register.show", request_id=row))


@bp.get(ONE)
@requires(*BOTH)
def show(request_id: UUID) -> ResponseReturnValue:
    """Show one question and what was decided."""
    form = DecideForm()
    form.offer()
    return _request(_seen(request_id), form)


@bp.post(f"{ONE}/besluit")
@requires(Permission.REGISTER_UNLOCK)
def decide(request_id: UUID) -> ResponseReturnValue:
    """Allow or refuse somebody else's question."""
    seen, form = _seen(request_id), DecideForm()
    form.offer()
    if not form.validate_on_submit():
        return _request(seen, form), 422
    try:
        with unit_of_work():
            unlock.decide(
                current_actor(), request_id, is_approved=form.is_yes(),
                reason=str(form.reason.data), now=clock.now(),
            )  # fmt: skip
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return _request(seen, form), 422
    flash(_("Je besluit is vastgelegd. Je collega krijgt bericht."), "success")
    return redirect(url_for("register.show", request_id=request_id))


@bp.post(f"{ONE}/kijken")
@requires(Permission.REGISTER_SEARCH)
def look(request_id: UUID) -> ResponseReturnValue:
    """Show once in which other cases the person is; asking again shows nothing."""
    actor, now = current_actor(), clock.now()
    with unit_of_work():
        found = unlock.open_once(actor, request_id, now=now)
    seen = unlock.get(actor, request_id, now=now)
    named = {key: rung.named(str(get_locale())) for key, rung in ladder.rungs().items()}
    return _page("register/look.html", seen=seen, found=found, named=named, words=words)


def _seen(request_id: UUID) -> RequestView:
    with unit_of_work():
        return unlock.view(current_actor(), request_id, now=clock.now())


def _asking(page: CasePage, form: AskForm) -> str:
    return pages.render("register/ask.html", page, "people", form=form, **_rules())


def _request(seen: RequestView, form: DecideForm) -> str:
    return _page("register/show.html", seen=seen, form=form)


def _page(template: str, **context: object) -> str:
    return render_template(
        template,
        states=register_rules.STATE,
        moments=moments,
        now=clock.now(),
        **_rules(),
        **context,
    )


def _rules() -> dict[str, object]:
    """Return what every page says about the register: its basis and its terms."""
    locale = str(get_locale())
    listed = [term.text.get(locale, term.text["nl"]) for term in register_rules.terms().values()]
    return {"basis": register_rules.BASIS, "terms": listed}
