"""Plain values of what the chain decided: news, decisions, judgments, and loose number checks."""

import re
from enum import StrEnum


class Happening(StrEnum):
    """What kind of thing a partner did or said."""

    POLICE_NEWS = "police_news"
    DECISION = "decision"
    JUDGMENT = "judgment"
    MAYOR = "mayor"


class Via(StrEnum):
    """How it came to us."""

    TELEPHONE = "telephone"
    LINK = "link"
    ACCOUNT = "account"
    DESK = "desk"


class Uplift(StrEnum):
    """Whether the prosecution asked the higher sentence of the national agreement."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


PROSECUTION_NUMBER = re.compile(r"\d{2}[/\-.]\d{6}-\d{2}")
"""Form of a prosecution number, such as 08/123456-26 (domain dossier §7.3, our own pattern)."""
ECLI = re.compile(r"ECLI:NL:[A-Z]{2,8}:\d{4}:[A-Z0-9.]{1,25}", re.IGNORECASE)


def looks_like_prosecution_number(text: str) -> bool:
    """Tell whether a text has the usual form; odd ones are kept, with a warning."""
    return bool(PROSECUTION_NUMBER.fullmatch(text.strip().replace(" ", "")))
