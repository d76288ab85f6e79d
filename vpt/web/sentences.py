"""The Dutch sentence for every refusal code."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from vpt.core.errors import DomainError
from vpt.web import moments
from vpt.web.chain_sentences import CHAIN
from vpt.web.letter_sentences import LETTERS
from vpt.web.measure_sentences import MEASURES
from vpt.web.paper_sentences import PAPERS
from vpt.web.people_sentences import PEOPLE
from vpt.web.place_sentences import PLACES
from vpt.web.protocol_sentences import PROTOCOLS
from vpt.web.seal_sentences import SEALS
from vpt.web.setting_sentences import SETTINGS
from vpt.web.setup_sentences import SETUP

PLAIN = {
    "page_not_for_role": _("Deze pagina hoort niet bij jouw rol."),
    "permission_missing": _("Dit mag je met jouw rol niet doen."),
    "too_many_tries": _("Dit is te vaak geprobeerd. Probeer het over %(minutes)s minuten opnieuw."),
    "account_without_role": _("Dit account heeft nu geen rol. Vraag het je functioneel beheerder."),
    "demo_only": _("Met één klik inloggen kan alleen in de demo."),
    "link_spent": _("Deze link is al gebruikt of te oud. Vraag een nieuwe aan."),
    "nothing_to_confirm": _("De extra beveiliging is al ingesteld. Log opnieuw in."),
    "no_second_factor": _("Je logt in zonder code van je telefoon. Herstelcodes zijn niet nodig."),
    "own_role": _("Je kunt jezelf geen rol geven. Vraag een collega."),
    "role_held": _("Deze persoon heeft deze rol al."),
    "email_invalid": _("Dit e-mailadres klopt niet."),
    "not_found": _("Deze pagina bestaat niet, of is voor iemand anders."),
    # the case and its steps
    "case_changed": _("Een collega heeft dit dossier intussen veranderd."),
    "not_your_part": _("Dit doet iemand anders in dit dossier. Je kunt het wel volgen."),
    "not_your_step": _("Deze stap is van iemand anders."),
    "partner_step": _("Deze stap is van een ketenpartner. De coördinator legt het antwoord vast."),
    "not_a_partner_step": _("Deze stap is van de eigen organisatie, niet van een ketenpartner."),
    "not_the_reporter": _("Dit kan alleen de melder zelf doen."),
    "already_closed": _("Dit dossier is al gesloten."),
    "not_closed": _("Dit dossier is niet gesloten."),
    "not_handled_here": _("Deze melding is ingetrokken of hoort bij een ander dossier."),
    "gate_open": _("Het dossier kan nog niet dicht: er zijn nog besluiten nodig."),
    "closing_not_waivable": _("Afsluiten kun je niet laten vervallen."),
    "leading_closed": _("Dat dossier is al gesloten. Kies een dossier dat nog loopt."),
    "leading_unknown": _("We vinden geen dossier met dit nummer. Kijk het nummer na."),
    "person_empty": _("Vul een naam in, kies een collega of beschrijf de persoon."),
    "already_involved": _("Deze collega staat al in het dossier."),
    "class_unchanged": _("Dit is al de indeling. Kies een andere soort of ernst."),
    "assignee_unable": _("Deze collega kan deze stap niet doen. Kies iemand anders."),
    "assignee_is_party": _("Deze collega is zelf betrokken bij het incident. Kies iemand anders."),
    "assignee_excluded": _("De melder wilde dat de leidinggevende dit niet behandelt."),
    "anchor_in_future": _("Dit moment ligt in de toekomst. Kies een moment dat al geweest is."),
    "message_empty": _("Schrijf eerst een bericht."),
    "no_protocol": _("Je organisatie heeft nog geen ketenprotocol. Vraag je beheerder."),
    # the post register
    "post_changed": _("Een collega heeft dit intussen vastgelegd. Hieronder zie je de stand nu."),
    "post_settled": _("Deze brief is al afgegeven of teruggestuurd."),
    "post_unseen": _("Bekijk eerst van wie de brief is."),
    "recipient_unable": _("Voor deze collega kan hier geen post komen. Kies iemand anders."),
    "received_in_future": _("Deze dag komt nog. Vul in wanneer de brief kwam."),
    "received_too_long_ago": _("Deze dag is te lang geleden. Kijk de datum na."),
    "kept_empty": _("Vul in waar de envelop ligt."),
    # patterns
    "link_itself": _("Kies een ander dossier dan dit."),
    "link_exists": _("Deze dossiers zijn al zo aan elkaar gekoppeld."),
    "link_removed": _("Deze koppeling is al weggehaald."),
    "link_unknown": _("We vinden geen dossier met dit nummer. Kijk het nummer na."),
    "link_elsewhere": _("In dat dossier mag jij dit niet. Vraag de coördinator."),
    "bundle_full": _("Zo worden het er te veel: hoogstens %(most)s dossiers horen bij elkaar."),
    "no_pattern": _("Koppel eerst een ander dossier. Dan is er een patroon om te beschrijven."),
    # sharing with partners
    "contact_unknown": _("Kies een contactpersoon die nu geldt."),
    "contact_without_account": _("Deze contactpersoon heeft geen account. Kies de link met code."),
    "contact_without_address": _("Van deze contactpersoon is geen e-mailadres bekend."),
    "contact_without_phone": _("Van deze contactpersoon is geen telefoonnummer bekend."),
    "code_way_missing": _("Kies hoe de code naar de ontvanger gaat."),
    "second_address_missing": _("Van deze contactpersoon is geen tweede e-mailadres bekend."),
    "second_address_same": _(
        "De code mag niet naar hetzelfde adres als de link. Bel de code door."
    ),
    "purpose_not_for_party": _("Dit doel past niet bij deze ontvanger."),
    "parts_empty": _("Kies minstens één onderdeel om te delen."),
    "basis_unknown": _("Kies een grondslag die bij deze ontvanger past."),
    "ask_not_for_party": _("Dit kun je deze ontvanger niet vragen."),
    "until_in_past": _("Kies een dag vanaf vandaag."),
    "until_too_far": _("Kies een dag binnen een jaar."),
    "share_over": _("Deze deling is niet meer open."),
    "share_recalled": _("Deze deling is al ingetrokken."),
    "nothing_new": _("Er is niets nieuws. Schrijf er zelf bij wat je wilt laten weten."),
    "link_blocked": _("Deze link is geblokkeerd. Trek de deling in en deel opnieuw."),
    "codes_used_up": _("Er zijn te veel codes gemaakt. Trek de deling in en deel opnieuw."),
    "not_by_link": _("Deze ontvanger komt binnen met een eigen account. Een code is niet nodig."),
    # handing work over
    "leaver_unknown": _("Deze collega heeft geen open werk meer."),
    "successor_unable": _("Deze collega kan geen dossiers behandelen. Kies iemand anders."),
    "successor_leaves": _("Kies iemand anders dan wie vertrekt."),
    "nobody_able": _(
        "Een deel van dit werk kan nu alleen naar een andere coördinator, en die is er niet. "
        "Geef eerst iemand die rol."
    ),
    # support and aftercare
    "safety_entry_needed": _("Vink aan wat er is gedaan om iedereen veilig te krijgen."),
    "moment_in_future": _("Dit moment is nog niet geweest. Kijk de datum en de tijd na."),
    "feeling_needed": _("Kies hoe het gaat."),
    "next_needed": _("Vul in wanneer het gesprek is."),
    "next_in_past": _("Kies een dag vanaf vandaag."),
    "referral_needed": _("Kies naar wie je hebt doorverwezen."),
    "note_empty": _("Schrijf eerst iets op."),
    # the chain protocol
    "step_unknown": _("Deze stap hoort niet bij dit dossier."),
    "has_own_page": _("Deze stap heeft een eigen pagina. Leg daar vast wat je deed."),
    "other_work": _("Dit hoort niet bij deze stap."),
    "step_not_open": _("Deze stap is al gedaan of niet meer nodig."),
    "step_paused": _("Deze stap staat op pauze. Hervat de stap eerst."),
    "not_paused": _("Deze stap staat niet op pauze."),
    "not_pausable": _("De termijn van deze stap mag niet worden stilgezet."),
    "too_early": _("Dit moment ligt vóór het begin van de stap."),
    "outcome_unknown": _("Kies een uitkomst."),
    "reason_required": _("Leg uit waarom. Eén of twee zinnen is genoeg."),
    "date_required": _("Vul de datum in."),
    "number_required": _("Vul het nummer in."),
    "document_required": _("Vul in welk document het is."),
    "name_required": _("Vul in wie dit doet."),
    "date_unknown": _("De datum waarvan de termijn afhangt, is nog niet bekend."),
    "fact_unknown": _("Dit feit staat niet in het ketenprotocol."),
    "fact_by_outcome": _("Dit feit volgt uit een stap. Leg de uitkomst van die stap vast."),
    "fact_permanent": _("Dit feit kun je niet intrekken, wel verbeteren."),
    "fact_scope": _("Dit feit hoort bij iets of iemand anders in het dossier."),
    "fact_type": _("Deze waarde past niet bij dit feit."),
    "subject_exists": _("Deze persoon of zaak staat al in het dossier."),
    "subject_missing": _("Bij deze uitkomst hoort nog een persoon of zaak."),
    "subject_unexpected": _("Deze persoon of zaak hoort niet bij deze uitkomst."),
    "subject_parent": _("Deze zaak hoort bij iemand anders in het dossier."),
    "subject_scope": _("Voor deze rol kun je hier niemand toevoegen."),
    "subject_unknown": _("Deze persoon of zaak staat niet in het dossier."),
    # evidence that must be kept
    "place_required": _("Vul in waar het is en wie het beheert."),
    "no_source": _("Noteer eerst waar het bewijs is."),
    "source_unsettled": _("Nog niet elke bron is veiliggesteld. Werk eerst de bronnen bij."),
    "nothing_secured": _("Geen enkele bron is veiliggesteld. Kies dan: bewijs is er niet."),
    "source_secured": _("Er is wel bewijs veiliggesteld. Kies dan: bewijs is veiliggesteld."),
    "source_settled": _("Deze bron is al veiliggesteld of niet beschikbaar."),
    "nothing_proposed": _("Er zijn geen voorgestelde bronnen meer."),
    "too_many_sources": _("Een dossier kan hoogstens %(most)s bronnen hebben."),
    "evidence_unknown": _("Dit bestand hoort niet bij dit dossier. Kies opnieuw."),
    "keep_until_before_incident": _("Deze dag ligt vóór het incident. Kijk de datum na."),
    "keep_until_too_far": _("Deze dag ligt te ver weg. Kijk de datum na."),
    "retention_out_of_range": _("Vul een aantal dagen in van 1 tot en met %(most)s."),
    # assessing
    "class_reason_required": _("Je wijzigt soort of ernst. Leg uit waarom."),
    "measure_unknown": _("Deze maatregel staat niet in de matrix. Kies opnieuw."),
    "proposal_overruled": _("Je kiest iets anders dan het voorstel. Leg uit waarom."),
    "must_be_reported": _("Dit moet worden gemeld bij de arbeidsinspectie. Kies “gemeld”."),
    "reported_in_future": _("De dag van melden ligt in de toekomst. Kijk de datum na."),
    "reported_before_incident": _("De dag van melden ligt vóór het incident. Kijk de datum na."),
    "injured_unknown": _("Kies om welk slachtoffer het gaat."),
    "nothing_to_report": _("Er is nog geen meldingsplichtig letsel vastgelegd."),
    # police reports
    "report_decided": _(
        "Het besluit over de aangifte is al genomen. Vind je er iets anders van? Bel de "
        "coördinator."
    ),
    "shield_decided": _(
        "De afscherming ligt al vast bij de aangifte. Wil je iets anders? Bel de coördinator."
    ),
    "victim_objects": _(
        "Het slachtoffer wil dit niet. Laat de werkgever aangifte doen, of kies geen aangifte."
    ),
    "number_pointless": _(
        "De veroorzaker kent de naam al: een nummer verbergt dan niets. Kies het adres van de "
        "werkgever, of kruis aan dat het slachtoffer dit weet."
    ),
    "filed_in_future": _("Deze dag moet nog komen. Kies de dag waarop de aangifte is opgenomen."),
    "appointment_in_past": _("Deze dag is al geweest. Kies de dag van de afspraak."),
    "talk_in_future": _("Deze dag moet nog komen. Kies de dag waarop je het vroeg."),
    "whom_required": _("Vul in met wie je sprak. Een functie of afdeling mag ook."),
    "nothing_to_escalate": _(
        "Er is nu niets om de contactpersoon over te schrijven: de aangifte is niet geweigerd en "
        "de VPT-code ontbreekt niet."
    ),
    "employer_report_no_complaint": _(
        "Een aangifte van de werkgever telt niet als klacht. Het slachtoffer vraagt zelf om "
        "vervolging, of geeft iemand daarvoor een bijzondere schriftelijke volmacht."
    ),
    "proxy_missing": _("Voeg de bijzondere schriftelijke volmacht toe als bestand."),
    "manner_required": _("Kies hoe de klacht is gedaan."),
    "complaint_in_future": _("Deze dag moet nog komen. Kies de dag waarop de klacht is gedaan."),
    "complaint_before_start": _("Deze dag ligt vóór het begin van de termijn. Kijk hem na."),
    "no_desk_code": _("Er is nog geen voorblad gemaakt. Maak dat eerst."),
    "asked_already": _("Deze vraag is vandaag al gesteld. Geef de partner even de tijd."),
    "nobody_to_ask": _("Er is nu niemand om het aan te vragen. Deel eerst het dossier, of bel."),
    "nothing_to_ask": _("Op deze vraag wacht nu niemand meer."),
    "answer_empty": _("Er is nog niets ingevuld. Vul één onderdeel in; de rest kan later."),
    "answer_of_closed": _("Dit dossier is gesloten. Heropen het eerst."),
    "not_asked": _("Deze vraag hoort niet bij deze deling."),
    "name_empty": _("Vul een naam in."),
    # partners and their accounts
    "partner_kind_unknown": _("Kies wat voor organisatie het is."),
    "partner_unknown": _("Met deze organisatie werk je (dan) niet samen. Voeg haar eerst toe."),
    "partner_held": _("Deze organisatie is al ketenpartner."),
    "partner_exists": _("Deze organisatie staat al in de lijst. Kies haar daar."),
    "partner_ended": _(
        "De samenwerking met deze organisatie stopt eerder. Kies een eerdere laatste dag."
    ),
    "second_email_same": _(
        "Dit is hetzelfde adres. De code mag nooit naar het adres van de link gaan."
    ),
    # the report
    "report_sent": _("Deze melding is al verstuurd."),
    "draft_changed": _(
        "In een ander tabblad of op een ander toestel is dit concept ook veranderd. Hieronder "
        "staat wat je hier invulde. Het andere vind je terug bij je concepten."
    ),
    "colleague_route": _("Gaat het om een collega? Dan helpt de vertrouwenspersoon je verder."),
    "behaviour_missing": _("Kies wat er gebeurde. Je mag meer dan één ding kiezen."),
    "place_missing": _("Kies een locatie of beschrijf de plek."),
    "occurred_in_future": _("Dit moment moet nog komen. Kies wanneer het gebeurde."),
    "occurred_too_long_ago": _("Kies een datum na 1 januari 2000."),
    "ends_before_start": _("Het einde ligt vóór het begin. Kijk de tijden na."),
    "colleague_unknown": _("Deze collega werkt hier niet meer. Kies opnieuw."),
    "too_many_people": _("Vul hoogstens %(most)s mensen in. De rest kun je later aanvullen."),
    "score_out_of_range": _("Kies een cijfer van 1 tot en met 5."),
    "too_many_files": _("Je kunt hoogstens %(most)s bestanden toevoegen. De eerste zijn bewaard."),
    "file_empty": _("“%(name)s” is leeg. Kies het bestand opnieuw."),
    "file_kind": _(
        "“%(name)s” kunnen we niet bewaren. "
        "Kies een foto, pdf, geluid, video, mail of tekstbestand."
    ),
    "file_broken": _("“%(name)s” is beschadigd. Maak een nieuwe foto of schermafbeelding."),
    "file_pixels": _("“%(name)s” heeft te veel beeldpunten. Maak de afbeelding kleiner."),
    "file_too_large": _("“%(name)s” is te groot. Een bestand mag hoogstens %(most)s MB zijn."),
    "bsn_refused": _("Hier staat een burgerservicenummer. Haal het weg: het mag hier niet staan."),
    "text_too_long": _("Deze tekst is te lang. Gebruik hoogstens %(most)s tekens."),
    "addendum_empty": _("Schrijf eerst wat je wilt aanvullen."),
    "already_withdrawn": _("Deze melding is al ingetrokken."),
    "reason_unknown": _("Kies een reden."),
    "not_a_leading_report": _("Kies een ander dossier: dit kan niet het leidende dossier zijn."),
    "is_leading_itself": _("Bij dit dossier horen al andere meldingen. Laat dit dossier leiden."),
    # damage
    "amount_unclear": _("Schrijf het bedrag als 85,00 of 1.234,56."),
    "amount_too_small": _("Vul een bedrag in dat meer is dan nul."),
    "amount_too_large": _("Dit bedrag is te hoog. Kijk het nog eens na."),
    "claimant_unknown": _("Deze persoon is geen slachtoffer in dit dossier. Kies opnieuw."),
    "claimant_stays": _(
        "Van wie de schade is, verandert niet. Haal de post weg en maak een nieuwe."
    ),
    "kind_not_theirs": _(
        "Dit soort schade past niet bij wie de schade heeft. Kies een ander soort."
    ),
    "what_required": _("Omschrijf kort wat de schade is."),
    "day_in_future": _("Deze dag moet nog komen. Kies een dag die al geweest is."),
    "proof_missing": _("Kies het bewijsstuk uit het dossier, of kies “Bon volgt”."),
    "route_reason_required": _("Leg uit waarom je een andere route kiest dan het voorstel."),
    "damage_empty": _("Er staat nog geen schade op de lijst. Voeg eerst een schadepost toe."),
    "return_missing": _("Vul in wanneer en hoe het formulier terugging."),
    "item_unknown": _("Deze schadepost is niet van wie je koos. Kies opnieuw."),
    "not_a_person": _("Een voorschot van de staat is er alleen voor mensen. Kies een slachtoffer."),
    "entry_corrected": _("Deze regel is al tegengeboekt, of is zelf een tegenboeking."),
    "nothing_awarded": _("Er is nog niets toegewezen. Boek eerst wat de rechter toewees."),
    "balance_open": _("Er staat nog %(open)s open. Boek wat er kwam, of kies een andere uitkomst."),
    # closing and learning
    "told_required": _("Schrijf op wat je hebt verteld."),
    "team_date_required": _("Vul in wanneer je het met het team hebt besproken."),
    "lesson_required": _("Schrijf op wat jullie hiervan leren. Eén of twee zinnen is genoeg."),
    "evaluation_required": _("Schrijf op wat er goed ging. Eén zin is genoeg."),
    "risk_required": _("Vul het punt voor de RI&E in, of sluit zonder punt."),
    "risk_unexpected": _("Je vulde een punt voor de RI&E in. Kies dan sluiten met een punt."),
    "line_required": _("Vul dit in. Eén zin is genoeg."),
    "contact_refused": _("Hier staat een mailadres of telefoonnummer. Haal het weg."),
    "name_refused": _(
        "Hier staat een naam uit dit dossier. Haal hem weg: dit is een lijst zonder namen."
    ),
    "owner_unknown": _("Deze collega werkt hier niet meer. Kies opnieuw."),
    "day_in_past": _("Deze dag is al geweest. Kies een dag die nog komt."),
}
SENTENCES: Mapping[str, str] = {
    **MEASURES, **CHAIN, **PAPERS, **SEALS, **SETTINGS, **SETUP, **PLACES, **PEOPLE,
    **PROTOCOLS, **LETTERS,
    **PLAIN,
}  # fmt: skip


def of(error: DomainError) -> str:
    """Return the sentence for a refusal, or a general one when the code has none."""
    sentence = SENTENCES.get(error.code)
    if sentence is None:
        return str(gettext("Dat kan nu niet. Ga terug en probeer het opnieuw."))
    shown = {name: _shown(value) for name, value in error.details.items()}
    return str(sentence) % shown if shown else str(sentence)


def _shown(value: object) -> object:
    return moments.day(value) if isinstance(value, date) else value
