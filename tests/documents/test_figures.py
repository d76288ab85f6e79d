"""The QR code on a sheet can be scanned, is described, and stays beside what it belongs to."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import segno
from PIL import Image

from tests.documents.reading import text_of
from vpt.documents.figures import QUIET
from vpt.documents.kinds.parts import Fact
from vpt.documents.kinds.registry import KINDS

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftoppm"), reason="poppler-utils is not installed"
)

SHEET = KINDS["vpt_cover_sheet"]
DPI = 300
POINTS = 72


def figures(pdf):
    """Return the figures of a file: page height, box in points, and words."""
    with pikepdf.open(BytesIO(pdf)) as document:
        height = float(document.pages[0].MediaBox[3])
        dictionaries = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        return [
            (height, [float(edge) for edge in one.A.BBox], str(one.Alt))
            for one in dictionaries
            if one.get("/S") == "/Figure"
        ]


def scanned(pdf):
    """Return the dark modules of the only figure, read from the printed page as a camera would."""
    [(height, (left, bottom, right, top), _)] = figures(pdf)
    picture = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-png", "-f", "1", "-l", "1", "-"],
        input=pdf, capture_output=True, check=True,
    ).stdout  # fmt: skip
    page = Image.open(BytesIO(picture)).convert("L")
    scale = DPI / POINTS
    modules = len(segno.make(address(), error="m", micro=False).matrix) + 2 * QUIET
    size = (right - left) / modules * scale

    def is_dark(row, column):
        x = left * scale + (column + 0.5) * size
        y = (height - top) * scale + (row + 0.5) * size
        return page.getpixel((int(x), int(y))) < 128

    assert bottom < top
    return [[is_dark(row, column) for column in range(modules)] for row in range(modules)]


def address():
    return SHEET.example("police").answer_address


def test_the_printed_code_is_the_address_of_the_answer_page():
    pdf = SHEET.render(SHEET.example("police"), ())

    code = segno.make(address(), error="m", micro=False).matrix_iter(border=QUIET)

    assert scanned(pdf) == [[bool(module) for module in row] for row in code]


def test_who_cannot_see_the_code_is_told_what_it_is_and_can_type_the_address():
    pdf = SHEET.render(SHEET.example("police"), ())

    [(_, _, words)] = figures(pdf)

    site, _, code = address().removeprefix("https://").rpartition("/")
    assert words == f"QR-code naar de pagina waar de politie kan antwoorden: {site}/{code}"
    assert f"{site}/ {code}" in text_of(pdf)


def test_a_sheet_without_a_code_has_lines_to_fill_in_and_no_figure():
    pdf = SHEET.render(replace(SHEET.example("police"), answer_address=None), ())

    assert figures(pdf) == []
    assert "Registratienummer" in text_of(pdf)


def test_a_full_sheet_stays_on_one_page():
    long = "Gemeente Twenteveen aan de Regge, afdeling Vergunningen, " * 2
    full = replace(
        SHEET.example("police"),
        report=tuple(Fact(f"Gegeven {number}", "waarde") for number in range(3)),
        agreements=tuple(Fact(f"P{number}", "Een afspraak van één regel.") for number in range(6)),
        contacts=(Fact("Politie", "Petra (demo)"), Fact("Werkgever", long)),
        answer=tuple(Fact(f"Vraag {number}", "") for number in range(3)),
        answer_address=f"https://veilig-werken.{'lang.' * 6}example/antwoord/{'7' * 26}",
    )

    pdf = SHEET.render(full, ())

    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
