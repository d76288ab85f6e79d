"""Inviting a colleague, sending the link again, a lost telephone, and coming back."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts.rules import LOCALES, opens_cases
from vpt.administration import access, people
from vpt.core import clock
from vpt.core.actor import Permission, Role
from vpt.core.errors import RuleBroken
from vpt.history.rules import Content
from vpt.web import sentences
from vpt.web.administration import saving
from vpt.web.administration.saving import Result
from vpt.web.guards import requires
from vpt.web.i18n import counted as ngettext
from vpt.web.i18n import translated as _
from vpt.web.partners import doing
from vpt.web.people import shared, words
from vpt.web.people.blueprint import ONE, PEOPLE, bp
from vpt.web.people.forms import AgreeForm, InviteForm
from vpt.web.session import current_actor


@bp.route(f"{PEOPLE}/uitnodigen", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def invite() -> ResponseReturnValue:
    """Invite somebody after what the roles do was read."""
    given = {"roles": [str(Role.EMPLOYEE)], "locale": LOCALES[0]}
    form = InviteForm(shared.units(), shared.offered(), data=given)
    made: list[people.Invited] = []

    def store() -> None:
        invited = people.invite(
            current_actor(), form.to_newcomer(), form.to_grants(), now=clock.now()
        )
        made.append(invited)

    result = saving.attempt(form, lambda: _checked(form), _at_a_field(store))
    if result is Result.SAVED:
        flash(_told(made[0]), "success")
        return redirect(url_for("people.show", user_id=made[0].user_id))
    return render_template(
        "people/invite.html",
        form=form,
        is_looked=result is Result.LOOKED,
        consequences=_consequences(form) if result is Result.LOOKED else [],
        notes={str(role): str(note) for role, note in words.ROLE_NOTE.items()},
    ), saving.status(result)


@bp.post(f"{ONE}/uitnodiging")
@requires(Permission.CONFIGURE)
def invite_again(user_id: UUID) -> ResponseReturnValue:
    """Send the link again to who has not begun."""
    doing.tried(
        lambda: access.invite_again(current_actor(), user_id, now=clock.now()),
        _("Er gaat een nieuwe mail met een link weg. De link werkt één keer, 7 dagen lang."),
    )
    return redirect(url_for("people.show", user_id=user_id))


@bp.route(f"{ONE}/telefoon-kwijt", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def second_factor(user_id: UUID) -> ResponseReturnValue:
    """Let somebody set up the code of the telephone again, after a warning."""
    user = access.get(current_actor(), user_id)
    form = _warned()
    if _agreed(
        form, lambda: access.forget_second_factor(current_actor(), user_id, now=clock.now())
    ):
        flash(_("De code is weggehaald. Bij het inloggen stelt deze persoon een nieuwe in."), "ok")
        return redirect(url_for("people.show", user_id=user_id))
    return render_template("people/second_factor.html", form=form, user=user), doing.status(form)


@bp.route(f"{ONE}/weer-toelaten", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def let_in(user_id: UUID) -> ResponseReturnValue:
    """Open a closed account again; roles that open cases are asked for anew."""
    user = access.get(current_actor(), user_id)
    form, waiting = _warned(), list[int]()

    def act() -> None:
        waiting.append(access.let_in_again(current_actor(), user_id, now=clock.now()))

    if _agreed(form, act):
        flash(_("Het account is weer open.") + _and_waiting(waiting[0]), "success")
        return redirect(url_for("people.show", user_id=user_id))
    return render_template("people/let_in.html", form=form, user=user), doing.status(form)


def _checked(form: InviteForm) -> Content:
    for grant in form.to_grants():
        shared.ensure_placed(grant)
    return {name: form[name].data for name in ("email", "name", "phone", "unit_id", "roles")}


def _warned() -> AgreeForm:
    form = AgreeForm()
    form.needs_agreement = True
    return form


def _agreed(form: AgreeForm, act: Callable[[], object]) -> bool:
    """Do what was agreed to; a refusal stands at the box."""
    try:
        return doing.done(form, act)
    except RuleBroken as refusal:
        form.agreed.errors = [sentences.of(refusal)]
        return False


def _at_a_field(store: Callable[[], object]) -> Callable[[], object]:
    """Let a refusal that names no field stand at the address: that is whom it is about."""

    def stored() -> None:
        try:
            store()
        except RuleBroken as refusal:
            if "field" in refusal.details and refusal.details["field"] != "role":
                raise
            details = {**refusal.details, "field": "email"}
            raise RuleBroken(refusal.code, **details) from refusal

    return stored


def _consequences(form: InviteForm) -> list[str]:
    """Return what the roles do together, each sentence once."""
    now = clock.now()
    said = [
        sentence
        for grant in form.to_grants()
        for sentence in shared.consequences(grant, None, now=now)
        if opens_cases(grant.role) or len(form.to_grants()) == 1
    ]
    mail = _("De uitnodiging gaat per mail naar %(email)s.", email=form.email.data or "")
    return list(dict.fromkeys([mail, *said]))


def _told(invited: people.Invited) -> str:
    if invited.link is not None:
        sent = _("De uitnodiging gaat per mail weg. De link werkt één keer, 7 dagen lang.")
    elif invited.waiting:
        sent = _("De uitnodiging gaat weg zodra er akkoord is.")
    else:
        sent = _("Deze persoon heeft al een account en krijgt bericht van de rol.")
    return sent + _and_waiting(invited.waiting)


def _and_waiting(waiting: int) -> str:
    if not waiting:
        return ""
    said = ngettext("%(num)s rol wacht op akkoord.", "%(num)s rollen wachten op akkoord.", waiting)
    return f" {said}"
