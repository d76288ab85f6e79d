"""What the pages of chain partners show: partners with their contacts, and how accounts stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import lazy_gettext as _

from vpt.accounts import outsiders
from vpt.accounts.rules import AccountStanding
from vpt.core.actor import Actor
from vpt.partners import queries
from vpt.partners.queries import Officer, Partner
from vpt.partners.rules import Party

STANDING: Mapping[AccountStanding, tuple[str, str]] = {
    AccountStanding.INVITED: (_("Uitgenodigd"), "warning"),
    AccountStanding.ACTIVE: (_("Actief"), "ok"),
    AccountStanding.CLOSED: (_("Afgesloten"), "error"),
}
"""The words and the colour of how an account stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A partner with its contacts; None holds those who work at no partner of ours."""

    partner: Partner | None
    contacts: tuple[Officer, ...]
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything on the list, present partners first."""

    groups: tuple[Group, ...]
    accounts: Mapping[UUID, AccountStanding]

    def standing(self, contact: Officer) -> AccountStanding | None:
        """Return how the account of a contact stands; None without one."""
        return self.accounts.get(contact.user_id) if contact.user_id else None


def overview(actor: Actor, today: date) -> Overview:
    """Return the partners and contacts of the own organisation, in three statements."""
    officers = queries.officers(actor)
    groups = [
        Group(
            partner=partner,
            contacts=_first_valid(officers, partner.id, today),
            is_over=partner.valid_until is not None and partner.valid_until < today,
        )
        for partner in queries.partners(actor)
    ]
    loose = _first_valid(officers, None, today)
    groups += [Group(partner=None, contacts=loose)] if loose else []
    return Overview(
        groups=tuple(sorted(groups, key=_place)),
        accounts=outsiders.standings(one.user_id for one in officers if one.user_id),
    )


def current(actor: Actor, today: date) -> list[Partner]:
    """Return the partners somebody new can be a contact at."""
    return [
        one
        for one in queries.partners(actor)
        if one.valid_until is None or one.valid_until >= today
    ]


def _place(group: Group) -> tuple[bool, int]:
    """Order as the chain runs, police first; former partners last."""
    lanes = list(Party)
    return group.is_over, lanes.index(group.partner.party) if group.partner else len(lanes)


def _first_valid(
    officers: list[Officer], partner_id: UUID | None, today: date
) -> tuple[Officer, ...]:
    mine = [one for one in officers if one.partner_id == partner_id]

    def place(one: Officer) -> tuple[bool, bool, str]:
        return (one.valid_until or date.max) < today, not one.is_vpt, one.name

    return tuple(sorted(mine, key=place))
