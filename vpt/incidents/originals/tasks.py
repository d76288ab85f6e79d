"""What a process apart can be asked: to read what a kind of file tells, or to draw a picture."""

import codecs
import importlib
import json
import warnings
from collections.abc import Callable, Mapping
from typing import BinaryIO

from PIL import Image

from vpt.incidents import heic
from vpt.incidents.filetypes import (
    EML,
    GIF,
    HEIC,
    JPEG,
    M4A,
    MOV,
    MP3,
    MP4,
    MSG,
    OGG,
    PDF,
    PNG,
    WAV,
    WEBM,
    WEBP,
)
from vpt.incidents.originals.apart import DRAW
from vpt.incidents.originals.facts import Findings

Task = Callable[[BinaryIO], bytes]
Reader = Callable[[BinaryIO, Findings], None]
_READERS: Mapping[str, tuple[str, str]] = {
    **{kind.media_type: ("images", "read") for kind in (JPEG, PNG, WEBP, GIF)},
    **{kind.media_type: ("media", "read") for kind in (MP4, MOV, WEBM, MP3, M4A, WAV, OGG)},
    HEIC.media_type: ("heic", "read"),
    PDF.media_type: ("pdf", "read"),
    EML.media_type: ("mail", "read"),
    MSG.media_type: ("mail", "read_outlook"),
}
"""By media type: the module here and its function. Only what is asked for is loaded."""


_LATE = (
    "PIL.MpoImagePlugin", "PIL.TiffImagePlugin", "PIL.ImageCms", "xml.dom.minidom",
    "email.base64mime", "email.parser", "email.quoprimime",
)  # fmt: skip
_LETTERS = (
    "ascii", "raw-unicode-escape", "utf-7", "utf-8", "utf-16", "utf-16-le", "utf-16-be",
    "utf-32", "latin-1",
    "iso8859-2", "iso8859-9", "iso8859-15", "cp437", "cp850", "cp1250", "cp1251", "cp1252",
    "cp1254", "cp1256", "koi8-r", "shift-jis", "iso2022-jp", "euc-kr", "gb2312", "gb18030",
    "big5",
)  # fmt: skip


def load(name: str) -> Task:
    """Return a task with everything it will need: later the process can open no file any more."""
    Image.init()
    for late in _LATE:
        importlib.import_module(late)
    for letters in _LETTERS:
        codecs.lookup(letters)
    if name == DRAW:
        importlib.import_module("vpt.incidents.drawing")
        return heic.draw
    module, function = _READERS[name]
    reader: Reader = getattr(importlib.import_module(f"{__package__}.{module}"), function)
    return lambda source: _read(reader, source)


def _read(reader: Reader, source: BinaryIO) -> bytes:
    """Return what a reader finds; whatever the file holds, this does not fail."""
    found = Findings()
    try:
        source.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries grumble about damaged files
            reader(source, found)
    except Exception:  # noqa: BLE001  hostile bytes raise anything; the page says it in words
        found.cut_short()
    return json.dumps(found.result().to_values()).encode()
