"""One case from the report to the lesson: all an employer does itself, in a real browser."""

from playwright.sync_api import Locator, expect
from sqlalchemy import select

from tests.browser import handling, papers
from tests.browser.colleagues import AT_A_DESK, IN_THE_HAND, Colleague, Reporter
from tests.browser.handling import COORDINATOR, MANAGER, RISK, SECRETS
from tests.browser.regions import Region
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.closing.models import RiskEntry
from vpt.infra.db import Base, db
from vpt.measures.models import Measure
from vpt.measures.rules import State
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.rules import Code, Shield

SANNE, HR, SUPPORT = "Sanne Kuipers", "Joke Tijhuis", "Thea Morshuis"
WORK_ADDRESS = "Brinkhof 1"
"""The domicile of Sanne's employer in the demo."""
PAPERS = {
    "Verzoek om bewijs te bewaren",
    "Waarschuwing",
    "Voorbereiding van de aangifte (PIF)",
    "VPT-voorblad",
    "Brief aan de contactpersoon",
    "Uw maatregel is voorbij",
}
"""What the case's own tab lists; damage and injury are for fewer eyes."""


def the_first_days(manager: Colleague, coordinator: Colleague, hr: Colleague) -> bytes:
    """Support, evidence and assessment; return the notice to the inspectorate."""
    handling.support_first(manager)
    handling.secure_evidence(coordinator)
    handling.assess(manager)
    handling.ask_whether_it_is_vpt(coordinator)
    return handling.tell_the_inspectorate(hr)


def the_measure(manager: Colleague, coordinator: Colleague) -> None:
    """Hearing, proposal, decision by another, and proof of service."""
    handling.hear(manager)
    handling.give_the_mandate(coordinator)
    handling.propose_a_warning(manager)
    handling.impose_the_warning(coordinator)


def the_police_report(coordinator: Colleague) -> None:
    """Decision, shield, papers and desk, and a code that is not there."""
    handling.decide_on_a_report(coordinator)
    handling.file_the_report(coordinator)
    handling.ask_for_the_code(coordinator)


def the_end(manager: Colleague, coordinator: Colleague) -> None:
    """The measure goes, the reporter hears, the case closes with a lesson."""
    handling.lift_the_measure(coordinator)
    handling.tell_back(manager)
    handling.close(coordinator)


def take_every_paper(coordinator: Colleague) -> dict[str, bytes]:
    """Return what the documents tab lists: one paper under each kind, by its name."""
    coordinator.open("Documenten")
    kinds = coordinator.main.get_by_role("table")
    expect(kinds).to_have_count(len(PAPERS))
    return {
        kind.locator("caption").inner_text().strip(): _taken(
            coordinator, kind.get_by_role("link", name="versie")
        )
        for kind in kinds.all()
    }


def _taken(coordinator: Colleague, link: Locator) -> bytes:
    with coordinator.page.expect_download() as coming:
        link.click()
    return coming.value.path().read_bytes()


def hear_how_it_ended(sanne: Reporter) -> None:
    sanne.page.get_by_role("link", name="Volg jouw melding").tap()
    sanne.reads("Wat gebeurt er met mijn melding?", "Opvang is gegeven", "Aangifte is opgenomen")
    sanne.reads("Opgeheven of afgelopen", "De klant is gewaarschuwd en er is aangifte.")
    expect(sanne.main).not_to_contain_text("Kwam twee keer op afspraak")
    sanne.reads("Ben je tevreden over de afhandeling?")
    sanne.page.get_by_role("button", name="Ja", exact=True).tap()
    sanne.reads("Je antwoord was: ja.")


def leaked(read: str) -> list[str]:
    """Return the secrets somebody reads in a paper."""
    assert read
    return [secret for secret in SECRETS if secret.lower() in read.lower()]


def ensure_stored(region: Region, reference: str) -> None:
    with region.site.app.app_context():
        case = db.session.scalars(select(Case).where(Case.reference == reference)).one()
        assert case.closed_at is not None
        assert case.satisfied is True
        assert _of(RiskEntry, case).risk == RISK
        assert _of(Measure, case).state == State.LIFTED
        report = _of(PoliceReport, case)
        assert (report.protection, report.code_state) == (Shield.DOMICILE, Code.MISSING)
        steps = list(db.session.scalars(select(CaseStep).where(CaseStep.case_id == case.id)))
        [evidence] = [one for one in steps if one.key == "S04"]
        assert evidence.done_at < evidence.due_at
        assert len([one for one in steps if one.key in {"S02", "S18"} and one.done_at]) == 3


def _of(kind: type[Base], case: Case) -> Base:
    return db.session.scalars(select(kind).where(kind.case_id == case.id)).one()


def test_from_a_report_with_injury_to_a_closed_case_with_a_lesson(region, visitor, tmp_path):
    sanne = Reporter(visitor(SANNE, **IN_THE_HAND))
    reference = handling.report(sanne)
    manager, coordinator, hr, support = (
        Colleague(visitor(name, **AT_A_DESK), reference)
        for name in (MANAGER, COORDINATOR, HR, SUPPORT)
    )

    notice = the_first_days(manager, coordinator, hr)
    the_measure(manager, coordinator)
    the_police_report(coordinator)
    statement = handling.list_the_damage(hr)
    handling.care_after(support)
    the_end(manager, coordinator)

    hear_how_it_ended(sanne)
    coordinator.page.goto("/rie")
    coordinator.reads(RISK, reference, MANAGER)
    ensure_stored(region, reference)
    made = take_every_paper(coordinator)
    assert made.keys() == PAPERS
    for pdf in (notice, statement, *made.values()):
        papers.ensure_sealed(pdf, papers.certificate(region), tmp_path)
        assert not leaked(papers.words_of(pdf, tmp_path))
    assert WORK_ADDRESS in papers.words_of(made["VPT-voorblad"], tmp_path)
