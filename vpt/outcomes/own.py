"""What the chain decided as a victim or reporter may read it: of their own part, in plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from vpt.cases.own import OwnCase
from vpt.core.actor import Actor
from vpt.incidents.taxonomy import Role
from vpt.outcomes import queries
from vpt.outcomes.queries import Given, News
from vpt.outcomes.rules import COMPENSATED, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNews:
    """One piece of news for one reader; `code` hides what another victim got."""

    news: News
    code: str
    about: str
    """Which suspect it is about, when there are more; never a name."""
    awards: tuple[Given, ...]
    is_shared_out: bool
    """Whether it is known whose the compensation is."""


def of_reader(actor: Actor, page: OwnCase) -> tuple[OwnNews, ...]:
    """Return the news of an own report, newest first; `page` was made for this reader.

    What is about another victim is left out, as the page of the report does; what was corrected
    is not told again.
    """
    subjects = {step.step.ref.subject: step.step.about for step in page.steps}
    mine = {one.id for one in page.people if one.is_me and one.role == Role.VICTIM}
    found = queries.of_case(actor, page.head.id)
    shown = [one for one in found if not one.is_corrected and _concerns(page, subjects, one)]
    return tuple(_own(one, mine, str(subjects.get(one.subject_id) or "")) for one in shown)


def _concerns(page: OwnCase, subjects: Iterable[object], news: News) -> bool:
    return news.subject_id == page.head.id or news.subject_id in set(subjects)


def _own(news: News, mine: set[UUID], about: str) -> OwnNews:
    awards = tuple(one for one in news.awards if one.victim_id in mine)
    is_shared_out = not news.unbooked_cents
    return OwnNews(
        news=news,
        code=_code(news, awards, is_shared_out=is_shared_out),
        about=about,
        awards=awards,
        is_shared_out=is_shared_out,
    )


def _code(news: News, awards: Sequence[Given], *, is_shared_out: bool) -> str:
    """Return a conviction without saying that somebody else got money."""
    is_others = news.code in COMPENSATED and is_shared_out and not awards
    return Verdict.CONVICTED.value if is_others else news.code
