"""What an employer does with a case, chapter by chapter, each on the page made for it."""

from tests.browser.colleagues import Colleague, Reporter, a_photo, day

MANAGER, COORDINATOR = "Fatma Yıldırım", "Ramon Bouman"
ADDRESS = "Zonnebloemhof 48, 7599 SS Esrande"
PRIVATE = "Heeft last van wintertrapdromen."
MEDICAL = "Polsscheurtje links"
SECRETS = ("Zonnebloemhof", "wintertrapdromen", "Polsscheurtje")
"""What must not stand in any paper, a word of each: where the victim lives, a private note, the
injury."""
RISK = "De balie heeft geen tweede uitgang."


def report(sanne: Reporter) -> str:
    """Report violence with injury, damage and a photo, by somebody who is known."""
    sanne.page.get_by_role("link", name="Melden").last.tap()
    sanne.page.locator("label", has_text="Lichamelijk geweld").first.tap()
    sanne.page.locator("label", has_text="duwen of trekken").first.tap()
    sanne.page.get_by_label("Locatie").select_option(index=1)
    sanne.fold("Jouw verhaal")
    sanne.fill("Vertel in je eigen woorden wat er gebeurde", "Een klant duwde mij van de trap.")
    sanne.fill("Wat zei de ander letterlijk?", "Ik weet je te vinden.")
    sanne.fold("Bewijs")
    sanne.page.locator("input[type=file]").set_input_files(a_photo())
    sanne.fold("Wie deed het?")
    sanne.tap("Klant, cliënt of patiënt", "Wij weten wie deze persoon is")
    sanne.fill("Voornaam", "Rutger")
    sanne.fill("Achternaam", "Demoklant")
    sanne.fold("Letsel")
    sanne.tap("Er is iemand gewond")
    sanne.fill("Welk letsel, en welke hulp?", MEDICAL)
    sanne.fold("Schade")
    sanne.tap("Er is iets kapot of gestolen")
    return sanne.send()


def support_first(manager: Colleague) -> None:
    manager.start("Eerste opvang")
    manager.choose("Opvang is gegeven", "Niet goed", "Niet alleen naar huis")
    manager.fill("Notitie van het gesprek", f"Naar huis gebracht: {ADDRESS}.")
    manager.press("Leg het gesprek vast", "De eerste opvang is vastgelegd.")


def secure_evidence(coordinator: Colleague) -> None:
    coordinator.start("Bewijs veiligstellen")
    coordinator.follow("Voeg een bron toe")
    coordinator.choose("Camerabeelden")
    coordinator.fill("Waar is het en wie beheert het?", "Camera hal, facilitair beheer")
    coordinator.press("Voeg toe", "De bron staat erbij.")
    coordinator.press("Maak de brief om te bewaren", "De brief is gemaakt.")
    coordinator.follow("Werk bij")
    coordinator.choose("Veiliggesteld")
    coordinator.press("Sla op", "De bron is bijgewerkt.")
    coordinator.follow("Rond de stap af")
    coordinator.choose("Bewijs is veiliggesteld")
    coordinator.press("Leg vast", "Vastgelegd: Bewijs veiligstellen.")


def assess(manager: Colleague) -> None:
    manager.start("Beoordelen")
    manager.reads("Dit dossier", "Politie en OM kwalificeren")
    manager.choose("Mogelijk strafbaar")
    manager.press("Leg de beoordeling vast", "De beoordeling is vastgelegd.")


def ask_whether_it_is_vpt(coordinator: Colleague) -> None:
    coordinator.start("VPT-toets")
    coordinator.answer("Doet het slachtoffer een publieke taak?", "Ja")
    coordinator.answer("Was het gericht op de functie of de taak?", "Ja")
    coordinator.answer("Is de veroorzaker een collega?", "Nee")
    coordinator.choose("Ja, VPT")
    coordinator.press("Leg de VPT-toets vast", "De VPT-toets is vastgelegd.")


def tell_the_inspectorate(hr: Colleague) -> bytes:
    hr.start("Toets arbeidsinspectie")
    hr.answer("Is het slachtoffer overleden?", "Nee")
    hr.answer("Is het slachtoffer opgenomen in een ziekenhuis?", "Ja")
    hr.answer("Is er blijvend letsel", "Nee")
    hr.answer("Duurt het verzuim langer", "Ja")
    hr.choose("Gemeld bij de arbeidsinspectie")
    hr.fill("Op welke dag is het gemeld?", day())
    hr.press("Leg vast", "Vastgelegd.")
    hr.open("Letsel")
    hr.press("Maak de melding aan de arbeidsinspectie", "De melding is gemaakt: versie 1.")
    return hr.download("Download de melding, versie 1")


