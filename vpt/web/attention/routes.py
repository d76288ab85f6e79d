"""/attentie: warn colleagues, read a warning, see who has read it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts.places import open_only
from vpt.attention import queries, service
from vpt.cases import reach
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.web import moments
from vpt.web.attention.forms import NoticeForm, as_id
from vpt.web.guards import requires, signed_in
from vpt.web.i18n import translated as _
from vpt.web.navigation import Item
from vpt.web.session import current_actor

bp = Blueprint("attention", __name__)

ITEMS = (
    Item(
        title=lazy_gettext("Attentieberichten"),
        short=lazy_gettext("Attentie"),
        endpoint="attention.index",
        icon="shout",
        permissions=(Permission.ATTENTION_SEND,),
        covers=("attention.send", "attention.show"),
        place=57,
    ),
)


@bp.get("/attentie")
@requires(Permission.ATTENTION_SEND)
def index() -> ResponseReturnValue:
    """Show the notices for the places this person may warn."""
    rows = queries.list_for_sender(current_actor(), now=clock.now())
    return render_template("attention/index.html", rows=rows, moments=moments, now=clock.now())


@bp.route("/attentie/nieuw", methods=["GET", "POST"])
@requires(Permission.ATTENTION_SEND)
def send() -> ResponseReturnValue:
    """Warn colleagues at one or more places."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    try:
        with unit_of_work():
            row = _send(form)
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return _page(form), 422
    flash(_("Het attentiebericht is verstuurd. Hieronder zie je wie het gelezen heeft."), "success")
    return redirect(url_for("attention.show", notice_id=row))


@bp.get("/attentie/<uuid:notice_id>")
@signed_in
def show(notice_id: UUID) -> ResponseReturnValue:
    """Show one notice; who sends sees who has read it."""
    actor, now = current_actor(), clock.now()
    with unit_of_work():
        notice = service.view(actor, notice_id, now=now)
    people = queries.receipts(actor, notice_id, now=now) if notice.may_manage else []
    return render_template(
        "attention/show.html", notice=notice, people=people, moments=moments, now=now
    )


@bp.post("/attentie/<uuid:notice_id>/gelezen")
@signed_in
def mark_read(notice_id: UUID) -> ResponseReturnValue:
    """Keep that this person has read it."""
    with unit_of_work():
        service.mark_read(current_actor(), notice_id, now=clock.now())
    flash(_("Dank je wel. Je collega ziet dat je het gelezen hebt."), "success")
    return redirect(url_for("attention.show", notice_id=notice_id))


@bp.post("/attentie/<uuid:notice_id>/intrekken")
@signed_in
def withdraw(notice_id: UUID) -> ResponseReturnValue:
    """End a notice before its time."""
    with unit_of_work():
        service.withdraw(current_actor(), notice_id, now=clock.now())
    flash(_("Het attentiebericht is ingetrokken. Niemand ziet het meer als waarschuwing."), "info")
    return redirect(url_for("attention.show", notice_id=notice_id))


def _form() -> NoticeForm:
    actor, now = current_actor(), clock.now()
    form = NoticeForm()
    form.offer(open_only(queries.may_send_for(actor)), now=now)
    earlier_id = as_id(request.args.get("vervolg"))
    if earlier_id is not None and not form.is_submitted():
        with unit_of_work():
            earlier = service.view(actor, earlier_id, now=now)
        form.prolong(earlier, queries.find(actor, earlier_id).places)
    return form


def _send(form: NoticeForm) -> UUID:
    actor, now = current_actor(), clock.now()
    typed = str(form.reference.data or "").strip()
    case = reach.find_by_reference(actor, typed) if typed else None
    if typed and case is None:
        raise RuleBroken("case_unknown", field="reference")
    alarm = form.to_alarm(case.id if case else None, now=now)
    return service.send(actor, alarm, follows_id=form.earlier_id(), now=now).id


def _page(form: NoticeForm) -> str:
    return render_template("attention/send.html", form=form)
