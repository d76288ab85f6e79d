"""Releasing the draft as the next version, and the yearly review of the one in force."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.core.worktime import local_date
from vpt.revision import queries, releasing, reviewing
from vpt.revision.rules import Standing
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.protocols import doing, overview
from vpt.web.protocols.blueprint import ALL, DRAFT, bp
from vpt.web.protocols.forms import ReleaseForm, ReviewForm
from vpt.web.session import current_actor


@bp.route(f"{DRAFT}/uitgeven", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def release() -> ResponseReturnValue:
    """Make the draft the next version, after saying whom it reaches and from when."""
    actor, now, found = current_actor(), clock.now(), doing.draft()
    listed = queries.versions(actor.organisation_id, now=now)
    newest = queries.newest(listed)
    keepers = releasing.list_keepers(actor.organisation_id, now=now)
    owner = newest.owner_id if newest and newest.owner_id else actor.id
    form = ReleaseForm(
        [(one.id, one.name) for one in keepers],
        data={"revision": found.revision, "on": local_date(now), "owner": str(owner)},
    )
    if doing.done(
        form,
        lambda: releasing.release(actor, form.to_release(), revision=form.seen(), now=clock.now()),
    ):
        flash(_("De nieuwe versie is uitgegeven. Lopende dossiers houden hun versie."), "success")
        return redirect(url_for("protocols.index"))
    page = render_template(
        "protocols/release.html", form=form, draft=found, newest=newest,
        number=listed[0].number + 1 if listed else 1,
        coming=newest if newest and newest.standing is Standing.COMING else None,
        running=sum(queries.count_open(actor.organisation_id).values()),
        **overview.of_draft(actor, found, doing.locale()),
    )  # fmt: skip
    return page, doing.status(form)


@bp.route(f"{ALL}/nakijken", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def review() -> ResponseReturnValue:
    """Say of the version in force whether it is still right."""
    actor, now = current_actor(), clock.now()
    held = reviewing.in_force(queries.versions(actor.organisation_id, now=now))
    if held is None:
        raise NotVisible("not_found")
    form = ReviewForm(data={"revision": held.number})
    is_right = form.is_right.data == "yes"

    def act() -> None:
        reviewing.review(
            actor, form.seen(), form.note.data or "", is_right=is_right, now=clock.now()
        )

    if doing.done(form, act):
        return _after_review(is_right=is_right)
    page = render_template(
        "protocols/review.html", form=form, held=held, moments=moments,
        reviews=reviewing.list_reviews(actor, held.id),
    )  # fmt: skip
    return page, doing.status(form)


def _after_review(*, is_right: bool) -> ResponseReturnValue:
    """Lead to the versions when all is right, else to a draft in which to change it."""
    if is_right:
        flash(_("Bewaard: het protocol klopt nog. Over een jaar vragen we het weer."), "success")
        return redirect(url_for("protocols.index"))
    flash(_("Bewaard. Verander in een concept wat er anders moet."), "success")
    is_open = queries.draft_of(current_actor()) is not None
    return redirect(url_for("protocols.draft" if is_open else "protocols.start"))
