"""Takes a paper apart: whatever is anywhere in it, and in what travels inside it, as text."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pikepdf

from tests.documents.reading import text_of


def everything_in(pdf: bytes) -> str:
    """Return all a PDF holds: see `parts_of`."""
    return "\n".join(f"[{place}] {text}" for place, text in parts_of(pdf))


def parts_of(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield place and text of pages, streams, strings, pictures as stored, and files inside."""
    yield "pages", text_of(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        yield "bytes", readable(_decompressed(document))
        for item in document.objects:
            yield from _strings(item)
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
                # As it is stored: a photo tells of itself in front of its points.
                yield "picture", readable(item.read_raw_bytes())
        for name, spec in document.attachments.items():
            yield "name of a file inside", f"{name} {spec.filename} {spec.description}"
            yield from inside(f"file inside {name}", spec.get_file().read_bytes())


def inside(place: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a file holds: of a PDF or a ZIP all that is in it, of another its bytes."""
    if content.startswith(b"%PDF"):
        yield from ((f"{place}, {deeper}", text) for deeper, text in parts_of(content))
    elif is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as package:
            yield f"{place}, comment", readable(package.comment)
            for one in package.infolist():
                yield f"{place}, entry", f"{one.filename} {readable(one.comment + one.extra)}"
                yield from inside(f"{place}, {one.filename}", package.read(one))
    else:
        yield place, readable(content)


def readable(content: bytes) -> str:
    """Return bytes as text in the three ways a program may have written words."""
    texts = [content.decode("latin-1"), content.decode(errors="ignore")]
    if b"\0" in content:
        texts.append(content.replace(b"\0", b"").decode("latin-1"))
    return "\n".join(dict.fromkeys(texts))


def _decompressed(document: pikepdf.Pdf) -> bytes:
    buffer = BytesIO()
    document.save(
        buffer,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.all,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return buffer.getvalue()


def _strings(item: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the strings directly in an object; what it refers to is an object of its own.

    The seal itself is left out: random bytes, in which any three letters turn up some day.
    """
    if isinstance(item, pikepdf.Dictionary) and "/ByteRange" in item:
        return
    if isinstance(item, pikepdf.String):
        yield "string", str(item)
    elif isinstance(item, pikepdf.Array) and depth < 4:
        for one in item:
            yield from () if _is_elsewhere(one) else _strings(one, depth + 1)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and depth < 4:
        for name, one in item.items():
            yield "name", name
            yield from () if _is_elsewhere(one) else _strings(one, depth + 1)


def _is_elsewhere(item: object) -> bool:
    return isinstance(item, pikepdf.Object) and item.is_indirect
