"""/beheer/protocol/concept/oefenen: the latest cases as they would have gone along the draft."""

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.infra.db import unit_of_work
from vpt.revision import replays
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.i18n import counted as ngettext
from vpt.web.i18n import translated as _
from vpt.web.protocols import doing
from vpt.web.protocols.blueprint import DRAFT, bp
from vpt.web.protocols.step_routes import open_draft
from vpt.web.session import current_actor


@bp.get(f"{DRAFT}/oefenen")
@requires(Permission.PROTOCOL_EDIT)
def replay() -> ResponseReturnValue:
    """Show what would have been due when; of cases the reader may not open durations only."""
    now = clock.now()
    with unit_of_work():
        found, protocol = open_draft()
        told = replays.run(current_actor(), found, protocol, now=now)
    return render_template(
        "protocols/replay.html",
        told=told,
        locale=doing.locale(),
        lasts=lasts,
        moments=moments,
        now=now,
    )


def lasts(span: timedelta | None) -> str:
    """Return a duration in words, in hours or in days."""
    if span is None:
        return _("geen termijn")
    if not span:
        return _("dezelfde dag")
    if span % replays.DAY:
        return ngettext("%(num)s uur", "%(num)s uur", span // replays.HOUR)
    return ngettext("%(num)s dag", "%(num)s dagen", span // replays.DAY)
