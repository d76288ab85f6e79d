"""Partner organisations: one list for all, begun and ended by each employer for itself."""

from datetime import date, timedelta

import pytest

from tests.builders import NOW, an_organisation, stored
from tests.partners.desk import SINCE, TODAY, a_chain, add, begin, leave
from vpt.accounts.models import Organisation
from vpt.accounts.rules import SHORT_CODE, OrganisationKind
from vpt.audit.models import AuditEntry
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.infra.db import unit_of_work
from vpt.partners import organisations, queries
from vpt.partners.models import ContactOfficer, Partnership
from vpt.partners.rules import Party, codes_of

DAY = timedelta(days=1)


@pytest.fixture
def chain(app):
    with app.app_context():
        yield a_chain()


def found(town, name="Gemeente Esrande, openbare orde", kind="municipality", who="coordinator"):
    with unit_of_work():
        return organisations.found(getattr(town, who).actor(), name, kind, SINCE, now=NOW)


def test_a_partner_belongs_to_the_employer_that_began(chain):
    begin(chain.town, chain.police)

    (mine,) = queries.partners(chain.town.coordinator.actor())
    assert (mine.id, mine.name, mine.party) == (chain.police.id, chain.police.name, Party.POLICE)
    assert mine.is_valid(TODAY)
    assert queries.partners(chain.elsewhere.coordinator.actor()) == []
    assert [row.action for row in stored(AuditEntry) if "partnership" in row.action] == [
        "partnership.begun"
    ]


def test_everybody_finds_the_same_public_bodies_and_no_employer(chain):
    found(chain.town)

    names = [name for _id, name, _kind in queries.directory()]
    assert names == [
        "Gemeente Esrande, openbare orde",
        "Parket Oost (demo)",
        "Politie-eenheid Oost (demo)",
    ]


def test_a_new_body_gets_a_code_of_its_own_and_is_a_partner_at_once(chain):
    first = found(chain.town, "Politie Noord", "police")
    second = found(chain.town, "Parket Noord", "prosecution")

    codes = {row.id: row.short_code for row in stored(Organisation)}
    assert codes[first] == "PN"
    assert codes[second] == "PN2"
    assert {row.id for row in queries.partners(chain.town.coordinator.actor())} == {first, second}


@pytest.mark.parametrize("name", ["Politie-eenheid Oost", "Ö", "'s-Gravenhage", "警察", "A" * 150])
def test_every_name_gives_codes_that_an_organisation_may_have(name):
    codes = [code for code, _ in zip(codes_of(name), range(200), strict=False)]

    assert all(SHORT_CODE.fullmatch(code) for code in codes)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("  ", "police", "name_empty"),
        ("x" * 201, "police", "text_too_long"),
        ("Politie 111222333", "police", "bsn_refused"),
        ("Bedrijf", "employer", "partner_kind_unknown"),
        ("Bedrijf", "wat dan ook", "partner_kind_unknown"),
        ("politie-eenheid  oost (DEMO)", "police", "partner_exists"),
    ],
)
def test_what_is_no_new_public_body_is_refused(chain, name, kind, code):
    with pytest.raises(RuleBroken, match=code):
        found(chain.town, name, kind)


@pytest.mark.parametrize("who", ["manager", "hr", "employee", "support", "privacy_officer"])
def test_only_who_records_partners_may_begin_found_or_end(chain, who):
    actor = getattr(chain.town, who).actor()
    begin(chain.town, chain.police)

    with pytest.raises(NotAllowed), unit_of_work():
        organisations.begin(actor, chain.prosecution.id, SINCE, now=NOW)
    with pytest.raises(NotAllowed), unit_of_work():
        organisations.end(actor, chain.police.id, TODAY, now=NOW)
    with pytest.raises(NotAllowed):
        found(chain.town, who=who)


def test_an_employer_a_region_and_a_partner_already_there_cannot_be_begun_with(chain):
    with unit_of_work():
        region = an_organisation("Regio", OrganisationKind.REGIONAL)
    begin(chain.town, chain.police)

    for partner in (chain.elsewhere.organisation, region):
        with pytest.raises(RuleBroken, match="partner_unknown"):
            begin(chain.town, partner)
    with pytest.raises(RuleBroken, match="partner_held"):
        begin(chain.town, chain.police)


def test_who_leaves_takes_every_contact_along_and_may_come_back_without_them(chain):
    begin(chain.town, chain.police)
    begin(chain.elsewhere, chain.police)
    contact = add(chain.town, chain.police.id)
    kept = add(chain.town, chain.police.id, until=date(2026, 2, 1))
    theirs = add(chain.elsewhere, chain.police.id)

    leave(chain.town, chain.police, TODAY)

    ends = {row.id: row.valid_until for row in stored(ContactOfficer)}
    assert ends == {contact: TODAY, kept: date(2026, 2, 1), theirs: None}
    (mine,) = queries.partners(chain.town.coordinator.actor())
    assert (mine.is_valid(TODAY), mine.is_valid(TODAY + DAY)) == (True, False)

    begin(chain.town, chain.police, TODAY + 9 * DAY)
    assert len(stored(Partnership)) == 2
    assert not queries.is_open(chain.town.organisation.id, contact, TODAY + 10 * DAY)
    assert queries.is_open(chain.elsewhere.organisation.id, theirs, TODAY + 10 * DAY)


def test_ending_with_the_day_before_stops_it_at_once_and_no_earlier_is_possible(chain):
    begin(chain.town, chain.police, TODAY)
    contact = add(chain.town, chain.police.id, since=TODAY)

    with pytest.raises(RuleBroken, match="ends_before_start"):
        leave(chain.town, chain.police, TODAY - 2 * DAY)
    leave(chain.town, chain.police, TODAY - DAY)

    assert not queries.is_open(chain.town.organisation.id, contact, TODAY)


def test_a_partner_of_another_employer_cannot_be_ended(chain):
    begin(chain.elsewhere, chain.police)

    with pytest.raises(NotVisible):
        leave(chain.town, chain.police, TODAY)
    assert stored(Partnership)[0].valid_until is None
