"""Who works the cases of the demo, and the next thing somebody does."""

from dataclasses import dataclass
from datetime import datetime

from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.demo.courses import OpenStep
from vpt.demo.region import Region
from vpt.demo.words import Words
from vpt.protocol.definition import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who works where, and what everybody goes by; the same for all cases."""

    region: Region
    words: Words
    protocol: Protocol
    coordinators: dict[str, Actor]
    support: dict[str, Actor]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The next thing somebody does to a step."""

    at: datetime
    what: str
    step: OpenStep
    row: CaseStep
