"""A logo becomes an RGB picture on white, without anything that came along with it."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from vpt.core.errors import RuleBroken
from vpt.documents import logo

RED = (160, 20, 30)
SECRET = "Gemaakt door P. Ersoon"


def a_picture(mode="RGB", size=(200, 80), ground="white"):
    picture = Image.new(mode, size, ground)
    ImageDraw.Draw(picture).rectangle((20, 10, 179, 69), fill=RED if mode != "CMYK" else None)
    return picture


def a_file(picture, kind="PNG", **options):
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def opened(content):
    return Image.open(BytesIO(content))


def test_what_is_see_through_becomes_white_and_the_margin_goes():
    picture = Image.new("RGBA", (200, 80), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 10, 179, 69), fill=(*RED, 255))
    draw.rectangle((60, 30, 100, 50), fill=(0, 0, 0, 0))

    fit = opened(logo.fit_for_print(a_file(picture)))

    assert (fit.format, fit.mode, fit.size) == ("PNG", "RGB", (160, 60))
    assert fit.getpixel((0, 0)) == RED
    assert fit.getpixel((60, 30)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA"])
def test_every_kind_of_png_is_printed_in_rgb(mode):
    content = a_file(a_picture().convert(mode))

    assert opened(logo.fit_for_print(content)).mode == "RGB"


def test_a_jpeg_of_a_printer_is_printed_in_rgb():
    content = a_file(Image.new("CMYK", (200, 80), (0, 200, 180, 20)), "JPEG")

    assert opened(logo.fit_for_print(content)).mode == "RGB"


def test_nothing_that_came_along_is_kept():
    exif = Image.Exif()
    exif[0x013B] = SECRET
    content = a_file(a_picture(), "JPEG", exif=exif, comment=SECRET, icc_profile=b"profile" * 9)
    assert SECRET.encode() in content

    fit = logo.fit_for_print(content)

    assert SECRET.encode() not in fit
    assert not opened(fit).info
    assert not opened(fit).getexif()


def test_a_logo_that_lies_on_its_side_is_put_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter

    fit = opened(logo.fit_for_print(a_file(a_picture(), "JPEG", exif=exif)))

    assert fit.height > fit.width


def test_a_large_logo_is_made_smaller():
    content = a_file(a_picture(size=(4000, 1000), ground="black"))

    assert opened(logo.fit_for_print(content)).size == (1000, 250)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "logo_svg"),
        (a_file(a_picture(), "GIF"), "logo_type"),
        (b"%PDF-1.7 no picture", "logo_type"),
        (b"", "logo_type"),
        (a_file(a_picture())[:120], "logo_broken"),
        (a_file(Image.new("RGB", (200, 80), "white")), "logo_blank"),
        (a_file(Image.new("RGB", (20, 8), "black")), "logo_small"),
        (a_file(Image.new("1", (10_000, 10_000))), "logo_pixels"),
        (a_file(Image.new("1", (14_000, 14_000))), "logo_pixels"),
        (a_file(a_picture()) + bytes(logo.LIMIT), "logo_large"),
    ],
    ids=["svg", "gif", "pdf", "empty", "cut off", "white", "tiny", "100 MP", "bomb", "heavy"],
)
def test_what_cannot_be_printed_is_refused_by_name(content, code):
    with pytest.raises(RuleBroken) as refusal:
        logo.fit_for_print(content)

    assert refusal.value.code == code
