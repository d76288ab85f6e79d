import re
from datetime import timedelta

import pytest

from tests.builders import a_person, an_organisation, stored
from tests.cases.builders import a_case, a_town
from vpt.attention.models import AttentionNotice, AttentionReading
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work
from vpt.notifications.models import Message
from vpt.web.moments import LOCAL

WATCH, DO = "Naaldeman met een rode jas bij de ingang", "Blijf binnen en bel de beveiliging"


@pytest.fixture
def town(app):
    with app.app_context():
        return a_town()


def typed(town, **changes):
    until = (clock.now() + timedelta(days=2)).astimezone(LOCAL)
    return {
        "watch_for": WATCH,
        "what_to_do": DO,
        "locations": str(town.location.id),
        "until_day": until.date().isoformat(),
        "until_time": "18:00",
        **changes,
    }


def send(client, town, **changes):
    return client.post("/attentie/nieuw", data=typed(town, **changes))


@pytest.fixture
def url(town, client_for):
    return send(client_for(town.manager), town).location


def test_a_sent_notice_stands_on_the_first_page_of_who_works_there(town, url, client_for):
    home = client_for(town.employee).get("/").text

    assert WATCH in home
    assert DO in home
    assert f"{url}/gelezen" in home


def test_after_reading_the_first_page_keeps_a_line_and_the_sender_sees_it(town, url, client_for):
    reader = client_for(town.employee)

    answer = reader.post(f"{url}/gelezen")
    home, page = reader.get("/").text, client_for(town.manager).get(url).text

    assert answer.status_code == 302
    assert WATCH not in home
    assert url in home
    assert re.search(r"1 van 3 collega’s", page)
    assert "Nog niet" in page


def test_a_reader_gets_the_page_without_the_list_and_without_the_case(town, app, client_for):
    with app.app_context():
        reference = a_case(town).reference
    url = send(client_for(town.manager), town, reference=reference).location

    page = client_for(town.colleague).get(url).text

    assert WATCH in page
    assert reference not in page
    assert "Wie heeft het gelezen?" not in page
    assert "intrekken" not in page
    with app.app_context():
        assert stored(AttentionNotice)[0].case_id is not None


def test_a_message_leads_to_the_notice_until_it_is_withdrawn(town, app, url, client_for):
    reader = client_for(town.employee)
    with app.app_context():
        [message] = [row for row in stored(Message) if row.recipient_id == town.employee.id]

    before = reader.get(f"/berichten/{message.id}").location
    client_for(town.manager).post(f"{url}/intrekken")
    after = reader.get(f"/berichten/{message.id}").location

    assert before == url
    assert after == "/berichten"
    assert reader.get(url).status_code == 404
    assert WATCH not in reader.get("/").text


def test_strangers_get_nowhere(town, app, url, client_for):
    with app.app_context(), unit_of_work():
        elsewhere = an_organisation()
        people = [
            town.other_manager, a_person(town.organisation, unit=town.other_unit),
            a_person(elsewhere, Role.COORDINATOR), a_person(elsewhere, Role.RECEPTION),
        ]  # fmt: skip

    for person in people:
        client = client_for(person)
        assert client.get(url).status_code == 404
        assert client.post(f"{url}/gelezen").status_code == 404
        assert client.post(f"{url}/intrekken").status_code == 404
        assert WATCH not in client.get("/").text
    with app.app_context():
        assert stored(AttentionReading) == []


def test_a_colleague_can_read_but_not_send_or_withdraw(town, url, client_for):
    client = client_for(town.employee)

    assert client.get("/attentie").status_code == 403
    assert send(client, town).status_code == 403
    assert client.post(f"{url}/intrekken").status_code == 403


BAD = [
    ({"watch_for": ""}, "Schrijf op waar collega’s op moeten letten."),
    ({"what_to_do": "Zijn nummer is 111222333"}, "burgerservicenummer"),
    ({"locations": ""}, "Kies minstens één locatie."),
    ({"until_day": "2026-02-30"}, "Vul een datum in die bestaat"),
    ({"until_day": "2020-01-01"}, "Het einde ligt vóór het begin"),
    ({"until_day": "2099-01-01"}, "hoogstens 14 dagen"),
    ({"from_time": "10:00"}, "Vul een datum in die bestaat"),
    ({"reference": "XXX-2026-1"}, "We vinden geen dossier met dit nummer"),
]


@pytest.mark.parametrize(("changes", "sentence"), BAD)
def test_what_is_wrong_is_said_and_what_was_typed_stays(town, app, client_for, changes, sentence):
    answer = send(client_for(town.manager), town, **changes)

    assert answer.status_code == 422
    assert sentence in answer.text
    kept = DO if "what_to_do" not in changes else WATCH
    assert kept in answer.text
    with app.app_context():
        assert stored(AttentionNotice) == []


def test_a_place_of_another_unit_cannot_be_chosen(town, app, client_for):
    answer = send(client_for(town.other_manager), town)

    assert answer.status_code == 422
    with app.app_context():
        assert stored(AttentionNotice) == []


def test_a_follow_up_begins_with_the_words_of_the_first(town, app, url, client_for):
    client = client_for(town.manager)
    first = url.rsplit("/", 1)[1]

    form = client.get(f"/attentie/nieuw?vervolg={first}").text
    send(client, town, follows=first)

    assert WATCH in form
    assert f'value="{first}"' in form
    with app.app_context():
        assert {str(row.follows_id) for row in stored(AttentionNotice)} == {"None", first}


def test_the_words_are_in_no_address_no_trail_and_no_message(town, app, url, client_for):
    client_for(town.employee).get("/")

    assert "Naaldeman" not in url
    with app.app_context():
        kept = [*stored(AuditEntry), *stored(Message)]
        spoken = " ".join(repr(vars(row)) for row in kept)
    assert "Naaldeman" not in spoken
    assert "beveiliging" not in spoken
