"""The package is a bag anybody can check, and is written without holding more than one piece."""

import hashlib
import io
import shutil
import subprocess
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest

from tests.builders import NOW
from vpt.prosecution import package
from vpt.prosecution.package import Bag, Corrupt, Entry

PIECE = 1024 * 1024
MEBIBYTES = 300


def pieces(count: int, letter: int) -> Iterator[bytes]:
    """Yield a file piece by piece, as the store does."""
    return (bytes([letter]) * PIECE for _ in range(count))


def an_entry(number: int, count: int) -> Entry:
    digest = hashlib.sha256()
    for piece in pieces(count, number):
        digest.update(piece)
    return Entry(
        path=f"bewijs/B{number}.mp4",
        size=count * PIECE,
        sha256=digest.hexdigest(),
        open=lambda: pieces(count, number),
    )


def a_bag(*entries: Entry) -> Bag:
    return Bag(
        name="twv-2026-000001-a-om-dossier-1",
        info=(("Source-Organization", "Gemeente Voorbeeld (demo)"),),
        read_me="Zo kijkt u dit na.\n",
        made_at=NOW,
        entries=entries,
    )


def test_every_file_is_in_the_manifest_with_its_own_checksum(tmp_path):
    target = tmp_path / "pakket.zip"
    target.write_bytes(b"".join(package.stream(a_bag(an_entry(1, 2), an_entry(2, 1)))))
    folder = "twv-2026-000001-a-om-dossier-1"

    archive = zipfile.ZipFile(target)
    assert archive.testzip() is None
    for manifest, inside in ((package.MANIFEST, True), (package.TAG_MANIFEST, False)):
        lines = archive.read(f"{folder}/{manifest}").decode().splitlines()
        assert len(lines) == (2 if inside else 4)
        for line in lines:
            digest, path = line.split("  ", 1)
            assert path.startswith("data/") is inside
            assert hashlib.sha256(archive.read(f"{folder}/{path}")).hexdigest() == digest
    assert f"Payload-Oxum: {3 * PIECE}.2" in archive.read(f"{folder}/bag-info.txt").decode()
    assert archive.read(f"{folder}/bagit.txt") == package.DECLARATION.encode()


@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")
def test_the_tool_everybody_has_unpacks_it(tmp_path):
    target = tmp_path / "pakket.zip"
    target.write_bytes(b"".join(package.stream(a_bag(an_entry(1, 2)))))

    done = subprocess.run(["unzip", "-t", str(target)], capture_output=True, check=False)

    assert done.returncode == 0, done.stdout


def test_a_package_of_300_mebibytes_takes_the_memory_of_a_few_pieces():
    bag = a_bag(*(an_entry(number, MEBIBYTES // 3) for number in (1, 2, 3)))
    tracemalloc.start()
    try:
        sent = sum(len(piece) for piece in package.stream(bag))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert sent > MEBIBYTES * PIECE
    assert peak < 8 * PIECE


def test_a_file_that_is_not_what_left_breaks_the_package_off():
    whole = an_entry(1, 1)
    changed = Entry(
        path=whole.path, size=whole.size, sha256=whole.sha256, open=lambda: pieces(1, 9)
    )

    with pytest.raises(Corrupt):
        list(package.stream(a_bag(changed)))


def test_the_same_bag_is_the_same_file_to_the_byte():
    bag = a_bag(an_entry(1, 1))

    assert b"".join(package.stream(bag)) == b"".join(package.stream(bag))
    assert zipfile.is_zipfile(io.BytesIO(b"".join(package.stream(bag))))
