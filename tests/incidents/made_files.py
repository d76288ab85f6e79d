"""Files made here that tell something of themselves, and files made to harm."""

import io
import struct
import zlib
from pathlib import Path

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

PICTURES = Path(__file__).parent / "pictures"
TELEPHONE = PICTURES / "telephone.heic"
TOO_BIG = PICTURES / "too_big.heic"
NEEDLES = (b"Demotoestel", b"SERIE-123", b"Demo Maker", b"geheime plek", b"GPSLatitude")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.adobe.com/photoshop/1.0/" '
    b'p:City="geheime plek"><dc:creator><rdf:Seq><rdf:li>Demo Maker</rdf:li></rdf:Seq>'
    b"</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def telling_exif():
    info = Image.Exif()
    info[0x010F], info[0x0110], info[0x013B] = "Merk (demo)", "Demotoestel", "Demo Maker"
    camera = info.get_ifd(0x8769)
    camera[0x9003], camera[0xA431] = "2026:03:06 14:00:00", "SERIE-123"
    camera[0x9286] = b"UNICODE\0" + "geheime plek".encode("utf-16-le")
    place = info.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (52.0, 13.0, 5.5), "E", (6.0, 53.0, 1.0)
    return info


def a_photo(kind="JPEG", size=(60, 40), mode="RGB", **extra):
    """Return an image that tells where, with what and by whom it was made."""
    target = io.BytesIO()
    words = PngInfo()
    words.add_text("Author", "Demo Maker")
    words.add_itxt("Comment", "geheime plek", zip=True)
    told = {
        "JPEG": {"exif": telling_exif(), "comment": b"geheime plek", "xmp": XMP},
        "PNG": {"exif": telling_exif(), "pnginfo": words},
        "WEBP": {"exif": telling_exif(), "xmp": XMP},
        "GIF": {"comment": b"geheime plek van Demo Maker"},
    }[kind]
    Image.new(mode, size).save(target, kind, **told, **extra)
    return target.getvalue()


def moving(kind, colours=("red", "blue")):
    target = io.BytesIO()
    first, *rest = [Image.new("RGB", (60, 40), colour) for colour in colours]
    first.save(target, kind, save_all=True, append_images=rest, duration=100)
    return target.getvalue()


def a_pdf(*, script=False, password=""):
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Title"] = "geheime plek"
    document.docinfo["/Author"] = "Demo Maker"
    document.docinfo["/Producer"] = "Tekstverwerker (demo)"
    document.attachments["bijlage met naam.txt"] = b"iets"
    page = document.pages[0].obj
    page.Annots = document.make_indirect([_note()])
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=_photo_in(document)))
    if script:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="alert()")
    target = io.BytesIO()
    locked = pikepdf.Encryption(owner="baas", user=password) if password else None
    document.save(target, encryption=locked or False)
    return target.getvalue()


def _note():
    kind = pikepdf.Name.Annot, pikepdf.Name.Text
    return pikepdf.Dictionary(
        Type=kind[0], Subtype=kind[1], Rect=[0, 0, 9, 9], T="Collega (demo)", Contents="let op"
    )


def _photo_in(document):
    return pikepdf.Stream(
        document, a_photo(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60,
        Height=40, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip


def a_film(*, brand=b"isom", source=b"\0\0\0\1"):
    """Return an MP4 of one track without a picture, with its place, device and maker."""
    spot, device = b"+52.2182+006.8836/", b"Demotoestel"
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    when = 3_800_000_000  # seconds since 1904: 2024
    head = _box(
        b"mvhd", bytes(4), struct.pack(">IIIIIH", when, when, 1000, 5000, 0x10000, 0x100),
        bytes(10), matrix, bytes(24), struct.pack(">I", 2),
    )  # fmt: skip
    track = _box(
        b"tkhd", b"\0\0\0\7", struct.pack(">5I", 0, 0, 1, 0, 5000), bytes(16), matrix,
        struct.pack(">II", 64 << 16, 48 << 16),
    )  # fmt: skip
    entry = _box(
        b"mp4v", bytes(6), struct.pack(">H", 1), bytes(16), struct.pack(">HH", 64, 48),
        struct.pack(">II", 0x480000, 0x480000), bytes(4), struct.pack(">H", 1), bytes(32),
        struct.pack(">Hh", 24, -1),
    )  # fmt: skip
    tables = [
        _box(name, bytes(size))
        for name, size in ((b"stts", 8), (b"stsc", 8), (b"stsz", 12), (b"stco", 8))
    ]
    one = bytes(4) + struct.pack(">I", 1)
    media = _box(
        b"minf", _box(b"vmhd", b"\0\0\0\1", bytes(8)),
        _box(b"dinf", _box(b"dref", one, _box(b"url ", source))),
        _box(b"stbl", _box(b"stsd", one, entry), *tables),
    )  # fmt: skip
    clock = _box(b"mdhd", bytes(4), struct.pack(">IIIIHH", 0, 0, 1000, 5000, 0x55C4, 0))
    handler = _box(b"hdlr", bytes(8), b"vide", bytes(12), b"Film\0")
    told = _box(
        b"udta", _text(b"\xa9xyz", spot), _text(b"\xa9mak", device),
        _text(b"\xa9ART", b"Demo Maker"),
    )  # fmt: skip
    whole = _box(b"trak", track, _box(b"mdia", clock, handler, media))
    return (
        _box(b"ftyp", brand, b"\0\0\2\0isommp42")
        + _box(b"mdat", bytes(64))
        + _box(b"moov", head, whole, told)
    )


def _box(name, *parts):
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def _text(name, value):
    return _box(name, struct.pack(">HH", len(value), 0x15C7), value)


MAIL = (
    b"From: =?utf-8?q?Demo_Maker?= <maker@afzender.example>\r\n"
    b"To: balie@gemeente.example\r\nDate: Fri, 6 Mar 2026 14:00:00 +0100\r\n"
    b"Received: from huis ([192.0.2.7])\r\n\tby post.example; Fri, 6 Mar 2026\r\n"
    b"X-Originating-IP: [192.0.2.7]\r\nX-Mailer: Mailer (demo)\r\nSubject: geheime plek\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
    b'Content-Disposition: attachment; filename="huis van Sanne.jpg"\r\n\r\nabc\r\n--x--\r\n'
)


def a_png(*chunks, size=(1, 1)):
    """Return a PNG made chunk by chunk."""
    head = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(3 * size[0]) for _ in range(min(size[1], 9))))
    whole = [(b"IHDR", head), *chunks, (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in whole
    )


def a_newspaper_photo():
    """Return a JPEG with the fields the press uses (IPTC)."""
    fields = ((80, b"Demo Maker"), (90, b"geheime plek"), (25, b"balie"), (25, b"ruzie"))
    told = b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value
        for number, value in fields
    )
    told += bytes(len(told) % 2)
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(told)) + told
    plain = io.BytesIO()
    Image.new("RGB", (60, 40)).save(plain, "JPEG")
    raw = plain.getvalue()
    return raw[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + raw[2:]


def a_recording():
    """Return an MP3 of silence with its maker and title (ID3)."""
    frames = b"".join(
        name + struct.pack(">IH", len(value) + 1, 0) + b"\0" + value
        for name, value in ((b"TPE1", b"Demo Maker"), (b"TIT2", b"geheime plek"))
    )
    size = bytes((len(frames) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + frames + (b"\xff\xfb\x90\x00" + bytes(413)) * 40
