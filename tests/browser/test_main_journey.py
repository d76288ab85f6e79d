"""What the product is for: Sanne reports on her phone, her manager acts and issues the file."""

from playwright.sync_api import Page, expect

from tests.browser import papers
from tests.browser.colleagues import AT_A_DESK, IN_THE_HAND, REFERENCE, day

SANNE, MANAGER = "Sanne Kuipers", "Fatma Yıldırım"


def report_with_taps(page: Page) -> str:
    """Report with taps alone, and say who did it; return the reference."""
    page.get_by_role("link", name="Melden").last.tap()
    page.locator("label", has_text="Bedreiging").first.tap()
    page.get_by_label("Locatie").select_option(index=1)
    page.locator("summary", has_text="Wie deed het?").tap()
    page.get_by_label("Klant, cliënt of patiënt").tap()
    page.get_by_label("Wij weten wie deze persoon is").tap()
    page.get_by_role("button", name="Melding versturen").last.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je melding is verstuurd")
    return REFERENCE.search(page.locator("main").inner_text())[0]


def begin(page: Page, reference: str, step: str) -> None:
    """Open the page of a step from the worklist."""
    page.goto("/werkvoorraad")
    page.locator("summary", has_text="Kies wat je wilt zien").click()
    page.get_by_label("Stap", exact=True).select_option(label=step)
    page.get_by_role("button", name="Toon").click()
    row = page.get_by_role("row").filter(has_text=reference).filter(has_text=step)
    row.get_by_role("link", name=step).click()


def finish(page: Page, outcome: str, words: dict[str, str], button: str, told: str) -> None:
    """Say how a step ended, and read that it was kept."""
    page.get_by_label(outcome, exact=True).check()
    for label, answer in words.items():
        page.get_by_label(label).fill(answer)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text(told)).to_be_visible()


def support(page: Page, reference: str) -> None:
    """Talk with who reported, on the same day."""
    begin(page, reference, "Eerste opvang")
    page.get_by_label("Gaat wel", exact=True).check()
    words = {"Notitie van het gesprek": "Samen koffie gedronken."}
    told = "De eerste opvang is vastgelegd."
    finish(page, "Opvang is gegeven", words, "Leg het gesprek vast", told)


def judge(page: Page, reference: str) -> None:
    """Judge that no law was broken."""
    begin(page, reference, "Beoordelen")
    words = {"Toelichting voor het dossier": "Geen bedreiging in de wet."}
    told = "De beoordeling is vastgelegd."
    finish(page, "Niet strafbaar", words, "Leg de beoordeling vast", told)


def react(page: Page, reference: str) -> None:
    """Talk with who did it."""
    begin(page, reference, "Reactie aan de veroorzaker")
    words = {
        "Wanneer was het gesprek?": str(day()),
        "Wie waren erbij, met hun functie?": "Teamleider en beveiliger",
        "Wat zei de ander, in eigen woorden?": "Excuus gemaakt.",
    }
    told = "Vastgelegd: Reactie aan de veroorzaker."
    finish(page, "Gesprek gevoerd", words, "Leg vast", told)


def issue_case_file(page: Page) -> bytes:
    """Issue the case file for the own organisation and download it."""
    page.get_by_role("link", name="Documenten").click()
    page.get_by_label("Eigen organisatie").check()
    page.get_by_label("Waarvoor is het nodig?").select_option("handling")
    page.get_by_role("button", name="Maak het dossier").click()
    expect(page.get_by_text("Het dossier is gemaakt: versie 1.")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="versie 1").click()
    return coming.value.path().read_bytes()


def test_from_a_report_on_a_phone_to_a_sealed_case_file(region, visitor, tmp_path):
    sanne = visitor(SANNE, **IN_THE_HAND)

    reference = report_with_taps(sanne)

    main = sanne.locator("main")
    expect(main).to_contain_text(f"{MANAGER} pakt jouw melding op.")
    expect(main).to_contain_text("Je leidinggevende belt of spreekt je vandaag")
    expect(main).to_contain_text("Uiterlijk")
    expect(main).to_contain_text("Bel 112")

    manager = visitor(MANAGER, **AT_A_DESK)
    support(manager, reference)
    judge(manager, reference)
    react(manager, reference)

    pdf = issue_case_file(manager)

    seal = papers.certificate(region)
    papers.ensure_sealed(pdf, seal, tmp_path)
    assert not papers.verify(pdf.replace(b"/Producer", b"/Prodicer", 1), seal).intact

    sanne.get_by_role("link", name="Volg jouw melding").tap()
    story = sanne.locator("main")
    expect(story).to_contain_text("Wat gebeurt er met mijn melding?")
    expect(story).to_contain_text("Opvang is gegeven")
    expect(story).to_contain_text("Gesprek gevoerd")
    expect(story).not_to_contain_text("Samen koffie gedronken.")
    expect(story).not_to_contain_text("Excuus gemaakt.")
