"""/beheer/rollen: being the second person for roles that open cases."""

from datetime import datetime, timedelta
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts import asked, queries
from vpt.accounts.people import RoleRequest, User
from vpt.accounts.rules import REFUSALS
from vpt.administration import confirming, watching
from vpt.core import clock
from vpt.core.actor import Permission, Role
from vpt.infra.db import db
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.partners import doing
from vpt.web.people import seeing, telling, words
from vpt.web.people.blueprint import ROLES, bp
from vpt.web.people.forms import AnswerForm
from vpt.web.session import current_actor

LOOKS_BACK = timedelta(days=90)


@bp.get(ROLES)
@requires(Permission.ROLES_CONFIRM)
def roles() -> ResponseReturnValue:
    """Show what waits, what was decided, and what happened to accounts that open cases."""
    actor, now = current_actor(), clock.now()
    waiting = asked.list_waiting(actor.organisation_id)
    decided = asked.list_decided(actor.organisation_id, since=now - LOOKS_BACK)
    events = watching.list_events(actor, now=now)
    people = {who for row in (*waiting, *decided) for who in _people(row)}
    people |= {who for event in events for who in (event.user_id, event.by) if who}
    return render_template(
        "people/roles.html",
        waiting=waiting,
        decided=decided,
        events=events,
        names=queries.names(people),
        units=_units(),
        telling=telling,
        watched=words.WATCHED,
        role_of=_role_of,
        me=actor.id,
        moments=moments,
        now=now,
    )


@bp.route(f"{ROLES}/<uuid:asked_id>", methods=["GET", "POST"])
@requires(Permission.ROLES_CONFIRM)
def decide(asked_id: UUID) -> ResponseReturnValue:
    """Say yes or no to one role, with what it would open."""
    actor, now = current_actor(), clock.now()
    row = asked.get(actor.organisation_id, asked_id)
    form = AnswerForm()

    def act() -> None:
        confirming.decide(actor, asked_id, form.to_verdict(), now=now)

    if doing.done(form, act):
        flash(_answered(form), "success")
        return redirect(url_for("people.roles"))
    return render_template("people/decide.html", form=form, **_shown(row, now)), doing.status(form)


def _shown(row: RoleRequest, now: datetime) -> dict[str, object]:
    actor = current_actor()
    known = seeing.find(row.user_id, actor, now=now)
    had = known.permissions if known is not None else frozenset()
    return {
        "row": row,
        "user": db.session.get_one(User, row.user_id),
        "asked_by": queries.names(_people(row)).get(row.asked_by, "") if row.asked_by else "",
        "unit": _units().get(row.unit_id, "") if row.unit_id else "",
        "has": [telling.title(role) for role in Role if known and role in known.roles],
        "added": seeing.added_by(Role(row.role), had),
        "is_mine": actor.id in (row.user_id, row.asked_by),
        "is_new": not _is_seasoned(now),
        "telling": telling,
        "moments": moments,
        "now": now,
    }


def _is_seasoned(now: datetime) -> bool:
    actor = current_actor()
    since = asked.confirms_since(actor.organisation_id, actor.id, now=now)
    return asked.is_seasoned(queries.get_organisation(actor), since, now=now)


def _answered(form: AnswerForm) -> str:
    if form.to_verdict() in REFUSALS:
        return _("Je gaf geen akkoord. Wie erom vroeg, krijgt bericht met de reden.")
    return _("Je gaf akkoord. De persoon, wie erom vroeg en de FG krijgen bericht.")


def _people(row: RoleRequest) -> set[UUID]:
    return {one for one in (row.user_id, row.asked_by, row.decided_by) if one is not None}


def _units() -> dict[UUID, str]:
    return {one.id: one.name for one in queries.list_units(current_actor(), with_closed=True)}


def _role_of(code: str) -> str:
    return telling.title(Role(code)) if code in set(Role) else ""
