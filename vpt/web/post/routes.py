"""/post for who keeps the register, /mijn-post for everybody."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.post import labels, queries, service
from vpt.post.queries import Letter, Place, Register
from vpt.web import moments, sentences
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import Item
from vpt.web.post.forms import GiveBackForm, LetterForm, LetterStateForm
from vpt.web.session import current_actor

bp = Blueprint("post", __name__)

ITEMS = (
    Item(
        title=lazy_gettext("Mijn post"),
        endpoint="post.mine",
        icon="mail",
        permissions=(Permission.INCIDENT_OWN,),
        place=52,
    ),
    Item(
        title=lazy_gettext("Postregister"),
        endpoint="post.index",
        icon="mail",
        permissions=(Permission.POST_REGISTER,),
        covers=("post.add", "post.give_back", "post.hand_over"),
        place=56,
    ),
)


@bp.get("/mijn-post")
@requires(Permission.INCIDENT_OWN)
def mine() -> ResponseReturnValue:
    """Show that there is post; what it is only after the addressee asked to see it."""
    return _own_page()


@bp.post("/mijn-post/<uuid:item_id>/bekijk")
@requires(Permission.INCIDENT_OWN)
def look(item_id: UUID) -> ResponseReturnValue:
    """Show from whom a letter is and where it lies; the look is written down."""
    with unit_of_work():
        service.look(current_actor(), item_id, now=clock.now())
    return redirect(url_for("post.mine", _anchor=f"brief-{item_id}"))


@bp.post("/mijn-post/<uuid:item_id>/ontvangen")
@requires(Permission.INCIDENT_OWN)
def confirm(item_id: UUID) -> ResponseReturnValue:
    """Keep that the addressee has the letter."""
    form = LetterStateForm()
    refusal = _try(
        lambda: service.confirm(current_actor(), item_id, version=form.seen(), now=clock.now()),
        _("Dank je wel. We weten nu dat je de brief hebt."),
    )
    return (_own_page(refusal), 409) if refusal else redirect(url_for("post.mine"))


@bp.get("/post")
@requires(Permission.POST_REGISTER)
def index() -> ResponseReturnValue:
    """Show the letters this keeper may know of, newest first."""
    return _register_page()


@bp.route("/post/nieuw", methods=["GET", "POST"])
@requires(Permission.POST_REGISTER)
def add() -> ResponseReturnValue:
    """Note a letter that came."""
    actor, now = current_actor(), clock.now()
    today = now.astimezone(moments.LOCAL).date()
    form = LetterForm(queries.list_receivers(actor, now=now), data={"received_on": today})
    if form.validate_on_submit():
        try:
            with unit_of_work():
                service.register(actor, form.to_letter(), now=now)
        except RuleBroken as refusal:
            if not form.refuse(refusal):
                raise
        else:
            flash(_("Genoteerd. Je collega krijgt bericht dat er post ligt."), "success")
            return redirect(url_for("post.index"))
    status = 422 if form.is_submitted() else 200
    return render_template("post/add.html", form=form), status


@bp.post("/post/<uuid:item_id>/afgegeven")
@requires(Permission.POST_REGISTER)
def hand_over(item_id: UUID) -> ResponseReturnValue:
    """Keep that the envelope was given to its addressee."""
    form = LetterStateForm()
    refusal = _try(
        lambda: service.hand_over(current_actor(), item_id, version=form.seen(), now=clock.now()),
        _("Vastgelegd: de envelop is afgegeven."),
    )
    return (_register_page(refusal), 409) if refusal else redirect(url_for("post.index"))


@bp.route("/post/<uuid:item_id>/terug", methods=["GET", "POST"])
@requires(Permission.POST_REGISTER)
def give_back(item_id: UUID) -> ResponseReturnValue:
    """Keep that a letter went back, and why."""
    actor, now = current_actor(), clock.now()
    letter = queries.get(actor, item_id, now=now)
    form = GiveBackForm(data={"version": str(letter.version)})
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return _give_back_page(form, letter), status
    refusal = _try(
        lambda: service.give_back(
            actor, item_id, form.to_reason(), version=form.seen(), now=now
        ),
        _("Vastgelegd: de brief is terug."),
    )  # fmt: skip
    return (_register_page(refusal), 409) if refusal else redirect(url_for("post.index"))


def _try(act: Callable[[], object], done: str) -> str:
    """Do it and say so; return the sentence of what stopped it, or nothing."""
    try:
        with unit_of_work():
            act()
    except (RuleBroken, StaleData) as error:
        return sentences.of(error)
    flash(done, "success")
    return ""


def _own_page(refusal: str = "") -> str:
    letters = queries.mine(current_actor())
    return render_template(
        "post/mine.html", letters=letters, labels=labels, moments=moments, refusal=refusal
    )


def _register_page(refusal: str = "") -> str:
    place = _place(request.args.get("na", "")) if request.method == "GET" else None
    page = queries.register(current_actor(), after=place, now=clock.now())
    return render_template(
        "post/index.html",
        rows=page.rows,
        sees_all=bool(current_actor().roles & queries.SEES_ALL),
        labels=labels,
        moments=moments,
        now=clock.now(),
        refusal=refusal,
        next_url=_next_url(page),
        first_url=url_for("post.index") if place else "",
    )


def _give_back_page(form: GiveBackForm, letter: Letter) -> str:
    return render_template(
        "post/give_back.html", form=form, letter=letter, labels=labels, moments=moments
    )


def _next_url(page: Register) -> str:
    if page.after is None:
        return ""
    moment, identifier = page.after
    return url_for("post.index", na=f"{moment.isoformat()}~{identifier}")


def _place(text: str) -> Place | None:
    """Read the place to go on from; anything that is no such place is the beginning."""
    moment, _separator, identifier = text.partition("~")
    try:
        registered = datetime.fromisoformat(moment)
        return (registered.astimezone(UTC), UUID(identifier)) if registered.tzinfo else None
    except (ValueError, OverflowError):
        return None
