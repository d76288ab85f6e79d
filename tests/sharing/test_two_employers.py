"""Two employers that share with one police unit know nothing of each other's shares."""

import pytest

from tests.builders import NOW
from tests.sharing.received import a_police_unit, a_town_that_shares
from vpt.core.errors import NotVisible
from vpt.infra.db import db
from vpt.sharing import queries, receiving


@pytest.fixture
def both(app):
    with app.app_context():
        unit = a_police_unit()
        yield unit, a_town_that_shares(unit), a_town_that_shares(unit)


def test_each_sees_its_own_share_and_the_police_see_both(both):
    unit, (town, case, share), (other, other_case, other_share) = both

    own = queries.shares_of_case(town.coordinator.actor(), case.id, now=NOW)
    theirs = queries.shares_of_case(other.coordinator.actor(), other_case.id, now=NOW)
    received = db.session.scalars(receiving.visible(unit.person.actor(), now=NOW))

    assert [one.row.id for one in own] == [share.id]
    assert [one.row.id for one in theirs] == [other_share.id]
    assert {one.id for one in received} == {share.id, other_share.id}


def test_nothing_of_the_other_can_be_asked(both):
    _unit, (town, _case, _share), (_other, other_case, other_share) = both
    actor = town.coordinator.actor()

    with pytest.raises(NotVisible):
        queries.get(actor, other_share.id)
    with pytest.raises(NotVisible):
        queries.shares_of_case(actor, other_case.id, now=NOW)
    assert queries.find(actor, other_share.id) is None
    assert queries.shared_with(actor, other_case.id, now=NOW) == ()
