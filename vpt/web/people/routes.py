"""/beheer/mensen: who works here, and what one person has and sees."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts import absences, asked, invitations, labels, outsiders, queries
from vpt.accounts.people import User
from vpt.administration import access, directory
from vpt.core import clock
from vpt.core.actor import Permission, Role
from vpt.core.worktime import local_date
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.people import (
    absence_routes,
    confirm_routes,
    history,
    invite_routes,
    leave_routes,
    role_routes,
    seeing,
    shared,
    telling,
    words,
)
from vpt.web.people.blueprint import ONE, PEOPLE, bp
from vpt.web.people.forms import SearchForm, as_id
from vpt.web.rooms import Group, Setting
from vpt.web.session import current_actor

__all__ = [
    "absence_routes",
    "bp",
    "confirm_routes",
    "invite_routes",
    "leave_routes",
    "role_routes",
]

FILTERS = ("zoek", "afdeling", "rol", "wie")
SETTINGS = (
    Setting(
        title=lazy_gettext("Mensen en rollen"),
        text=lazy_gettext("Nodig collega’s uit, geef en stop rollen, en zie wat iemand kan zien."),
        endpoint="people.index",
        group=Group.PEOPLE,
        place=200,
    ),
    Setting(
        title=lazy_gettext("Akkoord voor rollen"),
        text=lazy_gettext("Rollen waarmee dossiers opengaan, wachten hier op een tweede persoon."),
        endpoint="people.roles",
        group=Group.PEOPLE,
        place=210,
        permissions=(Permission.ROLES_CONFIRM,),
        todo=lambda actor, _now: asked.count_waiting(actor),
    ),
)


@bp.get(PEOPLE)
@requires(Permission.CONFIGURE)
def index() -> ResponseReturnValue:
    """Look people up, by name and a page at a time."""
    actor, now = current_actor(), clock.now()
    form = SearchForm(shared.units(), request.args)
    search = form.to_search(as_id(request.args.get("na")))
    found = directory.list_people(actor, search, now=now)
    asked_for = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return render_template(
        "people/index.html",
        form=form,
        rows=found.rows,
        next_url=_page(asked_for, found.after) if found.after else "",
        first_url=_page(asked_for, None) if search.after else "",
        is_search=bool(asked_for),
        telling=telling,
        standings=words.STANDING,
        now=now,
    )


@bp.get(ONE)
@requires(Permission.CONFIGURE)
def show(user_id: UUID) -> ResponseReturnValue:
    """Show what one person has here: roles, account, absence."""
    actor, now = current_actor(), clock.now()
    user = access.get(actor, user_id)
    return render_template(
        "people/show.html",
        user=user,
        is_me=user.id == actor.id,
        is_elsewhere=access.is_elsewhere(actor, user.id, now=now),
        standing=outsiders.standings([user.id])[user.id],
        standings=words.STANDING,
        invited_until=invitations.open_until([user.id], now=now).get(user.id),
        has_second_factor=directory.has_second_factor(user.id),
        language=labels.LOCALE.get(user.locale, user.locale),
        held=directory.held_roles(actor.organisation_id, [user.id], now=now).get(user.id, []),
        has_mail=shared.has_mail(),
        can_begin=bool(queries.list_roles_of(user.id, now=now)),
        waiting=asked.list_of(actor.organisation_id, [user.id]),
        units={one.id: one.name for one in queries.list_units(actor)},
        away=absences.list_coming(actor.organisation_id, user.id, local_date(now)),
        telling=telling,
        history=history.of_person(actor, user.id),
        moments=moments,
        now=now,
    )


@bp.get(f"{ONE}/ziet")
@requires(Permission.CONFIGURE)
def sees(user_id: UUID) -> ResponseReturnValue:
    """Tell in words what somebody sees and may do; nothing of a case is read for it."""
    user = access.get(current_actor(), user_id)
    return render_template("people/sees.html", user=user, **_seen(user))


def _page(asked_for: Mapping[str, str], after: UUID | None) -> str:
    address = {**asked_for, **({"na": str(after)} if after else {})}
    return f"{url_for('people.index')}?{urlencode(address)}"


def _seen(user: User) -> dict[str, object]:
    actor, now = current_actor(), clock.now()
    found = seeing.find(user.id, actor, now=now)
    if found is None:
        return {"seen": None, "roles": [], "rights": frozenset()}
    return {
        "seen": seeing.seen_by(found, shared.units(), now=now),
        "roles": [telling.title(role) for role in Role if role in found.roles],
        "rights": found.permissions,
    }
