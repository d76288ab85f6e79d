"""Reads a list as spreadsheets write it: common encodings and separators, columns in any order."""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from vpt.core.errors import RuleBroken
from vpt.core.plaintext import clean

MOST_ROWS = 5000
MOST_BYTES = 1024 * 1024
SEPARATORS = ";,\t"
"""The first one counts when a header has none of them."""
UTF16 = (b"\xff\xfe", b"\xfe\xff")
HINT = re.compile(r"sep=(.)\s*")
"""The first line by which some programs tell a spreadsheet what separates the cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column by its key, the title in our own template, and other titles people use."""

    key: str
    title: str
    others: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row by its number in the spreadsheet; a cell that is not there is empty."""

    number: int
    cells: Mapping[str, str]
    is_too_long: bool = False


def decode(content: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises RuleBroken: file_empty, file_large, file_not_text.
    """
    if len(content) > MOST_BYTES:
        raise RuleBroken("file_large", most=MOST_BYTES // (1024 * 1024))
    if content.startswith(UTF16):
        text = _as(content, "utf-16")
    else:
        text = _as(content, "utf-8-sig") or _as(content, "cp1252")
    if content and (not text or "\x00" in text):
        raise RuleBroken("file_not_text")
    if not text.strip():
        raise RuleBroken("file_empty")
    return text


def read(text: str, columns: Sequence[Column]) -> list[Line]:
    """Return the filled rows below the header. What looks like a formula is text like any other.

    Raises RuleBroken: file_empty, file_not_text, quotes_open, column_unknown(names=…),
    column_twice(name=…), column_missing(name=…), rows_many(most=…), rows_none.
    """
    if "\x00" in text:
        raise RuleBroken("file_not_text")
    lines, skipped = _split(text)
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        raise RuleBroken("file_empty")
    keys = _keys(filled[0][1], columns)
    if len(filled) == 1:
        raise RuleBroken("rows_none")
    if len(filled) - 1 > MOST_ROWS:
        raise RuleBroken("rows_many", most=MOST_ROWS)
    return [_line(number + skipped, cells, keys) for number, cells in filled[1:]]


def plain(text: str) -> str:
    """Return a title or word without accents, capitals and punctuation, to compare by."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in parts if sign.isalnum())


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _split(text: str) -> tuple[list[tuple[int, list[str]]], int]:
    """Return the numbered rows, and how many lines stood above what was read."""
    body, skipped = text.lstrip("\ufeff"), 0
    hint = HINT.match(body.partition("\n")[0].strip())
    if hint:
        body, skipped = body.partition("\n")[2], 1
    separator = hint[1] if hint else _separator(body)
    try:
        rows = csv.reader(StringIO(body, newline=""), delimiter=separator, strict=True)
        return list(enumerate(rows, start=1)), skipped
    except csv.Error as error:
        raise RuleBroken("quotes_open") from error


def _separator(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", header)
    return max(SEPARATORS, key=outside.count)


def _keys(header: Sequence[str], columns: Sequence[Column]) -> list[str]:
    known = {plain(title): one for one in columns for title in (one.title, *one.others)}
    titles = [clean(cell) for cell in header]
    while titles and not titles[-1]:
        titles.pop()
    unknown = [title for title in titles if plain(title) not in known]
    if unknown:
        raise RuleBroken("column_unknown", names=", ".join(title or "–" for title in unknown))
    found = [known[plain(title)] for title in titles]
    twice = next((one for one in found if found.count(one) > 1), None)
    if twice is not None:
        raise RuleBroken("column_twice", name=twice.title)
    missing = next((one for one in columns if one.is_required and one not in found), None)
    if missing is not None:
        raise RuleBroken("column_missing", name=missing.title)
    return [one.key for one in found]


def _line(number: int, cells: Sequence[str], keys: Sequence[str]) -> Line:
    beyond = any(cell.strip() for cell in cells[len(keys) :])
    values = {key: clean(cell) for key, cell in zip(keys, cells, strict=False)}
    return Line(number, values, is_too_long=beyond)
