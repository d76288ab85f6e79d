import pytest
from sqlalchemy import LargeBinary

from vpt.infra.db import Base
from vpt.infra.sealed import Blind, SealedBytes
from vpt.privacy.inventory import DataClass, columns

OTHER_BYTES = {("keysets", "wrapped"), ("sign_in_tries", "key")}
"""A wrapped key and a keyed hash: bytes, but nobody's data."""


@pytest.fixture
def actual(app):
    assert app
    return {
        (table.name, column.name): column
        for table in Base.metadata.tables.values()
        for column in table.columns
    }


def test_every_column_is_classed_and_nothing_else(actual):
    assert set(columns()) == set(actual)


def test_sealed_and_blind_columns_are_so_by_type(actual):
    listed = columns()

    for place, column in actual.items():
        assert (listed[place] is DataClass.SEALED) == isinstance(column.type, SealedBytes), place
        assert (listed[place] is DataClass.BLIND) == isinstance(column.type, Blind), place


def test_no_column_of_bytes_is_anything_else(actual):
    loose = {
        place
        for place, column in actual.items()
        if isinstance(column.type, LargeBinary) and not isinstance(column.type, SealedBytes | Blind)
    }

    assert loose == OTHER_BYTES


def test_free_text_of_any_length_is_never_plain(actual):
    allowed = {("protocol_versions", "text"), ("protocol_drafts", "text")}
    long = {
        place
        for place, column in actual.items()
        if getattr(column.type, "length", 0) is None and column.type.__class__.__name__ == "Text"
    }

    assert long == allowed
