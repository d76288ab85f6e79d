import re
from io import BytesIO

import pikepdf
import pytest

from tests.builders import stored
from tests.documents.reading import text_of
from tests.sharing.received import a_contact, a_partnership, a_police_unit
from tests.web.sharing.conftest import EXHIBITS, QUESTION, held
from vpt.core import clock
from vpt.core.actor import Author
from vpt.documents import house
from vpt.documents.house import NewStyle
from vpt.documents.models import IssuedDocument
from vpt.infra.db import unit_of_work
from vpt.notifications.models import Message, OutsideLetter
from vpt.notifications.rules import Kind
from vpt.sharing.models import SharedCopy, ShareReceipt

GREEN = b".105882 .368627 .247059 rg"


def marked_pages(pdf):
    """Return how many pages carry a watermark; 0 when one lacks it."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = [page.Contents.read_bytes() for page in document.pages]
    return len(pages) if all(b"/Subtype /Watermark" in page for page in pages) else 0


def new(desk):
    return desk.scene.url("/delen/nieuw")


def test_the_coordinator_goes_through_three_pages_and_sends(desk, client_for):
    client = client_for(desk.scene.town.coordinator)
    first = client.get(new(desk))
    whom = {key: desk.chosen()[key] for key in ("officer", "purpose", "door", "code_way")}

    second = client.post(new(desk), data={**whom, "at": "who", "version": desk.scene.version()})
    third = client.post(new(desk), data=desk.chosen(at="what"))
    sent = desk.share(client, share=held(third.text, "share") or "")

    assert "Met wie en waarvoor?" in first.text
    assert "Staat nooit in het dossier dat je hier deelt" in second.text
    assert second.text.count("checked") > 12
    assert "Dit ga je delen" in third.text
    assert QUESTION in third.text
    assert desk.shares()[0].number == 1
    assert (first.status_code, second.status_code, third.status_code) == (200, 200, 200)
    assert sent.status_code == 200


def test_the_code_to_read_out_is_shown_once_and_the_link_is_mailed(desk, client_for, app):
    client = client_for(desk.scene.town.coordinator)

    sent = desk.share(client)
    code = re.search(r">([A-Z0-9]{4}-[A-Z0-9]{4})<", sent.text)[1]
    later = client.get(desk.one())

    assert "Bel nu de code door" in sent.text
    assert sent.headers["Cache-Control"] == "no-store"
    assert code not in later.text
    with app.app_context():
        letters = stored(OutsideLetter)
        assert [one.kind for one in letters] == ["link"]
        assert letters[0].content["address"] == "rik@politie.example"
        assert code not in str(letters[0].content)


def test_sending_the_same_form_twice_shares_once(desk, client_for):
    client = client_for(desk.scene.town.coordinator)
    same = desk.chosen(share="01900000-0000-7000-8000-000000000001")

    first = client.post(new(desk), data=same)
    again = client.post(new(desk), data=same)

    assert first.status_code == 200
    assert again.status_code == 302
    assert len(desk.shares()) == 1


def test_a_code_to_the_second_address_leaves_by_a_mail_of_its_own(desk, client_for, app):
    sent = desk.share(client_for(desk.scene.town.coordinator), code_way="second_address")

    assert sent.status_code == 302
    with app.app_context():
        content = {one.kind: one.content for one in stored(OutsideLetter)}
        assert content["link"]["address"] != content["code"]["address"]
        assert content["code"]["address"] == "balie@politie.example"
        assert content["code"]["path"] == ""
        assert content["code"]["code"]


@pytest.mark.parametrize(
    ("identity", "way", "sentence"),
    [
        ({"second_email": " Rik@Politie.example"}, "second_address", "hetzelfde adres als de link"),
        ({"second_email": ""}, "second_address", "geen tweede e-mailadres"),
        ({"phone": ""}, "telephone", "geen telefoonnummer bekend"),
        ({"email": ""}, "telephone", "geen e-mailadres bekend"),
        ({}, "", "Kies hoe de code naar de ontvanger gaat"),
    ],
)
def test_a_code_never_travels_with_its_link(desk, client_for, app, identity, way, sentence):
    with app.app_context():
        officer_id = a_contact(desk.scene.town, at=clock.now(), **identity).id

    refused = desk.share(
        client_for(desk.scene.town.coordinator), officer=str(officer_id), code_way=way
    )

    assert refused.status_code == 422
    assert sentence in refused.text
    assert held(refused.text, "question") == [QUESTION]
    assert desk.shares() == []


def test_an_account_is_told_in_its_own_organisation(desk, client_for, app):
    with app.app_context():
        unit = a_police_unit()
        a_partnership(desk.scene.town, unit, at=clock.now())
        officer_id = a_contact(desk.scene.town, unit, at=clock.now()).id

    sent = desk.share(
        client_for(desk.scene.town.coordinator),
        officer=str(officer_id),
        door="account",
        code_way="",
    )

    assert sent.status_code == 302
    with app.app_context():
        told = [one for one in stored(Message) if one.kind == Kind.SHARE_RECEIVED]
        assert [(one.recipient_id, one.organisation_id) for one in told] == [
            (unit.person.id, unit.organisation.id)
        ]
        assert told[0].case_id is None
        assert stored(OutsideLetter) == []


def test_a_contact_without_account_has_no_key_to_the_portal(desk, client_for):
    refused = desk.share(client_for(desk.scene.town.coordinator), door="account")

    assert refused.status_code == 422
    assert "Deze contactpersoon heeft geen account" in refused.text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("until", "2020-01-01", "Kies een dag vanaf vandaag"),
        ("until", "2199-01-01", "Kies een dag binnen een jaar"),
        ("until", "morgen", "Vul een datum in die bestaat"),
        ("sections", [], "Kies minstens één onderdeel"),
        ("sections", ["history"], "Deze keuze bestaat niet meer"),
        ("basis", "public_task", "Deze keuze bestaat niet meer"),
        ("basis", "", "Maak een keuze"),
        ("question", "x" * 3000, "Deze tekst is te lang"),
        ("question", "Mijn nummer is 111222333.", "burgerservicenummer"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_keeps_the_rest(
    desk, client_for, field, value, sentence
):
    refused = desk.share(client_for(desk.scene.town.coordinator), **{field: value})

    assert refused.status_code == 422
    assert sentence in refused.text
    assert held(refused.text, "officer") == [str(desk.officer_id)]
    assert field == "question" or QUESTION in refused.text
    assert desk.shares() == []


def test_going_back_loses_nothing(desk, client_for):
    client = client_for(desk.scene.town.coordinator)

    what = client.post(new(desk), data=desk.chosen(terug="1")).text
    who = client.post(new(desk), data=desk.chosen(at="what", terug="1")).text

    assert QUESTION in what
    assert held(what, "officer") == [str(desk.officer_id)]
    assert held(who, "question") == [QUESTION]
    assert held(who, "sections") == desk.chosen()["sections"]
    assert held(who, "evidence") == [str(desk.exhibits[0])]


def test_a_colleague_who_was_first_is_told_and_nothing_is_lost(desk, client_for):
    client = client_for(desk.scene.town.coordinator)
    late = desk.chosen()
    desk.share(client)

    clash = client.post(new(desk), data=late)

    assert clash.status_code == 409
    assert "Een collega was je voor" in clash.text
    assert "Gedeeld met een partner" in clash.text
    assert held(clash.text, "question") == [QUESTION]
    assert len(desk.shares()) == 1


def test_the_page_beforehand_is_the_page_of_the_recipient_and_does_nothing(desk, client_for, app):
    client = client_for(desk.scene.town.coordinator)

    page = client.post(desk.scene.url("/delen/voorbeeld"), data=desk.chosen())

    assert page.status_code == 200
    assert "VOORBEELD" in page.text
    assert "Wat wordt u gevraagd?" in page.text
    assert QUESTION in page.text
    assert "<fieldset" in page.text
    assert desk.shares() == []
    with app.app_context():
        assert stored(IssuedDocument) == []
        assert stored(ShareReceipt) == []
    assert desk.scene.trail("share.previewed")[0].actor_id == desk.scene.town.coordinator.id


def test_the_example_says_what_the_copy_says_and_is_stored_nowhere(desk, client_for, app):
    client = client_for(desk.scene.town.coordinator)

    example = client.post(desk.scene.url("/delen/voorbeeld.pdf"), data=desk.chosen())
    desk.share(client)
    with app.app_context():
        document = stored(IssuedDocument)[0]
    copy = client.get(desk.scene.url(f"/documenten/{document.id}")).data

    shown, issued = text_of(example.data), text_of(copy)
    assert "VOORBEELD – niet uitgegeven" in shown
    assert "VOORBEELD" not in issued
    assert b"/ByteRange" not in example.data
    assert b"/ByteRange" in copy
    assert "deling 1" in shown
    assert "Bestemd voor Rik Politie (demo), Politie, Bureau Voorbeeld" in issued
    assert marked_pages(copy) == marked_pages(example.data) > 1


def test_the_example_is_dressed_as_the_copy_will_be(desk, client_for, app):
    town = desk.scene.town
    with app.app_context():
        checked = house.check(NewStyle(colour="#1b5e3f"))
        with unit_of_work():
            keyset_id = town.organisation.keyset_id
            owner = Author(organisation_id=town.organisation.id)
            house.set_style(owner, keyset_id, checked, now=clock.now())
    client = client_for(town.coordinator)

    example = client.post(desk.scene.url("/delen/voorbeeld.pdf"), data=desk.chosen())
    desk.share(client)
    with app.app_context():
        document = stored(IssuedDocument)[0]
    copy = client.get(desk.scene.url(f"/documenten/{document.id}"))

    assert GREEN in first_page(example.data)
    assert GREEN in first_page(copy.data)


def first_page(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        return document.pages[0].Contents.read_bytes()


def test_a_preview_without_a_choice_goes_to_the_first_page(desk, client_for):
    client = client_for(desk.scene.town.coordinator)

    for address in ("/delen/voorbeeld", "/delen/voorbeeld.pdf"):
        refused = client.post(desk.scene.url(address), data={"question": QUESTION})
        assert refused.status_code == 422
        assert held(refused.text, "question") == [QUESTION]


def test_what_was_not_chosen_is_nowhere_in_the_copy(desk, client_for, app):
    client = client_for(desk.scene.town.coordinator)
    desk.share(client)

    with app.app_context():
        document = stored(IssuedDocument)[0]
        assert [one.number for one in stored(SharedCopy)] == [1]
    printed = text_of(client.get(desk.scene.url(f"/documenten/{document.id}")).data)

    assert EXHIBITS[0] in printed
    assert EXHIBITS[1] not in printed
    assert "Hij riep dat hij mij wist te vinden" not in printed
    assert "Ik weet je te vinden" not in printed
    assert "Maatregelen" not in printed


@pytest.mark.parametrize("who", ["employee", "colleague", "manager", "hr", "privacy_officer"])
def test_only_the_coordinator_shares(desk, client_for, who):
    client = client_for(getattr(desk.scene.town, who))

    for address in ("/delen", "/delen/nieuw"):
        assert client.get(desk.scene.url(address)).status_code in {403, 404}
    assert desk.share(client).status_code in {403, 404}
    assert desk.shares() == []
    assert "/delen" not in client.get(desk.scene.url("")).text


def test_a_stranger_signs_in_first(desk, client_for):
    assert client_for(None).get(desk.scene.url("/delen")).status_code == 302
