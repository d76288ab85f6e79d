"""The facts a coordinator may record or take back by hand; all others follow from something."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from vpt.cases import chain
from vpt.cases.models import CaseFact
from vpt.cases.running import PEOPLE, Running
from vpt.protocol.definition import FactType, Scope

KEYS = (
    "evidence_exists",
    "injury",
    "damage",
    "complaint_offence",
    "public_order",
    "known_to_victim_on",
    "last_known_act_on",
    "claim_form_received",
    "arrested",
    "criminal_file_at_om",
    "judgment_final",
    "retention_ends_on",
)
"""Flags and dates only. Category, severity and who somebody is have pages of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandFact:
    """One fact about one subject; `value` is what holds now, None when it does not."""

    key: str
    subject_id: UUID | None
    title: str
    about: str
    is_date: bool
    value: str | None

    @property
    def code(self) -> str:
        """Return what names this fact in a form."""
        return f"{self.key}.{self.subject_id or ''}"


def list_of(running: Running, locale: str) -> tuple[HandFact, ...]:
    """Return every fact by hand that this case's protocol has, once per subject it may be about."""
    held = {(row.key, row.subject_id): row for row in running.facts if row.withdrawn_at is None}
    return tuple(
        _fact(running, key, subject_id, held.get((key, subject_id)), locale)
        for key in KEYS
        if key in running.protocol.facts
        for subject_id in _subjects(running, running.protocol.facts[key].scope)
    )


def _subjects(running: Running, scope: Scope) -> Iterator[UUID | None]:
    if scope is Scope.CASE:
        yield None
    yield from (one.id for one in running.involved if PEOPLE.get(one.role) is scope)
    yield from (one.id for one in running.subjects if one.scope == scope)


def _fact(
    running: Running, key: str, subject_id: UUID | None, held: CaseFact | None, locale: str
) -> HandFact:
    definition = running.protocol.facts[key]
    return HandFact(
        key=key,
        subject_id=subject_id,
        title=definition.title.in_language(locale),
        about=chain.about(running, subject_id, locale),
        is_date=definition.type is FactType.DATE,
        value=str(held.value) if held else None,
    )
