import json
from datetime import timedelta

import pytest
from flask import session

from tests.builders import stored
from tests.cases.builders import Counted, a_case, disable
from tests.sharing.received import NEEDLE, a_contact, a_link, a_share
from tests.web.portal.guests import a_portal, another_town, opened
from vpt.core import clock
from vpt.core.worktime import local_date
from vpt.infra import links
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.partners.models import ContactOfficer
from vpt.sharing.models import SecureLink, Share
from vpt.sharing.rules import READING_LASTS, WRONG_CODES
from vpt.web import session as web_session

WRONG = "FFFF-FFFF"


@pytest.fixture
def portal(app):
    return a_portal(app)


@pytest.fixture
def guest(app, portal):
    return opened(app, portal)


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


def secrets_of(portal):
    return [portal.reference, NEEDLE, "Ineke", "Rik", "Aangifte"]


def test_before_the_code_a_link_tells_who_sends_and_nothing_of_the_case(app, portal):
    answer = app.test_client().get(portal.link)

    assert answer.status_code == 200
    assert portal.town.organisation.name in answer.text
    assert not [word for word in secrets_of(portal) if word in answer.text]
    assert portal.receipts(portal.linked_id) == ["code_made"]


def test_the_right_code_opens_the_one_page_with_everything(app, portal):
    client = app.test_client()
    client.post(portal.link, data={"code": portal.code.lower()})

    page = client.get(portal.link)

    assert page.status_code == 200
    assert NEEDLE in page.text
    assert portal.reference in page.text
    assert "Ineke Coördinator" in page.text
    assert "B1" in page.text
    assert "Alleen voor Rik Politie (demo), Bureau Voorbeeld" in page.text
    assert portal.receipts(portal.linked_id) == ["code_made", "code_right", "opened"]


def test_the_page_needs_no_script_and_speaks_to_an_outsider(guest, portal):
    text = guest.get(portal.link).text

    main = text[text.index("<main") : text.index("</main>")]
    assert "<script" not in main
    for word in (" je ", " jij ", " jouw ", "Je "):
        assert word not in main


def test_nothing_of_a_link_leaks_or_stays_behind(guest, portal):
    for page in (guest.get(portal.link), guest.get(f"{portal.link}/stuk/1")):
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert "noindex" in page.headers["X-Robots-Tag"]
    page = guest.get(portal.link)
    assert 'href="http' not in page.text


def test_a_wrong_code_is_refused_at_the_field_and_tells_nothing(app, portal):
    answer = app.test_client().post(portal.link, data={"code": WRONG})

    assert answer.status_code == 422
    assert "Deze code klopt niet, is verlopen of is al gebruikt." in answer.text
    assert not [word for word in secrets_of(portal) if word in answer.text]


@pytest.mark.parametrize("typed", ["", "kort", "OOOO-OOOO", "F" * 9, "é" * 8])
def test_what_cannot_be_a_code_is_no_guess(app, portal, typed):
    answer = app.test_client().post(portal.link, data={"code": typed})

    assert answer.status_code == 422
    with app.app_context():
        assert stored(SecureLink)[0].wrong_codes == 0


def test_a_replayed_code_is_refused_and_counted(app, portal, guest):
    with app.app_context():
        before = stored(SecureLink)[0].wrong_codes
    code = portal.fresh_code()
    first, second = app.test_client(), app.test_client()

    assert first.post(portal.link, data={"code": code}).status_code == 302
    assert second.post(portal.link, data={"code": code}).status_code == 422
    with app.app_context():
        assert stored(SecureLink)[0].wrong_codes == before + 1


def test_guessing_blocks_the_link_in_every_browser_and_raises_the_alarm(app, portal, guest):
    thief = app.test_client()
    answers = [thief.post(portal.link, data={"code": WRONG}) for _ in range(WRONG_CODES)]

    assert [one.status_code for one in answers] == [422] * (WRONG_CODES - 1) + [410]
    assert guest.get(portal.link).status_code == 410
    assert guest.get(f"{portal.link}/stuk/1").status_code == 410
    assert thief.post(portal.link, data={"code": portal.code}).status_code == 410
    with app.app_context():
        told = {row.recipient_id for row in stored(Message) if row.kind == "share.blocked"}
    assert told == {portal.town.coordinator.id, portal.town.privacy_officer.id}


def test_one_address_that_guesses_at_many_links_has_to_wait(app, portal):
    client = app.test_client()
    with app.app_context():
        now = clock.now()
        case, contact = a_case(portal.town), a_contact(portal.town, at=now)
        texts = [a_link(a_share(case, contact, at=now), at=now)[0] for _ in range(9)]

    statuses = [
        client.post(f"/deling/{text}", data={"code": WRONG}).status_code
        for text in texts
        for _ in range(WRONG_CODES - 1)
    ]

    assert statuses[:30] == [422] * 30
    assert set(statuses[30:]) == {429}


