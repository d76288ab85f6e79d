"""Pages of signing in: password, one-time code, enrolment, organisation, demo, and out again."""

from typing import Any
from uuid import UUID

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from markupsafe import Markup

from vpt.accounts import codes, own, queries, signin
from vpt.accounts import credentials as stored
from vpt.accounts.rules import Step
from vpt.core import clock
from vpt.core.errors import NotVisible
from vpt.infra.db import unit_of_work
from vpt.web import session
from vpt.web.accounts import half_way, steps
from vpt.web.accounts.blueprint import bp
from vpt.web.accounts.forms import CodeForm, RecoveryForm, SignInForm
from vpt.web.accounts.half_way import HalfWay
from vpt.web.guards import open_page, signed_in

HALF_WAY = "between the password and the session; the cookie says who gave the password"


@bp.route("/inloggen", methods=["GET", "POST"])
@open_page("nobody is known before signing in")
def sign_in() -> ResponseReturnValue:
    """Ask for address and password."""
    form, target = SignInForm(), steps.local_target()
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(target or steps.START)
    if not form.validate_on_submit():
        return _sign_in_page(form, refused=False)
    proven = steps.prove_password(str(form.email.data), str(form.password.data))
    if proven is None:
        return _sign_in_page(form, refused=True)
    half_way.start(proven, target, now=clock.now())
    return steps.go_on()


@bp.route("/inloggen/code", methods=["GET", "POST"])
@open_page(HALF_WAY)
def code() -> ResponseReturnValue:
    """Ask for a one-time code."""
    form, found = CodeForm(), half_way.find(now=clock.now())
    if found is None or found.step is not Step.CODE:
        return steps.go_on()
    if not form.validate_on_submit():
        return _page("accounts/code.html", form)
    with unit_of_work():
        right = signin.check_code(
            found.user.id, str(form.code.data), steps.client(), now=clock.now()
        )
    if not right:
        return _page("accounts/code.html", form, refused=True)
    half_way.prove()
    return steps.go_on()


@bp.route("/inloggen/herstelcode", methods=["GET", "POST"])
@open_page(HALF_WAY)
def recovery() -> ResponseReturnValue:
    """Ask for a recovery code instead of a one-time code."""
    form, found = RecoveryForm(), half_way.find(now=clock.now())
    if found is None or found.step is not Step.CODE:
        return steps.go_on()
    if not form.validate_on_submit():
        return _page("accounts/recovery.html", form)
    with unit_of_work():
        right = signin.check_recovery(
            found.user.id, str(form.code.data), steps.client(), now=clock.now()
        )
    if not right:
        return _page("accounts/recovery.html", form, refused=True)
    half_way.prove()
    _say_how_many_left(found.user.id)
    return steps.go_on()


@bp.route("/inloggen/instellen", methods=["GET", "POST"])
@open_page(HALF_WAY)
def enrol() -> ResponseReturnValue:
    """Show the secret for an authenticator app until a code from it proves that it is there."""
    form, found = CodeForm(), half_way.find(now=clock.now())
    if found is None or found.step is not Step.ENROL:
        return steps.go_on()
    if not form.validate_on_submit():
        return _enrol_page(form, found)
    with unit_of_work():
        fresh = signin.confirm_enrolment(
            found.user.id, str(form.code.data), steps.client(), now=clock.now()
        )
    if not fresh:
        return _enrol_page(form, found, refused=True)
    half_way.prove()
    return _codes_page(fresh)


@bp.route("/inloggen/organisatie", methods=["GET", "POST"])
@open_page(HALF_WAY)
def choose_organisation() -> ResponseReturnValue:
    """Let a person who works for several organisations say for which one now."""
    found = half_way.find(now=clock.now())
    if found is None or found.step is not Step.DONE:
        return steps.go_on()
    organisations = queries.list_organisations_of(found.user.id, now=clock.now())
    wanted = request.form.get("organisation")
    for organisation in organisations:
        if str(organisation.id) == wanted:
            return redirect(steps.enter(found, organisation.id))
    page = render_template("accounts/choose_organisation.html", organisations=organisations)
    return page, 422 if request.method == "POST" else 200


@bp.post("/uitloggen")
@signed_in
def sign_out() -> ResponseReturnValue:
    """End this session."""
    with unit_of_work():
        own.note_sign_out(session.current_actor(), now=clock.now())
    session.end()
    flash(_("Je bent uitgelogd."), "success")
    return redirect(url_for("accounts.sign_in"))


@bp.post("/demo/inloggen")
@open_page("one click in a demo on this machine; a 404 anywhere else")
def demo() -> ResponseReturnValue:
    """Sign an invented person in."""
    if not steps.offers_demo():
        raise NotVisible("not_found")
    now = clock.now()
    try:
        wanted = UUID(request.form.get("user", ""))
    except ValueError:
        raise NotVisible("not_found") from None
    with unit_of_work():
        user, actor = signin.complete_as_demo(wanted, now=now)
    session.begin(user, actor, strong=True, now=now)
    return redirect(steps.local_target() or steps.START)


def _sign_in_page(form: SignInForm, *, refused: bool) -> ResponseReturnValue:
    people = signin.list_demo_people() if steps.offers_demo() else []
    return _page(
        "accounts/sign_in.html", form, refused=refused, people=people, target=steps.local_target()
    )


def _enrol_page(form: CodeForm, found: HalfWay, *, refused: bool = False) -> ResponseReturnValue:
    secret = signin.enrolment_secret(found.user.id)
    if secret is None:
        return redirect(url_for("accounts.sign_in"))
    uri = codes.enrolment_uri(secret, found.user.email)
    drawn = segno.make(uri, error="m").svg_inline(omitsize=True, light="#fff", title=_("QR-code"))
    return _page(
        "accounts/enrol.html",
        form,
        refused=refused,
        qr=Markup(drawn),  # noqa: S704  drawn here; what people typed is inside the squares only
        uri=uri,
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
    )


def _codes_page(fresh: list[str]) -> ResponseReturnValue:
    """Show recovery codes in the answer itself: they are never stored to be shown again."""
    found = half_way.find(now=clock.now())
    address = steps.enter_only_organisation(found) if found else url_for("accounts.sign_in")
    return render_template("accounts/codes.html", codes=fresh, next_url=address)


def _say_how_many_left(user_id: UUID) -> None:
    left = stored.recovery_codes_left(user_id)
    flash(
        ngettext(
            "Je hebt nog %(num)s herstelcode. Maak nieuwe bij Mijn account.",
            "Je hebt nog %(num)s herstelcodes. Maak nieuwe bij Mijn account.",
            left,
        ),
        "warning",
    )


def _page(
    template: str, form: Any, *, refused: bool = False, **values: object
) -> ResponseReturnValue:
    status = 422 if refused or form.is_submitted() else 200
    return render_template(template, form=form, refused=refused, **values), status
