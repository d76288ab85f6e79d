import io
import subprocess
import sys

import pytest
from PIL import Image

from tests.incidents import made_files as made
from vpt.core.errors import RuleBroken
from vpt.incidents import drawing, filetypes
from vpt.incidents.originals import apart

KINDS = {
    "JPEG": filetypes.JPEG, "PNG": filetypes.PNG, "WEBP": filetypes.WEBP, "GIF": filetypes.GIF,
}  # fmt: skip


def saved(image, kind, **how):
    target = io.BytesIO()
    image.save(target, kind, **how)
    return target.getvalue()


def drawn(content, kind):
    made_anew = drawing.draw(io.BytesIO(content), kind, "naam.jpg")
    assert made_anew is not None
    image = Image.open(made_anew)
    image.load()
    return image


def near(image, spot, colour):
    return all(abs(a - b) < 12 for a, b in zip(image.getpixel(spot), colour, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_carries_nothing_but_its_pixels(kind):
    content = made.a_photo(kind, icc_profile=b"profiel van Demo Maker") if kind != "GIF" else (
        made.a_photo("GIF")
    )  # fmt: skip

    copy = drawing.draw(io.BytesIO(content), KINDS[kind], "naam")

    raw = copy.getvalue()
    image = Image.open(io.BytesIO(raw))
    assert image.format == "JPEG"
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert all(needle not in raw for needle in (*made.NEEDLES, b"profiel", b"Exif", b"adobe:ns"))


def test_a_copy_of_a_telephone_picture_carries_nothing_but_its_pixels():
    copy = drawing.draw(io.BytesIO(made.TELEPHONE.read_bytes()), filetypes.HEIC, "naam")

    raw = copy.getvalue()
    image = Image.open(io.BytesIO(raw))
    assert image.size == (320, 240)
    assert near(image, (90, 100), (220, 60, 40))
    assert all(needle not in raw for needle in (b"iPhone", b"Apple", b"Exif", b"Demo Maker"))


def test_an_image_in_printing_inks_is_drawn_in_light():
    image = drawn(saved(Image.new("CMYK", (50, 40), (0, 255, 255, 0)), "JPEG"), filetypes.JPEG)

    assert image.mode == "RGB"
    assert near(image, (20, 20), (255, 0, 0))


def test_sixteen_bits_of_grey_keep_their_light():
    grey = Image.new("I;16", (50, 40), 40_000)

    assert near(drawn(saved(grey, "PNG"), filetypes.PNG), (20, 20), (156, 156, 156))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_shows_paper_and_not_what_was_hidden_under_it(mode):
    clear = {"RGBA": (0, 0, 0, 0), "LA": (0, 0), "P": 0}[mode]
    image = Image.new(mode, (50, 40), clear)
    how = {"transparency": 0} if mode == "P" else {}

    assert near(drawn(saved(image, "PNG", **how), filetypes.PNG), (20, 20), (255, 255, 255))


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_of_a_moving_image_the_first_is_drawn(kind):
    assert near(drawn(made.moving(kind), KINDS[kind]), (20, 20), (255, 0, 0))


def test_a_picture_lying_on_its_side_is_drawn_upright():
    turned = Image.Exif()
    turned[0x0112] = 6

    image = drawn(saved(Image.new("RGB", (60, 40)), "JPEG", exif=turned), filetypes.JPEG)

    assert image.size == (40, 60)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (lambda: made.a_png(size=(10_000, 10_000)), filetypes.PNG),
        (lambda: made.a_png(size=(60_000, 60_000)), filetypes.PNG),
        (lambda: saved(Image.new("1", (9_000, 8_000)), "JPEG", progressive=True), filetypes.JPEG),
        (lambda: saved(Image.new("1", (12_000, 10_001)), "JPEG"), filetypes.JPEG),
        (made.TOO_BIG.read_bytes, filetypes.HEIC),
    ],
    ids=["png", "png-bomb", "progressive", "jpeg", "heic"],
)
def test_more_pixels_than_memory_should_hold_are_refused(content, kind):
    with pytest.raises(RuleBroken) as refusal:
        drawing.draw(io.BytesIO(content()), kind, "naam.jpg")

    assert refusal.value.code == "file_pixels"
    assert refusal.value.details == {"name": "naam.jpg"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.a_photo()[:-300], filetypes.JPEG),
        (made.a_photo()[:200], filetypes.JPEG),
        (made.a_photo("PNG")[:-40], filetypes.PNG),
        (made.a_photo("WEBP")[:90], filetypes.WEBP),
        (made.TELEPHONE.read_bytes()[:500], filetypes.HEIC),
        (made.TELEPHONE.read_bytes()[:-20], filetypes.HEIC),
    ],
)
def test_a_damaged_image_is_refused(content, kind):
    with pytest.raises(RuleBroken) as refusal:
        drawing.draw(io.BytesIO(content), kind, "naam.jpg")

    assert refusal.value.code == "file_broken"


def test_a_hundred_million_pixels_are_drawn_in_little_memory(tmp_path):
    """The picture is decoded at a fraction of its size; measured in a process of its own."""
    photo = tmp_path / "groot.jpg"
    Image.new("L", (10_000, 10_000), 90).save(photo)
    program = (
        "import resource, sys; sys.path.insert(0, '.')\n"
        "from vpt.incidents import drawing, filetypes\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "drawing.draw(open(sys.argv[1], 'rb'), filetypes.JPEG, 'x')\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(photo)], capture_output=True, check=True, text=True
    )

    assert int(done.stdout) < 80 * 1024  # KiB


def test_a_telephone_picture_that_takes_too_long_is_kept_without_a_copy(monkeypatch):
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.01)

    assert drawing.draw(io.BytesIO(made.TELEPHONE.read_bytes()), filetypes.HEIC, "naam") is None
