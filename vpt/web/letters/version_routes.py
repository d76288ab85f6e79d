"""An earlier text of a letter, or the one of the product, beside the one in force; and back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, StaleData
from vpt.history import queries as history
from vpt.history.rules import Kind, Seen
from vpt.infra.db import unit_of_work
from vpt.measures import wording
from vpt.measures.wording import InForce, Written
from vpt.web.cases.forms import as_version
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.letters import editing, showing
from vpt.web.letters.blueprint import ONE, bp
from vpt.web.session import current_actor

PRODUCT = "vpt"


@bp.route(f"{ONE}/versies/<version>", methods=["GET", "POST"])
@requires(Permission.TEXTS_EDIT)
def version(key: str, version: str) -> ResponseReturnValue:
    """Show what putting a text back would change, and put it back."""
    organisation_id = current_actor().organisation_id
    now_in_force = wording.in_force(organisation_id, key)
    old = _old(key, version)
    is_stale = False
    if request.method == "POST":
        try:
            return _put_back(old, version)
        except StaleData:
            is_stale = True
    page = render_template(
        "letters/version.html",
        key=key,
        version=version,
        title=old.template.title,
        name=showing.version(old),
        seen=history.newest_number(organisation_id, Kind.LETTER, key),
        differences=showing.differences(now_in_force, old),
        is_verified=old.template.verified,
        is_stale=is_stale,
    )
    return page, 409 if is_stale else 200


def _old(key: str, version: str) -> InForce:
    organisation_id = current_actor().organisation_id
    wording.in_force(organisation_id, key)
    if version == PRODUCT:
        return wording.of_product(key)
    if not version.isdecimal():
        raise NotVisible("not_found")
    return wording.of_version(organisation_id, key, as_version(version))


def _put_back(old: InForce, version: str) -> ResponseReturnValue:
    if editing.SEEN not in request.form:
        raise StaleData("setting_changed")
    number = None if version == PRODUCT else as_version(version)
    seen = Seen(number=as_version(request.form[editing.SEEN]), back_to=number)
    written = Written(template=old.template, contact_is_ours=True)
    with unit_of_work():
        row = wording.change(current_actor(), written, seen, now=clock.now())
    flash(_("De tekst is teruggezet.") if row else _("Er is niets veranderd."), "success")
    return redirect(url_for("letters.edit", key=old.key))
