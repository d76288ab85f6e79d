"""Writes values as TOML: whatever somebody typed stays data and comes back unchanged."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time

from vpt.core.errors import RuleBroken

BARE = re.compile(r"[A-Za-z0-9_-]+")
SHORT = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}
BASIC_PLANE = 0xFFFF


def literal(value: object) -> str:
    """Return a value as TOML on one line; TypeError for what TOML cannot hold."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return value.isoformat() if isinstance(value, date | time) else _several(value)


def _several(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{name_of(name)} = {literal(one)}" for name, one in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, Iterable):
        return f"[{', '.join(map(literal, value))}]"
    raise TypeError(value)


def quoted(text: str) -> str:
    """Return a text between quotation marks, with all that could be read otherwise escaped."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in SHORT:
        return SHORT[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code <= BASIC_PLANE else f"\\U{code:08X}"


def name_of(key: str) -> str:
    """Return a key, between quotation marks when it needs them."""
    return key if BARE.fullmatch(key) else quoted(key)


def typed(text: str, field: str) -> str:
    """Return words as they are kept: trimmed, with plain line ends.

    Refuses with `text_unwritable` what no text holds: control characters and broken letters.
    """
    kept = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if is_unwritable(kept):
        raise RuleBroken("text_unwritable", field=field)
    return kept


def is_unwritable(text: str) -> bool:
    """Tell whether a text holds control characters or broken letters, which no page can show."""
    return any(
        (char < " " and char not in "\n\t") or char == "\x7f" or "\ud800" <= char <= "\udfff"
        for char in text
    )


def typed_line(text: str, field: str) -> str:
    """Return words that stand on one line, such as a title; see `typed`."""
    return " ".join(typed(text, field).split())
