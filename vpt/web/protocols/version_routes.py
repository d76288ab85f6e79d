"""/beheer/protocol/versies: one released version, its file, and taking a coming one back."""

from datetime import datetime

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.accounts import queries as accounts
from vpt.cases import protocols
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.protocol.definition import Protocol
from vpt.revision import queries, releasing
from vpt.revision.rules import Standing, Version
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.protocols import doing, showing, telling, words
from vpt.web.protocols.blueprint import ONE, bp
from vpt.web.protocols.forms import DraftForm
from vpt.web.protocols.telling import Row
from vpt.web.session import current_actor

TOML = "application/toml"


@bp.get(ONE)
@requires(Permission.PROTOCOL_EDIT)
def show(number: int) -> ResponseReturnValue:
    """Show a version: the chain as a drawing and every step in words."""
    actor, now = current_actor(), clock.now()
    version = queries.get_version(actor, number, now=now)
    protocol = protocols.parsed(actor.organisation_id, version.id, version.sha256)
    names = accounts.names([version.owner_id] if version.owner_id else [])
    return render_template(
        "protocols/show.html",
        version=version,
        protocol=protocol,
        differences=_since(version, protocol, now),
        phases=showing.phases(protocol, doing.locale()),
        drawing=showing.drawing(protocol, doing.locale()),
        owner=names.get(version.owner_id, "") if version.owner_id else "",
        standings=words.STANDING,
        moments=moments,
        locale=doing.locale(),
        now=now,
    )


@bp.get(f"{ONE}/bestand")
@requires(Permission.PROTOCOL_EDIT)
def download(number: int) -> ResponseReturnValue:
    """Give a version as the file it was stored as, byte for byte."""
    actor = current_actor()
    version = queries.get_version(actor, number, now=clock.now())
    return as_toml(queries.text_of(actor.organisation_id, version.id), f"v{number}")


@bp.route(f"{ONE}/intrekken", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def withdraw(number: int) -> ResponseReturnValue:
    """Take back a version that does not hold yet."""
    actor, now = current_actor(), clock.now()
    version = queries.get_version(actor, number, now=now)
    form = DraftForm()
    if doing.done(form, lambda: releasing.withdraw(actor, number, now=clock.now())):
        flash(_("Versie %(number)s komt er niet. Wat nu geldt, blijft gelden.", number=number),
              "success")  # fmt: skip
        return redirect(url_for("protocols.index"))
    page = render_template(
        "protocols/withdraw.html", version=version, form=form, moments=moments, now=now,
        is_coming=version.standing is Standing.COMING,
    )  # fmt: skip
    return page, doing.status(form)


def _since(version: Version, protocol: Protocol, now: datetime) -> tuple[Version, list[Row]] | None:
    """Return the version before this one with what changed since; None for the first."""
    organisation_id = current_actor().organisation_id
    before = next(
        (
            one
            for one in queries.versions(organisation_id, now=now)
            if one.number < version.number and one.standing is not Standing.WITHDRAWN
        ),
        None,
    )
    if before is None:
        return None
    old = protocols.parsed(organisation_id, before.id, before.sha256)
    return before, telling.rows(old, protocol, doing.locale())


def as_toml(text: str, name: str) -> Response:
    """Return a protocol text as a file."""
    response = Response(text.encode(), content_type=TOML)
    return as_file(response, f"ketenprotocol-{name}.toml")
