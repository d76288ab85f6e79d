"""The menu: which page belongs to whom."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from vpt.core.actor import Actor, Permission, Role

DAILY_UNTIL = 55
"""Places up to here are for daily work; registers, lists and settings come after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of the menu; `short` fits the phone; under `covers` it is the current one."""

    title: str
    endpoint: str
    icon: str
    permissions: tuple[Permission, ...] = ()
    short: str = ""
    covers: tuple[str, ...] = ()
    place: int = 100
    """Orders the menu; what comes after `DAILY_UNTIL` stands under a heading of its own."""

    def is_for(self, actor: Actor) -> bool:
        """Return whether this person has use for it."""
        if not self.permissions:
            return not is_guest(actor)
        return any(actor.may(one) for one in self.permissions)


def is_guest(actor: Actor) -> bool:
    """Return whether somebody is here for what employers share with them, and nothing else."""
    return actor.roles == {Role.PARTNER}


CASES = (Permission.CASE_READ, Permission.CASE_READ_ALL, Permission.CASE_READ_AFTERCARE)
ITEMS = (
    Item(title=_("Vandaag"), endpoint="start.home", icon="home", place=10),
    Item(
        title=_("Melden"),
        place=20,
        endpoint="incidents.report",
        icon="plus",
        permissions=(Permission.INCIDENT_REPORT,),
    ),
    Item(
        title=_("Mijn meldingen"),
        place=30,
        endpoint="reports.index",
        icon="list",
        short=_("Meldingen"),
        permissions=(Permission.INCIDENT_OWN,),
        covers=(
            "support.own",
            "police_reports.own",
            "reports.show",
            "reports.answer",
            "reports.withdraw",
            "reports.send_message",
        ),
    ),
    Item(
        title=_("Werkvoorraad"),
        place=40,
        endpoint="cases.worklist",
        icon="clock",
        short=_("Werk"),
        permissions=CASES,
    ),
    Item(
        title=_("Dossiers"),
        place=50,
        endpoint="cases.index",
        icon="folder",
        permissions=CASES,
    ),
    Item(
        title=_("Bezorging"),
        place=60,
        endpoint="notifications.deliveries",
        icon="settings",
        permissions=(Permission.CONFIGURE,),
    ),
)
