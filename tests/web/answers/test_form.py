"""The form a partner answers with: only what is filled in counts, and nothing typed is lost."""

import re

from tests.sharing.received import a_police_unit
from tests.web.answers.conftest import ask


def test_the_form_asks_what_the_share_asks_and_nothing_else(asked, client_for):
    page = client_for(asked.police).get(asked.url()).text

    assert 'name="registration-number"' in page
    assert 'name="vpt_code-outcome"' in page
    assert 'name="police_news-outcome"' in page
    assert 'name="decision-outcome"' not in page
    assert "registration-subject" not in page


def test_one_part_filled_in_is_one_answer(asked, client_for):
    client = client_for(asked.police)

    done = asked.answer(client, **{"vpt_code-outcome": "present"})

    [answer] = asked.answers()
    assert done.status_code == 302
    assert (answer.ask, answer.state, answer.via) == ("vpt_code", "applied", "account")
    assert asked.outcomes("S13") == ["present"]
    assert "Dank u wel" in client.get(done.location).text


def test_an_empty_form_is_asked_again(asked, client_for):
    answer = asked.answer(client_for(asked.police), **{"registration-number": "  "})

    assert answer.status_code == 422
    assert "U hebt nog niets ingevuld" in answer.text
    assert asked.answers() == []


def test_a_missing_reason_is_asked_for_at_its_field_with_everything_kept(asked, client_for):
    typed = {
        "registration-station": "Bureau Noord", "police_news-outcome": "stopped",
        "vpt_code-outcome": "present",
    }  # fmt: skip

    answer = asked.answer(client_for(asked.police), **typed)

    assert answer.status_code == 422
    assert 'id="police_news-text-error"' in answer.text
    assert 'value="Bureau Noord"' in answer.text
    assert asked.answers() == []
    assert asked.outcomes("S13") == [None]


def test_a_bsn_is_refused_at_its_field(asked, client_for):
    typed = {"registration-officer": "Brigadier 111222333"}

    answer = asked.answer(client_for(asked.police), **typed)

    assert answer.status_code == 422
    assert 'id="registration-officer-error"' in answer.text
    assert asked.answers() == []


def test_an_odd_number_is_kept_and_warned_of(asked, client_for):
    client = client_for(asked.police)

    done = asked.answer(client, **{"registration-record_number": "zaak 12"})

    assert done.status_code == 302
    assert "zaak 12" in client.get(done.location).text
    assert len(asked.answers()) == 1


def test_the_same_form_sent_twice_is_one_answer(asked, client_for):
    client, key = client_for(asked.police), "5b7ab2a2-5d0e-4f0e-9a67-1f3e5c1c8d11"

    for _ in range(2):
        assert asked.answer(client, key=key, **{"vpt_code-outcome": "missing"}).status_code == 302

    assert len(asked.answers()) == 1


def test_what_was_answered_before_is_shown_so_that_it_can_be_changed(asked, client_for):
    client = client_for(asked.police)
    asked.answer(client, **{"vpt_code-outcome": "missing", "vpt_code-text": "Vergeten."})

    page = client.get(asked.url()).text

    assert "Dit gaf u eerder door" in page
    assert "Nee, nog niet" in page
    assert "Vergeten." in page


def test_what_was_answered_stands_folded_below_what_is_still_open(asked, client_for):
    client = client_for(asked.police)
    asked.answer(client, **{"registration-number": "2026123456", "vpt_code-outcome": "present"})

    page = client.get(asked.url()).text

    open_part, told = (
        page.index('name="police_news-outcome"'),
        page.index('name="vpt_code-outcome"'),
    )
    before = page.rindex("<details", 0, told)
    assert open_part < before
    assert page.index("Ja, de code staat erin", before) < told
    assert "Nog niet nagekeken" not in page
    assert "<details" in page[open_part:told]
    assert not re.search(r'<details class="vpt-fold" open', page[open_part:])


def test_what_is_wrong_in_a_folded_part_stands_open(asked, client_for):
    client = client_for(asked.police)
    asked.answer(client, **{"vpt_code-outcome": "missing"})

    page = asked.answer(client, **{"vpt_code-outcome": "not_obtained"}).text

    assert 'id="vpt_code-text-error"' in page
    folds = re.findall(
        r'<details class="vpt-fold" (open)?[^>]*>\s*<summary[^>]*>\s*<span>([^<]*)', page
    )
    assert ("open", "Staat de VPT-code in uw systeem?") in folds


def test_with_one_of_two_reports_answered_the_part_stays_open(app, client_for):
    asked = ask(app, reports=2)
    client = client_for(asked.police)
    typed = {"vpt_code-outcome": "present", "vpt_code-subject": str(asked.reports[0])}
    asked.answer(client, **typed)

    page = client.get(asked.url()).text

    assert "Nog niet nagekeken" in page
    assert "Dit gaf u eerder door" in page


def test_an_answer_that_waits_is_said_to_wait(asked, client_for):
    client = client_for(asked.police)

    done = asked.answer(client, **{"registration-number": "2026999999"})

    assert asked.answers()[0].state == "unconfirmed"
    assert "coördinator" in client.get(done.location).text


def test_a_missing_reason_is_asked_for_also_when_the_answer_would_wait(asked, client_for):
    client = client_for(asked.police)
    asked.answer(client, **{"vpt_code-outcome": "present"})
    before = len(asked.answers())

    answer = asked.answer(client, **{"vpt_code-outcome": "not_obtained"})

    assert answer.status_code == 422
    assert 'id="vpt_code-text-error"' in answer.text
    assert len(asked.answers()) == before


def test_with_two_reports_the_form_asks_which_one_by_number(app, client_for):
    asked = ask(app, reports=2)
    client = client_for(asked.police)
    page = client.get(asked.url()).text

    unsaid = asked.answer(client, **{"vpt_code-outcome": "present"})
    typed = {"vpt_code-outcome": "present", "vpt_code-subject": str(asked.reports[0])}
    said = asked.answer(client, **typed)

    assert "Aangifte 1, over slachtoffer S1" in page
    assert "Aangifte 2, over slachtoffer S2" in page
    assert (unsaid.status_code, said.status_code) == (422, 302)
    assert [one.subject_id for one in asked.answers()] == [asked.reports[0]]


def test_no_name_of_anybody_in_the_case_stands_in_the_form(app, client_for):
    asked = ask(app, reports=2)

    page = client_for(asked.police).get(asked.url()).text

    assert "Naam victim" not in page
    assert "Naam perpetrator" not in page


def test_a_stranger_and_another_unit_cannot_answer(asked, client_for, app):
    with app.app_context():
        other = a_police_unit("Politie-eenheid Elders (demo)")
    typed = {"vpt_code-outcome": "present"}

    stranger = asked.answer(client_for(None), **typed)
    elsewhere = asked.answer(client_for(other.person), **typed)
    colleague = asked.answer(client_for(asked.town.coordinator), **typed)

    assert (stranger.status_code, elsewhere.status_code, colleague.status_code) == (302, 404, 403)
    assert asked.answers() == []
