"""Dutch words for the codes of a case."""

from collections.abc import Mapping

from vpt.cases.rules import CaseStatus, Hat, Lateness, PauseReason
from vpt.core.language import mark
from vpt.protocol.definition import Scope
from vpt.protocol.state import Standing

STANDING: Mapping[Standing, str] = {
    Standing.DONE: mark("Gedaan"),
    Standing.WAIVED: mark("Overgeslagen"),
    Standing.LAPSED: mark("Vervallen"),
    Standing.OPEN: mark("Te doen"),
    Standing.WAITING: mark("Wacht op een ander"),
    Standing.PAUSED: mark("Gepauzeerd"),
    Standing.DUE_SOON: mark("Bijna te laat"),
    Standing.OVERDUE: mark("Te laat"),
    Standing.UPCOMING: mark("Komt nog"),
    Standing.IF_NEEDED: mark("Alleen als het nodig is"),
}
LOOK: Mapping[Standing, str] = {
    Standing.DONE: "done",
    Standing.WAIVED: "waived",
    Standing.LAPSED: "waived",
    Standing.OPEN: "current",
    Standing.WAITING: "waiting",
    Standing.PAUSED: "paused",
    Standing.DUE_SOON: "current",
    Standing.OVERDUE: "late",
    Standing.UPCOMING: "todo",
    Standing.IF_NEEDED: "todo",
}
"""How the swimlane and timeline macros draw a standing."""
SCOPE: Mapping[str, str] = {
    Scope.CASE: mark("Dossier"),
    Scope.VICTIM: mark("Slachtoffer"),
    Scope.PERPETRATOR: mark("Veroorzaker"),
    Scope.MEASURE: mark("Maatregel"),
    Scope.POLICE_REPORT: mark("Aangifte"),
    Scope.CLAIM: mark("Schade"),
    Scope.AGREEMENT: mark("Afspraak"),
    "witness": mark("Getuige"),
}
ROLE_LETTER: Mapping[str, str] = {"victim": "S", "perpetrator": "V", "witness": "G"}
PAUSE: Mapping[PauseReason, str] = {
    PauseReason.VICTIM: mark("Het slachtoffer vraagt tijd"),
    PauseReason.POLICE: mark("De politie vraagt te wachten"),
    PauseReason.PARTNER: mark("We wachten op een andere organisatie"),
    PauseReason.ILLNESS: mark("Iemand is ziek of afwezig"),
    PauseReason.INQUIRY: mark("We zoeken nog iets uit"),
    PauseReason.OTHER: mark("Een andere reden"),
}
LATENESS: Mapping[Lateness, str] = {
    Lateness.LATE: mark("Te laat"),
    Lateness.TODAY: mark("Vandaag"),
    Lateness.WEEK: mark("Deze week"),
    Lateness.LATER: mark("Later"),
}
STATUS: Mapping[CaseStatus, str] = {
    CaseStatus.OPEN: mark("In behandeling"),
    CaseStatus.LATE: mark("In behandeling, een stap is te laat"),
    CaseStatus.CLOSED: mark("Afgesloten"),
}
WITHDRAWN = mark("Ingetrokken")
MERGED = mark("Gaat verder bij een andere melding")
WITHDRAW: Mapping[str, str] = {
    "mistake": mark("Ik heb me vergist"),
    "duplicate": mark("Ik heb dit al eerder gemeld"),
    "not_wanted": mark("Ik wil het niet meer melden"),
    "outside_scope": mark("Het hoort hier niet thuis"),
}
HAT: Mapping[Hat, str] = {
    Hat.OWN: mark("Melder of slachtoffer"),
    Hat.HANDLER: mark("Behandelaar"),
    Hat.COORDINATOR: mark("Coördinator"),
    Hat.HR: mark("HR"),
    Hat.SUPPORT: mark("Opvangteam"),
    Hat.ASSIGNEE: mark("Doet een stap"),
}
ACTION: Mapping[str, str] = {
    "incident.reported": mark("Melding ingediend"),
    "incident.addendum_added": mark("Aanvulling toegevoegd"),
    "incident.withdrawn": mark("Melding ingetrokken"),
    "incident.marked_same_event": mark("Gekoppeld aan een melding van hetzelfde voorval"),
    "case.opened": mark("Dossier geopend"),
    "case.step_completed": mark("Stap gedaan"),
    "case.step_waived": mark("Stap overgeslagen"),
    "case.step_paused": mark("Stap gepauzeerd"),
    "case.step_resumed": mark("Stap hervat"),
    "case.anchor_corrected": mark("Begin van een termijn gecorrigeerd"),
    "case.assigned": mark("Dossier aan iemand gegeven"),
    "case.step_assigned": mark("Stap aan iemand gegeven"),
    "case.fact_recorded": mark("Feit vastgelegd"),
    "case.fact_withdrawn": mark("Feit ingetrokken"),
    "case.subject_added": mark("Betrokkene toegevoegd"),
    "case.person_identified": mark("Gegevens van een betrokkene vastgelegd"),
    "case.classified": mark("Soort en ernst vastgesteld"),
    "case.message_sent": mark("Bericht gestuurd"),
    "case.satisfaction_given": mark("Melder gaf aan of hij tevreden is"),
    "case.linked": mark("Aan een ander dossier gekoppeld"),
    "case.unlinked": mark("Koppeling met een ander dossier weggehaald"),
    "case.agreement_made": mark("Afspraak gemaakt in een casusoverleg"),
    "case.agreement_noted": mark("Afspraak uit een casusoverleg genoteerd, zonder stap"),
    "case.discussed": mark("Besproken in een casusoverleg"),
    "case.handed_over": mark("Overgedragen, omdat een collega vertrekt"),
    "case.closed": mark("Dossier afgesloten"),
    "case.reopened": mark("Dossier weer geopend"),
    "case.withdrawn": mark("Dossier gesloten: melding ingetrokken"),
    "case.merged": mark("Dossier gesloten: een andere melding gaat voor"),
    "case.viewed": mark("Dossier bekeken"),
    "case.viewed_own": mark("Eigen melding bekeken"),
    "case.identity_opened": mark("Gekeken wie de betrokkenen zijn"),
    "case.escalated": mark("Herinnering verstuurd"),
    "support.safety_logged": mark("Veiligheidslog aangevuld"),
    "support.check_given": mark("Slachtoffer liet weten hoe het gaat"),
    "support.wanted": mark("Slachtoffer wil wel nazorg"),
    "support.declined": mark("Slachtoffer wil geen nazorg"),
    "support.reopened": mark("Nazorg weer begonnen"),
    "support.day_chosen": mark("Slachtoffer koos of het een bericht op de jaardag wil"),
    "support.note_added": mark("Slachtoffer schreef een eigen notitie"),
    "evidence.metadata_seen": mark("Gekeken wat een bestand over zichzelf vertelt"),
    "evidence.released": mark("Origineel van een bestand vrijgegeven"),
    "evidence.retained": mark("Vrijgave van een origineel ingetrokken"),
    "evidence.source_added": mark("Bron met bewijs toegevoegd"),
    "evidence.source_changed": mark("Bron met bewijs bijgewerkt"),
    "evidence.preservation_requested": mark("Gevraagd om bewijs te bewaren"),
    "evidence.alarm_given": mark("Gewaarschuwd dat bewijs verloren kan gaan"),
    "injury.checked": mark("Letsel opnieuw nagegaan voor de arbeidsinspectie"),
    "measure.invited": mark("Veroorzaker uitgenodigd voor een gesprek"),
    "measure.heard_later": mark("Veroorzaker gehoord na een spoedmaatregel"),
    "measure.prepared": mark("Maatregel voorbereid"),
    "measure.served": mark("Uitreiking van een brief vastgelegd"),
    "measure.external_recorded": mark("Maatregel van een ander vastgelegd"),
    "measure.ended": mark("Maatregel afgelopen"),
    "measure.encounter_noted": mark("Receptie noteerde dat iemand met een maatregel er was"),
    "register.asked": mark("Gevraagd of iemand in andere dossiers staat"),
    "register.approved": mark("Toestemming om in het register te kijken"),
    "register.refused": mark("Geen toestemming om in het register te kijken"),
    "register.opened": mark("In het register gekeken, met twee mensen"),
    "register.matched": mark("Gevonden in het register vanuit een ander dossier"),
    "complaint.alarm_given": mark("Herinnerd aan de klachttermijn"),
    "police_report.prepared": mark("Gegevens voor de aangifte aangevuld"),
    "police_wish.said": mark("Slachtoffer zei wat die van aangifte vindt"),
    "police_wish.shield_chosen": mark("Slachtoffer koos zelf een afscherming"),
    "police_wish.rights_said": mark("Slachtoffer zei wat die van de strafzaak wil"),
    "police_report.numbers_given": mark("Politie gaf nummers van de aangifte door"),
    "police_report.code_corrected": mark("VPT-code van de aangifte verbeterd"),
    "answer.given": mark("Partner gaf antwoord"),
    "answer.accepted": mark("Antwoord van een partner aangenomen"),
    "answer.refused": mark("Antwoord van een partner niet overgenomen"),
    "partner.asked": mark("Partner opnieuw om antwoord gevraagd"),
    "police_report.desk_code_renewed": mark("Code op het voorblad vernieuwd"),
    "police_report.escalated": mark("Contactpersoon bij de politie aangeschreven"),
    "claims.item_added": mark("Schadepost toegevoegd"),
    "claims.item_changed": mark("Schadepost gewijzigd"),
    "claims.item_removed": mark("Schadepost weggehaald"),
    "claims.entry_booked": mark("Bedrag geboekt"),
    "claims.entry_corrected": mark("Boeking tegengeboekt"),
    "share.sent": mark("Gedeeld met een partner"),
    "share.supplemented": mark("Aanvulling naar een partner gestuurd"),
    "share.recalled": mark("Deling met een partner ingetrokken"),
    "share.previewed": mark("Voorbeeld van een deling bekeken"),
    "share.code_made": mark("Code voor een partner gemaakt"),
    "share.code_right": mark("Partner vulde de goede code in"),
    "share.code_wrong": mark("Verkeerde code ingevuld bij een deling"),
    "share.blocked": mark("Link naar een deling geblokkeerd"),
    "share.opened": mark("Partner opende het gedeelde dossier"),
    "share.downloaded": mark("Partner downloadde het gedeelde dossier"),
    "share.evidence_downloaded": mark("Partner downloadde bewijs"),
    "share.accepted": mark("Partner nam het dossier in behandeling"),
    "share.rejected": mark("Partner nam het dossier niet aan"),
    "share.answered": mark("Partner gaf antwoord"),
    "prosecution.planned": mark("Dossier voor het OM voorbereid"),
    "prosecution.previewed": mark("Voorbeeld van het dossier voor het OM bekeken"),
    "prosecution.handed_in": mark("Dossier voor het OM gemaakt"),
    "prosecution.package_taken": mark("Pakket voor het OM meegenomen"),
    "chain.corrected": mark("Nieuws van een partner gecorrigeerd"),
    "document.issued": mark("Document gemaakt"),
    "document.downloaded": mark("Document gedownload"),
    "document.withdrawn": mark("Document ingetrokken"),
    "document.stamped": mark("Tijdstempel van een document vernieuwd"),
}
"""What an entry of the trail says to people; a look is an act too."""
CARE_ACTS = frozenset(
    {"support.check_given", "support.wanted", "support.declined", "support.reopened",
     "support.day_chosen", "support.note_added"}
)  # fmt: skip
"""What a victim does for themselves: told in no paper of the case."""
SHARE_LOOKS = frozenset(
    {"share.previewed", "share.code_made", "share.code_right", "share.code_wrong", "share.opened",
     "share.downloaded", "share.evidence_downloaded", "prosecution.previewed",
     "prosecution.package_taken"}
)  # fmt: skip
"""What is done with a shared copy without a word being said: on the pages, not on paper."""
LOOKS = frozenset({"case.viewed", "case.viewed_own", "document.downloaded"})
SEEN = LOOKS | {"case.identity_opened"}
"""Acts that count as having looked; opening who people are is also told as an act."""
