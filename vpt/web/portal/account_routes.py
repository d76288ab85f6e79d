"""/keten: what employers share with the organisation of a partner's account."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from vpt.answers import answered
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.sharing import reading
from vpt.web.guards import requires
from vpt.web.portal import acting, doors, words
from vpt.web.portal.blueprint import bp
from vpt.web.portal.doors import Entry
from vpt.web.session import current_actor


@bp.get("/keten")
@requires(Permission.PORTAL)
def index() -> ResponseReturnValue:
    """Show the shares of this account: what waits for an answer first."""
    now = clock.now()
    rows = reading.list_for(current_actor(), answered=answered.among, now=now)
    return render_template(
        "portal/index.html",
        waiting=[one for one in rows if one.asks and not one.is_answered],
        others=[one for one in rows if not one.asks or one.is_answered],
        words=words,
    )


@bp.get("/keten/<uuid:share_id>")
@requires(Permission.PORTAL)
@doors.by_account
def show(entry: Entry) -> ResponseReturnValue:
    """Show one share."""
    return acting.show(entry)


@bp.post("/keten/<uuid:share_id>/aannemen")
@requires(Permission.PORTAL)
@doors.by_account
def accept(entry: Entry) -> ResponseReturnValue:
    """Take the file into treatment."""
    return acting.accept(entry)


@bp.post("/keten/<uuid:share_id>/weigeren")
@requires(Permission.PORTAL)
@doors.by_account
def reject(entry: Entry) -> ResponseReturnValue:
    """Refuse the file with a reason."""
    return acting.reject(entry)


@bp.post("/keten/<uuid:share_id>/antwoord")
@requires(Permission.PORTAL)
@doors.by_account
def answer(entry: Entry) -> ResponseReturnValue:
    """Pass on what the recipient answered."""
    return acting.answer(entry)


@bp.get("/keten/<uuid:share_id>/klaar")
@requires(Permission.PORTAL)
@doors.by_account
def done(entry: Entry) -> ResponseReturnValue:
    """Say what happens with the answer."""
    return acting.done(entry)


@bp.get("/keten/<uuid:share_id>/stuk/<int:number>")
@requires(Permission.PORTAL)
@doors.by_account
def copy(entry: Entry, number: int) -> ResponseReturnValue:
    """Hand over a sealed copy."""
    return acting.take_copy(entry, number)


@bp.get("/keten/<uuid:share_id>/bewijs/<uuid:evidence_id>")
@requires(Permission.PORTAL)
@doors.by_account
def evidence(entry: Entry, evidence_id: UUID) -> ResponseReturnValue:
    """Hand over a chosen piece of evidence."""
    return acting.take_evidence(entry, evidence_id)
