"""Dutch words for questions to partners, said to the coordinator who waits for the answer."""

from collections.abc import Mapping

from vpt.answers.ageing import PAUSED
from vpt.answers.questions import Stop
from vpt.core.language import mark
from vpt.sharing.rules import Ask

QUESTION: Mapping[str, str] = {
    Ask.REGISTRATION: mark("Nummers van de aangifte"),
    Ask.VPT_CODE: mark("Staat de VPT-code erin?"),
    Ask.POLICE_NEWS: mark("Hoe staat het ervoor?"),
    Ask.DECISION: mark("Wat beslist het OM?"),
    Ask.JUDGMENT: mark("Zitting en uitspraak"),
    Ask.MAYOR: mark("Maatregel van de burgemeester"),
}
HINDRANCE: Mapping[str, str] = {
    Stop.NOT_SHARED: mark("Niet gedeeld. Je eigen stap is de herinnering."),
    Stop.RECALLED: mark("Je nam het dossier terug. We vragen niets meer."),
    Stop.REJECTED: mark("De partner nam het dossier niet aan. Deel het met iemand anders."),
    Stop.EXPIRED: mark("De tijd om te openen is voorbij. Deel het opnieuw."),
    Stop.LEFT: mark("De contactpersoon of de samenwerking is gestopt. Deel met iemand anders."),
    Stop.UNREACHABLE: mark("Geen account en geen mailadres. Bel zelf."),
    Stop.NOT_NEEDED: mark("Niet meer nodig."),
    PAUSED: mark("De stap staat op pauze. We vragen even niets."),
}
"""Why nobody is asked, and what then helps."""
