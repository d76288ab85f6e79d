import io
import struct
import tempfile
import time
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents import made_files as made
from vpt.incidents import metadata
from vpt.incidents.originals import apart, mail, xmp
from vpt.incidents.originals.facts import MOST_FACTS, MOST_LETTERS, Findings, Group, Metadata
from vpt.infra.spool import SealedSpool

PLACE = (("Breedtegraad", "52,218194° N"), ("Lengtegraad", "6,883611° E"))


def told_by(media_type, content):
    return metadata.read(media_type, io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_tells_where_with_what_and_by_whom_it_was_made(kind):
    told = told_by(f"image/{kind.lower()}", made.a_photo(kind))

    assert told.is_readable
    assert told.place[:2] == PLACE
    assert ("Model", "Demotoestel") in told.device
    assert ("Serienummer", "SERIE-123") in told.device
    assert ("Maker", "Demo Maker") in told.author
    assert ("Gemaakt", "06-03-2026 14:00:00") in told.moment
    assert ("Opmerking", "geheime plek") in told.other


def test_a_gif_tells_its_comment_and_that_it_moves():
    assert ("Opmerking", "geheime plek van Demo Maker") in told_by(
        "image/gif", made.a_photo("GIF")
    ).other
    moving = ("Meer beelden achter elkaar; de kopie toont het eerste", "")
    assert moving in told_by("image/gif", made.moving("GIF")).other
    assert moving in told_by("image/webp", made.moving("WEBP")).other


def test_a_picture_of_a_telephone_is_read_without_decoding_it():
    told = told_by("image/heic", made.TELEPHONE.read_bytes())

    assert told.place == PLACE
    assert ("Model", "iPhone (demo)") in told.device
    assert ("Maker", "Demo Maker") in told.author


def test_a_document_tells_its_maker_its_files_its_notes_and_its_photos():
    told = told_by("application/pdf", made.a_pdf(script=True))

    assert told.is_readable
    assert {("Maker", "Demo Maker"), ("Maker van een opmerking", "Collega (demo)")} <= set(
        told.author
    )
    assert ("Software", "Tekstverwerker (demo)") in told.device
    assert told.place[:2] == PLACE  # of the photo inside
    assert {
        ("Titel", "geheime plek"),
        ("Bestand in het document", "bijlage met naam.txt"),
        ("Opmerking", "let op"),
        ("Opdrachten die vanzelf starten (JavaScript)", ""),
    } <= set(told.other)


def test_a_document_saved_over_an_older_one_says_so():
    told = told_by("application/pdf", made.a_pdf() + b"\n%%EOF\n")

    assert ("Eerdere versies van het document", "") in told.other


def test_a_document_behind_a_password_says_only_that():
    told = told_by("application/pdf", made.a_pdf(password="geheim"))

    assert not told.is_readable
    assert told.other == (("Een wachtwoord: we kunnen het document niet openen", ""),)


@pytest.mark.parametrize(
    ("media_type", "brand"), [("video/mp4", b"isom"), ("video/quicktime", b"qt  ")]
)
def test_a_film_tells_where_and_with_what_it_was_taken(media_type, brand):
    told = told_by(media_type, made.a_film(brand=brand))

    assert told.is_readable
    assert ("Plaats van de opname", "52,218200° N, 6,883600° E") in told.place
    assert ("Merk", "Demotoestel") in told.device
    assert ("Maker", "Demo Maker") in told.author
    assert any(value.startswith("31-05-2024 11:33:20") for _label, value in told.moment)


def test_a_mail_tells_from_whom_along_where_and_what_is_attached():
    told = told_by("message/rfc822", made.MAIL)

    assert ("Van", "Demo Maker <maker@afzender.example>") in told.author
    assert told.place == (("Internetadres van de afzender", "[192.0.2.7]"),)
    assert ("Software", "Mailer (demo)") in told.device
    assert ("Bijlage", "huis van Sanne.jpg") in told.other
    assert any(label == "Onderweg langs" for label, _value in told.other)


def test_a_photo_of_the_press_tells_its_maker_and_place():
    told = told_by("image/jpeg", made.a_newspaper_photo())

    assert told.author == (("Maker", "Demo Maker"),)
    assert told.place == (("Plaats", "geheime plek"),)
    assert ("Trefwoorden", "balie, ruzie") in told.other


def test_a_recording_tells_its_maker_and_title():
    told = told_by("audio/mpeg", made.a_recording())

    assert ("Maker", "Demo Maker") in told.author
    assert ("Titel", "geheime plek") in told.other


def test_a_film_hidden_behind_a_photo_is_noticed():
    told = told_by("image/jpeg", made.a_photo() + made.a_film())

    assert ("Een filmpje dat bij de foto hoort", "") in told.other


def test_what_is_glued_behind_a_picture_is_noticed():
    told = told_by("image/png", made.a_photo("PNG") + b"nog iets")

    assert ("Iets dat achter het beeld is geplakt", "") in told.other


def test_an_outlook_message_says_that_it_cannot_be_read():
    told = told_by("application/vnd.ms-outlook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    assert not told.is_readable
    assert told.other


def test_plain_text_tells_nothing_beside_what_one_reads():
    assert told_by("text/plain", b"gewoon").is_silent


@pytest.mark.parametrize(
    "media_type",
    ["image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "application/pdf",
     "video/mp4", "video/quicktime", "video/webm", "audio/mpeg", "audio/ogg", "audio/wav",
     "application/x-unknown"],
)  # fmt: skip
@pytest.mark.parametrize("content", [b"", b"\0rommel" * 500], ids=["empty", "rubbish"])
def test_what_cannot_be_read_is_said_and_breaks_nothing(media_type, content):
    told = told_by(media_type, content)

    assert not told.is_readable
    assert not told.is_silent


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_cut_off_anywhere_still_gives_a_page(kind):
    whole = made.a_photo(kind)

    for length in range(20, len(whole), len(whole) // 6):
        assert isinstance(told_by(f"image/{kind.lower()}", whole[:length]), Metadata)


def test_a_damaged_field_hides_nothing_of_the_others():
    whole = bytearray(made.a_photo())
    whole[whole.index(b"2026:03:06 14") : whole.index(b"2026:03:06 14") + 4] = b"\xff\xfe\xff\xfe"

    assert ("Model", "Demotoestel") in told_by("image/jpeg", bytes(whole)).device


def test_words_packed_a_thousandfold_are_not_unpacked():
    bomb = b"Comment\0\0" + zlib.compress(bytes(200 * 1024**2))
    started = time.monotonic()

    told = told_by("image/png", made.a_png((b"zTXt", bomb)))

    assert not told.is_readable
    assert time.monotonic() - started < 5


def test_a_packet_that_declares_entities_is_refused():
    lol = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><x><creator>&b;</creator></x>'
    found = Findings()

    xmp.read(lol, found)

    assert found.result() == Metadata(is_readable=False)


@pytest.mark.parametrize(
    "packet", [b"<a>" * 10_000, b"<x>" + b"<li/>" * 100_000 + b"</x>", b"<a" * (2 * 1024**2)]
)
def test_a_packet_without_end_is_put_aside(packet):
    found = Findings()

    xmp.read(packet, found)

    assert not found.result().is_readable


def test_however_much_a_file_says_little_is_kept():
    chunks = [(b"tEXt", b"veld%d\0" % number + b"x" * 5000) for number in range(500)]

    told = told_by("image/png", made.a_png(*chunks))

    assert not told.is_readable
    assert len(told.other) == MOST_FACTS
    assert all(len(value) <= MOST_LETTERS + 1 for _label, value in told.other)


def test_values_are_cleaned_for_display():
    found = Findings()

    found.add(Group.OTHER, "Titel", "a\u202eb\x00c\nd\ud800")
    found.add(Group.OTHER, "Leeg", "\x00")

    assert found.result().other == (("Titel", "abc d"),)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026:03:06 14:00:05", "06-03-2026 14:00:05"),
        ("D:20260306140005+01'00'", "06-03-2026 14:00:05 +01:00"),
        ("D:20260306", "06-03-2026"),
        ("2026-03-06T14:00:05.123456+00:00", "06-03-2026 14:00:05 +00:00"),
        ("2026-03-06 14:00:05 UTC", "06-03-2026 14:00:05 UTC"),
        ("Fri, 6 Mar 2026 14:00:00 +0100", "Fri, 6 Mar 2026 14:00:00 +0100"),
        ("20260306" * 40, ("20260306" * 25) + "…"),
    ],
)
def test_moments_are_spelled_as_people_read_them(written, shown):
    found = Findings()

    found.add(Group.MOMENT, "Gemaakt", written)

    assert found.result().moment == (("Gemaakt", shown),)


def test_a_document_that_swells_ends_the_process_apart_and_nothing_else():
    target = io.BytesIO()
    bomb = made.pikepdf.new()
    bomb.add_blank_page()
    swollen = zlib.compress(zlib.compress(bytes(150 * 1024**2), 9), 9)
    both = made.pikepdf.Array([made.pikepdf.Name.FlateDecode, made.pikepdf.Name.FlateDecode])
    stream = made.pikepdf.Stream(bomb, swollen, Filter=both)
    bomb.Root.Metadata = bomb.make_indirect(stream)
    bomb.save(
        target,
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=made.pikepdf.StreamDecodeLevel.none,
    )

    told = told_by("application/pdf", target.getvalue())

    assert not told.is_readable


def test_the_process_apart_can_open_no_file_and_has_no_keys(tmp_path, monkeypatch):
    """A film may name another file, which the library would look up and tell about."""
    secret = tmp_path / "geheim.mp4"
    secret.write_bytes(made.a_film())
    monkeypatch.setenv("VPT_NAALD", "sleutel")
    path = bytes(4) + str(secret).encode() + b"\0"

    told = told_by("video/quicktime", made.a_film(brand=b"qt  ", source=path))

    assert isinstance(told, Metadata)
    assert "geheim.mp4" not in str(told.to_values())


def test_a_file_that_keeps_the_reader_busy_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.01)

    assert not told_by("application/pdf", made.a_pdf()).is_readable


def test_a_long_recording_is_read_sealed_in_little_memory_and_leaves_no_file(monkeypatch):
    whole = made.a_film()
    start, end = whole.index(b"mdat") - 4, whole.index(b"moov") - 4
    size = 60 * 1024**2
    opened = []
    real = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: opened.append(real()) or opened[-1])
    tracemalloc.start()

    with SealedSpool() as spool:
        spool.write(whole[:start] + struct.pack(">I", size + 8) + b"mdat")
        for _number in range(60):
            spool.write(bytes(1024**2))
        spool.write(whole[end:])
        told = metadata.read("video/mp4", spool)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ("Plaats van de opname", "52,218200° N, 6,883600° E") in told.place
    assert peak < 16 * 1024**2
    assert len(opened) == 1  # the spool's own, sealed


@given(st.binary(max_size=600))
@settings(max_examples=100, deadline=None)
def test_no_head_of_a_mail_stops_the_reader(content):
    found = Findings()

    mail.read(io.BytesIO(b"From: a@b.example\nTo: c\n" + content), found)

    assert isinstance(found.result(), Metadata)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_packet_stops_the_reader(content):
    found = Findings()

    xmp.read(content, found)

    assert isinstance(found.result(), Metadata)
