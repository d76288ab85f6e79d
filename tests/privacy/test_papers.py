"""No paper of any kind tells its reader more than the table says: text, bytes, metadata or name."""

import shutil
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.privacy import drawing_papers, handing_in, worked_case
from tests.privacy.allowed import MAY
from tests.privacy.drawing_papers import ids_in, installation, needles_in
from tests.privacy.needles import used, word
from vpt.documents.kinds.registry import KINDS
from vpt.incidents.evidence import Evidence
from vpt.infra.db import Base, db
from vpt.infra.sealed import SealedBytes
from vpt.partners.disclosure import CRIMINAL_FILE

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)

NO_NEEDLE = {
    "drafts.content": "a report that was not sent is of no case",
    "drafts.parked": "the same",
    "parked_forms.content": "the same: a form whose session ended",
    "credentials.secret": "a sign-in, of no case",
    "seal_keys.pkcs12": "a key, of no case",
    "seal_keys.token": "where a key is, of no case",
    "stored_files.key": "a key, and no text",
    "issued_documents.told": "fingerprints of what was drawn, and the recipient of a copy",
    "hand_ins.news": "our own words for what is new, and fingerprints",
}
"""Sealed columns that are not filled here, and why."""
PAPERS = [(kind.key, profile) for kind in KINDS.values() for profile in kind.profiles]
DOSSIER, SHEET = ("prosecution_dossier", "prosecution"), ("identity_sheet", "prosecution")
OF_PHOTO = {"taken by", "taken with"}
"""What the original of a photo tells of itself."""


@dataclass(frozen=True)
class Printed:
    """Which needles each paper holds before and after victim 1 chose a number; columns without."""

    by_name: dict[tuple[str, str], frozenset[str]]
    by_number: dict[tuple[str, str], frozenset[str]]
    packages: dict[str, frozenset[str]]
    """Of a dossier handed in by name, by number, and with an original."""
    with_original: frozenset[str]
    rows: dict[str, frozenset[str]]
    """What has the form of an id, by paper."""
    ids: dict[str, str]
    """The id of every row, and the column it stands in."""
    unfilled: set[str]


@pytest.fixture(scope="module")
def printed(database, tmp_path_factory):
    """All papers of one case, issued once per back end."""
    rows, packages = {}, {}
    with installation(database, tmp_path_factory.mktemp("papers")):
        worked = worked_case.a_worked_case()
        by_name = {one: drawn(worked, one, rows) for one in PAPERS}
        packages["by name"] = packed(worked, rows)
        worked_case.put_under_a_number(worked)
        by_number = {one: drawn(worked, one, rows, is_sealed=False) for one in PAPERS}
        packages["by number"] = packed(worked, rows)
        handing_in.let_original_go(worked, photo(worked))
        with_original = drawn(worked, DOSSIER, rows)
        packages["with an original"] = packed(worked, rows)
        unfilled, ids = without_needle(), ids_of_rows()
    return Printed(by_name, by_number, packages, with_original, rows, ids, unfilled)


def drawn(worked, one, rows, *, is_sealed=True):
    paper = drawing_papers.paper(worked, *one, is_sealed=is_sealed)
    rows[" for ".join(one)] = rows.get(" for ".join(one), frozenset()) | ids_in(paper)
    return needles_in(paper)


def packed(worked, rows):
    content = handing_in.packed(worked)
    rows["package"] = rows.get("package", frozenset()) | ids_in(content)
    return needles_in(content)


def photo(worked):
    """Return the id of the photo that tells who took it."""
    query = select(Evidence).where(Evidence.subject_id == worked.case.id)
    [row] = [one for one in db.session.scalars(query) if word("evidence") in one.title]
    return row.id


def ids_of_rows():
    """Return every id of every row, without its dashes, and where it stands."""
    return {
        value.hex: f"{table.name}.{name}"
        for table in Base.metadata.tables.values()
        for row in db.session.execute(select(table))
        for name, value in row._mapping.items()
        if isinstance(value, UUID)
    }


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
            texts = [str(getattr(row, name, "")) for row in rows]
            if not any(word(needle) in text for needle in used for text in texts):
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


def test_the_package_holds_dossier_and_sheet_and_tells_no_more(printed):
    assert printed.packages["by name"] == MAY[DOSSIER] | MAY[SHEET]


def test_under_a_number_the_package_names_that_victim_nowhere(printed):
    assert printed.packages["by number"] == printed.packages["by name"] - {"victim 1"}


def test_an_original_tells_of_itself_only_after_somebody_let_it_go(printed):
    every = [*printed.by_name.values(), *printed.by_number.values()]

    assert not {one for found in every for one in found} & OF_PHOTO
    assert printed.with_original == printed.by_number[DOSSIER] | OF_PHOTO
    assert printed.packages["with an original"] == printed.packages["by number"] | OF_PHOTO


def test_no_paper_and_no_package_holds_the_id_of_a_row(printed):
    told = {
        f"{place}: {printed.ids[one]}"
        for place, found in printed.rows.items()
        for one in found & printed.ids.keys()
    }

    assert len(printed.ids) > 100
    assert told == set()


def test_nothing_of_a_linked_case_out_of_reach_is_told(printed):
    every = [*printed.by_name.values(), *printed.by_number.values(), *printed.packages.values()]

    assert not {one for found in every for one in found if one.startswith("hidden")}
