"""Every address of the portal, tried with ids and links of others."""

import re
from uuid import UUID, uuid4

import pytest
from werkzeug.routing import IntegerConverter

from tests.sharing.received import NEEDLE, a_police_unit
from tests.web.portal.guests import a_portal, another_town, opened
from vpt.infra import links

UNKNOWN = UUID(int=7)
TOKEN = re.compile(r'(name="(?:bewaar|csrf_token)" value=")[^"]*')


@pytest.fixture
def portal(app):
    return a_portal(app)


def addresses(app, **ids):
    """Return (method, address) of every page of the portal behind the door of these ids."""
    door = "text" if "text" in ids else "share_id"
    made = []
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("portal.") or rule.arguments & {"case_id"}:
            continue
        if door not in rule.arguments:
            continue
        values = {
            name: 1 if isinstance(kind, IntegerConverter) else ids.get(name, UNKNOWN)
            for name, kind in rule._converters.items()
        }
        address = app.url_map.bind("localhost").build(rule.endpoint, values)
        made += [(method, address) for method in sorted(rule.methods & {"GET", "POST"})]
    return made


def tried(client, pages):
    form = {"reject-reason": "nee", "registration-number": "1", "key": str(uuid4())}
    return [client.open(address, method=method, data=form) for method, address in pages]


def looks(answers):
    return {(one.status_code, TOKEN.sub(r"\1", one.text)) for one in answers}


def test_the_sweep_finds_the_pages(app, portal):
    by_account = addresses(app, share_id=portal.share_id, evidence_id=portal.evidence_id)
    by_link = addresses(app, text=portal.text)

    assert len(by_account) >= 7
    assert len(by_link) >= 9


def test_an_account_reaches_no_share_of_others_and_cannot_tell_it_from_nothing(
    app, client_for, portal
):
    with app.app_context():
        other = a_police_unit("Politie-eenheid Elders (demo)")
    client = client_for(other.person)
    foreign = tried(
        client, addresses(app, share_id=portal.share_id, evidence_id=portal.evidence_id)
    )
    nothing = tried(client, addresses(app, share_id=UNKNOWN, evidence_id=UNKNOWN))

    assert {one.status_code for one in foreign} == {404}
    assert looks(foreign) == looks(nothing)
    assert NEEDLE not in "".join(one.text for one in foreign)
    assert portal.receipts(portal.share_id) == []


def test_an_account_does_not_reach_a_share_by_link_through_its_own_door(app, client_for, portal):
    client = client_for(portal.unit.person)

    got = tried(client, addresses(app, share_id=portal.linked_id, evidence_id=portal.evidence_id))

    assert {one.status_code for one in got} == {404}
    assert portal.receipts(portal.linked_id) == ["code_made"]


@pytest.mark.parametrize("who", ["employee", "manager", "coordinator", "hr", "privacy_officer"])
def test_nobody_of_the_employer_enters_the_door_of_partners(app, client_for, portal, who):
    client = client_for(getattr(portal.town, who))

    got = tried(client, addresses(app, share_id=portal.share_id, evidence_id=portal.evidence_id))

    assert {one.status_code for one in got} == {403}
    assert portal.receipts(portal.share_id) == []


def test_who_is_not_signed_in_is_asked_to(app, portal):
    got = tried(
        app.test_client(),
        addresses(app, share_id=portal.share_id, evidence_id=portal.evidence_id),
    )

    assert {one.status_code for one in got} == {302}
    assert {one.location.partition("?")[0] for one in got} == {"/inloggen"}


def test_forged_links_are_not_there_and_all_look_alike(app, portal):
    with app.app_context():
        organisation = portal.town.organisation.id
        texts = {
            "made up": "abc",
            "cut off": portal.text[:-1],
            "for another purpose": links.sign_row(links.PASSWORD, organisation, portal.linked_id),
            "one id only": links.sign(links.SHARE, portal.linked_id),
        }
    guest = opened(app, portal)
    before = portal.receipts(portal.linked_id)

    for text in texts.values():
        got = tried(guest, addresses(app, text=text))
        assert {one.status_code for one in got} == {404}
        assert len(looks(got)) == 1
    assert portal.receipts(portal.linked_id) == before


def test_signed_links_to_what_is_no_share_by_link_are_gone_and_all_look_alike(app, portal):
    with app.app_context():
        organisation = portal.town.organisation.id
        texts = [
            links.sign_row(links.SHARE, organisation, UNKNOWN),
            links.sign_row(links.SHARE, organisation, portal.share_id),
            links.sign_row(links.SHARE, UNKNOWN, portal.linked_id),
            links.sign_row(links.SHARE, organisation, portal.case_id),
        ]

    got = [one for text in texts for one in tried(app.test_client(), addresses(app, text=text))]

    assert {one.status_code for one in got} == {410}
    assert len(looks(got)) == 1


def test_one_opened_link_opens_nothing_behind_another(app, portal):
    _town, share, text = another_town(app, portal.unit)
    guest = opened(app, portal)
    with app.app_context():
        before = portal.receipts(share.id)
    pages = [one for one in addresses(app, text=text) if one[1] != f"/deling/{text}"]
    pages = [one for one in pages if not one[1].endswith("/nieuwe-code")]

    got = tried(guest, pages)

    assert {one.status_code for one in got} == {403}
    assert NEEDLE not in "".join(one.text for one in got)
    assert portal.receipts(share.id) == before


def test_an_opened_link_hands_over_nothing_of_others(app, portal):
    guest = opened(app, portal)
    before = portal.receipts(portal.linked_id)
    pages = [
        f"{portal.link}/stuk/2",
        f"{portal.link}/stuk/0",
        f"{portal.link}/stuk/99999999999999999999",
        f"{portal.link}/bewijs/{UNKNOWN}",
        f"{portal.link}/bewijs/{portal.case_id}",
        f"{portal.link}/bewijs/{portal.linked_id}",
    ]

    got = [guest.get(page) for page in pages]

    assert {one.status_code for one in got} == {404}
    assert portal.receipts(portal.linked_id) == before
