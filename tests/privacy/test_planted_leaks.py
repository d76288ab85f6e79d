"""The search that clears our papers finds a leak wherever somebody plants one."""

import io
import shutil
import zipfile

import pikepdf
import pytest
from PIL import Image

from tests.documents.drawn import bare
from tests.documents.unpacking import everything_in
from tests.privacy.drawing_papers import ids_in, needles_in
from tests.privacy.needles import NAMES, word

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)

LEAK = word("planted")
ID = "01934b1e-7c3a-7d52-9f6e-0a1b2c3d4e5f"


def a_zip(name, content, comment=b""):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
        package.comment = comment
    return buffer.getvalue()


def a_photo_that_tells(text):
    picture = Image.new("RGB", (16, 16), "white")
    exif = picture.getexif()
    exif[0x013B] = text
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def attach(pdf, content, name="bijlage.bin", description=""):
    pdf.attachments[name] = pikepdf.AttachedFileSpec(
        pdf, content, filename=name, description=description
    )


def place_picture(pdf, leak):
    stream = pdf.make_stream(a_photo_that_tells(leak))
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = 16, 16, 8
    stream.ColorSpace, stream.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    pdf.pages[0].Resources["/XObject"] = pikepdf.Dictionary(Foto=stream)


def title_in_the_outline(pdf, leak):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Één {leak}", 0))


def in_the_metadata(pdf, leak):
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = leak


def described(pdf, leak):
    top = pdf.Root.StructTreeRoot.K
    (top[0] if isinstance(top, pikepdf.Array) else top)["/Alt"] = pikepdf.String(f"van {leak}")


PLACES = {
    "Info": lambda pdf, leak: pdf.docinfo.update({"/Keywords": pikepdf.String(f"zaak é {leak}")}),
    "XMP": in_the_metadata,
    "outline": title_in_the_outline,
    "alternative text": described,
    "text of an object nobody draws": lambda pdf, leak: pdf.Root.update(
        {"/Ongebruikt": pdf.make_stream(f"BT ({leak}) Tj ET".encode())}
    ),
    "picture on a page": place_picture,
    "name of a file inside": lambda pdf, leak: attach(pdf, b"x", name=f"{leak}.jpg"),
    "words with a file inside": lambda pdf, leak: attach(pdf, b"x", description=leak),
    "data inside": lambda pdf, leak: attach(pdf, f'{{"naam": "{leak}"}}'.encode(), "x.json"),
    "photo inside": lambda pdf, leak: attach(pdf, a_photo_that_tells(leak), "B1.jpg"),
    "file in a file": lambda pdf, leak: attach(pdf, a_zip("x.txt", leak), "B1.zip"),
    "name in a file": lambda pdf, leak: attach(pdf, a_zip(leak, b""), "B1.zip"),
    "comment of a file": lambda pdf, leak: attach(pdf, a_zip("x", b"", leak.encode())),
    "paper in a paper": lambda pdf, leak: attach(pdf, planted("Info", leak), "oud.pdf"),
    "paper in a file": lambda pdf, leak: attach(pdf, a_zip("x.pdf", planted("XMP", leak))),
    "two bytes a letter": lambda pdf, leak: attach(pdf, leak.encode("utf-16")),
}


def planted(place, leak):
    """Return a paper with a leak in one place."""
    with pikepdf.open(io.BytesIO(bare("case_file"))) as pdf:
        PLACES[place](pdf, leak)
        buffer = io.BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def test_a_paper_without_leak_is_clear():
    found = everything_in(bare("case_file"))

    assert needles_in(found) == frozenset()
    assert ID.replace("-", "") not in ids_in(found)


@pytest.mark.parametrize("place", PLACES)
def test_a_planted_needle_is_found(place):
    assert needles_in(everything_in(planted(place, LEAK))) == {"planted"}


@pytest.mark.parametrize("place", PLACES)
def test_a_planted_id_is_found(place):
    assert ID.replace("-", "") in ids_in(everything_in(planted(place, ID)))


@pytest.mark.parametrize("who", NAMES)
def test_a_surname_and_a_given_name_alone_are_found(who):
    given, surname = NAMES[who]

    assert who in needles_in(everything_in(planted("Info", surname)))
    assert who in needles_in(everything_in(planted("data inside", given)))
