"""A copy for a partner holds what its sender chose of what the table allows, and nothing else."""

import re
import shutil

import pytest
from sqlalchemy import select

from tests.cases.builders import LATER
from tests.privacy import chain_rows, worked_case
from tests.privacy.allowed import EVERYBODY, MAY, SUSPECT, VICTIMS
from tests.privacy.drawing_papers import installation, needles_in, paper, printed
from vpt.incidents.evidence import Evidence
from vpt.infra.db import db
from vpt.infra.storage import StoredFile
from vpt.partners.disclosure import Section
from vpt.partners.rules import PROFILE_OF, Party
from vpt.police_reports.models import PoliceReport
from vpt.sharing import choosing, planning
from vpt.sharing.models import Share

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)

SEVEN = {"w who", "w what", "w where", "w with_what", "w in_which_way", "w when", "w why"}
TELLS = {
    Section.CIRCUMSTANCES: {"place"} | EVERYBODY,
    Section.PEOPLE: EVERYBODY | SUSPECT,
    Section.NARRATIVE: {"narrative"} | EVERYBODY,
    Section.LITERAL_WORDS: {"quote"} | EVERYBODY,
    Section.SEVEN_WS: SEVEN | EVERYBODY,
    Section.ADDENDA: {"addendum one", "addendum two"} | EVERYBODY,
    Section.EVIDENCE: {"evidence", "evidence two", "victim 1"},
    Section.POLICE_REPORTS: {"step number"} | EVERYBODY,
}
"""Which needles one part tells at most; a part that is not named here tells none."""
CHOICES = [(party, part) for party in Party for part in choosing.offered(PROFILE_OF[party])]


@pytest.fixture(scope="module")
def worked(database, tmp_path_factory):
    with installation(database, tmp_path_factory.mktemp("copies")):
        yield worked_case.a_worked_case()


def may(party):
    return MAY["case_file", PROFILE_OF[party].value]


def addressed(party):
    """A copy names its recipient, and nothing else of them."""
    return {f"contact {party}", f"place of {party}"}


def copy(worked, party, **choice):
    return printed(chain_rows.planned(worked.town, worked.case, party, **choice).request)


@pytest.mark.parametrize("party", Party)
def test_a_whole_copy_tells_what_the_table_says_and_to_whom_it_goes(worked, party):
    assert needles_in(copy(worked, party)) == may(party) | addressed(party)


@pytest.mark.parametrize(("party", "part"), CHOICES)
def test_a_part_that_is_chosen_alone_brings_nothing_of_the_others(worked, party, part):
    found = needles_in(copy(worked, party, without=set(Section) - {part}))

    assert found == (TELLS.get(part, set()) & may(party)) | addressed(party)


@pytest.mark.parametrize(("party", "part"), CHOICES)
def test_a_part_that_was_chosen_away_is_nowhere(worked, party, part):
    found = needles_in(copy(worked, party, without={part}))

    others = [TELLS.get(one, set()) for one in choosing.offered(PROFILE_OF[party]) if one != part]
    assert found == (set().union(*others) & may(party)) | addressed(party)


def exhibits(worked):
    """The id and the fingerprints of each piece of evidence, by its needle."""
    rows = db.session.scalars(select(Evidence).where(Evidence.subject_id == worked.case.id))
    return {
        "evidence two" if "evidencetwo" in row.title else "evidence": (row.id, prints(row))
        for row in rows
    }


def prints(row):
    files = select(StoredFile.sha256).where(StoredFile.id.in_([row.file_id, row.preview_id]))
    return {one if isinstance(one, str) else one.hex() for one in db.session.scalars(files)}


@pytest.mark.parametrize("party", [Party.POLICE, Party.PROSECUTION, Party.INSURER])
@pytest.mark.parametrize(
    ("chosen", "left"), [("evidence", "evidence two"), ("evidence two", "evidence")]
)
def test_evidence_that_was_not_chosen_is_nowhere_in_the_copy(worked, party, chosen, left):
    known = exhibits(worked)

    drawn = copy(worked, party, evidence=frozenset({known[chosen][0]}))

    assert chosen in needles_in(drawn)
    assert left not in needles_in(drawn)
    assert str(known[left][0]) not in drawn
    joined = "".join(drawn.split())
    assert known[left][1]
    assert not [one for one in known[left][1] if one in joined]


@pytest.mark.parametrize("party", Party)
def test_without_evidence_no_piece_of_it_is_left(worked, party):
    found = needles_in(copy(worked, party, evidence=frozenset()))

    assert not found & {"evidence", "evidence two"}


@pytest.mark.parametrize("party", Party)
def test_what_the_case_is_shared_for_is_a_code_and_the_question_stays_off_paper(worked, party):
    request = chain_rows.planned(worked.town, worked.case, party).request

    assert request.purpose == choosing.PURPOSES_OF[party][0].value
    assert "asked now" not in needles_in(printed(request))


def test_a_supplement_tells_nothing_of_what_was_not_shared(worked):
    share = db.session.scalars(select(Share)).one()
    actor = worked.town.coordinator.actor()

    plan = planning.plan_supplement(actor, share, "Meer volgt.", frozenset(), now=LATER)
    found = needles_in(printed(plan.request))

    assert plan.news == ("Meer volgt.",)
    assert found == {"contact police", "place of police"}


def test_the_cover_sheet_leads_to_the_desk_page_and_names_no_row(worked):
    code = db.session.scalars(select(PoliceReport.desk_code)).one()

    sheet = "".join(paper(worked, "vpt_cover_sheet", "police").split())

    assert set(re.findall(r"/antwoord/([0-9a-z]+)", sheet)) == {code}
    ids = (worked.case.id, worked.report_id, worked.town.organisation.id)
    assert [one for one in ids if str(one) in sheet or one.hex in sheet] == []


def test_under_a_number_no_copy_names_who_reports(worked):
    worked_case.put_under_a_number(worked)

    for party in Party:
        found = needles_in(copy(worked, party))
        assert found == (may(party) | addressed(party)) - {"victim 1"}
    assert VICTIMS & may(Party.POLICE)
