"""One case along police, prosecution and court, each in a browser of its own."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.browser import chain, chain_court, chain_desk, papers
from tests.browser.chain_town import LITERAL, NARRATIVE, open_town
from tests.browser.colleagues import AT_A_DESK, IN_THE_HAND, Colleague, Reporter, day
from tests.browser.serving import cookie
from vpt.core import clock

EMPLOYER = "Gemeente Voorbeeld (demo)"
WITHOUT_SCRIPT = {**IN_THE_HAND, "java_script_enabled": False}
"""An officer with a telephone that runs no script."""


@pytest.fixture
def place(app, site, town, tmp_path):
    return open_town(app, site, town, tmp_path / "post")


@pytest.fixture
def people(place, context_for):
    def make(person, **options):
        context = context_for(person, **options)
        context.set_default_timeout(chain.PATIENT)
        return Colleague(context.new_page(), place.reference)

    return make


@pytest.fixture
def come_back(monkeypatch, place):
    """Let weeks go by; who is of the employer is signed in again."""

    def jump(days, **signed_in):
        monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) + timedelta(days=days))
        for name, page in signed_in.items():
            person = getattr(place.town, name)
            page.context.add_cookies([cookie(place.site, person.session())])

    return jump


def share_with_the_police(coordinator, folder):
    """Share with a look before; what is left out is not in the example either."""
    chain.begin_to_share(coordinator)
    chain.choose_what(coordinator)
    chain.look_as_recipient(coordinator)
    example = papers.words_of(chain.preview_of_the_copy(coordinator), folder)
    assert "VOORBEELD" in example
    assert NARRATIVE in example
    assert LITERAL not in example
    chain.send(coordinator)


def take_the_copy(officer, place, folder, name="Download het dossier"):
    """Download a copy; it is sealed, marked, and holds what was chosen."""
    pdf = officer.download(name)
    papers.ensure_sealed(pdf, place.certificate, folder)
    read = papers.words_of(pdf, folder)
    assert papers.is_marked(pdf)
    assert f"Bestemd voor {chain.RIK}, Politie, Bureau Almelo" in read
    assert NARRATIVE in read
    assert LITERAL not in read
    assert "VOORBEELD" not in read
    return read


def the_police_answer(place, coordinator, officer, folder):
    """From the two mails to the step that is done; return the mail with the link."""
    link, code = place.post.take(chain.RIKS_MAIL, chain.STATION_MAIL)
    assert "/deling/" not in code.text
    chain.open_the_link(officer, link, code)
    chain.read_what_is_asked(officer)
    take_the_copy(officer, place, folder)
    chain.take_it(officer)
    chain.report_number_and_code(officer)
    chain.see_the_receipts(coordinator)
    chain.see_the_step_done(coordinator)
    return link


def the_supplement(place, coordinator, again, link, folder):
    """What is new leaves as number 2, and is read in another browser with a new code."""
    chain_court.send_what_is_new(coordinator)
    place.post.take(chain.RIKS_MAIL)
    chain_court.ask_a_new_code(again, link)
    chain_court.open_again(again, *place.post.take(chain.STATION_MAIL))
    chain_court.see_what_is_new(again)
    read = take_the_copy(again, place, folder, "Download aanvulling 2")
    assert chain_court.ADDED in read
    chain_court.send_to_the_prosecution(again)


def the_summons(els, coordinator, sanne, folder):
    """Shared with an account; the day of the hearing reaches everybody."""
    chain_court.choose_the_prosecution(coordinator)
    chain.send(coordinator, chain.ELS)
    chain_court.find_the_share(els)
    assert LITERAL in papers.words_of(els.download("Download het dossier"), folder)
    chain_court.summon(els)
    hearing = chain_court.in_words(chain_court.HEARING_IN)
    chain_court.read_the_news(sanne, hearing, "Dat heet een dagvaarding.")
    chain_court.see_the_hearing(coordinator, hearing)


def the_verdict(place, els, coordinator, sanne):
    """What the court awarded is told to the victim and counted in the case."""
    chain_court.find_the_share(els)
    chain_court.judge(els)
    chain_court.read_the_news(sanne, "€ 750,00", "die moet schadevergoeding betalen")
    to_verdict = (day() - place.happened).days
    chain_court.see_the_figures(
        coordinator,
        {
            "Van incident tot beslissing OM": f"{to_verdict - chain_court.HEARING_IN} dagen",
            "Van incident tot uitspraak": f"{to_verdict} dagen",
            "VPT-code in het dossier": "Ja",
            "Toegekend": "€ 750,00",
        },
    )


def test_the_chain(place, people, come_back, tmp_path):
    coordinator = people(place.town.coordinator, **AT_A_DESK)
    els = people(None, **AT_A_DESK)
    officer = people(None, **WITHOUT_SCRIPT)
    sanne = Reporter(people(place.town.employee, **IN_THE_HAND).page)

    chain.add_the_police(coordinator)
    chain.add_the_prosecution(coordinator)
    [invitation] = place.post.take(chain.ELS_MAIL)
    telephone = chain_court.begin_an_account(els, invitation)
    chain_court.find_nothing_yet(els)

    share_with_the_police(coordinator, tmp_path)
    link = the_police_answer(place, coordinator, officer, tmp_path)
    chain_court.read_of_the_code(sanne)

    chain.add_to_the_story(sanne, place.reference, chain_court.ADDED)
    again = people(None, **WITHOUT_SCRIPT)
    the_supplement(place, coordinator, again, link, tmp_path)
    chain_court.read_the_news(sanne, "Het dossier ligt nu bij het Openbaar Ministerie (OM).")

    the_summons(els, coordinator, sanne, tmp_path)

    come_back(chain_court.HEARING_IN, coordinator=coordinator.page, employee=sanne.page)
    chain_court.sign_in_again(els, invitation, telephone)
    the_verdict(place, els, coordinator, sanne)

    chain_court.ask_a_new_code(again, link)
    chain_court.open_again(again, *place.post.take(chain.STATION_MAIL))
    chain_court.recall_the_old_share(coordinator)
    chain_court.find_it_dead(again, link)
    chain_court.come_back_to_it(els)


def test_the_sheet_takes_an_answer_and_gives_nothing(place, people, tmp_path):
    coordinator = people(place.town.coordinator, **AT_A_DESK)
    stranger = people(None, **WITHOUT_SCRIPT)

    sheet = papers.words_of(chain_desk.make_the_sheet(coordinator), tmp_path)
    address = chain_desk.address_on(sheet)
    chain_desk.write_an_answer(stranger, address, EMPLOYER, NARRATIVE, LITERAL, "Naam victim 1")
    chain_desk.find_it_waiting(coordinator)
    chain_desk.accept_all(coordinator)
    chain.see_the_step_done(coordinator)
