"""A share is answered when nothing it asks waits any more, and its giver hears no echo."""

import pytest

from tests.answers.builders import LATER, a_case_at_the_police, a_share, an_answer, give
from tests.answers.test_giving import suspects, to_the_prosecution
from tests.builders import NOW, stored
from tests.cases.builders import Counted, a_town
from tests.police_reports.desk import report_id
from tests.sharing.received import a_copy
from vpt.answers import answered
from vpt.answers.models import PartnerAnswer
from vpt.answers.rules import State
from vpt.infra.db import db, unit_of_work
from vpt.partners.rules import Party
from vpt.sharing import planning
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask

HEARING = {"hearing_on": "2026-12-01", "court": "Rechtbank Overijssel"}


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield


def at_the_prosecution():
    """Return a share with the prosecution, and the suspect it is asked about."""
    town = a_town()
    case = a_case_at_the_police(town)
    to_the_prosecution(town, case)
    return a_share(town, case, Party.PROSECUTION), suspects(case)[0]


def is_answered(share):
    return share.id in answered.among([share])


def test_one_answer_of_three_is_not_the_whole_answer():
    town = a_town()
    share = a_share(town, a_case_at_the_police(town, taken=False))
    give(share, an_answer(Ask.REGISTRATION, report_id(), number="2026555555"))

    before = is_answered(share)
    give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"))
    give(share, an_answer(Ask.POLICE_NEWS, report_id(), outcome="in_progress"))

    assert (before, is_answered(share)) == (False, True)


def test_a_refused_answer_is_none():
    town = a_town()
    share = a_share(town, a_case_at_the_police(town), asks=(Ask.VPT_CODE,))
    give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"))
    before = is_answered(share)

    with unit_of_work():
        [row] = stored(PartnerAnswer)
        db.session.merge(row).state = State.REFUSED

    assert (before, is_answered(share)) == (True, False)


def test_a_share_that_asks_nothing_is_not_answered():
    town = a_town()
    share = a_share(town, a_case_at_the_police(town), asks=())

    assert not is_answered(share)


def test_after_a_summons_the_verdict_still_waits():
    share, suspect = at_the_prosecution()
    give(share, an_answer(Ask.DECISION, suspect, outcome="summons", **HEARING))

    summoned = is_answered(share)
    give(share, an_answer(Ask.JUDGMENT, suspect, outcome="convicted", decided_on="2026-02-01"))

    assert (summoned, is_answered(share)) == (False, True)


def test_a_hearing_that_was_put_off_leaves_the_verdict_waiting():
    share, suspect = at_the_prosecution()
    give(share, an_answer(Ask.DECISION, suspect, outcome="summons", **HEARING))
    [adjourned] = give(share, an_answer(Ask.JUDGMENT, suspect, outcome="adjourned", **HEARING))

    assert not is_answered(share)
    assert (Ask.JUDGMENT.value, suspect) not in answered.settled([adjourned])


def test_after_a_dismissal_there_is_no_verdict_to_wait_for():
    share, suspect = at_the_prosecution()
    give(
        share,
        an_answer(Ask.DECISION, suspect, outcome="dismissal", dismissal_code="02",
                  decided_on=NOW.date().isoformat()),
    )  # fmt: skip

    assert is_answered(share)


def test_many_shares_are_judged_in_two_statements():
    share, suspect = at_the_prosecution()
    give(share, an_answer(Ask.DECISION, suspect, outcome="summons", **HEARING))
    shares = stored(Share)

    with Counted() as counted:
        done = answered.among(shares)

    assert len(counted) <= 2
    assert done == frozenset()


def test_what_a_partner_said_is_news_to_others_and_not_to_them():
    town = a_town()
    case = a_case_at_the_police(town)
    mine, other = a_share(town, case), a_share(town, case)
    with unit_of_work():
        for share in (mine, other):
            db.session.merge(share).sections = ["chain"]
    a_copy(mine)
    a_copy(other)

    give(mine, an_answer(Ask.VPT_CODE, report_id(), outcome="present"))

    news = [
        planning.changed_since_copy(town.coordinator.actor(), share, now=LATER)
        for share in (mine, other)
    ]
    assert not [line for line in news[0] if "VPT-code" in line]
    assert [line for line in news[1] if "VPT-code" in line]
