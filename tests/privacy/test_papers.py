"""No paper of any kind tells its reader more than the table says: text, bytes, metadata or name."""

import shutil
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from tests.privacy import drawing_papers, worked_case
from tests.privacy.allowed import MAY
from tests.privacy.drawing_papers import installation
from vpt.documents.kinds.registry import KINDS
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
    with installation(database, tmp_path_factory.mktemp("papers")):
        worked = worked_case.a_worked_case()
        unfilled = without_needle()
        by_name = {one: drawn(worked, *one) for one in PAPERS}
        worked_case.put_under_a_number(worked)
        by_number = {one: drawn(worked, *one) for one in PAPERS}
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
