"""Plain values about partners: which parties there are and for whom their papers are made."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum

from vpt.accounts.rules import OrganisationKind
from vpt.partners.disclosure import Profile


class Party(StrEnum):
    """Where a contact works, as the chain protocol names its lanes."""

    POLICE = "police"
    PROSECUTION = "prosecution"
    MUNICIPALITY = "municipality"
    INSURER = "insurer"


PROFILE_OF: Mapping[Party, Profile] = {
    Party.POLICE: Profile.POLICE,
    Party.PROSECUTION: Profile.PROSECUTION,
    Party.MUNICIPALITY: Profile.MUNICIPALITY,
    Party.INSURER: Profile.INSURER,
}
PARTY_OF: Mapping[OrganisationKind, Party] = {
    OrganisationKind.POLICE: Party.POLICE,
    OrganisationKind.PROSECUTION: Party.PROSECUTION,
    OrganisationKind.MUNICIPALITY: Party.MUNICIPALITY,
}
"""Kinds of organisation that can be a partner with accounts of their own."""
MOST_CODES = 999


def codes_of(name: str) -> Iterator[str]:
    """Yield short codes for an organisation of this name, the plainest first.

    The initials of the words ("Politie-eenheid Oost" gives PEO), then the same with a number.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", plain)
    initials = "".join(word[0] for word in words)[:4]
    base = initials if len(initials) > 1 else ("".join(words) + "XX")[:4]
    yield base
    for number in range(2, MOST_CODES):
        yield f"{base[: 6 - len(str(number))]}{number}"
