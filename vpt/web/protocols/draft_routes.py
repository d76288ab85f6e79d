"""/beheer/protocol/concept: the draft of a next version, as a whole."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.accounts import queries as accounts
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.protocol import catalogue
from vpt.revision import drafting, queries
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.protocols import doing, forms, overview
from vpt.web.protocols.blueprint import DRAFT, bp
from vpt.web.protocols.forms import DraftForm, FileForm, StartForm
from vpt.web.protocols.version_routes import as_toml
from vpt.web.session import current_actor


@bp.get(DRAFT)
@requires(Permission.PROTOCOL_EDIT)
def draft() -> ResponseReturnValue:
    """Show the draft: what is wrong with it or what changes, the drawing and the steps."""
    found = doing.draft()
    names = accounts.names([found.started_by, found.changed_by])
    return render_template(
        "protocols/draft.html",
        draft=found,
        names=names,
        moments=moments,
        now=clock.now(),
        **overview.of_draft(current_actor(), found, doing.locale()),
    )


@bp.route(f"{DRAFT}/beginnen", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def start() -> ResponseReturnValue:
    """Begin a draft with a version, the reference or a file."""
    actor, now = current_actor(), clock.now()
    if queries.draft_of(actor) is not None:
        if request.method == "POST":
            raise RuleBroken("draft_exists")
        flash(_("Er is al een concept. Werk daarin verder."), "info")
        return redirect(url_for("protocols.draft"))
    listed = queries.versions(actor.organisation_id, now=now)
    newest = queries.newest(listed)
    form = StartForm([one for one in listed if one is not newest], data={"source": forms.IN_FORCE})
    text = _chosen(form) if form.validate_on_submit() else None
    if text is not None and doing.done(form, lambda: drafting.start(actor, text, now=now)):
        flash(_("Het concept is begonnen. Er verandert pas iets als je het uitgeeft."), "success")
        return redirect(url_for("protocols.draft"))
    return render_template("protocols/start.html", form=form), doing.status(form)


@bp.route(f"{DRAFT}/vervangen", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def replace() -> ResponseReturnValue:
    """Put a file in the place of the draft."""
    actor, found = current_actor(), doing.draft()
    form = FileForm(data={"revision": found.revision})
    text = form.to_text() if form.validate_on_submit() else None
    if text is not None and doing.done(
        form,
        lambda: drafting.rewrite(actor, text, ("file", ""), revision=form.seen(), now=clock.now()),
    ):
        flash(_("Het bestand staat nu in het concept."), "success")
        return redirect(url_for("protocols.draft"))
    return render_template("protocols/replace.html", form=form, draft=found), doing.status(form)


@bp.get(f"{DRAFT}/bestand")
@requires(Permission.PROTOCOL_EDIT)
def download_draft() -> Response:
    """Give the draft as a file."""
    return as_toml(doing.draft().text, "concept")


@bp.route(f"{DRAFT}/weg", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def discard() -> ResponseReturnValue:
    """Throw the draft away, after saying what that means."""
    actor, found = current_actor(), doing.draft()
    form = DraftForm(data={"revision": found.revision})
    if doing.done(form, lambda: drafting.discard(actor, revision=form.seen(), now=clock.now())):
        flash(_("Het concept is weg. Wat geldt, is niet veranderd."), "success")
        return redirect(url_for("protocols.index"))
    page = render_template("protocols/discard.html", form=form, draft=found)
    return page, doing.status(form)


def _chosen(form: StartForm) -> str | None:
    """Return the text a draft begins with; None when a field says why there is none."""
    actor, now = current_actor(), clock.now()
    if form.source.data == forms.FILE:
        return form.to_text()
    if form.source.data == forms.REFERENCE:
        return catalogue.reference_text()
    listed = queries.versions(actor.organisation_id, now=now)
    found = queries.newest(listed)
    if form.source.data == forms.EARLIER:
        found = next((one for one in listed if str(one.number) == form.number.data), None)
    if found is None:
        form.number.errors = [_("Kies een versie.")]
        return None
    return queries.text_of(actor.organisation_id, found.id)
