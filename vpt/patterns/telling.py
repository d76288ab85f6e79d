"""Tells a case beside others: who is shielded in one of them is named in none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from vpt.cases.gathering import Gathered
from vpt.cases.telling import LEFT_OUT, OF_US, REACHES, Telling, points_at_somebody
from vpt.incidents.people import Involved
from vpt.partners.disclosure import Disclosure, Identities


def protected(every: Iterable[Gathered], disclosure: Disclosure) -> frozenset[UUID]:
    """Return the accounts that may not be named in one of the cases, and so in none."""
    return frozenset(
        row.user_id
        for got in every
        for row in got.running.involved
        if row.user_id is not None
        and not disclosure.may_name(row.role, row.protection, is_reader=False)
    )


def unnamed(
    every: Iterable[Gathered], disclosure: Disclosure, shielded: frozenset[UUID]
) -> tuple[str, ...]:
    """Return names, parts of names and private reaches to be read nowhere, longest first."""
    whole, reaches = set(), set()
    for got in every:
        for row in got.running.involved:
            identity = row.identity or {}
            if disclosure.of_role(row.role) is not Identities.FULL:
                reaches |= {str(identity.get(key, "")) for key in REACHES}
            is_open = disclosure.may_name(row.role, row.protection, is_reader=False)
            if is_open and row.user_id not in shielded:
                continue
            whole |= {str(identity.get(key, "")) for key in ("name", "surname")}
            whole.add(got.names.get(row.user_id, "") if row.user_id else "")
    parts = {part for name in whole for part in name.split()}
    usable = {name for name in whole | parts | reaches if points_at_somebody(name)}
    return tuple(sorted(usable, key=lambda name: (-len(name), name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternTelling(Telling):
    """One case of several: `shielded` accounts and `unnamed` words stand in none of them."""

    shielded: frozenset[UUID]
    unnamed: tuple[str, ...]

    def may_name(self, row: Involved) -> bool:
        """Tell whether somebody may be named here, and in every other case of the dossier."""
        if row.user_id in self.shielded:
            return False
        return Telling.may_name(self, row)

    def staff(self, user_id: UUID | None) -> str:
        """Return how a colleague is called; who is shielded elsewhere is one of us."""
        is_party = any(row.user_id == user_id for row in self.got.running.involved)
        if user_id in self.shielded and not is_party:
            return OF_US
        return Telling.staff(self, user_id)

    def colleague(self, name: str) -> str:
        """Return a colleague's name, or what stands for it when it may not be read."""
        return OF_US if name in self.unnamed or not name else name

    def text(self, words: str | None) -> str:
        """Return free text in which nobody is named who may not be, in any of the cases."""
        return self.everywhere(Telling.text(self, words))

    def everywhere(self, words: str) -> str:
        """Return text about several cases: a role number would not say of which one."""
        for name in self.unnamed:
            words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", LEFT_OUT, words, flags=re.IGNORECASE)
        return words
