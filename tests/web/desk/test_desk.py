"""Behind the code on a cover sheet lies a page that takes an answer and tells nothing."""

import re
from uuid import uuid4

import pytest

from tests.builders import an_organisation, stored
from tests.cases.builders import a_town
from tests.web.desk.conftest import a_sheet, filled
from vpt.accounts.rules import TRIES_PER_CLIENT, TRIES_PER_SUBJECT
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.core import clock
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.police_reports import desk
from vpt.police_reports.models import PoliceReport

KEY = re.compile(r'value="[0-9a-f-]{36}"')


def told(page):
    """Return what a page says, without the key that differs each time."""
    return KEY.sub("", page.text)


def a_guess():
    return desk.new_code()


def test_the_page_names_employer_and_reference(at_desk, client_for):
    page = client_for(None).get(at_desk.url)

    assert page.status_code == 200
    assert at_desk.case.reference in page.text
    assert at_desk.town.organisation.name in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in page.text
    assert "Set-Cookie" not in page.headers


def test_the_page_of_cases_with_different_content_differs_in_the_reference_alone(
    at_desk, client_for
):
    with at_desk.app.app_context():
        other, code = a_sheet(
            at_desk.town, category="PHYS", severity=5, summary="Geslagen in de hal",
            perpetrators=(False, False),
        )  # fmt: skip
    client = client_for(None)

    first, second = client.get(at_desk.url), client.get(f"/antwoord/{code}")

    assert told(first) == told(second).replace(other.reference, at_desk.case.reference)


def test_an_answer_waits_for_the_coordinator_and_changes_nothing_yet(at_desk, client_for):
    client = client_for(None)

    done = client.post(at_desk.url, data=filled())

    assert (done.status_code, done.location) == (303, "/antwoord/bedankt")
    numbers = {"number": "2026123456", "officer": "Agent Kaya (demo)", "station": "Bureau Noord"}
    assert at_desk.answers() == [
        ("registration", "unconfirmed", numbers),
        ("vpt_code", "unconfirmed", {"outcome": "present"}),
    ]
    with at_desk.app.app_context():
        [report] = stored(PoliceReport)
        assert (report.state, report.code_state, report.details) == ("decided", "", {})
        told_to = [row.recipient_id for row in stored(Message) if row.kind == "answer.waits"]
        assert told_to == [at_desk.town.coordinator.id]


def test_after_sending_the_page_only_says_thank_you(at_desk, client_for):
    client = client_for(None)
    client.post(at_desk.url, data=filled(officer="Agent Kaya (demo)"))

    page = client.get("/antwoord/bedankt")

    assert "Dank u wel" in page.text
    assert at_desk.case.reference not in page.text
    assert "Kaya" not in client.get(at_desk.url).text


