"""Pictures are printed in RGB, in their own shape, without what they say of their maker."""

import shutil
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.documents.reading import pages_of, text_of
from tests.pdf_conformance import violations
from vpt.documents import layout
from vpt.documents.kinds.prosecution_dossier import Picture
from vpt.documents.kinds.registry import KINDS
from vpt.documents.pictures import EDGE, printable_jpeg

KIND = KINDS["prosecution_dossier"]
NOTHING = KIND.view(meta=KIND.empty_example().meta)
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)


def saved(image, kind="JPEG", **options):
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def photo(width=800, height=600, mode="RGB", kind="JPEG", **options):
    return saved(Image.new(mode, (width, height), None), kind, **options)


def opened(jpeg):
    return Image.open(BytesIO(jpeg.content))


def drawn(*contents):
    pictures = tuple(
        Picture(number=f"B{at}", caption=f"Beeld {at}", described="Een vlak", jpeg=content)
        for at, content in enumerate(contents, 1)
    )
    return KIND.render(replace(NOTHING, pictures=pictures), ())


def placed(pdf):
    """Return page, width and height in points of every picture, in order."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, 1):
            images = set(page.get_images())
            matrix = None
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "cm":
                    matrix = [float(one) for one in operands]
                if str(operator) == "Do" and str(operands[0]) in images:
                    found.append((number, matrix[0], matrix[3]))
    return found


def test_a_plain_photo_stays_the_same_bytes():
    content = photo()

    assert printable_jpeg(content).content == content


def test_a_photo_that_says_who_made_it_is_drawn_anew():
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "Telefoon van Sanne", "Sanne de Wit"

    jpeg = printable_jpeg(photo(exif=exif, comment=b"thuis genomen"))

    assert b"Sanne" not in jpeg.content
    assert b"thuis" not in jpeg.content
    assert not opened(jpeg).getexif()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(photo(mode="CMYK"), id="print colours"),
        pytest.param(photo(mode="L"), id="grey"),
        pytest.param(photo(mode="RGBA", kind="PNG"), id="transparent"),
        pytest.param(photo(mode="P", kind="PNG"), id="palette"),
        pytest.param(photo(mode="I;16", kind="PNG"), id="sixteen bits"),
        pytest.param(photo(mode="1", kind="PNG"), id="black and white"),
        pytest.param(
            photo(kind="GIF", save_all=True, append_images=[Image.new("RGB", (800, 600), "red")]),
            id="animated",
        ),
    ],
)
def test_whatever_comes_is_printed_in_rgb(content):
    jpeg = printable_jpeg(content)

    assert (opened(jpeg).format, opened(jpeg).mode) == ("JPEG", "RGB")
    assert (jpeg.width, jpeg.height) == (800, 600)


def test_what_is_transparent_becomes_white_paper():
    jpeg = printable_jpeg(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))

    assert opened(jpeg).getpixel((20, 20)) == (255, 255, 255)


def test_a_photo_held_upright_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    jpeg = printable_jpeg(photo(800, 600, exif=exif))

    assert (jpeg.width, jpeg.height) == (600, 800)


def test_a_giant_photo_is_made_smaller():
    jpeg = printable_jpeg(photo(10_000, 8_000))

    assert max(jpeg.width, jpeg.height) <= EDGE


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\xd8\xff\xe0 cut off", id="a beginning only"),
        pytest.param(photo()[:-300], id="cut off"),
        pytest.param(b"%PDF-1.7", id="something else"),
        pytest.param(photo(6_000, 5_000, kind="PNG"), id="too many pixels to open"),
    ],
)
def test_what_cannot_be_decoded_is_no_picture(content):
    assert printable_jpeg(content) is None


@needs_poppler
def test_a_broken_picture_is_a_box_that_says_so():
    pdf = drawn(b"\xff\xd8\xff\xe0 cut off")

    assert "Deze afbeelding kan niet worden getoond" in text_of(pdf)
    assert placed(pdf) == []
    assert violations(pdf) == []


@pytest.mark.parametrize(
    ("width", "height"), [(1600, 1200), (900, 1600), (320, 200), (2400, 300), (60, 2000), (1, 1)]
)
def test_a_picture_keeps_its_shape_fits_and_is_never_enlarged(width, height):
    [(_, wide, high)] = placed(drawn(photo(width, height)))

    assert wide / high == pytest.approx(width / height, rel=0.02)
    assert wide <= layout.TEXT_WIDTH + 0.1
    assert high <= layout.PICTURE_TALL + 0.1
    assert wide <= min(width, EDGE) * layout.PIXEL + 0.1


def test_two_stand_on_a_page_and_a_tall_one_alone():
    wide, tall = photo(1600, 1200), photo(900, 1600)

    pages = [page for page, _, _ in placed(drawn(wide, wide, tall, wide, wide, tall))]

    assert [page - pages[0] for page in pages] == [0, 0, 1, 2, 2, 3]


def test_who_cannot_see_a_picture_hears_what_it_shows():
    picture = Picture(
        number="B7", caption="De balie", described="Een scherm met een barst", jpeg=photo()
    )

    pdf = KIND.render(replace(NOTHING, pictures=(picture,)), ())

    assert _alternatives(pdf) == ["Een scherm met een barst"]


def _alternatives(pdf):
    """Return what is said of every figure that is no QR code."""
    with pikepdf.open(BytesIO(pdf)) as document:
        said = [
            str(one.Alt)
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure
        ]
    return [words for words in said if not words.startswith("QR-code")]


@needs_poppler
def test_a_caption_longer_than_a_page_goes_on_below_its_picture():
    picture = Picture(
        number="B1", caption="Een lang bijschrift. " * 400, described="x", jpeg=photo()
    )

    pages = pages_of(KIND.render(replace(NOTHING, pictures=(picture,)), ()))

    assert len(pages) > 4


def test_the_same_picture_is_stored_once():
    pdf = drawn(photo(), photo())

    with pikepdf.open(BytesIO(pdf)) as document:
        images = [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image
        ]
    assert len(placed(pdf)) == 2
    assert len(images) == 1
