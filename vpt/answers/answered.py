"""Tells which shares are answered whole: every question, and the verdict after a summons."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select, tuple_

from vpt.answers.keeping import values_of
from vpt.answers.models import PartnerAnswer
from vpt.answers.rules import State
from vpt.infra.db import db
from vpt.outcomes.models import ChainOutcome
from vpt.outcomes.rules import DISMISSED, Ruling, Verdict
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask

STILL_OPEN = {Ask.DECISION: Ruling.OM_HEARING.value, Ask.JUDGMENT: Verdict.ADJOURNED.value}
"""Answers after which the question itself still waits: what was asked comes on a later day."""
NO_HEARING = frozenset({*DISMISSED, Ruling.PENAL_ORDER, Ruling.TRANSACTION})
"""Decisions of the prosecution after which no court is asked for a verdict."""


def among(shares: Sequence[Share]) -> frozenset[UUID]:
    """Return the shares that nothing waits for any more, in two statements at most.

    An answer that a coordinator still looks at counts: its giver did their part. One that was
    refused does not. The caller holds the shares.
    """
    if not shares:
        return frozenset()
    given = _given(shares)
    open_asks = {one.id: set(one.asks) - given.get(one.id, set()) for one in shares}
    courts = [one for one in shares if Ask.JUDGMENT in one.asks and given.get(one.id)]
    decided = _decided(courts)
    for one in courts:
        open_asks[one.id] = _weighed(open_asks[one.id], decided.get(one.case_id, {}))
    return frozenset(one.id for one in shares if one.asks and not open_asks[one.id])


def settled(rows: Sequence[PartnerAnswer]) -> frozenset[tuple[str, UUID]]:
    """Return the questions, and what they are about, that answers of one share leave closed."""
    newest = {(row.ask, row.subject_id): row for row in rows if row.state != State.REFUSED}
    return frozenset(about for about, row in newest.items() if not _leaves_open(row))


def _leaves_open(row: PartnerAnswer) -> bool:
    open_code = STILL_OPEN.get(Ask(row.ask))
    return open_code is not None and values_of(row).get("outcome") == open_code


def _given(shares: Sequence[Share]) -> dict[UUID, set[str]]:
    """Return what was answered through each share."""
    found: dict[UUID, set[str]] = {}
    rows = db.session.execute(
        select(PartnerAnswer.share_id, PartnerAnswer.ask)
        .where(
            tuple_(PartnerAnswer.organisation_id, PartnerAnswer.share_id).in_(
                [(one.organisation_id, one.id) for one in shares]
            ),
            PartnerAnswer.state != State.REFUSED,
        )
        .distinct()
    )
    for share_id, ask in rows:
        if share_id is not None:
            found.setdefault(share_id, set()).add(ask)
    return found


def _decided(shares: Sequence[Share]) -> dict[UUID, dict[str, set[str]]]:
    """Return by case and question how it stands about each suspect: the newest that was said."""
    if not shares:
        return {}
    rows = db.session.execute(
        select(ChainOutcome.case_id, ChainOutcome.kind, ChainOutcome.subject_id, ChainOutcome.code)
        .where(
            tuple_(ChainOutcome.organisation_id, ChainOutcome.case_id).in_(
                [(one.organisation_id, one.case_id) for one in shares]
            ),
            ChainOutcome.kind.in_((Ask.DECISION.value, Ask.JUDGMENT.value)),
        )
        .order_by(ChainOutcome.recorded_at, ChainOutcome.id)
    )
    newest = {(case_id, kind, subject): code for case_id, kind, subject, code in rows}
    found: dict[UUID, dict[str, set[str]]] = {}
    for (case_id, kind, _subject), code in newest.items():
        found.setdefault(case_id, {}).setdefault(kind, set()).add(code)
    return found


def _weighed(open_asks: Iterable[str], decided: dict[str, set[str]]) -> set[str]:
    """Return what still waits: no verdict without a hearing, and none before it was spoken."""
    left = set(open_asks)
    rulings = decided.get(Ask.DECISION, set())
    if rulings and rulings <= NO_HEARING:
        left.discard(Ask.JUDGMENT)
    return left | {ask.value for ask, code in STILL_OPEN.items() if code in decided.get(ask, set())}
