"""Amounts of money: whole euro cents, read and written the Dutch way; never a float."""

import re
from collections.abc import Iterable

from vpt.core.errors import RuleBroken

MOST_CENTS = 10_000_000_00
"""No claim in this field comes near ten million euros; more is a slip of the keyboard."""
_WRITTEN = re.compile(
    r"(?P<euros>[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,3})(?:[.,](?P<cents>[0-9]{2})|,-{1,2})?"
)


def cents(text: str) -> int:
    """Return the cents in "1.234,56", "1234,56", "1234.56", "1.234" or "12,-".

    A dot with three digits behind it groups thousands, with two it stands for the comma. Raises
    RuleBroken("amount_unclear", "amount_too_small", "amount_too_large").
    """
    typed = text.replace("€", "").replace("\N{NO-BREAK SPACE}", " ").strip()
    found = _WRITTEN.fullmatch(typed)
    if found is None:
        raise RuleBroken("amount_unclear", field="amount")
    total = 100 * int(found["euros"].replace(".", "")) + int(found["cents"] or 0)
    if total == 0:
        raise RuleBroken("amount_too_small", field="amount")
    if total > MOST_CENTS:
        raise RuleBroken("amount_too_large", field="amount")
    return total


def euros(amount: int) -> str:
    """Return cents as people write them: "€ 1.234,56", with a minus in front of a debt."""
    whole, rest = divmod(abs(amount), 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{'-' if amount < 0 else ''}€ {grouped},{rest:02d}"


def typed(amount: int) -> str:
    """Return cents as a form shows them for correction: "1234,56"."""
    return f"{amount // 100},{amount % 100:02d}"


def total(amounts: Iterable[int]) -> int:
    """Return the sum in cents."""
    return sum(amounts)
