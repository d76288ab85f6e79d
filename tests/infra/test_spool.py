import os
import tempfile

import pytest
from cryptography.exceptions import InvalidTag

from vpt.infra.spool import PIECE, SealedSpool


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_gives_back_what_was_written(size):
    content = os.urandom(size)
    with SealedSpool() as spool:
        for start in range(0, size, 1000):
            spool.write(content[start : start + 1000])
        spool.seek(0)

        assert spool.read() == content
        assert spool.size == size


def test_reads_from_any_place():
    content = os.urandom(2 * PIECE + 500)
    with SealedSpool() as spool:
        spool.write(content)

        spool.seek(PIECE - 10)
        assert spool.read(10) == content[PIECE - 10 : PIECE]
        spool.seek(-20, os.SEEK_END)
        assert spool.read() == content[-20:]


def test_nothing_lies_on_disk_in_clear(monkeypatch):
    kept = []
    real = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: kept.append(real()) or kept[-1])
    with SealedSpool() as spool:
        spool.write(b"NEEDLE" * PIECE)
        kept[0].seek(0)

        assert b"NEEDLE" not in kept[0].read()


def test_a_changed_piece_does_not_open(monkeypatch):
    kept = []
    real = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: kept.append(real()) or kept[-1])
    with SealedSpool() as spool:
        spool.write(b"x" * (PIECE + 1))
        kept[0].seek(5)
        kept[0].write(b"?")
        spool.seek(0)

        with pytest.raises(InvalidTag):
            spool.read()
