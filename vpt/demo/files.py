"""Makes the small evidence files of the demo: drawings, letters and messages, all marked DEMO."""

import textwrap
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from random import Random

from PIL import ExifTags, Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from vpt.demo.shapes import EvidenceTitle

PHOTO = (960, 720)
SCREEN = (540, 960)
MARK = "DEMO - VERZONNEN"
LINE = 70


def make(entry: EvidenceTitle, at: datetime, rng: Random) -> BytesIO | None:
    """Return the bytes of an evidence file, or None for a film: those stay with their owner."""
    maker = MAKERS.get(entry.kind)
    if maker is None:
        return None
    if entry.file_name.endswith(".eml"):
        maker = _mail
    elif entry.file_name.endswith(".pdf"):
        maker = _letter
    return BytesIO(maker(entry, at, rng))


def _photo(_entry: EvidenceTitle, at: datetime, rng: Random) -> bytes:
    """Draw a wall with damage: shapes and shadows, recognisably no real photograph."""
    image = Image.new("RGB", PHOTO, _grey(rng, 150, 190))
    draw = ImageDraw.Draw(image)
    for _ in range(5):
        left, top = rng.randint(0, 700), rng.randint(0, 500)
        box = (left, top, left + rng.randint(80, 360), top + rng.randint(60, 240))
        draw.rectangle(box, fill=_grey(rng, 90, 220), outline=_grey(rng, 40, 80))
    for _ in range(14):
        place = (rng.randint(300, 660), rng.randint(200, 520))
        draw.line((480, 360, *place), fill=_grey(rng, 20, 60), width=rng.randint(1, 5))
    image = image.filter(ImageFilter.GaussianBlur(1.4))
    _stamp(ImageDraw.Draw(image), at)
    return _saved(image, "JPEG", quality=72, exif=_told_by_camera(at))


def _told_by_camera(at: datetime) -> Image.Exif:
    """Return what a telephone writes into a photo; the place lies in the North Sea."""
    told = Image.Exif()
    told[ExifTags.Base.Make], told[ExifTags.Base.Model] = "Demo", "Telefoon (demo)"
    told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{at:%Y:%m:%d %H:%M:%S}"
    place = told.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (53.0, 30.0, 0.0)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (4.0, 0.0, 0.0)
    return told


def _screenshot(_entry: EvidenceTitle, at: datetime, rng: Random) -> bytes:
    image = Image.new("RGB", SCREEN, "#eceff1")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SCREEN[0], 90), fill="#37474f")
    for row in range(6):
        top, own = 120 + row * 125, rng.random() < 0.3  # noqa: PLR2004  three in ten are answers
        left = 150 if own else 30
        shape = (left, top, left + 360, top + 95)
        draw.rounded_rectangle(shape, radius=18, fill="#c5e1a5" if own else "white")
        for line in range(3):
            end = left + rng.randint(120, 330)
            draw.rectangle((left + 18, top + 18 + line * 24, end, top + 28 + line * 24),
                           fill="#90a4ae")  # fmt: skip
    _stamp(draw, at)
    return _saved(image, "PNG", optimize=True)


def _letter(entry: EvidenceTitle, at: datetime, _rng: Random) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    canvas.setTitle(entry.title)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(70, 770, MARK)
    text = canvas.beginText(70, 735)
    text.setFont("Helvetica", 11)
    for line in (*textwrap.wrap(entry.title, LINE), "", f"Datum: {at:%d-%m-%Y}", "", *BODY):
        text.textLine(line)
    canvas.drawText(text)
    canvas.save()
    return target.getvalue()


def _mail(entry: EvidenceTitle, at: datetime, _rng: Random) -> bytes:
    lines = (
        "From: afzender@bericht.example",
        "To: postbus@werkgever.example",
        f"Date: {at:%d %b %Y %H:%M:%S} +0000",
        f"Message-ID: <{at:%Y%m%d%H%M}@bericht.example>",
        "Subject: Uw besluit",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "",
        f"{MARK}. {entry.title}.",
        *BODY,
    )
    return "\r\n".join(lines).encode()


def _stamp(draw: ImageDraw.ImageDraw, at: datetime) -> None:
    draw.rectangle((12, 12, 236, 52), fill="#263238")
    draw.text((20, 16), MARK, fill="white")
    draw.text((20, 33), f"{at:%d-%m-%Y %H:%M}", fill="white")


def _grey(rng: Random, low: int, high: int) -> tuple[int, int, int]:
    shade = rng.randint(low, high)
    return shade, shade, min(255, shade + 6)


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


BODY = (
    "Dit bestand hoort bij een verzonnen melding in de demo-omgeving.",
    "De inhoud is gemaakt om het toevoegen, bekijken en overdragen van",
    "bewijs te laten zien. Niemand die hier genoemd wordt bestaat.",
)
MAKERS: Mapping[str, Callable[[EvidenceTitle, datetime, Random], bytes]] = {
    "photo": _photo,
    "screenshot": _screenshot,
    "mail": _mail,
    "letter": _letter,
    "medical": _letter,
    "log": _letter,
    "statement": _letter,
}