def hear(manager: Colleague) -> None:
    manager.start("Reactie aan de veroorzaker")
    manager.choose("Gehoord, er komt een maatregel")
    manager.fill("Wanneer was het gesprek?", day())
    manager.fill("Wie waren erbij", "Teamleider en beveiliger")
    manager.fill("Wat zei de ander", "Ik was boos en had niet mogen duwen.")
    manager.press("Leg vast", "Vastgelegd: Reactie aan de veroorzaker.")


def give_the_mandate(coordinator: Colleague) -> None:
    coordinator.page.goto("/mandaten")
    coordinator.pick("Welke rol?", "Coördinator")
    coordinator.pick("Tot en met welke maatregel?", "2 · Waarschuwing")
    coordinator.fill("Vanaf", day())
    coordinator.fill("Tot en met", day(365))
    coordinator.press("Geef het mandaat", "Het mandaat is gegeven.")


def propose_a_warning(manager: Colleague) -> None:
    manager.start("Maatregel opleggen")
    manager.pick("Welke maatregel?", "2 · Waarschuwing")
    manager.fill("Op welke dag?", day())
    manager.fill("Wat deed of zei de ander?", "U duwde onze medewerker van de trap.")
    manager.fill("Laatste dag", day(180))
    manager.fill("Opnieuw bekijken op", day(80))
    manager.fill("Waar en waarvoor geldt het?", "Het hele stadhuis.")
    manager.choose("Het geldt op al onze locaties")
    manager.fill("Wat kan de ander blijven gebruiken", "Paspoort aanvragen: op afspraak")
    manager.fill("Naam en adres op de envelop", "R. Demoklant\nDorpsstraat 1\n7599 SS Esrande")
    manager.pick("Wie beslist?", COORDINATOR)
    manager.press("Bewaar en leg voor", "Het voorstel is bewaard.")


def impose_the_warning(coordinator: Colleague) -> None:
    coordinator.start("Maatregel opleggen")
    coordinator.press("Leg de maatregel op", "De maatregel is opgelegd.")
    coordinator.follow("Bekijk: Waarschuwing")
    coordinator.reads("Zo komt de brief eruit te zien", "U duwde onze medewerker van de trap.")
    coordinator.press("Maak de brief", "De brief is gemaakt.")
    coordinator.follow("Leg de uitreiking vast")
    coordinator.choose("Aangetekend verstuurd")
    coordinator.fill("Op welke dag?", day())
    coordinator.fill("Nummer van het bewijs", "3SDEMO0001")
    coordinator.press("Leg vast", "Het bewijs van uitreiking is vastgelegd.")
    coordinator.reads("3SDEMO0001", f"{COORDINATOR}, ")


def decide_on_a_report(coordinator: Colleague) -> None:
    coordinator.start("Besluit over aangifte")
    coordinator.choose("De werkgever doet aangifte", "Het slachtoffer is het ermee eens")
    coordinator.press("Leg het besluit vast", "Het besluit is vastgelegd.")
    coordinator.start("Afscherming kiezen")
    coordinator.choose("Nee", "Adres van de werkgever (domicilie)")
    coordinator.press("Leg de keuze vast", "De afscherming is vastgelegd.")


def file_the_report(coordinator: Colleague) -> None:
    coordinator.start("Aangifte doen")
    coordinator.follow("Vul de gegevens aan")
    coordinator.fill("Functie van het slachtoffer", "Baliemedewerker burgerzaken")
    coordinator.fill("Taak op dat moment", "Uitleg geven over een afgewezen aanvraag")
    coordinator.fill("Gevolg voor het werk", "De balie ging een uur dicht.")
    coordinator.fill("Letsel en pijn", "Pijn aan de pols.")
    coordinator.press("Bewaar de gegevens", "De gegevens zijn bewaard.")
    coordinator.press(
        "Maak de voorbereiding van de aangifte (PIF)",
        "Gemaakt: Voorbereiding van de aangifte (PIF)",
    )
    coordinator.press("Maak het VPT-voorblad", "Gemaakt: VPT-voorblad, versie 1.")
    coordinator.start("Aangifte doen")
    coordinator.choose("Aangifte is opgenomen")
    coordinator.fill("Op welke dag?", day())
    coordinator.fill("Registratienummer", "2026-000123")
    coordinator.press("Leg vast", "Vastgelegd: Aangifte doen.")


