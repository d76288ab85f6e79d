import io
import time
import zipfile

import pytest

from tests.incidents.builders import a_picture
from vpt.incidents import filetypes
from vpt.incidents.filetypes import recognise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\x00" + bytes(16) + bytes(4)
MAIL = b"From: a@voorbeeld.example\r\nSubject: Brief\r\nDate: vandaag\r\n\r\nTekst\r\n"


def a_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bom", bytes(1_000_000))
    return target.getvalue()


def an_outlook_message() -> bytes:
    return OLE.ljust(512, b"\0") + "__properties_version1.0".encode("utf-16-le").ljust(512, b"\0")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (a_picture("PNG"), filetypes.PNG),
        (a_picture("JPEG"), filetypes.JPEG),
        (a_picture("WEBP"), filetypes.WEBP),
        (a_picture("GIF"), filetypes.GIF),
        (b"\0\0\0\x18ftypheic", filetypes.HEIC),
        (b"%PDF-1.7\n", filetypes.PDF),
        (b"\0\0\0\x18ftypisom", filetypes.MP4),
        (b"\0\0\0\x18ftypqt  ", filetypes.MOV),
        (b"\0\0\0\x18ftypM4A ", filetypes.M4A),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01webm", filetypes.WEBM),
        (b"ID3\x04", filetypes.MP3),
        (b"\xff\xfb\x90\x44", filetypes.MP3),
        (b"RIFF\0\0\0\0WAVEfmt ", filetypes.WAV),
        (b"OggS\0\x02", filetypes.OGG),
        (MAIL, filetypes.EML),
        (an_outlook_message(), filetypes.MSG),
        ("Gewoon een briefje, met € en 😡".encode(), filetypes.TXT),
    ],
)
def test_recognises_what_is_allowed(content, expected):
    assert recognise(io.BytesIO(content)) is expected


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<html><script>alert(1)</script>", id="a web page called png"),
        pytest.param(b"<!DOCTYPE html>", id="a web page"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="SVG"),
        pytest.param(b"Hallo\n<script>x</script>", id="script in text"),
        pytest.param(a_zip(), id="a zip bomb"),
        pytest.param(b"#!/bin/sh\nrm -rf", id="a shell script"),
        pytest.param(b"MZ\x90\0", id="a program"),
        pytest.param(b"\x7fELF", id="another program"),
        pytest.param(OLE.ljust(1024, b"\0"), id="an old Word file"),
        pytest.param(b"\0\1\2\3", id="nothing known"),
        pytest.param(b"", id="nothing at all"),
        pytest.param(
            b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>", id="a picture that is a web page"
        ),
    ],
)
def test_refuses_everything_else(content):
    assert recognise(io.BytesIO(content)) is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"A: b\r\n" + b" x\r\n" * 2000 + b"slot", id="one field that never ends"),
        pytest.param(b"a:" * 4000, id="a field of colons"),
        pytest.param(b"< " * 4000, id="angles and spaces"),
        pytest.param(b"<" + b" " * 8000, id="one angle and spaces"),
    ],
)
def test_no_file_takes_long_to_recognise(content):
    began = time.perf_counter()

    recognise(io.BytesIO(content))

    assert time.perf_counter() - began < 1