def test_an_odd_number_is_kept_as_typed_and_warned_about(at_desk, client_for):
    client = client_for(None)

    done = client.post(at_desk.url, data=filled(number="12-B", record_number="PL0600-2026123456"))

    assert done.location == "/antwoord/bedankt?let-op=number"
    assert "Kijk het registratienummer nog eens na" in client.get(done.location).text
    assert at_desk.answers()[0][2]["number"] == "12-B"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"officer": "123456782"}, "burgerservicenummer", id="a citizen's number"),
        pytest.param({"station": "x" * 81}, "Dit is te lang", id="too long"),
        pytest.param({"code": "maybe"}, "Deze keuze bestaat niet meer", id="no such choice"),
        pytest.param(
            {"number": "", "code": "", "officer": "", "station": ""}, "Vul een nummer in",
            id="nothing at all",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_everything_kept(at_desk, client_for, changed, sentence):
    page = client_for(None).post(at_desk.url, data=filled(record_number="", **changed))

    assert page.status_code == 422
    assert sentence in page.text
    assert "Alles wat u invulde" in page.text
    assert all(text in page.text for name, text in changed.items() if name != "code")
    assert at_desk.answers() == []


def test_the_same_form_sent_twice_is_one_answer(at_desk, client_for):
    client, form = client_for(None), filled()

    places = [client.post(at_desk.url, data=form).location for _ in range(2)]

    assert places == ["/antwoord/bedankt", "/antwoord/bedankt"]
    assert len(at_desk.answers()) == 2


def test_a_second_answer_is_kept_beside_the_first(at_desk, client_for):
    client = client_for(None)
    client.post(at_desk.url, data=filled())

    done = client.post(at_desk.url, data=filled(number="2026999999"))

    assert "Er was al een antwoord" in client.get(done.location).text
    numbers = [given.get("number") for _, _, given in at_desk.answers()]
    assert numbers == ["2026123456", None, "2026999999", None]


def test_an_answer_after_closing_is_kept(at_desk, client_for):
    with at_desk.app.app_context(), unit_of_work():
        case = db.session.get_one(Case, (at_desk.case.organisation_id, at_desk.case.id))
        case.closed_at = clock.now()
    client = client_for(None)

    done = client.post(at_desk.url, data=filled())

    assert "De werkgever had deze zaak al gesloten" in client.get(done.location).text
    assert len(at_desk.answers()) == 2


def renew(at_desk):
    """Let the coordinator give the report a new code."""
    with at_desk.app.app_context():
        [report] = stored(PoliceReport)
        with unit_of_work():
            actor = at_desk.town.coordinator.actor(clock.now())
            desk.renew_code(actor, report.case_id, report.id, version=None, now=clock.now())


def test_the_code_of_an_older_sheet_asks_for_a_new_one(at_desk, client_for):
    renew(at_desk)

    page = client_for(None).get(at_desk.url)

    assert page.status_code == 410
    assert "Vraag de werkgever om een nieuw voorblad" in page.text
    assert at_desk.case.reference not in page.text


def test_only_the_coordinator_renews_a_code(at_desk, client_for):
    with at_desk.app.app_context():
        [report] = stored(PoliceReport)
        address = f"/dossiers/{report.case_id}/aangiften/{report.id}/code"
        stranger = a_town().coordinator
    town = at_desk.town

    refused = {
        person: client_for(person).post(address).status_code
        for person in (town.manager, town.colleague, stranger)
    }
    kept = client_for(None).get(at_desk.url).status_code
    done = client_for(town.coordinator).post(address)

    assert refused == {town.manager: 403, town.colleague: 403, stranger: 404}
    assert (kept, done.status_code, client_for(None).get(at_desk.url).status_code) == (
        200, 302, 410,
    )  # fmt: skip


def test_what_was_typed_while_the_code_was_renewed_can_be_taken_over(at_desk, client_for):
    renew(at_desk)

    page = client_for(None).post(at_desk.url, data=filled(station="Bureau Noord"))

    assert page.status_code == 410
    assert "Dit is niet verstuurd" in page.text
    assert "2026123456" in page.text
    assert "Bureau Noord" in page.text
    assert at_desk.answers() == []


def test_codes_that_never_were_all_look_alike(at_desk, client_for):
    client = client_for(None)
    odd = ["kort", at_desk.code[:-1], at_desk.code + "0", "u" * 26, "%00", at_desk.code[::-1]]

    pages = [client.get(f"/antwoord/{code}") for code in [a_guess(), *odd]]

    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1


def test_the_code_is_the_same_in_capitals(at_desk, client_for):
    assert (
        client_for(None).get(at_desk.url.replace(at_desk.code, at_desk.code.upper())).status_code
        == 200
    )


def test_who_guesses_too_often_waits_also_with_a_right_code(at_desk, client_for):
    client = client_for(None)
    for _ in range(TRIES_PER_CLIENT):
        assert client.get(f"/antwoord/{a_guess()}").status_code == 404

    refused = [client.get(f"/antwoord/{a_guess()}"), client.get(at_desk.url)]

    assert [page.status_code for page in refused] == [429, 429]


def test_looking_often_with_a_right_code_is_no_guessing(at_desk, client_for):
    client = client_for(None)

    seen = {client.get(at_desk.url).status_code for _ in range(TRIES_PER_CLIENT + 5)}

    assert seen == {200}


def test_too_many_answers_wait_with_everything_kept(at_desk, client_for):
    client = client_for(None)
    for number in range(TRIES_PER_SUBJECT):
        client.post(at_desk.url, data=filled(number=f"202600000{number}"))

    page = client.post(at_desk.url, data=filled(number="2026777777"))

    assert page.status_code == 429
    assert "2026777777" in page.text
    assert "Dit is te vaak geprobeerd" in page.text


def test_a_code_opens_nothing_of_another_employer(at_desk, client_for):
    with at_desk.app.app_context():
        with unit_of_work():
            an_organisation("Gemeente Elders (demo)")
        elsewhere, code = a_sheet(a_town())

    client_for(None).post(f"/antwoord/{code}", data=filled(key=str(uuid4())))

    with at_desk.app.app_context():
        written = {row.subject_id for row in stored(AuditEntry) if row.action == "answer.given"}
        assert written == {elsewhere.id}


def test_the_form_needs_no_cookie_and_no_token(at_desk, client_for):
    at_desk.app.config["WTF_CSRF_ENABLED"] = True
    client = at_desk.app.test_client(use_cookies=False)

    done = client.post(at_desk.url, data=filled())

    assert done.status_code == 303
