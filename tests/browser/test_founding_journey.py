"""From an empty installation to a changed protocol, by the people who would do it."""

from datetime import timedelta

import pytest

from tests.browser import founding, revising
from tests.browser.colleagues import AT_A_DESK, IN_THE_HAND, Colleague, Reporter
from tests.builders import stored
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep

MEES, SANNE, RAMON = "mees@demostad.example", "sanne@demostad.example", "ramon@demostad.example"
TWO_HOURS = timedelta(hours=2)


def terms_of(app, key):
    """Return how long each case gives a step, by the reference of the case."""
    with app.app_context():
        references = {one.id: one.reference for one in stored(Case)}
        return {
            references[one.case_id]: one.due_at - one.anchor_at
            for one in stored(CaseStep)
            if one.key == key
        }


@pytest.fixture
def somebody(context_for):
    """A browser of its own for whoever comes along."""

    def make(**options):
        return context_for(None, **options).new_page()

    return make


def set_up(bea, app, postbox):
    """Bring an empty installation to work; return what the invited find in their mail."""
    founding.found_the_organisation(bea.page, app)
    founding.look_over_hours_and_seal(bea)
    founding.try_the_mail(bea, postbox)
    founding.adopt_the_protocol(bea)
    founding.add_the_unit_and_its_desk(bea)
    founding.invite(bea, "Mees Demoleider", MEES, "Leidinggevende")
    founding.invite(bea, "Sanne Demobalie", SANNE, "Medewerker")
    founding.invite(bea, "Ramon Democoördinator", RAMON, "Coördinator Veilige Publieke Taak")
    mails = postbox.take(MEES, SANNE, RAMON)
    founding.lead(bea, "Mees Demoleider")
    bea.page.goto("/beheer/inrichten")
    bea.press("Rond de inrichting af", "De inrichting is afgerond")
    return mails


def test_an_empty_installation_comes_to_work_and_changes_its_protocol(
    app, site, somebody, tmp_path
):
    bea = Colleague(somebody(**AT_A_DESK), "")
    postbox = founding.move_in(app, site, tmp_path / "post")
    to_mees, to_sanne, to_ramon = set_up(bea, app, postbox)

    sanne = Reporter(somebody(**IN_THE_HAND))
    founding.accept(sanne.page, to_sanne, SANNE)
    first = revising.report(sanne)

    mees = Colleague(somebody(**AT_A_DESK), first)
    founding.accept(mees.page, to_mees, MEES)
    revising.handle(mees)

    ramon = Colleague(somebody(**AT_A_DESK), first)
    founding.accept(ramon.page, to_ramon, RAMON, is_strong=True)
    revising.finish(ramon)
    revising.release_a_shorter_term(ramon)
    second = revising.report(sanne)

    assert revising.version_of(ramon, first) == "1"
    assert revising.version_of(ramon, second) == "2"
    terms = terms_of(app, "S02")
    assert terms[first] != TWO_HOURS
    assert terms[second] == TWO_HOURS
    bea.page.goto(f"/dossiers?zoek={second}")
    assert bea.page.get_by_text(second).count() == 0
