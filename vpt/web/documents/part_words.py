"""What the parts of papers are called, to say what changed since the version before."""

from collections.abc import Iterable, Mapping

from vpt.core.language import mark
from vpt.documents.models import IssuedDocument
from vpt.web.i18n import translated as _

PARTS: Mapping[str, str] = {
    "about": mark("Waar het over gaat"),
    "accidents": mark("Arbeidsongevallen"),
    "account": mark("Wat er gebeurde"),
    "addenda": mark("Aanvullingen"),
    "address": mark("Adres"),
    "agreed": mark("Afspraken"),
    "agreements": mark("Landelijke afspraken"),
    "answer": mark("In te vullen door de politie"),
    "answer_address": mark("Code om te antwoorden"),
    "ask": mark("Wat je vraagt"),
    "blanks": mark("In te vullen met de hand"),
    "bonds": mark("Wat de dossiers verbindt"),
    "case": mark("Gegevens van het dossier"),
    "chronology": mark("Tijdlijn"),
    "claimants": mark("Wie schade heeft"),
    "clauses": mark("Tekst"),
    "consequences": mark("Gevolgen"),
    "contact": mark("Contactpersoon"),
    "contacts": mark("Contactpersonen"),
    "cover": mark("Voorblad"),
    "custody": mark("Wie het bewijs had"),
    "damage": mark("Schade"),
    "damage_totals": mark("Totalen van de schade"),
    "earlier": mark("Eerdere afspraken"),
    "employer": mark("Werkgever"),
    "enclosures": mark("Bijlagen"),
    "event": mark("Het ongeval"),
    "events": mark("Gebeurtenissen"),
    "evidence": mark("Bewijs"),
    "exhibits": mark("Bewijsstukken"),
    "facts": mark("Kenmerken"),
    "filing": mark("De aangifte"),
    "guide": mark("Uitleg"),
    "handling": mark("Hoe je ermee omgaat"),
    "harm": mark("Letsel en schade"),
    "history": mark("Geschiedenis"),
    "impact_service": mark("Gevolgen voor de dienst"),
    "impact_victim": mark("Gevolgen voor het slachtoffer"),
    "incident": mark("Het incident"),
    "incidents": mark("Incidenten"),
    "injured": mark("Gewonden"),
    "interest": mark("Rente"),
    "law": mark("Wettelijke grond"),
    "levels": mark("Hoe het ging"),
    "literal_words": mark("Letterlijke woorden"),
    "measures": mark("Maatregelen"),
    "narrative": mark("Verhaal"),
    "news": mark("Wat er nieuw is"),
    "next_steps": mark("Volgende stappen"),
    "not_included": mark("Wat er niet in staat"),
    "notes": mark("Aantekeningen"),
    "notices": mark("Wettelijke mededelingen"),
    "number": mark("Nummer"),
    "numbers": mark("Registratienummers"),
    "offences": mark("Strafbare feiten"),
    "office": mark("In te vullen door de organisatie"),
    "parts": mark("Onderdelen"),
    "people": mark("Betrokkenen"),
    "phases": mark("Fasen"),
    "pictures": mark("Foto’s"),
    "places": mark("Locaties"),
    "police_reports": mark("Aangiften"),
    "posters": mark("Posters"),
    "prompts": mark("Vragen"),
    "readiness": mark("Wat er nog ontbreekt"),
    "reasons": mark("Toelichting"),
    "referrals": mark("Verwijzingen"),
    "report": mark("De aangifte"),
    "routes": mark("Hoe de schade wordt verhaald"),
    "rows": mark("Regels"),
    "salutation": mark("Aanhef"),
    "seven_ws": mark("De 7 W’s"),
    "signature": mark("Ondertekening"),
    "statement": mark("Verklaring van de werkgever"),
    "steps": mark("Stappen"),
    "subject": mark("Onderwerp"),
    "summary": mark("Samenvatting"),
    "talks": mark("Gesprekken"),
    "topics": mark("Onderwerpen"),
    "totals": mark("Totalen"),
    "wishes": mark("Wensen van het slachtoffer"),
    "work": mark("Werk"),
}
"""By the name of the field in a view-model; "enclosures" are the files inside."""


def changed(row: IssuedDocument) -> str:
    """Return since which version what changed; empty for a first version."""
    if not row.changes or row.version < 2:  # noqa: PLR2004  there is none before the first
        return ""
    return _("Gewijzigd sinds versie %(number)s: %(parts)s.", number=row.version - 1,
             parts=_named(row.changes))  # fmt: skip


def _named(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(_(PARTS.get(name, name)) for name in names))
