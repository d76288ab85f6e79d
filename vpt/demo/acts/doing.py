"""What somebody in the demo does on the page of a step: who, which step, how it ends, when."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from vpt.cases.rules import Answer
from vpt.core.actor import Actor
from vpt.protocol.state import StepRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One finished piece of work; `answer` is the outcome drawn for it, with its words."""

    actor: Actor
    coordinator: Actor
    case_id: UUID
    ref: StepRef
    subject_id: UUID
    """What the step is about as stored: a person, a thing, or the case."""
    answer: Answer
    version: int
    now: datetime
    category: str
    severity: int
    rng: Random