@pytest.mark.parametrize("column", ["recalled_at", "rejected_at", "expires_at"])
def test_a_share_that_is_over_closes_at_once_and_all_endings_look_alike(app, portal, guest, column):
    portal.change(portal.linked_id, **{column: clock.now()})
    stranger = app.test_client().get(portal.link)

    for page in (stranger, guest.get(portal.link), guest.get(f"{portal.link}/stuk/1")):
        assert page.status_code == 410
        assert page.text == stranger.text
    posted = guest.post(portal.link, data={"code": portal.code})
    assert posted.status_code == 410
    assert not [word for word in secrets_of(portal) if word in stranger.text]
    assert "Gemeente" not in stranger.text


def test_a_link_of_a_contact_that_left_is_closed(app, portal, guest):
    with app.app_context(), unit_of_work():
        officer_id = portal.row(portal.linked_id).officer_id
        row = db.session.get_one(ContactOfficer, (portal.town.organisation.id, officer_id))
        row.valid_until = local_date(clock.now() - timedelta(days=1))

    assert guest.get(portal.link).status_code == 410


def test_an_address_that_was_never_a_link_is_not_there(app, portal):
    for text in ("x", f"{portal.text}x", portal.text[:-2], "é"):
        assert app.test_client().get(f"/deling/{text}").status_code == 404


def test_reading_ends_after_eight_hours(monkeypatch, portal, guest):
    now = clock.now()
    at(monkeypatch, now + READING_LASTS - timedelta(minutes=1))
    before = guest.get(portal.link)
    at(monkeypatch, now + READING_LASTS + timedelta(minutes=1))
    after = guest.get(portal.link)

    assert NEEDLE in before.text
    assert NEEDLE not in after.text
    assert "Vul de code in" in after.text


def test_a_raised_epoch_ends_every_browser(app, portal, guest):
    with app.app_context(), unit_of_work():
        stored(SecureLink)[0].epoch += 1

    assert NEEDLE not in guest.get(portal.link).text


def test_who_signs_in_does_not_inherit_what_was_open(app, portal, guest):
    with guest.session_transaction() as cookie:
        assert cookie["shares"]
        cookie.clear()  # what signing in does: see vpt.web.session.renew
        cookie.update(portal.town.employee.session())

    assert NEEDLE not in guest.get(portal.link).text


def test_signing_in_starts_a_fresh_cookie(app):
    with app.test_request_context():
        session["shares"] = {"x": [0, 0]}
        web_session.renew()
        assert "shares" not in session


def test_an_open_link_opens_no_other_link(app, portal, guest):
    _town, _share, text = another_town(app, portal.unit)

    page = guest.get(f"/deling/{text}")
    copy = guest.get(f"/deling/{text}/stuk/1")

    assert "Vul de code in" in page.text
    assert (copy.status_code, NEEDLE in copy.text) == (403, False)


@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("POST", "/aannemen"),
        ("POST", "/weigeren"),
        ("POST", "/antwoord"),
        ("GET", "/klaar"),
        ("GET", "/stuk/1"),
        ("GET", "/bewijs/{evidence}"),
    ],
)
def test_without_the_code_no_page_behind_a_link_does_anything(app, portal, method, rest):
    address = portal.link + rest.format(evidence=portal.evidence_id)

    answer = app.test_client().open(address, method=method, data={"reject-reason": "nee"})

    assert answer.status_code == 403
    assert "Vul de code in" in answer.text
    assert portal.receipts(portal.linked_id) == ["code_made"]
    with app.app_context():
        row = portal.row(portal.linked_id)
        assert (row.accepted_at, row.rejected_at) == (None, None)


def test_a_form_that_came_too_late_is_kept_behind_the_code(app, portal):
    late = app.test_client()
    asked = late.post(
        f"{portal.link}/antwoord",
        data={"registration-number": "2026123456", "key": "nee", "csrf_token": "oud"},
    )
    kept = json.dumps([["registration-number", "2026123456"], ["key", "nee"]])
    code = portal.fresh_code()

    page = late.post(portal.link, data={"code": code, "kept": kept})

    assert asked.status_code == 403
    assert "2026123456" in asked.text
    assert "csrf_token" not in asked.text.split('name="kept"')[1].split(">")[0]
    assert page.status_code == 200
    assert 'value="2026123456"' in page.text
    assert "Dit had u al ingevuld" in page.text


