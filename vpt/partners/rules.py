"""Plain values about partners: which parties there are and for whom their papers are made."""

from collections.abc import Mapping
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
