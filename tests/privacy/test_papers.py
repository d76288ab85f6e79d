"""No paper of any kind tells its reader more than the table says: text, bytes, metadata or name."""

import shutil
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select

from tests import databases
from tests.privacy import drawing_papers, worked_case
from vpt.app import create_app
from vpt.documents.kinds.registry import KINDS
from vpt.infra.db import Base, db
from vpt.infra.sealed import SealedBytes
from vpt.partners.disclosure import CRIMINAL_FILE

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)

STORY = {
    "narrative", "quote", "place", "evidence",
    "w who", "w what", "w where", "w with_what", "w in_which_way", "w when", "w why",
}  # fmt: skip
VICTIMS = {"victim 1", "victim 2"}
SUSPECT = {
    "perpetrator", "description perpetrator", "identity of perpetrator", "reach of perpetrator",
}  # fmt: skip
EVERYBODY = VICTIMS | {"perpetrator", "witness"}
"""In a free text; by name, without how to reach them."""
CASE_FILE = STORY | VICTIMS | SUSPECT | {"witness", "step number"}
DAMAGE = {
    "place", "damage one", "damage two", "damage insured", "insurer insured",
    "paid by one", "paid by two", "paid by insured",
}  # fmt: skip
BESIDE = {"beside summary", "beside quote", "beside place", "beside perpetrator", "beside link"}
PATTERN = BESIDE | VICTIMS | SUSPECT | {"place", "quote", "witness", "step number"}
MEETING = {"agreement", "at the meeting"}
LETTER = {"perpetrator", "envelope"}
MEASURE = LETTER | {"area", "ground", "service", "service how", "remedy"}

MAY: dict[tuple[str, str], set[str]] = {
    # In the own copy own words stay as they were written, names and telephone included.
    ("incident_report", "reporter"): STORY
    | EVERYBODY
    | {"loss", "addendum one", "medical victim 1", "reach of victim 1"},
    ("case_file", "internal"): CASE_FILE | {"loss", "addendum one", "addendum two"},
    ("case_file", "police"): CASE_FILE,
    ("case_file", "prosecution"): CASE_FILE,
    ("case_file", "municipality"): {"perpetrator", "place"},
    ("damage_statement", "internal"): DAMAGE | EVERYBODY,
    ("damage_statement", "police"): DAMAGE | EVERYBODY,
    ("damage_statement", "prosecution"): DAMAGE | EVERYBODY,
    ("damage_statement", "insurer"): {
        "place", "damage insured", "insurer insured", "paid by insured",
    },
    # Own items with the words about health, which nobody else is told.
    ("damage_statement", "victim"): {
        "place", "damage one", "damage health", "paid by one", "paid by health", "victim 1",
    },
    ("preservation_request", "holder"): {"source place"},
    ("labour_inspectorate_notice", "inspectorate"): {
        "place", "injury function", "injury nature", "injury account", "injury measures",
    },
    ("aftercare_overview", "victim"): {"victim 1", "talk one", "needed one", "private one"},
    # Made by the manager: the case of another unit is out of reach and leaves nothing.
    ("pattern_dossier", "internal"): PATTERN,
    ("pattern_dossier", "police"): PATTERN,
    ("pattern_dossier", "prosecution"): PATTERN,
    # About several cases at once: what was agreed, and nobody in any of them.
    ("meeting_agenda", "police"): MEETING,
    ("meeting_agenda", "prosecution"): MEETING,
    ("meeting_agenda", "municipality"): MEETING,
    # Witnesses by number only.
    ("police_report_preparation", "police"): STORY
    | VICTIMS
    | SUSPECT
    | {
        "report function", "report task", "report impact", "report literal_words",
        "report injury", "report chronology", "report representative",
        "report representative_function", "report contact", "report contact_phone",
    },
    # Victims only where somebody typed them as the employer's own people.
    ("vpt_cover_sheet", "police"): VICTIMS | {"officer", "report contact", "report contact_phone"},
    ("power_of_attorney", "police"): VICTIMS
    | {"report representative", "report representative_function"},
    ("escalation_letter", "police"): {"officer", "report station"},
    ("conduct_talk_invitation", "accused"): {
        "perpetrator", "talk place", "talk contact", "talk envelope",
    },
    ("warning_letter", "accused"): MEASURE,
    ("restriction_letter", "accused"): MEASURE,
    ("ban_letter", "accused"): MEASURE,
    ("review_letter", "accused"): LETTER
    | {"conduct", "review reason", "remedy", "service", "service how"},
    ("lifting_letter", "accused"): LETTER | {"review reason"},
}  # fmt: skip
"""What each paper tells; whatever is not named here may stand nowhere in it."""

