"""The texts an organisation may say in its own words: a closed list, each with its default."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vpt.accounts import service as accounts
from vpt.accounts.models import Organisation
from vpt.core.actor import Actor, Author
from vpt.core.errors import RuleBroken
from vpt.core.language import SOURCE, mark, translate
from vpt.core.plaintext import clean
from vpt.history import service as history
from vpt.history.rules import Content, Kind, Seen
from vpt.history.service import Change
from vpt.infra.db import db

BLANK = re.compile(r"\{([^{}]*)\}")
LOOSE = re.compile(r"[{}]")
PARAGRAPHS = re.compile(r"\n\s*\n")


class TextKey(StrEnum):
    """Every text that can be said in own words."""

    REPORT_INTRO = "report_intro"
    AFTER_SENDING = "after_sending"
    COUNSELLOR_ROUTE = "counsellor_route"
    PRIVACY = "privacy"
    SIGN_IN_HELP = "sign_in_help"


class Blank(StrEnum):
    """What is filled in when a page is shown; written between braces."""

    ORGANISATION = "organisatie"
    HELP = "hulp"
    COUNSELLORS = "vertrouwenspersonen"
    PRIVACY_OFFICERS = "fg"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """One text: what it says when nobody chose, how long it may be, what it may fill in."""

    default: str
    most: int
    """Characters."""
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in a language; empty Dutch means the default, empty English the Dutch."""

    nl: str = ""
    en: str = ""

    def content(self) -> Content:
        """Return what is kept of it."""
        return {"nl": self.nl, "en": self.en}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text as a page says it, with the language it is really in."""

    text: str
    language: str

    def paragraphs(self) -> list[str]:
        """Return it per paragraph: a blank line begins a new one."""
        parts = PARAGRAPHS.split(self.text)
        return [" ".join(part.split()) for part in parts if part.strip()]


TEXTS: Mapping[TextKey, OwnText] = {
    TextKey.REPORT_INTRO: OwnText(
        default=mark("Drie vragen zijn genoeg. De rest mag, en mag ook later."),
        most=300,
        blanks=(Blank.ORGANISATION,),
    ),
    TextKey.AFTER_SENDING: OwnText(
        default=mark(
            "Je kunt alles volgen bij “Mijn meldingen”. Daar kun je ook een bericht sturen."
        ),
        most=600,
        blanks=(Blank.ORGANISATION, Blank.HELP),
    ),
    TextKey.COUNSELLOR_ROUTE: OwnText(
        default=mark(
            "Wat er tussen collega’s gebeurt, hoort niet in dit register. De vertrouwenspersoon "
            "luistert, denkt met je mee en houdt het voor zich. Daarom bewaren we hier niets van "
            "deze melding."
        ),
        most=900,
        blanks=(Blank.ORGANISATION, Blank.COUNSELLORS),
    ),
    TextKey.PRIVACY: OwnText(
        default=mark(
            "Als je een melding doet, bewaart {organisatie} wat je invult: wat er gebeurde, waar "
            "en wanneer, wie erbij waren, en de bestanden die je toevoegt. Dat is nodig om je te "
            "helpen, om de ander aan te spreken en om aangifte te kunnen doen.\n\n"
            "Je melding zien alleen de mensen die ermee werken. Op de pagina van je melding staat "
            "wie dat zijn en wie er heeft gekeken. Medische gegevens zien alleen jij, HR en het "
            "opvangteam.\n\n"
            "Op papieren staat het adres van {organisatie} in plaats van je huisadres, tenzij jij "
            "iets anders kiest. Namen en verhalen liggen versleuteld opgeslagen. Delen we iets "
            "met de politie of een andere partner, dan leggen we vast wat, met wie en waarom.\n\n"
            "Wil je weten wat er over je is vastgelegd, of klopt er iets niet? Vraag het de "
            "functionaris gegevensbescherming: {fg}."
        ),
        most=8000,
        blanks=(Blank.ORGANISATION, Blank.PRIVACY_OFFICERS),
    ),
    TextKey.SIGN_IN_HELP: OwnText(
        default=mark("Lukt inloggen niet? Vraag het de functioneel beheerder van je organisatie."),
        most=500,
        blanks=(Blank.ORGANISATION,),
    ),
}


def checked(key: TextKey, new: Words) -> Words:
    """Return the words as they may be stored.

    Raises RuleBroken, each with its field: text_long, text_blank (a blank that is not on the
    list), text_brace, text_dutch_first.
    """
    tidy = Words(nl=_tidy(new.nl), en=_tidy(new.en))
    for field, text in (("nl", tidy.nl), ("en", tidy.en)):
        _check(TEXTS[key], field, text)
    if tidy.en and not tidy.nl:
        raise RuleBroken("text_dutch_first", field="nl")
    return tidy


def current(row: Organisation, key: TextKey) -> Words:
    """Return the organisation's own words; empty where it chose none."""
    return from_content(row.texts.get(key, {}))


def from_content(content: Content) -> Words:
    """Return words as they were kept."""
    return Words(nl=str(content.get("nl", "")), en=str(content.get("en", "")))


def said(key: TextKey, words: Words, locale: str) -> Said:
    """Return what a page says to a reader, with its blanks still open."""
    if words.nl:
        language = locale if locale != SOURCE and words.en else SOURCE
        return Said(text=words.en if language != SOURCE else words.nl, language=language)
    return Said(text=translate(locale, TEXTS[key].default), language=locale)


def blanks_in(text: str) -> frozenset[Blank]:
    """Return what has to be filled in."""
    return frozenset(Blank(name) for name in BLANK.findall(text) if name in set(Blank))


def filled(text: str, values: Mapping[Blank, str]) -> str:
    """Return a text with its blanks filled in; one without a value stays away."""
    return BLANK.sub(lambda found: _value(found[1], values), text)


def change(author: Actor | Author, key: TextKey, new: Words, seen: Seen, *, now: datetime) -> None:
    """Say a text in other words from now on.

    Raises what `checked` refuses, StaleData("setting_changed").
    """
    after = checked(key, new)
    accounts.queue_up(author.organisation_id)
    history.ensure_newest(author, Kind.TEXTS, seen, subject=key)
    row = db.session.get_one(Organisation, author.organisation_id, populate_existing=True)
    before = current(row, key)
    others = {name: words for name, words in row.texts.items() if name != key}
    row.texts = {**others, key.value: dict(after.content())} if after.nl else others
    kept = Change(
        kind=Kind.TEXTS,
        subject=key.value,
        before=before.content(),
        after=after.content(),
        back_to=seen.back_to,
    )
    history.keep(author, kept, now=now)
    db.session.flush()


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return "\n".join(lines)


def _check(text: OwnText, field: str, words: str) -> None:
    if len(words) > text.most:
        raise RuleBroken("text_long", field=field, most=str(text.most), length=str(len(words)))
    known = {str(one) for one in text.blanks}
    for name in BLANK.findall(words):
        if name not in known:
            raise RuleBroken("text_blank", field=field, name=name[:40])
    if LOOSE.search(BLANK.sub("", words)):
        raise RuleBroken("text_brace", field=field)


def _value(name: str, values: Mapping[Blank, str]) -> str:
    return values.get(Blank(name), "") if name in set(Blank) else ""
