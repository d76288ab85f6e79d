"""Lists as spreadsheets write them: encodings, separators, quotes, columns in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpt.administration import spreadsheets
from vpt.administration.importing_people import COLUMNS as PEOPLE
from vpt.administration.importing_units import COLUMNS as UNITS
from vpt.administration.spreadsheets import MOST_BYTES, MOST_ROWS
from vpt.core.errors import RuleBroken

TWO = "naam;e-mail\r\nSanne Kört;sanne@voorbeeld.example\r\n"


def rows(text, columns=PEOPLE):
    return [dict(line.cells) for line in spreadsheets.read(text, columns)]


def refusal(act):
    with pytest.raises(RuleBroken) as refused:
        act()
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_common_encoding_reads_alike(encoding):
    text = spreadsheets.decode(TWO.encode(encoding))

    assert rows(text) == [{"name": "Sanne Kört", "email": "sanne@voorbeeld.example"}]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_common_separator_reads_alike(separator):
    assert rows(TWO.replace(";", separator))[0]["name"] == "Sanne Kört"


def test_quotes_hold_separators_newlines_and_quotes():
    text = 'naam,e-mail\n"Wit, de ""Sanne""\nDirksen",a@b.example\n'

    assert rows(text)[0]["name"] == 'Wit, de "Sanne"\nDirksen'


def test_columns_may_stand_in_another_order_under_other_titles():
    assert rows("E-Mailadres;ROL;Naam\na@b.example;fg;Ada\n") == [
        {"email": "a@b.example", "roles": "fg", "name": "Ada"}
    ]


def test_the_line_that_names_the_separator_is_skipped_and_rows_keep_their_number():
    lines = spreadsheets.read("sep=,\nnaam,e-mail\n\nAda,a@b.example\n", PEOPLE)

    assert [line.number for line in lines] == [4]


def test_what_looks_like_a_formula_is_text():
    assert rows("afdeling\n=cmd|' /C calc'!A0\n", UNITS) == [{"unit": "=cmd|' /C calc'!A0"}]


def test_a_comma_in_a_list_of_one_column_belongs_to_the_name():
    assert rows("afdeling\nZorg, Welzijn > Team\n", UNITS) == [{"unit": "Zorg, Welzijn > Team"}]


def test_cells_beyond_the_header_are_noticed():
    lines = spreadsheets.read("afdeling\nA;B\nC;\n", UNITS)

    assert [line.is_too_long for line in lines] == [True, False]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file_empty"),
        ("\n;;\n", "file_empty"),
        ("naam;e-mail\n", "rows_none"),
        ("naam;e-mail;schoenmaat\nA;b@c.example;43\n", "column_unknown"),
        ("naam;;e-mail\nA;;b@c.example\n", "column_unknown"),
        ("naam;name;e-mail\nA;A;b@c.example\n", "column_twice"),
        ("naam;telefoon\nA;1\n", "column_missing"),
        ('naam;e-mail\n"A;b@c.example\n', "quotes_open"),
        ("naam;e-mail\n\x00;b@c.example\n", "file_not_text"),
        ("naam;e-mail\n" + "A;b@c.example\n" * (MOST_ROWS + 1), "rows_many"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(text, code):
    assert refusal(lambda: spreadsheets.read(text, PEOPLE)).code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"  \r\n", "file_empty"),
        (b"PK\x03\x04\x00\x00\x08", "file_not_text"),
        (b"\xff\xfe\x00", "file_not_text"),
        (b"\x81\x8d", "file_not_text"),
        (b"a" * (MOST_BYTES + 1), "file_large"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(content, code):
    assert refusal(lambda: spreadsheets.decode(content)).code == code


def test_an_unknown_column_is_named():
    refused = refusal(lambda: spreadsheets.read("naam;e-mail;maat\nA;b@c.example;43\n", PEOPLE))

    assert refused.details["names"] == "maat"


def is_refused(content):
    try:
        return not spreadsheets.read(spreadsheets.decode(content), PEOPLE)
    except RuleBroken as refused:
        return bool(refused.code)


@given(st.binary(max_size=300))
def test_no_bytes_whatever_break_the_reader(content):
    assert is_refused(content)
