"""The file itself: repeatable bytes, attachments, outline and what it says about itself."""

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest

from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import Attachment

CASE_FILE = KINDS["case_file"]
PHOTO = Attachment(
    name="B1-balie.jpg",
    content=b"\xff\xd8 not really a photo",
    media_type="image/jpeg",
    relationship="Supplement",
    description="Bewijsstuk B1",
)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_same_view_gives_the_same_bytes(kind):
    first = kind.render(kind.example(kind.profiles[0]), [PHOTO])
    second = kind.render(kind.example(kind.profiles[0]), [PHOTO])

    assert sha256(first).digest() == sha256(second).digest()


def test_another_process_gives_the_same_bytes():
    program = (
        "import sys; from vpt.documents.kinds.registry import KINDS; kind = KINDS['case_file'];"
        "sys.stdout.buffer.write(kind.render(kind.example('internal'), ()))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"},
    )

    assert elsewhere.stdout == CASE_FILE.render(CASE_FILE.example("internal"), ())


def test_an_attachment_comes_out_as_it_went_in():
    pdf = CASE_FILE.render(CASE_FILE.empty_example(), [PHOTO])

    with pikepdf.open(BytesIO(pdf)) as document:
        attached = document.attachments[PHOTO.name].get_file()
        assert attached.read_bytes() == PHOTO.content
        assert attached.mime_type == "image/jpeg"


def test_the_outline_leads_to_the_page_of_the_heading():
    pdf = CASE_FILE.render(CASE_FILE.example("internal"), ())

    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        (top,) = outline.root
        targets = {item.title: item.destination[0].objgen for item in top.children}
        last = document.pages[-1].obj.objgen
        assert targets["Samenvatting"] == document.pages[0].obj.objgen
        assert targets["Niet in dit exemplaar"] == last


def test_markup_in_a_title_does_not_break_the_metadata():
    view = CASE_FILE.empty_example()
    meta = replace(view.meta, organisation='Bureau <Jansen & "Zn">\x00')

    pdf = CASE_FILE.render(replace(view, meta=meta), ())

    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.open_metadata()["dc:creator"] == ['Bureau <Jansen & "Zn">']


def test_a_moment_of_issue_without_offset_is_refused():
    view = CASE_FILE.empty_example()
    naive = replace(view, meta=replace(view.meta, issued_at_iso="2026-03-23T09:15:00"))

    with pytest.raises(ValueError, match="without offset"):
        CASE_FILE.render(naive, ())
