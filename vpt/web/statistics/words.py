"""How the pages call periods and readers of the register."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.partners.disclosure import Profile
from vpt.statistics import labels
from vpt.statistics.rules import Period
from vpt.web.i18n import translated as _

READERS: Mapping[Profile, str] = {
    Profile.INTERNAL: mark("Eigen organisatie: met het kenmerk van elk dossier"),
    Profile.BOARD: mark("Bestuur en ondernemingsraad: zonder kenmerken"),
    Profile.INSPECTORATE: mark("Nederlandse Arbeidsinspectie: zonder kenmerken"),
}


def period(one: Period) -> str:
    """Return a period in words."""
    inner = labels.inner(one)
    if not inner:
        return str(one.year)
    return _("%(part)s van %(year)s", part=_(inner), year=one.year)


def reader(profile: Profile) -> str:
    """Return for whom a register can be made, and what that means."""
    return _(READERS[profile])
