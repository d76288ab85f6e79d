"""One paper of a report in the making: whose it is, what may be told, and words they share."""

from dataclasses import dataclass, replace
from datetime import date

from vpt.cases.telling import Telling
from vpt.core.actor import Actor
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import DocumentMeta
from vpt.partners.disclosure import Disclosure, Identities
from vpt.partners.queries import Officer
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.rules import Shield

BY_EMPLOYER = "De werkgever"
NO_DOMICILE = "Adres van de werkgever volgt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a paper is made from; every typed text goes through `told`, so nobody is named here."""

    telling: Telling
    report: PoliceReport
    actor: Actor
    officer: Officer | None
    meta: DocumentMeta
    today: date
    answer_address: str = ""
    """Where the police desk can answer; empty without a code for this report."""

    def without_witnesses(self) -> "Paper":
        """Return the paper as it is told when witnesses are called by number in every text."""
        return self._telling_as(replace(self.telling.disclosure, witnesses=Identities.NUMBER))

    def without_names(self) -> "Paper":
        """Return the paper as it is told when nobody of the incident is named."""
        nobody = Identities.NUMBER
        return self._telling_as(
            replace(self.telling.disclosure, victims=nobody, witnesses=nobody, perpetrators=nobody)
        )

    def _telling_as(self, disclosure: Disclosure) -> "Paper":
        return replace(self, telling=replace(self.telling, disclosure=disclosure))

    def told(self, key: str) -> str:
        """Return a detail of the report as this reader may see it."""
        return self.telling.text(str((self.report.details or {}).get(key, "")))

    def victim(self) -> str:
        """Return the role number of the victim the report is for."""
        rows = self.telling.got.running.involved
        row = next((one for one in rows if one.id == self.report.victim_id), None)
        return self.telling.number(row) if row else "Slachtoffer"

    def domicile(self) -> str:
        """Return the address printed instead of a private one."""
        return self.telling.got.organisation.domicile or NO_DOMICILE

    def representative(self) -> str:
        """Return who goes to the police for the employer."""
        parts = (self.told("representative"), self.told("representative_function"))
        return ", ".join(part for part in parts if part)

    def contact(self) -> str:
        """Return whom the police can call at the employer."""
        parts = (self.told("contact"), self.told("contact_phone"))
        return ", ".join(part for part in parts if part)


def shielded(paper: Paper) -> tuple[Fact, ...]:
    """Return how name and address stay out of the criminal file."""
    chosen = paper.report.protection or Shield.DOMICILE.value
    if chosen == Shield.NUMBER:
        return (
            Fact("Afscherming", "Aangifte onder nummer: de naam staat niet op deze stukken"),
            Fact("Bereikbaar via", paper.domicile()),
        )
    if chosen == Shield.NONE:
        return (Fact("Afscherming", "Niet gewenst; het slachtoffer geeft zelf een adres op"),)
    return (
        Fact("Afscherming", "Domicilie bij de werkgever"),
        Fact("Adres voor het dossier", paper.domicile()),
    )
