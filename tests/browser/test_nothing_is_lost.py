"""Whatever happens on the way to sending, the words stay and one event is one incident."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from tests.accounts.builders import PASSWORD, with_password
from vpt.accounts.people import User
from vpt.incidents.models import Incident
from vpt.infra.db import db

WORDS = "Hij zei: ik weet je te vinden. Çelik stond ernaast."


def fill(page: Page) -> None:
    """Answer the three questions and tell the story."""
    page.locator("label", has_text="Bedreiging").first.click()
    page.get_by_label("Of beschrijf de plek").fill("Aan de balie")
    tell(page)


def tell(page: Page) -> None:
    page.locator("summary", has_text="Jouw verhaal").click()
    page.get_by_label("Vertel in je eigen woorden").fill(WORDS)


def send(page: Page) -> None:
    page.get_by_role("button", name="Melding versturen").last.click()


def expect_words(page: Page) -> None:
    expect(page.get_by_label("Vertel in je eigen woorden")).to_have_value(WORDS)
    expect(page.get_by_label("Vertel in je eigen woorden")).to_be_visible()


def expect_sent(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Je melding is verstuurd")


def incidents(app) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Incident))


def test_a_report_goes_on_on_another_device(app, page_for, town):
    phone = page_for(town.employee)
    phone.goto("/melden")
    with phone.expect_response("**/melden/concept"):
        fill(phone)
    expect(phone.locator("[data-autosave-status]")).to_contain_text("Bewaard om")
    phone.close()

    desk = page_for(town.employee, viewport={"width": 1280, "height": 900})
    desk.goto("/melden")

    expect(desk.get_by_text("Je gaat verder met je concept")).to_be_visible()
    expect(desk.get_by_label("Of beschrijf de plek")).to_have_value("Aan de balie")
    expect_words(desk)
    send(desk)
    expect_sent(desk)
    assert incidents(app) == 1


def test_after_the_session_ended_the_same_report_goes_on(app, context_for, town):
    with app.app_context():
        with_password(town.employee)
        address = db.session.get_one(User, town.employee.id).email
    context = context_for(town.employee)
    page = context.new_page()
    page.goto("/melden")
    fill(page)
    context.clear_cookies()

    send(page)

    expect(page.get_by_text("Wat je invulde is bewaard.")).to_be_visible()
    page.get_by_label("E-mailadres").fill(address)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat is er gebeurd?")
    expect_words(page)
    send(page)
    expect_sent(page)
    assert incidents(app) == 1


def test_the_page_says_so_when_the_session_ended_while_typing(page_for, town):
    page = page_for(town.employee)
    page.goto("/melden")
    page.context.clear_cookies()

    fill(page)

    status = page.locator("[data-autosave-status]")
    expect(status).to_contain_text("Je bent uitgelogd. Wat je typte is bewaard.")


def test_a_file_that_may_not_be_kept_leaves_the_words_and_the_other_file(app, page_for, town):
    page = page_for(town.employee)
    page.goto("/melden")
    fill(page)
    page.locator("summary", has_text="Bewijs").click()
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "foto.png", "mimeType": "image/png", "buffer": b"<html>geen foto</html>"},
            {"name": "mail.txt", "mimeType": "text/plain", "buffer": b"Ik kom morgen terug."},
        ]
    )

    send(page)

    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect_words(page)
    expect(page.get_by_text("mail.txt", exact=True).first).to_be_visible()
    assert incidents(app) == 0
    send(page)
    expect_sent(page)
    assert incidents(app) == 1


def test_without_a_network_the_words_stay_and_are_saved_later(context_for, town):
    context = context_for(town.employee)
    page = context.new_page()
    page.goto("/melden")
    context.set_offline(True)
    fill(page)
    status = page.locator("[data-autosave-status]")
    expect(status).to_contain_text("Bewaren lukt nu niet.")
    context.set_offline(False)

    with page.expect_response("**/melden/concept") as answer:
        page.get_by_label("Of beschrijf de plek").fill("Aan de telefoon")

    assert answer.value.status == 200
    expect_words(page)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_pressing_send_twice_makes_one_incident(app, page_for, town, script):
    page = page_for(town.employee, java_script_enabled=script)
    page.goto("/melden")
    fill(page)

    page.get_by_role("button", name="Melding versturen").last.dblclick()

    expect_sent(page)
    assert incidents(app) == 1


def test_without_script_a_report_is_made_kept_and_taken_up_again(app, page_for, town):
    page = page_for(town.employee, java_script_enabled=False)
    page.goto("/melden")
    tell(page)
    page.get_by_role("button", name="Later verder").last.click()
    page.goto("/melden")
    expect_words(page)
    page.locator("label", has_text="Bedreiging").first.click()
    page.get_by_label("Of beschrijf de plek").fill("Aan de balie")

    send(page)

    expect_sent(page)
    assert incidents(app) == 1
