"""The menu: which page belongs to whom."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from vpt.core.actor import Actor, Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of the menu; `short` fits the phone; under `covers` it is the current one."""

    title: str
    endpoint: str
    icon: str
    permissions: tuple[Permission, ...] = ()
    short: str = ""
    covers: tuple[str, ...] = ()

    def is_for(self, actor: Actor) -> bool:
        """Return whether this person has use for it."""
        return not self.permissions or any(actor.may(one) for one in self.permissions)


CASES = (Permission.CASE_READ, Permission.CASE_READ_ALL, Permission.CASE_READ_AFTERCARE)
CASE_PAGES = (
    "cases.show",
    "cases.report",
    "cases.people",
    "cases.open_identities",
    "cases.evidence",
    "cases.messages",
    "cases.send_message",
    "cases.audience",
    "cases.step",
    "cases.finish",
    "cases.assign",
    "cases.add_person",
    "cases.identify",
    "cases.classify",
    "cases.same_event",
    "cases.facts",
    "cases.take_back_fact",
    "cases.reopen",
    "documents.index",
    "documents.issue_file",
)
ITEMS = (
    Item(title=_("Vandaag"), endpoint="start.home", icon="home"),
    Item(
        title=_("Melden"),
        endpoint="incidents.report",
        icon="plus",
        permissions=(Permission.INCIDENT_REPORT,),
    ),
    Item(
        title=_("Mijn meldingen"),
        endpoint="reports.index",
        icon="list",
        short=_("Meldingen"),
        permissions=(Permission.INCIDENT_OWN,),
        covers=("reports.show", "reports.answer", "reports.withdraw", "reports.send_message"),
    ),
    Item(
        title=_("Werkvoorraad"),
        endpoint="cases.worklist",
        icon="clock",
        short=_("Werk"),
        permissions=CASES,
    ),
    Item(
        title=_("Dossiers"),
        endpoint="cases.index",
        icon="folder",
        permissions=CASES,
        covers=CASE_PAGES,
    ),
    Item(
        title=_("Bezorging"),
        endpoint="notifications.deliveries",
        icon="settings",
        permissions=(Permission.CONFIGURE,),
    ),
)
