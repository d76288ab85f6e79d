"""Puts roles, requests and what they lead to into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vpt.accounts import labels
from vpt.accounts.people import RoleRequest
from vpt.accounts.roles import Grant
from vpt.accounts.rules import Post, Verdict, opens_cases
from vpt.administration.directory import HeldRole
from vpt.core.actor import STRONG_SIGN_IN, Role
from vpt.core.worktime import local_date
from vpt.web import moments
from vpt.web.i18n import translated as _
from vpt.web.people import words

INSTANT = timedelta(microseconds=1)
"""A role ends where its last day ends, which is where the next one begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the consequences of a grant depend on."""

    is_first_set_up: bool
    confirmers: int
    """How many people could say yes, without the asker and the person."""
    unit_name: str = ""
    present_holder: str = ""
    """Who has the place at the head of the unit now."""
    is_known: bool = True
    """False for somebody new, who hears of it by the invitation."""


def title(role: Role, post: Post = Post.NONE) -> str:
    """Return the name of a role, or of the place at the head of a unit."""
    return str(words.POST[post]) if post in words.POST else _(labels.ROLE[role])


def name_of(held: HeldRole) -> str:
    """Return a role with where it holds, e.g. "Leidinggevende, Publieksbalie"."""
    name = title(held.role, held.post)
    return f"{name}, {held.unit_name}" if held.unit_name else name


def grouped(held: Iterable[HeldRole], *, now: datetime) -> list[str]:
    """Return roles for a list: each once, with the units where it holds."""
    places: dict[str, list[str]] = {}
    for one in held:
        days = days_of(one, now=now)
        where = f"{one.unit_name} ({days})" if one.unit_name and days else one.unit_name or days
        places.setdefault(title(one.role, one.post), []).append(where)
    return [
        f"{name}: {', '.join(filter(None, found))}" if any(found) else name
        for name, found in places.items()
    ]


def days_of(held: HeldRole, *, now: datetime) -> str:
    """Return from when until when a role holds, when that is not simply now."""
    since = held.since if held.since is not None and held.since > now else None
    first = local_date(since) if since is not None else held.first_day
    last = local_date(held.until - INSTANT) if held.until is not None else held.last_day
    return period(first, last)


def period(first: date | None, last: date | None) -> str:
    """Return days in words; empty when a role simply holds."""
    if first is not None and last is not None:
        days = {"first": moments.day(first), "last": moments.day(last)}
        return _("van %(first)s tot en met %(last)s", **days)
    if first is not None:
        return _("vanaf %(day)s", day=moments.day(first))
    return _("tot en met %(day)s", day=moments.day(last)) if last is not None else ""


def decision(row: RoleRequest) -> tuple[str, str]:
    """Return what became of a request, with the kind of its badge."""
    if row.decided_at is None:
        return _("Wacht"), "warning"
    if row.verdict in words.VERDICT:
        return str(words.VERDICT[Verdict(row.verdict)]), "info" if row.is_granted else "neutral"
    return _("Akkoord"), "ok"


def consequences(grant: Grant, around: Around) -> list[str]:
    """Return what giving this does, before it is stored."""
    found = [*_takes_effect(grant, around), *_in_unit(grant, around)]
    if grant.role in STRONG_SIGN_IN and grant.post is Post.NONE:
        found.append(_("Inloggen kan daarna alleen met een code van de telefoon erbij."))
    return [*found, _("De persoon krijgt er bericht van.")] if around.is_known else found


def _takes_effect(grant: Grant, around: Around) -> list[str]:
    if not opens_cases(grant.role):
        return [_("Met deze rol gaan geen dossiers open. De rol geldt zonder tweede persoon.")]
    if around.is_first_set_up:
        return [
            _("Met deze rol gaan dossiers open. Jullie richten nog in, dus de rol geldt meteen."),
            _("Dat er geen tweede persoon bij was, blijft te zien voor de FG."),
        ]
    found = [
        _(
            "Met deze rol gaan dossiers open. De rol geldt pas als een coördinator of de FG "
            "akkoord geeft. Dat kun jij niet zelf zijn. De FG krijgt er bericht van."
        )
    ]
    if not around.confirmers:
        found.append(_("Let op: er is nu niemand die akkoord kan geven. De rol blijft wachten."))
    return found


def _in_unit(grant: Grant, around: Around) -> list[str]:
    unit = around.unit_name
    if grant.post is Post.NONE:
        if grant.role is not Role.MANAGER or not unit:
            return []
        return [_("Het gaat om de dossiers van %(unit)s en wat daaronder hangt.", unit=unit)]
    found = [_("Het gaat om de dossiers van %(unit)s en wat daaronder hangt.", unit=unit)]
    if around.present_holder:
        found.append(_("Dat is nu %(name)s, en straks niet meer.", name=around.present_holder))
    return found
