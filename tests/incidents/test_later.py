import pytest

from tests.builders import NOW, a_person, an_organisation, stored
from tests.incidents.builders import an_incident
from vpt.audit.models import AuditEntry
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.incidents import queries, service
from vpt.incidents.models import Addendum
from vpt.infra.db import unit_of_work


@pytest.fixture
def people(app):
    with app.app_context(), unit_of_work():
        organisation = an_organisation()
        return {
            "owner": a_person(organisation),
            "colleague": a_person(organisation),
            "coordinator": a_person(organisation, Role.COORDINATOR),
            "stranger": a_person(an_organisation()),
        }


def test_an_addendum_carries_author_and_moment_and_the_report_stays(app, people):
    with app.app_context():
        with unit_of_work():
            incident = an_incident(people["owner"], narrative="Zo was het")
            service.add_addendum(people["owner"].actor(), incident, "En dit ook", now=NOW)

        [row] = stored(Addendum)
        assert (row.text, row.author_id, row.added_at) == ("En dit ook", people["owner"].id, NOW)
        assert incident.narrative == "Zo was het"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "addendum_empty"), ("x" * 20_001, "text_too_long"), ("111222333", "bsn_refused")],
)
def test_an_addendum_must_be_text_without_a_bsn(app, people, text, code):
    with app.app_context(), unit_of_work():
        incident = an_incident(people["owner"])

        with pytest.raises(RuleBroken, match=code):
            service.add_addendum(people["owner"].actor(), incident, text, now=NOW)


def test_only_the_people_in_it_know_of_an_incident(app, people):
    with app.app_context(), unit_of_work():
        incident = an_incident(people["owner"], colleague_id=people["colleague"].id)

        for who in ("owner", "colleague"):
            assert queries.get(people[who].actor(), incident.id).id == incident.id
        for who in ("coordinator", "stranger"):
            with pytest.raises(NotVisible):
                queries.get(people[who].actor(), incident.id)


def test_the_reporter_takes_a_report_back_once_and_says_why(app, people):
    actor = people["owner"]
    with app.app_context(), unit_of_work():
        incident = an_incident(actor, colleague_id=people["colleague"].id)

        with pytest.raises(RuleBroken, match="not_the_reporter"):
            service.withdraw(people["colleague"].actor(), incident.id, "mistake", now=NOW)
        with pytest.raises(RuleBroken, match="reason_unknown"):
            service.withdraw(actor.actor(), incident.id, "zomaar", now=NOW)
        service.withdraw(actor.actor(), incident.id, "mistake", now=NOW)
        with pytest.raises(RuleBroken, match="already_withdrawn"):
            service.withdraw(actor.actor(), incident.id, "mistake", now=NOW)

        assert (incident.withdrawn_at, incident.withdrawn_reason) == (NOW, "mistake")


def test_two_reports_of_one_event_get_one_that_leads(app, people):
    with app.app_context(), unit_of_work():
        coordinator = people["coordinator"].actor()
        leading = an_incident(people["owner"], key="1")
        second = an_incident(people["colleague"], key="2")
        third = an_incident(people["colleague"], key="3")

        with pytest.raises(NotAllowed):
            service.mark_same_event(people["owner"].actor(), second, leading, now=NOW)
        service.mark_same_event(coordinator, second, leading, now=NOW)
        with pytest.raises(RuleBroken, match="not_a_leading_report"):
            service.mark_same_event(coordinator, third, second, now=NOW)
        with pytest.raises(RuleBroken, match="is_leading_itself"):
            service.mark_same_event(coordinator, leading, third, now=NOW)

        assert second.leading_id == leading.id
        assert "incident.marked_same_event" in {row.action for row in stored(AuditEntry)}
