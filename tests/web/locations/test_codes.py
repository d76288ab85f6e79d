"""The QR codes of places, on paper and behind a scan."""

import shutil
import subprocess

import pytest
import segno
from PIL import Image

from tests.pdf_conformance import violations
from vpt.documents.figures import QUIET

needs_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler is not installed")
CODES = "/beheer/locaties/qr"


def asked(scene, **more):
    return {"plek": str(scene.place.id), "sheet": "poster", "copies": "1", "maak": "1", **more}


@pytest.mark.parametrize("sheet", ["stickers", "poster"])
def test_a_sheet_is_a_file_that_keeps_and_that_everybody_can_read(scene, client_for, sheet):
    got = client_for(scene.admin).get(CODES, query_string=asked(scene, sheet=sheet))

    assert got.mimetype == "application/pdf"
    assert violations(got.data) == []
    assert "Content-Disposition" in got.headers


@needs_poppler
def test_the_code_on_the_wall_leads_to_the_form_for_that_place(scene, client_for, tmp_path):
    pdf = client_for(scene.admin).get(CODES, query_string=asked(scene)).data
    public = scene.app.extensions["vpt_settings"].public_url

    printed = modules_in(pdf, tmp_path)

    code = segno.make(f"{public}/melden?plek={scene.place.code}", error="m", micro=False)
    assert printed == [[bool(one) for one in row] for row in code.matrix]


def modules_in(pdf, folder):
    """Return the dark modules of the one code on a page, read from its picture."""
    file = folder / "poster.pdf"
    file.write_bytes(pdf)
    command = ["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", str(file), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    picture = Image.open(f"{file}.png").convert("L").point(lambda grey: 255 * (grey < 96))
    box = widest_square(picture)
    content = picture.crop(box)
    finder = next(x for x in range(content.width) if not content.getpixel((x, 0)))
    count = round(content.width / (finder / 7))
    step = content.width / count
    return [
        [content.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) > 0 for x in range(count)]
        for y in range(count)
    ]


def widest_square(picture):
    """Return where the code is: the rows between the two widest empty bands around it."""
    rows = [
        bool(picture.crop((0, y, picture.width, y + 1)).getbbox()) for y in range(picture.height)
    ]
    runs, start = [], None
    for y, has_ink in enumerate([*rows, False]):
        if has_ink and start is None:
            start = y
        elif not has_ink and start is not None:
            runs.append((y - start, start, y))
            start = None
    _, top, bottom = max(runs)
    left, _, right, _ = picture.crop((0, top, picture.width, bottom)).getbbox()
    return left, top, right, bottom


def test_the_quiet_zone_is_as_wide_as_the_standard_asks():
    assert QUIET >= 4


def test_a_scan_and_a_typed_address_both_open_the_form_with_the_place_chosen(scene, client_for):
    client = client_for(scene.employee)

    typed = client.get(f"/plek/{scene.place.code.lower()}", follow_redirects=True).text

    chosen = f'value="{scene.place.id}"'
    assert "selected" in typed[typed.index(chosen) - 20 : typed.index(chosen) + 60]


def test_who_is_not_signed_in_comes_back_to_the_place_after_it(scene, client_for):
    got = client_for(None).get(f"/melden?plek={scene.place.code}")

    assert got.status_code == 302
    assert scene.place.code in got.location


def test_a_sheet_without_a_place_is_refused_at_the_field(scene, client_for):
    got = client_for(scene.admin).get(CODES, query_string={"maak": "1", "sheet": "poster"})

    assert got.status_code == 422
    assert "Kies minstens één locatie." in got.text


def test_a_place_elsewhere_or_a_closed_one_gets_no_sheet(scene, client_for):
    elsewhere = client_for(scene.elsewhere).get(CODES, query_string=asked(scene))
    client_for(scene.admin).post(scene.url("/sluiten"), data={"version": "1"})
    closed = client_for(scene.admin).get(CODES, query_string=asked(scene))

    assert (elsewhere.status_code, closed.status_code) == (422, 422)


def test_the_button_of_a_place_opens_the_form_with_that_place_ticked(scene, client_for):
    page = client_for(scene.admin).get(f"{CODES}?plek={scene.place.id}").text

    assert "checked" in page[page.index(str(scene.place.id)) :][:120]
    assert client_for(scene.employee).get(CODES).status_code == 403
