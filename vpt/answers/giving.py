"""Taking in what a partner answers: applied to the chain at once, or kept until one of us looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from vpt.answers import applying, keeping, starting
from vpt.answers.applying import Answering
from vpt.answers.keeping import Form
from vpt.answers.models import PartnerAnswer
from vpt.answers.rules import GIVEN_NUMBERS, MOST_TEXT, Given, State, Wait
from vpt.cases import finishing
from vpt.cases.working import Partner
from vpt.core.errors import RuleBroken
from vpt.outcomes.rules import Via
from vpt.partners.rules import Party
from vpt.police_reports.models import PoliceReport
from vpt.sharing import receipts
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask, Door, ReceiptKind

ORDER = tuple(Ask)
"""The registration comes before what is asked about a report that was taken."""


def give(
    share: Share,
    given: Sequence[Given],
    *,
    via: Via,
    user_id: UUID | None,
    key: UUID,
    now: datetime,
) -> tuple[PartnerAnswer, ...]:
    """Take in the answers of one form; every one of them is stored, whatever the chain says.

    The same form sent twice, or the same words once more, is one answer. What comes when no step
    waits for it is kept for the coordinator (`state`, `wait`). Raises RuleBroken with `ask` and
    `field` for an answer that breaks a rule; then nothing may be stored.
    """
    form = Form(
        case=keeping.hold(share.organisation_id, share.case_id),
        keyset_id=share.keyset_id,
        share=share,
        partner=Partner(party=share.party, user_id=user_id),
        via=via,
        key=key,
        now=now,
    )
    _ensure_asked(share, given)
    known = keeping.rows_of(share)
    taken: list[tuple[PartnerAnswer, bool]] = []
    for one in sorted(given, key=lambda one: ORDER.index(one.ask)):
        row, is_new = _take(form, _cleaned(one), [*known, *(row for row, _ in taken)])
        taken.append((row, is_new))
    fresh = [row for row, is_new in taken if is_new]
    if fresh:
        door = Door.ACCOUNT if via is Via.ACCOUNT else Door.LINK
        receipts.note(share, ReceiptKind.ANSWERED, door=door, user_id=user_id, now=now)
        keeping.tell(form, fresh)
    return tuple(row for row, _ in taken)


def from_desk(
    report: PoliceReport, values: Mapping[str, str], *, key: UUID, now: datetime
) -> tuple[PartnerAnswer, ...]:
    """Keep what somebody wrote through the code on a cover sheet; it never counts by itself.

    `values` holds number, record_number, officer, station, code (present, missing, not_obtained)
    and text. Raises RuleBroken("answer_empty", "bsn_refused", "text_too_long").
    """
    form = Form(
        case=keeping.hold(report.organisation_id, report.case_id),
        keyset_id=report.keyset_id,
        share=None,
        partner=Partner(party=Party.POLICE.value),
        via=Via.DESK,
        key=key,
        now=now,
    )
    given = [_cleaned(one) for one in _of_desk(report.id, values)]
    if not given:
        raise RuleBroken("answer_empty")
    known = keeping.rows_with(form.case, [keeping.key_of(form, one) for one in given])
    fresh = [
        keeping.store(form, one, State.UNCONFIRMED, Wait.DESK)
        for one in given
        if keeping.key_of(form, one) not in {row.key for row in known}
    ]
    if fresh:
        keeping.tell(form, fresh)
    return (*known, *fresh)


def _of_desk(report_id: UUID, values: Mapping[str, str]) -> Iterable[Given]:
    numbers = {key: values[key] for key in GIVEN_NUMBERS if values.get(key, "").strip()}
    if numbers:
        yield Given(ask=Ask.REGISTRATION, subject_id=report_id, values=numbers)
    if values.get("code"):
        said = {"outcome": values["code"], "text": values.get("text", "")}
        yield Given(ask=Ask.VPT_CODE, subject_id=report_id, values=said)


def _ensure_asked(share: Share, given: Sequence[Given]) -> None:
    if not given:
        raise RuleBroken("answer_empty")
    for one in given:
        if one.ask not in share.asks:
            raise RuleBroken("not_asked", ask=one.ask.value)


def _cleaned(given: Given) -> Given:
    try:
        typed = {
            name: finishing.clean(name, text, most=MOST_TEXT) for name, text in given.values.items()
        }
    except RuleBroken as refusal:
        refusal.details["ask"] = given.ask.value
        raise
    return replace(given, values={name: text for name, text in typed.items() if text})


def _take(form: Form, given: Given, known: Sequence[PartnerAnswer]) -> tuple[PartnerAnswer, bool]:
    before = keeping.said_before(form, given, known)
    if before is not None:
        return before, False
    answering = Answering(partner=form.partner, via=form.via, now=form.now)
    wait = applying.apply(form.case, given, answering)
    state = State.APPLIED if wait is None else State.UNCONFIRMED
    if wait is None and form.share is not None:
        starting.answered(form.share, given.ask, given.subject_id, now=form.now)
    return keeping.store(form, given, state, wait), True
