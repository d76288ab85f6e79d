"""Message ids are the Dutch sentences; the English catalogue must know every one of them."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

METHODS = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"extensions": "jinja2.ext.i18n", "silent": "false"}}
KEYWORDS = DEFAULT_KEYWORDS | {"mark": None, "lazy_gettext": None}
RENAMED = re.compile(r"import (?:gettext|lazy_gettext|translated|counted|mark) as (\w+)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def is_searched(folder):
    """Babel by itself passes over folders like `_macros`."""
    return not Path(folder).name.startswith(".")


@pytest.fixture(scope="module")
def used():
    found = [
        message
        for folder in ("vpt", "templates")
        for message in extract_from_dir(
            folder, METHODS, OPTIONS, KEYWORDS, directory_filter=is_searched
        )
    ]
    ids = (message[2] for message in found)
    return {one for item in ids for one in (item if isinstance(item, tuple) else (item,)) if one}


@pytest.fixture(scope="module")
def english():
    with Path("vpt/translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    return {message.id: message for message in catalogue if message.id}


def flat(value):
    return value if isinstance(value, tuple | list) else (value,)


def test_there_is_something_to_translate(used):
    assert len(used) > 200


def test_translators_keep_a_name_that_extraction_knows():
    sources = [path.read_text(encoding="utf-8") for path in Path("vpt").rglob("*.py")]
    names = {name for source in sources for name in RENAMED.findall(source)}

    assert "_" in names
    assert names <= set(KEYWORDS)


def test_every_dutch_sentence_has_an_english_one(used, english):
    known = {one for item in english for one in flat(item)}

    assert sorted(used - known) == []


def test_no_translation_is_empty_or_unsure(english):
    poor = [m.id for m in english.values() if m.fuzzy or not all(flat(m.string))]

    assert poor == []


def test_no_translation_outlived_its_sentence(used, english):
    assert [item for item in english if not set(flat(item)) & used] == []


def test_translations_keep_the_placeholders(english):
    changed = [
        dutch
        for m in english.values()
        for dutch, put in zip(flat(m.id), flat(m.string), strict=True)
        if sorted(PLACEHOLDER.findall(dutch)) != sorted(PLACEHOLDER.findall(put))
    ]

    assert changed == []
