"""Which matrix an organisation uses: its own version, or the one that came with the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import tomlkit
from sqlalchemy import ScalarSelect, func, select

from vpt.accounts import service as accounts
from vpt.assessment import adjusting
from vpt.assessment.matrix import Matrix, load, product_text
from vpt.assessment.models import Assessment
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.history import queries as history
from vpt.history import service as keeping
from vpt.history.models import SettingVersion
from vpt.history.rules import Kind, Seen
from vpt.history.service import Change
from vpt.infra.db import db

OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A matrix with its text; `number` is 0 for the one of the program."""

    text: str
    number: int = 0

    @property
    def matrix(self) -> Matrix:
        """Return what it says."""
        return load(self.text)


def in_force(organisation_id: UUID) -> InForce:
    """Return the matrix an organisation uses now."""
    return of_row(history.newest(organisation_id, Kind.MATRIX))


def of_product() -> InForce:
    """Return the matrix that came with the program."""
    return InForce(text=product_text())


def of_number(organisation_id: UUID, number: int) -> InForce:
    """Return an earlier version. NotVisible when there is none."""
    return of_row(history.get(organisation_id, Kind.MATRIX, number))


def newest(organisation_id: UUID) -> ScalarSelect[UUID]:
    """Return the id of the version in force, for a statement that asks for more at once."""
    return (
        select(SettingVersion.id)
        .where(
            SettingVersion.organisation_id == organisation_id,
            SettingVersion.kind == Kind.MATRIX,
            SettingVersion.subject == "",
        )
        .order_by(SettingVersion.number.desc())
        .limit(1)
        .scalar_subquery()
    )


def of_row(row: SettingVersion | None) -> InForce:
    """Return the matrix in a version; the one of the program without a version."""
    return InForce(text=str(row.content["text"]), number=row.number) if row else of_product()


def change(actor: Actor, text: str, seen: Seen, *, now: datetime) -> SettingVersion | None:
    """Store the organisation's own matrix; None when nothing changed.

    What was assessed keeps its version. Raises NotAllowed, StaleData("setting_changed"), and
    what `adjusting.check` refuses.
    """
    policy.ensure(actor, Permission.PROTOCOL_EDIT)
    after = adjusting.check(text)
    accounts.queue_up(actor.organisation_id)
    keeping.ensure_newest(actor, Kind.MATRIX, seen)
    before = in_force(actor.organisation_id)
    if adjusting.differences(before.matrix, after) == ():
        return None
    numbered = _numbered(text, before.number + 1)
    found = Change(
        kind=Kind.MATRIX,
        before=_content(before.text),
        after=_content(numbered),
        back_to=seen.back_to,
    )
    return keeping.keep(actor, found, now=now)


def count_assessments(organisation_id: UUID) -> int:
    """Return how many assessments were made, of all cases: a number, for who may see none."""
    counted = select(func.count()).where(Assessment.organisation_id == organisation_id)
    return db.session.scalar(counted.select_from(Assessment)) or 0


def _content(text: str) -> Mapping[str, Any]:
    """Return what a version keeps: the text, and by name what people see change."""
    said = load(text)
    return {
        "text": text,
        "rows": {row.key: {key: str(one) for key, one in row.cells.items()} for row in said.rows},
        "severities": {str(one.level): one.highest for one in said.severities},
        "kinds": dict(said.kinds),
    }


def _numbered(text: str, number: int) -> str:
    document = tomlkit.parse(text)
    document["version"] = f"{OWN}{number}"
    return tomlkit.dumps(document)