NO_NEEDLE = {
    "drafts.content": "a report that was not sent is of no case",
    "drafts.parked": "the same",
    "parked_forms.content": "the same: a form whose session ended",
    "credentials.secret": "a sign-in, of no case",
    "seal_keys.pkcs12": "a key, of no case",
    "stored_files.key": "a key, and no text",
}
"""Sealed columns that are not filled here, and why."""
PAPERS = [(kind.key, profile) for kind in KINDS.values() for profile in kind.profiles]


@dataclass(frozen=True)
class Printed:
    """Which needles each paper holds before and after victim 1 chose a number; columns without."""

    by_name: dict[tuple[str, str], frozenset[str]]
    by_number: dict[tuple[str, str], frozenset[str]]
    unfilled: set[str]


@pytest.fixture(scope="module")
def printed(database, tmp_path_factory):
    """All papers of one case, drawn once per back end."""
    instance = tmp_path_factory.mktemp("papers")
    settings = replace(
        database.settings,
        instance=instance,
        database_url=database.fresh(instance),
        storage_folder=instance / "files",
        queue_url=f"sqlite:///{instance / 'queue.sqlite3'}",
    )
    app = create_app(settings)
    with app.app_context():
        worked = worked_case.a_worked_case()
        unfilled = without_needle()
        by_name = {one: drawn(worked, *one) for one in PAPERS}
        worked_case.put_under_a_number(worked)
        by_number = {one: drawn(worked, *one) for one in PAPERS}
        databases.close(app)
    return Printed(by_name, by_number, unfilled)


def drawn(worked, kind, profile):
    return drawing_papers.needles_in(drawing_papers.paper(worked, kind, profile))


def without_needle():
    """Return the sealed columns in no row of which a needle was put."""
    found = set()
    for mapper in Base.registry.mappers:
        rows = None
        for column in mapper.local_table.columns:
            if not isinstance(column.type, SealedBytes) or not column.name.endswith("_sealed"):
                continue
            rows = db.session.scalars(select(mapper.class_)).all() if rows is None else rows
            name = column.name.removesuffix("_sealed")
            if not any("qz" in str(getattr(row, name, "")) for row in rows):
                found.add(f"{mapper.local_table.name}.{name}")
    return found


def test_every_kind_has_its_place_in_the_table_for_each_of_its_profiles():
    assert set(MAY) == set(PAPERS)
    assert set(drawing_papers.FILLED_BY) == set(KINDS)


def test_every_sealed_column_of_a_case_holds_a_needle(printed):
    assert printed.unfilled == set(NO_NEEDLE)


@pytest.mark.parametrize(("kind", "profile"), PAPERS)
def test_a_paper_tells_what_the_table_says_and_nothing_else(printed, kind, profile):
    assert printed.by_name[kind, profile] == MAY[kind, profile]


@pytest.mark.parametrize(("kind", "profile"), PAPERS)
def test_under_a_number_only_the_name_goes_and_nothing_comes(printed, kind, profile):
    hidden = {"victim 1"} if profile in CRIMINAL_FILE else set()

    assert printed.by_number[kind, profile] == MAY[kind, profile] - hidden


@pytest.mark.parametrize(
    ("kind", "profile"), [one for one in PAPERS if one[1] in set(CRIMINAL_FILE)]
)
def test_who_reports_under_a_number_is_named_in_no_paper_of_the_criminal_file(
    printed, kind, profile
):
    assert not printed.by_number[kind, profile] & {"victim 1", "reach of victim 1"}


def test_nothing_of_a_linked_case_out_of_reach_is_told(printed):
    every = [*printed.by_name.values(), *printed.by_number.values()]

    assert not {one for found in every for one in found if one.startswith("hidden")}
