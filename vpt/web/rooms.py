"""What a page set brings to the others: work pages, tabs of a case, menu entries, settings.

The `routes` module of a page set may hold `WORKS`, `TABS`, `ITEMS` and `SETTINGS`; nothing else is
needed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import ModuleType
from uuid import UUID

from flask import Flask, current_app, url_for

from vpt.cases.chain import OPEN, StepView
from vpt.cases.views import CasePage
from vpt.core.actor import Actor, Permission
from vpt.protocol.state import Standing
from vpt.protocol.works import Work
from vpt.web.navigation import ITEMS, Item

EXTENSION = "vpt_rooms"


class Group(StrEnum):
    """The parts of the first page of the administration, in this order."""

    ORGANISATION = "organisation"
    PEOPLE = "people"
    CHAIN = "chain"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTab:
    """A tab of a case; its endpoint takes `case_id`.

    `place` orders the tabs: report 10, people 20, evidence 30, messages 80, documents 90,
    audience 100.
    """

    key: str
    title: str
    endpoint: str
    place: int
    under: str = ""
    """The tab that is lit for this one, when it is a page behind that tab and not listed itself."""
    is_shown: Callable[[CasePage], bool] | None = None
    """Who gets to see the tab; None is everybody who sees the case."""
    count: Callable[[CasePage], int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A page of /beheer: what can be set there, told in one sentence, for whom.

    Under `group` it stands on the first page of the administration; `place` orders within all.
    """

    title: str
    text: str
    endpoint: str
    group: Group
    place: int
    permissions: tuple[Permission, ...] = (Permission.CONFIGURE,)
    todo: Callable[[Actor, datetime], int] | None = None
    """How many things wait there for this person."""

    def is_for(self, actor: Actor) -> bool:
        """Return whether this person may open the page."""
        return any(actor.may(one) for one in self.permissions)


@dataclass(slots=True)
class Rooms:
    """What all page sets brought."""

    works: dict[Work, str] = field(default_factory=dict)
    tabs: list[CaseTab] = field(default_factory=list)
    items: list[Item] = field(default_factory=lambda: list(ITEMS))
    settings: list[Setting] = field(default_factory=list)


def init_app(app: Flask, routes: Iterable[ModuleType]) -> None:
    """Collect what the page sets bring."""
    rooms = Rooms()
    for module in routes:
        works: Mapping[Work, str] = getattr(module, "WORKS", {})
        rooms.works |= works
        rooms.tabs += getattr(module, "TABS", ())
        rooms.items += getattr(module, "ITEMS", ())
        rooms.settings += getattr(module, "SETTINGS", ())
    rooms.tabs.sort(key=lambda tab: tab.place)
    rooms.items.sort(key=lambda item: item.place)
    rooms.settings.sort(key=lambda one: one.place)
    app.extensions[EXTENSION] = rooms


def all_rooms() -> Rooms:
    """Return what the page sets of the running application brought."""
    rooms: Rooms = current_app.extensions[EXTENSION]
    return rooms


def work_url(step: StepView, case_id: UUID) -> str:
    """Return the page on which this reader finishes an open step; empty when there is none.

    The page takes `case_id` and `step_id`.
    """
    endpoint = all_rooms().works.get(step.work) if step.work else None
    may_work = (step.may_do or step.may_record) and step.standing in OPEN - {Standing.PAUSED}
    if endpoint is None or not may_work:
        return ""
    return url_for(endpoint, case_id=case_id, step_id=step.id)
