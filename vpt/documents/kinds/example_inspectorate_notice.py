"""Example notices to the labour inspectorate: a full one and one with nothing recorded."""

from vpt.documents.kinds.example_letter import meta
from vpt.documents.kinds.inspectorate_notice import InspectorateNoticeView
from vpt.documents.kinds.parts import Fact, FactGroup

TITLE = "Melding aan de arbeidsinspectie"
TO = "Nederlandse Arbeidsinspectie"


def example(_profile: str) -> InspectorateNoticeView:
    """Return a full notice."""
    return InspectorateNoticeView(
        meta=meta(TITLE, TO),
        employer=(
            Fact("Naam", "Gemeente Twenteveen (demo)"),
            Fact("Adres", "Marktplein 1, 7500 AA Twenteveen"),
        ),
        event=(
            Fact("Wanneer", "12 maart 2026, 10:05 uur"),
            Fact("Waar", "Werkplein Twenteveen, spreekkamer 2"),
            Fact("Soort", "Lichamelijk geweld"),
        ),
        account=(
            "Tijdens een gesprek over een uitkering stond een bezoeker op en gooide een stoel. "
            "De medewerker viel en kwam met het hoofd tegen de muur."
        ),
        injured=(
            FactGroup(
                title="S1",
                facts=(
                    Fact("Functie", "Klantmanager"),
                    Fact("Aard van het letsel", "Hersenschudding; een nacht opgenomen"),
                ),
            ),
        ),
        measures="De spreekkamer is gesloten. De bezoeker mag voorlopig alleen op afspraak komen.",
        contact=(Fact("Contactpersoon", "H. Personeel (demo), HR"),),
    )


def empty_example() -> InspectorateNoticeView:
    """Return a notice in which nothing was recorded."""
    return InspectorateNoticeView(
        meta=meta(TITLE, TO),
        employer=(),
        event=(),
        account="",
        injured=(),
        measures="",
        contact=(),
    )
