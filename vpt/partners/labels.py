"""Dutch words for the codes of partners."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.partners.rules import Party

PARTY: Mapping[str, str] = {
    Party.POLICE: mark("Politie"),
    Party.PROSECUTION: mark("Openbaar Ministerie"),
    Party.MUNICIPALITY: mark("Gemeente, openbare orde en veiligheid"),
    Party.INSURER: mark("Verzekeraar"),
}
