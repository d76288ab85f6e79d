"""What the pages tell about one source of evidence."""

from vpt.preservation.queries import SourceView
from vpt.preservation.rules import State
from vpt.web import moments
from vpt.web.i18n import translated as _


def told(source: SourceView) -> list[tuple[str, str]]:
    """Return what is known of a source, without what is not known."""
    until = moments.day(source.keep_until) if source.keep_until else _("geen vaste termijn")
    warned = moments.moment(source.next_alarm_at) if source.next_alarm_at else ""
    asked = source.requested_at is not None
    unavailable = source.state is State.NOT_AVAILABLE
    found = [
        (_("Waar en bij wie"), source.place),
        (_("Zeker te krijgen tot en met"), "" if source.is_settled else until),
        (_("Volgende waarschuwing"), warned),
        (_("Gevraagd te bewaren"), moments.moment(source.requested_at) if asked else ""),
        (_("Niet beschikbaar") if unavailable else _("Veiliggesteld"), _settled(source)),
        (_("Reden"), source.reason),
    ]
    return [(term, value) for term, value in found if value]


def _settled(source: SourceView) -> str:
    if source.settled_at is None:
        return ""
    when = moments.moment(source.settled_at)
    return _("%(when)s, %(who)s", when=when, who=source.settled_by) if source.settled_by else when