def ask_for_the_code(coordinator: Colleague) -> None:
    coordinator.start("VPT-code nagaan")
    coordinator.choose("Code ontbreekt, contactpersoon gevraagd")
    coordinator.fill("Aan wie vroeg je het?", "Balie van het bureau")
    coordinator.fill("Wanneer?", day())
    coordinator.press("Leg vast", "Vastgelegd: VPT-code nagaan.")
    coordinator.press("Maak de brief aan de contactpersoon", "De brief aan de contactpersoon")
    coordinator.reads("Brief over de VPT-code aan de contactpersoon")


def list_the_damage(hr: Colleague) -> bytes:
    hr.start("Schade op een rij zetten")
    hr.follow("Voeg een schadepost toe")
    hr.pick("Wie heeft de schade?", "Slachtoffer 1")
    hr.pick("Wat voor schade is het?", "Kleding en spullen")
    hr.fill("Omschrijf het kort", "Bril, glazen gebarsten")
    hr.fill("Op welke dag?", day())
    hr.fill("Bedrag in euro’s", "285,50")
    hr.choose("Bon volgt")
    hr.press("Bewaar de schadepost", "De schadepost staat op de lijst.")
    hr.choose("Eigen organisatie")
    hr.press("Maak de schadestaat", "De schadestaat is gemaakt: versie 1.")
    statement = hr.download("versie 1")
    hr.start("Schade op een rij zetten")
    hr.choose("Schade staat op een rij")
    hr.press("Leg vast", "Vastgelegd")
    return statement


def care_after(support: Colleague) -> None:
    support.start("Nazorg: tweede en derde gesprek")
    support.choose("Gesproken, er volgt nog een gesprek", "Gaat wel")
    support.fill("Wanneer spreken jullie elkaar weer?", day(30))
    support.fill("Vertrouwelijke notitie", PRIVATE)
    support.press("Leg het gesprek vast", "Het gesprek is vastgelegd.")
    support.start("Nazorg: tweede en derde gesprek")
    support.reads("Gesprek 3")
    support.choose("Gesproken, het gaat goed zo", "Goed")
    support.press("Leg het gesprek vast", "Het gesprek is vastgelegd.")


def lift_the_measure(coordinator: Colleague) -> None:
    coordinator.start("Maatregel opnieuw bekijken")
    coordinator.choose("Opgeheven of afgelopen")
    coordinator.fill("Hoe gedroeg de ander zich", "Kwam twee keer op afspraak, rustig.")
    coordinator.fill("Waarom besluit je dit?", "Er is geen gevaar meer voor herhaling.")
    coordinator.press("Leg vast", "De maatregel is opnieuw bekeken.")
    coordinator.follow("Bekijk: Uw maatregel is voorbij")
    coordinator.press("Maak de brief", "De brief is gemaakt.")


def tell_back(manager: Colleague) -> None:
    manager.start("Terugkoppelen aan melder en team")
    manager.fill("Wat heb je de melder verteld?", "De klant is gewaarschuwd en er is aangifte.")
    manager.choose("Stuur dit ook als bericht aan de melder", "Verteld aan melder en team")
    manager.fill("Wanneer besprak je het met het team?", day())
    manager.choose("Inrichting van de plek")
    manager.fill("Wat leren jullie hiervan?", "Eén van ons houdt de trap in het oog.")
    manager.press("Leg vast", "Vastgelegd wat je hebt verteld")


def close(coordinator: Colleague) -> None:
    coordinator.start("Afsluiten en leren")
    coordinator.answer("Was de reactie op tijd?", "4 – goed")
    coordinator.answer("Werkte de keten samen?", "3 – redelijk")
    coordinator.fill("Wat ging goed?", "Opvang was er binnen een uur.")
    coordinator.choose("Gesloten, met punt voor de RI&E")
    coordinator.unfold("Punt voor de RI&E")
    coordinator.fill("Welk risico bleek?", RISK)
    coordinator.fill("Waardoor komt het?", "De verbouwing haalde de deur weg.")
    coordinator.fill("Wat gaan jullie doen?", "Een deur achter de balie maken.")
    coordinator.pick("Wie zorgt dat het gebeurt?", MANAGER)
    coordinator.fill("Voor welke dag?", day(60))
    coordinator.press("Sluit het dossier", "Het dossier is gesloten.")