def test_a_form_whose_cookie_is_gone_is_kept_too(app, portal):
    app.config["WTF_CSRF_ENABLED"] = True

    answer = app.test_client().post(
        f"{portal.link}/weigeren", data={"reject-reason": "Dit is niet ons gebied."}
    )

    assert answer.status_code == 400
    assert "Dit is niet ons gebied." in answer.text
    assert "Vul de code in" in answer.text


@pytest.mark.parametrize(
    "kept", ["{", "[1]", '["ab"]', "[[1, 2]]", '[["a"]]', "null", "[" * 5000, '[["a", null]]']
)
def test_what_was_not_kept_by_us_counts_as_nothing(app, portal, kept):
    answer = app.test_client().post(portal.link, data={"code": portal.code, "kept": kept})

    assert answer.status_code in {200, 302}


def test_accepting_by_link_is_told_to_the_sender(app, portal, guest):
    answer = guest.post(f"{portal.link}/aannemen", follow_redirects=True)

    assert "U hebt het dossier aangenomen" in answer.text
    assert "In behandeling" in answer.text
    with app.app_context():
        assert [row.kind for row in stored(Message) if row.kind == "share.accepted"]


def test_rejecting_by_link_closes_it_and_thanks(app, portal, guest):
    empty = guest.post(f"{portal.link}/weigeren", data={"reject-reason": ""})
    answer = guest.post(
        f"{portal.link}/weigeren", data={"reject-reason": "Niet ons gebied."}, follow_redirects=True
    )

    assert empty.status_code == 422
    assert "Doorgegeven" in answer.text
    assert guest.get(portal.link).status_code == 410
    with app.app_context():
        assert portal.row(portal.linked_id).reason == "Niet ons gebied."


def test_a_reason_with_a_bsn_comes_back_with_the_text(guest, portal):
    answer = guest.post(f"{portal.link}/weigeren", data={"reject-reason": "bsn 111222333"})

    assert answer.status_code == 422
    assert "burgerservicenummer" in answer.text
    assert "bsn 111222333" in answer.text


def test_downloads_leave_with_a_receipt_and_a_name_without_people(guest, portal):
    copy = guest.get(f"{portal.link}/stuk/1")
    evidence = guest.get(f"{portal.link}/bewijs/{portal.evidence_id}")

    assert copy.data.startswith(b"%PDF")
    assert copy.headers["Content-Disposition"] == (
        f'attachment; filename="{portal.reference.lower()}-deling-1.pdf"'
    )
    assert evidence.data[:3] == b"\xff\xd8\xff"
    assert "geheime" not in evidence.headers["Content-Disposition"]
    assert "sandbox" in evidence.headers["Content-Security-Policy"]
    assert portal.receipts(portal.linked_id)[-2:] == ["downloaded", "evidence_downloaded"]


def test_a_supplement_stands_on_top_and_is_marked(guest, portal):
    guest.get(portal.link)
    portal.supplement(portal.linked_id, "Er is een getuige bij gekomen.")

    page = guest.get(portal.link)
    again = guest.get(portal.link)

    assert "Er is iets nieuws sinds u voor het laatst keek" in page.text
    assert "Er is een getuige bij gekomen." in page.text
    assert page.text.index("Download aanvulling 2") < page.text.index("Download het dossier")
    assert "Er is iets nieuws sinds" not in again.text


def test_asking_for_a_code_says_what_happens(app, portal, monkeypatch):
    at(monkeypatch, clock.now() + timedelta(hours=1))

    answer = app.test_client().post(f"{portal.link}/nieuwe-code", follow_redirects=True)

    assert "belt u met een nieuwe code" in answer.text
    with app.app_context():
        [told] = [row for row in stored(Message) if row.kind == "share.code_wanted"]
    assert told.recipient_id == portal.town.coordinator.id


def test_asking_again_and_again_has_to_wait(app, portal, monkeypatch):
    at(monkeypatch, clock.now() + timedelta(hours=1))
    client = app.test_client()

    statuses = [client.post(f"{portal.link}/nieuwe-code").status_code for _ in range(7)]

    assert statuses == [302] * 5 + [429] * 2


def test_a_page_by_link_takes_few_statements(app, guest, portal):
    with app.app_context(), Counted() as counted:
        guest.get(portal.link)

    assert len(counted) <= 15, counted


def test_a_sender_whose_account_was_closed_does_not_close_the_share(app, guest, portal):
    with app.app_context():
        disable(portal.town.coordinator)

    assert guest.get(portal.link).status_code == 200


def test_a_link_does_not_open_what_an_account_was_given(app, portal):
    with app.app_context():
        text = links.sign_row(links.SHARE, portal.town.organisation.id, portal.share_id)
        assert db.session.get_one(Share, (portal.town.organisation.id, portal.share_id))

    assert app.test_client().get(f"/deling/{text}").status_code == 410
