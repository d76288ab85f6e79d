"""The contents lead where they say: numbers, links and outline all name the real page."""

import re
import shutil
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from tests.documents.reading import pages_of, structure_of
from tests.pdf_conformance import violations
from vpt.documents.kinds import example_prosecution_dossier as example
from vpt.documents.kinds.registry import KINDS

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)

KIND = KINDS["prosecution_dossier"]
ENTRY = re.compile(r"^ *(?:(?P<ordinal>\d+) {2,})?(?P<title>\S.*?) {2,}(?P<page>\d+)$")
SECTION = re.compile(r"\d+ \w")


@pytest.fixture(scope="module")
def dossier():
    return KIND.render(KIND.example("prosecution"), ())


def squeezed(text):
    return " ".join(text.split())


def entries(page):
    """Return ordinal, title and page number of each line of a page of contents."""
    found = [ENTRY.match(line) for line in page.splitlines()]
    return [(one["ordinal"], one["title"], int(one["page"])) for one in found if one]


def links(document):
    """Return where each link leads to, as (page of the link, page it leads to, described)."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    return [
        (number, numbers[link.Dest[0].objgen], str(link.Contents))
        for number, page in enumerate(document.pages, 1)
        for link in page.obj.get("/Annots", [])
    ]


def outline(document):
    """Return title and page of every bookmark."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}

    def walk(items):
        for item in items:
            yield item.title, numbers[item.destination[0].objgen]
            yield from walk(item.children)

    with document.open_outline() as opened:
        return list(walk(opened.root))


def test_the_numbers_in_the_contents_are_the_pages(dossier):
    pages = pages_of(dossier)

    listed = entries(pages[1])

    assert len(listed) > 20
    for ordinal, title, page in listed:
        heading = f"{ordinal} {title}" if ordinal else title
        number, _, caption = heading.partition(" ") if heading[:1] == "B" else (heading, "", "")
        assert squeezed(number) in squeezed(pages[page - 1])
        assert squeezed(caption) in squeezed(pages[page - 1])


def test_every_section_is_listed_in_order(dossier):
    listed = [(ordinal, title) for ordinal, title, _ in entries(pages_of(dossier)[1]) if ordinal]

    assert [int(ordinal) for ordinal, _ in listed] == list(range(1, len(listed) + 1))
    assert listed[0][1] == "Nieuw in deze aanvulling"
    assert "Bewijsstukken" in [title for _, title in listed]


def test_every_line_of_the_contents_is_a_link_to_its_page(dossier):
    listed = [page for _, _, page in entries(pages_of(dossier)[1])]

    with pikepdf.open(BytesIO(dossier)) as document:
        led = [(to, said) for at, to, said in links(document) if at == 2]

    assert [to for to, _ in led] == listed
    assert [said for _, said in led] == [f"Naar pagina {page}" for page in listed]


def test_a_link_is_tied_to_its_element(dossier):
    with pikepdf.open(BytesIO(dossier)) as document:
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in document.pages:
            for link in page.obj.get("/Annots", []):
                owner = owners[int(link.StructParent)]
                assert pikepdf.Name.Link == owner.S
                assert owner.K[-1].Obj.objgen == link.objgen
        assert int(document.Root.StructTreeRoot.ParentTreeNextKey) == len(owners)


def test_the_outline_leads_to_the_pages_of_the_contents(dossier):
    listed = {title: page for _, title, page in entries(pages_of(dossier)[1])}

    with pikepdf.open(BytesIO(dossier)) as document:
        marks = outline(document)

    plain = {re.sub(r"^\d+ ", "", title): page for title, page in marks}
    assert {title: plain[title] for title in listed} == listed


def test_a_screen_reader_hears_a_list_with_words_before_numbers(dossier):
    structure = structure_of(dossier)

    assert structure.count("TOCI") == len(entries(pages_of(dossier)[1]))
    assert '"1 Nieuw in deze aanvulling 3"' in structure


def test_an_exhibit_says_on_which_page_its_picture_is(dossier):
    pages = pages_of(dossier)
    where = {
        title.split()[0]: page for _, title, page in entries(pages[1]) if title.startswith("B1 ")
    }

    listing = next(page for page in pages[2:] if "Bewijsstukken" in page)

    row = listing[listing.index("B1 ") : listing.index("B2 ")]
    assert f"Beeld: pagina {where['B1']}" in row


def test_contents_of_more_than_a_page_stay_right():
    view = replace(KIND.example("prosecution"), pictures=example.placed(80))
    pdf = KIND.render(view, ())
    pages = pages_of(pdf)
    first = next(n for n, page in enumerate(pages) if "1 Nieuw in deze aanvulling" in page)

    listed = [one for page in pages[1:first] for one in entries(page)]

    assert first > 2
    assert listed[0][2] == first + 1
    with pikepdf.open(BytesIO(pdf)) as document:
        led = [to for at, to, _ in links(document) if 1 < at <= first]
    assert led == [page for _, _, page in listed]
    assert violations(pdf) == []


def test_a_long_heading_is_cut_before_the_number():
    long = replace(example.placed(1)[0], caption="Een heel lange omschrijving " * 12)
    view = replace(KIND.empty_example(), pictures=(long,))

    listed = entries(pages_of(KIND.render(view, ()))[1])

    assert any(title.endswith("…") and page > 2 for _, title, page in listed)


def test_nothing_to_list_gives_no_contents():
    view = KIND.view(meta=KIND.empty_example().meta)

    pages = pages_of(KIND.render(view, ()))

    assert len(pages) == 1
    assert "Inhoud" not in pages[0]
