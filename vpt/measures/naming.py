"""Keeps the names of victims out of what a perpetrator reads."""

import re
from collections.abc import Mapping

from vpt.accounts import queries as accounts
from vpt.cases.changing import Turn
from vpt.core.errors import RuleBroken
from vpt.infra import keysets
from vpt.infra.keysets import Shredded

SHORTEST = 4
"""Shorter parts of names are too often ordinary words ("Jan", "de")."""
ORDINARY = frozenset({"demo", "heer", "mevrouw"})


def ensure_no_victim(turn: Turn, texts: Mapping[str, str]) -> None:
    """Refuse a text that holds a name of a victim: RuleBroken("victim_named", field=…).

    Letters speak of "onze medewerker"; a private address or name never reaches the other side.
    """
    names = _names(turn)
    for field, text in texts.items():
        words = set(re.findall(r"\w+", text.casefold()))
        if words & names:
            raise RuleBroken("victim_named", field=field)


def _names(turn: Turn) -> set[str]:
    victims = [one for one in turn.running.involved if one.role == "victim"]
    keysets.prefetch(turn.case.organisation_id, [one.keyset_id for one in victims])
    told = list(accounts.names({one.user_id for one in victims if one.user_id}).values())
    for one in victims:
        try:
            known = one.identity or {}
        except Shredded:
            continue
        told += [str(known.get(part, "")) for part in ("name", "surname")]
    parts = {word for name in told for word in re.findall(r"\w+", name.casefold())}
    return {word for word in parts if len(word) >= SHORTEST} - ORDINARY
