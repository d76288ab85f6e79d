"""What a screen reader gets of a paper, in which order, is what was read and agreed."""

import shutil

import pytest

from tests.documents.drawn import EVERY_PROFILE, bare, rich
from tests.documents.golden import FOLDER, PAPERS, file_of
from tests.documents.reading import structure_of
from vpt.documents.kinds.registry import KINDS

pytestmark = pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler-utils is missing")


@pytest.mark.parametrize(("kind", "profile"), PAPERS)
def test_a_paper_is_read_in_the_agreed_order(kind, profile):
    read = structure_of(rich(kind, profile))

    agreed = file_of(kind, profile).read_text(encoding="utf-8")
    assert read.splitlines() == agreed.splitlines(), "see python -m tests.documents.golden"


def test_every_agreed_order_belongs_to_a_paper():
    assert set(FOLDER.iterdir()) == {file_of(*one) for one in PAPERS}


@pytest.mark.parametrize(("kind", "profile"), EVERY_PROFILE)
def test_every_paper_opens_with_its_only_title(kind, profile):
    roles = [line.split()[0] for line in structure_of(rich(kind, profile)).splitlines()]

    assert roles.count("H1") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_which_nothing_is_known_still_says_what_it_is(kind):
    spoken = structure_of(bare(kind))

    assert KINDS[kind].empty_example().meta.title in spoken
