"""Two people on one step: nobody overwrites, and the second sees what the first did."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import DESKTOP


@pytest.fixture
def scene(plain_scene):
    """Here it is about the form that every step has."""
    return plain_scene


def test_the_second_sees_what_changed_and_keeps_the_own_words(page_for, scene):
    manager = page_for(scene.town.manager, viewport=DESKTOP)
    coordinator = page_for(scene.town.coordinator, viewport=DESKTOP)
    for page in (manager, coordinator):
        page.goto(scene.step_url("S02"))
    manager.get_by_label("Opvang is gegeven").check()
    manager.get_by_role("button", name="Leg vast").click()
    expect(manager.get_by_text("Vastgelegd: Eerste opvang.")).to_be_visible()

    coordinator.get_by_label("Aangeboden, gesprek volgt").check()
    coordinator.get_by_label("Notitie voor het dossier").fill("Morgen om tien uur.")
    coordinator.get_by_role("button", name="Leg vast").click()

    main = coordinator.locator("main")
    expect(main).to_contain_text("Een collega was je voor")
    expect(main).to_contain_text("Mehmet Leider (demo)")
    expect(main).to_contain_text("Morgen om tien uur.")


def test_on_another_step_the_second_looks_and_sends_again(page_for, scene):
    manager = page_for(scene.town.manager, viewport=DESKTOP)
    coordinator = page_for(scene.town.coordinator, viewport=DESKTOP)
    manager.goto(scene.step_url("S02"))
    coordinator.goto(scene.step_url("S05"))
    manager.get_by_label("Opvang is gegeven").check()
    manager.get_by_role("button", name="Leg vast").click()
    expect(manager.get_by_text("Vastgelegd: Eerste opvang.")).to_be_visible()

    coordinator.get_by_label("Niet strafbaar").check()
    coordinator.get_by_label("Notitie voor het dossier").fill("Gelezen en gewogen.")
    coordinator.get_by_role("button", name="Leg vast").click()

    expect(coordinator.get_by_text("Een collega was je voor")).to_be_visible()
    expect(coordinator.get_by_label("Notitie voor het dossier")).to_have_value(
        "Gelezen en gewogen."
    )
    expect(coordinator.get_by_label("Niet strafbaar")).to_be_checked()
    coordinator.get_by_role("button", name="Leg vast").click()
    expect(coordinator.get_by_text("Vastgelegd: Beoordelen.")).to_be_visible()
