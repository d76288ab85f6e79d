"""The Dutch sentence for every refusal about measures: the register, warnings, the ladder."""

from flask_babel import lazy_gettext as _

MEASURES = {
    # reception and the register
    "encounter_empty": _("Schrijf op wat je zag of hoorde. Eén zin is genoeg."),
    "encounter_in_future": _("Dit moment moet nog komen. Kijk de dag en de tijd na."),
    "encounter_too_old": _("Dit is meer dan %(days)s dagen geleden. Vertel het de coördinator."),
    "place_unknown": _("Kies een locatie uit de lijst."),
    "register_pending": _("Voor deze persoon wacht al een vraag op antwoord."),
    "register_no_data": _(
        "Van deze persoon weten we te weinig om mee te vergelijken: een achternaam met "
        "geboortedatum, telefoonnummer, mailadres of klantnummer."
    ),
    "register_colleague": _("Agressie tussen collega’s hoort niet in dit register."),
    "register_too_old": _("Dit is te lang geleden. Iemand mag niet meer worden teruggevonden."),
    "register_own": _("Je kunt je eigen vraag niet goedkeuren. Een ander moet dat doen."),
    "register_not_pending": _("Deze vraag wacht niet meer op een antwoord."),
    "register_used": _("Hier is al één keer gekeken. Stel de vraag opnieuw als het nodig is."),
    "register_not_open": _("Je mag nu niet kijken: er is geen toestemming, of die is verlopen."),
    # attention notices
    "attention_empty": _("Schrijf dit nog op. Eén of twee zinnen is genoeg."),
    "attention_nowhere": _("Kies minstens één locatie."),
    "attention_in_past": _("Dit moment is al voorbij. Laat het leeg om nu te beginnen."),
    "attention_too_early": _("Een waarschuwing mag hoogstens over %(days)s dagen ingaan."),
    "attention_ends_first": _("Het einde ligt vóór het begin. Kijk de dag en de tijd na."),
    "attention_too_long": _("Een waarschuwing duurt hoogstens %(days)s dagen. Maak een vervolg."),
    "place_not_yours": _("Voor deze locatie mag jij niet waarschuwen. Vraag de coördinator."),
    "not_your_notice": _("Dit attentiebericht is van een collega."),
    "notice_over": _("Deze waarschuwing is al afgelopen."),
    "case_unknown": _("We vinden geen dossier met dit nummer. Kijk het nummer na."),
    # measures
    "grounds_missing": _("Schrijf op wat de ander deed, met de dag erbij."),
    "ground_undated": _("Vul de dag in waarop dit gebeurde."),
    "ground_in_future": _("Deze dag moet nog komen. Vul in wanneer het gebeurde."),
    "ground_general": _(
        "Dit is te algemeen. Beschrijf in een hele zin wat iemand deed of zei, zoals: "
        "“U sloeg met uw vuist op de balie.”"
    ),
    "not_heard": _("De ander is nog niet gehoord. Leg eerst het gesprek vast."),
    "starts_before_hearing": _(
        "De maatregel begint vóór het gesprek met de ander. Dat kan alleen bij spoed."
    ),
    "start_missing": _("Vul in op welke dag de maatregel begint."),
    "end_missing": _(
        "Een maatregel zonder einddatum kan niet. Kies een dag, hoogstens een jaar na het begin."
    ),
    "end_before_start": _("De einddatum ligt vóór de begindatum."),
    "lasts_too_long": _("Een maatregel duurt hoogstens een jaar. Kies een eerdere einddatum."),
    "review_missing": _("Kies een dag waarop je de maatregel opnieuw bekijkt."),
    "review_after_end": _("Bekijk de maatregel vóór of op de einddatum, niet erna."),
    "review_before_start": _("Deze dag ligt vóór het begin. Kies een latere dag."),
    "review_too_late": _("Bekijk een maatregel binnen drie maanden opnieuw. Kies een eerdere dag."),
    "area_missing": _("Schrijf op waar en waarvoor de maatregel geldt."),
    "locations_missing": _("Kies de locaties, of kies alle locaties."),
    "services_missing": _("Schrijf op welke dienst de ander kan blijven gebruiken, en hoe."),
    "service_without_way": _(
        "Zet achter elke dienst een dubbele punt en hoe het kan, zoals: "
        "“Paspoort aanvragen: op afspraak, met begeleiding”."
    ),
    "remedy_without_decision": _("Dit is een besluit: noem dat de ander bezwaar kan maken."),
    "remedy_without_complaint": _("Noem dat de ander een klacht kan indienen."),
    "delay_unreasoned": _("Leg in een hele zin uit waarom het bericht nu moet wachten."),
    "parents_missing": _("Vul de namen van de ouders of verzorgers in: de brief gaat naar hen."),
    "address_missing": _("Vul in aan wie de brief gaat, met het adres."),
    "level_not_own": _("Kies een maatregel die je eigen organisatie mag opleggen."),
    "level_not_external": _("Kies een maatregel van burgemeester, officier of rechter."),
    "issuer_not_of_level": _("Deze maatregel wordt door een ander opgelegd. Kies opnieuw."),
    "perpetrator_unknown": _("Leg eerst bij Betrokkenen vast wie deze persoon is."),
    "decider_missing": _("Kies wie de maatregel oplegt."),
    "decider_handles": _(
        "Wie het dossier behandelt of het gesprek voerde, beslist hier niet zelf. "
        "Kies een collega met mandaat."
    ),
    "decider_decides": _("Alleen wie je koos, kan de maatregel opleggen. Leg het voorstel voor."),
    "no_mandate": _(
        "Hiervoor is vandaag geen mandaat. De coördinator geeft mandaten op de pagina Mandaten."
    ),
    "grounds_withdrawn": _(
        "Wie de veroorzaker is, is ingetrokken. Zonder veroorzaker is er geen maatregel."
    ),
    "victim_named": _(
        "Hier staat de naam van een slachtoffer. De ander leest dit: schrijf “onze medewerker”."
    ),
    "invited_in_past": _("Dit moment is al geweest. Kies een moment dat nog komt."),
    "talk_place_missing": _("Vul in waar het gesprek is."),
    "contact_missing": _("Vul in hoe de ander ons kan bereiken."),
    "heard_on_missing": _("Vul in op welke dag het gesprek was."),
    "heard_in_future": _("Deze dag moet nog komen. Vul in wanneer het gesprek was."),
    "present_missing": _("Schrijf op wie erbij waren, met hun functie."),
    "own_view_missing": _("Schrijf op wat de ander zelf zei, zoveel mogelijk in eigen woorden."),
    "not_imposed_yet": _("Deze maatregel is nog niet opgelegd."),
    "served_on_missing": _("Vul in op welke dag de brief is overhandigd of verstuurd."),
    "served_in_future": _("Deze dag moet nog komen."),
    "served_before_decision": _("Deze dag ligt vóór het besluit. Kijk de dag na."),
    "proof_number_missing": _("Vul het nummer in dat op het bewijs staat."),
    "conduct_missing": _("Schrijf op hoe de ander zich gedroeg sinds het begin van de maatregel."),
    "not_longer": _("Deze dag ligt niet na de huidige einddatum."),
    "measure_not_running": _("Deze maatregel loopt niet meer."),
    "mandate_role": _("Kies een rol die dossiers behandelt."),
    "mandate_level": _("Kies een maatregel die je eigen organisatie mag opleggen."),
    "mandate_period": _("De laatste dag ligt vóór de eerste."),
    "letter_not_ready": _("Er ontbreekt nog iets voor deze brief. Maak eerst de maatregel af."),
    "no_letter_of_kind": _("Deze brief hoort niet bij deze maatregel."),
}
