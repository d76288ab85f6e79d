"""What reading a list in would do, as rows in words: what does not fit first."""

from dataclasses import dataclass

from vpt.administration import lists
from vpt.administration.importing import Act, Difference, Outcome, Plan, Problem
from vpt.administration.lists import ListKind
from vpt.core.errors import RuleBroken
from vpt.incidents import labels
from vpt.web import sentences
from vpt.web.i18n import translated as _
from vpt.web.importing import words

MOST = 200
"""So many rows are shown; what does not fit comes first."""
NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the list in words."""

    number: int
    subject: str
    act: Act
    lines: tuple[str, ...]


def rows(kind: ListKind, plan: Plan) -> list[Row]:
    """Return the rows to show: refused ones first, then changes, then what is new."""
    order = [Act.REFUSED, Act.CHANGE, Act.ADD, Act.SAME]
    sorted_ = sorted(plan.outcomes, key=lambda one: (order.index(one.act), one.number))
    titles = {one.key: one.title for one in lists.columns(kind)}
    return [_row(one, titles) for one in sorted_[:MOST]]


def _row(outcome: Outcome, titles: dict[str, str]) -> Row:
    lines = [_problem(one, titles) for one in outcome.problems]
    lines += [_difference(one, titles) for one in outcome.differences]
    if outcome.note:
        lines.append(str(words.NOTE[outcome.note]))
    return Row(number=outcome.number, subject=outcome.subject, act=outcome.act, lines=tuple(lines))


def _problem(problem: Problem, titles: dict[str, str]) -> str:
    sentence = sentences.of(RuleBroken(problem.code, **problem.details))
    title = titles.get(problem.column, "")
    return f"{title}: {sentence}" if title else sentence


def _difference(difference: Difference, titles: dict[str, str]) -> str:
    before, after = (
        _value(difference.column, text) for text in (difference.before, difference.after)
    )
    title = titles[difference.column]
    if not before:
        return _("%(title)s: erbij %(after)s", title=title, after=after)
    return _("%(title)s: %(before)s wordt %(after)s", title=title, before=before, after=after)


def _value(column: str, text: str) -> str:
    """Return a stored code in words; what people typed stays as it is, cut when it is long."""
    if column == "kind":
        return _(labels.LOCATION_KIND.get(text, text))
    if column == "roles":
        return ", ".join(_(word) for word in text.split(", "))
    return text if len(text) <= MOST else f"{text[:MOST]}…"
