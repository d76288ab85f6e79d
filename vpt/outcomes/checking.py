"""What is cleaned and refused in what a partner said, before any of it is stored."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from vpt.cases import finishing
from vpt.cases.working import Piece
from vpt.core.errors import RuleBroken
from vpt.outcomes.rules import COMPENSATED, Ending, Hearing, Judgment, Penalty, Uplift, Verdict

MOST_LINE = 200
MOST_CODE = 8
Code = TypeVar("Code", bound=StrEnum)


def member(codes: type[Code], text: str, field: str = "outcome") -> Code:
    """Return a code that exists, else RuleBroken("outcome_unknown") at its field."""
    try:
        return codes(text)
    except ValueError:
        raise RuleBroken("outcome_unknown", field=field) from None


def verdict_of(judgment: Judgment) -> Verdict:
    """Return the outcome of the chain: an award that is not final yet is collected later."""
    verdict = member(Verdict, judgment.verdict)
    if verdict in COMPENSATED:
        is_final = judgment.final_on is not None
        return Verdict.CONVICTED_COMPENSATION if is_final else Verdict.CONVICTED_OPEN
    return verdict


def past(piece: Piece, on: date | None, field: str) -> date:
    """Return the day something was said or decided, today when nobody said.

    Raises RuleBroken("day_in_future").
    """
    today = piece.turn.running.calendar.local_date(piece.turn.now)
    if on is not None and on > today:
        raise RuleBroken("day_in_future", field=field)
    return on or today


def hearing(given: Hearing, decided_on: date) -> Hearing:
    """Return a hearing that has a day.

    Raises RuleBroken("hearing_day_missing", "hearing_before_decision").
    """
    if given.on is None:
        raise RuleBroken("hearing_day_missing", field="hearing_on")
    if given.on < decided_on:
        raise RuleBroken("hearing_before_decision", field="hearing_on")
    return given


def ending(verdict: Verdict, text: str) -> str:
    """Return how it ended without a conviction; RuleBroken("ending_required") when nobody said."""
    if verdict is not Verdict.NOT_CONVICTED:
        return ""
    if not text:
        raise RuleBroken("ending_required", field="ending")
    return member(Ending, text, "ending").value


def uplift(text: str) -> str:
    """Return whether the higher sentence was asked; empty when it was not asked after."""
    return member(Uplift, text, "uplift").value if text else ""


def penalties(given: Iterable[str]) -> dict[str, list[str]]:
    """Return what was imposed, as codes."""
    codes = [member(Penalty, one, "penalties").value for one in given]
    return {"penalties": codes} if codes else {}


def place(of: Hearing) -> dict[str, str]:
    """Return where and at what time a court sits."""
    return lines({"hearing_time": of.time, "court": of.court, "place": of.place})


def line(name: str, text: str, most: int = MOST_LINE) -> str:
    """Return one line of text, cleaned; a number of the chain is no reason to refuse it."""
    return finishing.clean(name, text, most=most)


def lines(given: Mapping[str, str]) -> dict[str, str]:
    """Return the lines that say something."""
    cleaned = {name: line(name, text) for name, text in given.items()}
    return {name: text for name, text in cleaned.items() if text}


def texts(text: str, words: str) -> dict[str, str]:
    """Return the text for the file and the words for the victim, as far as they are there."""
    cleaned = {"text": finishing.clean("text", text), "words": finishing.clean("words", words)}
    return {name: one for name, one in cleaned.items() if one}
