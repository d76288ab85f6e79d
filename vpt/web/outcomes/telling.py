"""Says what the chain decided in words, for the case and for whoever it is about."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import get_locale

from vpt.claims import amounts
from vpt.measures import ladder
from vpt.outcomes import labels, meanings
from vpt.outcomes.figures import Figures
from vpt.outcomes.own import OwnNews
from vpt.outcomes.queries import News
from vpt.outcomes.rules import COMPENSATED, Happening
from vpt.web import moments
from vpt.web.i18n import translated as _

Line = tuple[str, str]


def title(news: News, code: str = "") -> str:
    """Return what was decided; `code` replaces what this reader may not know."""
    shown = code or news.code
    words = labels.CODE.get(news.kind, {})
    if code and code != news.code:
        return _("Veroordeeld")
    return _(words[shown]) if shown in words else shown


def lines(news: News, people: Mapping[Any, str]) -> list[Line]:
    """Return everything that is kept of it, for who handles the case."""
    found = [
        (_("Wanneer"), moments.day(news.decided_on) if news.decided_on else ""),
        *_numbers(news),
        *_hearing(news),
        (_("Hoe liep het af?"), _label(labels.ENDING, news.word("ending"))),
        (_("Opgelegd"), ", ".join(_label(labels.PENALTY, one) for one in news.penalties)),
        *(_award(one, people) for one in news.awards),
        (_("Onherroepelijk op"), moments.day(news.final_on) if news.final_on else ""),
        (_("Hoger beroep"), _("Ingesteld") if news.word("appeal") else ""),
        (_("Hogere strafeis (VPT)"), _label(labels.UPLIFT, news.uplift)),
        (_("Maatregel"), _order(news)),
        (_("Toelichting"), news.word("text")),
        (_("Voor het slachtoffer"), news.word("words")),
        (_("Gecorrigeerd, omdat"), news.word("correction")),
        (_("Hoe we het hoorden"), _label(labels.VIA, news.via)),
        (_("Tijd tot dit antwoord"), _took(news)),
    ]
    return [(name, text) for name, text in found if text]


def days(count: int | None) -> str:
    """Return a number of whole days in words; empty when it is not known."""
    if count is None:
        return ""
    return _("1 dag") if count == 1 else _("%(count)d dagen", count=count)


def dismissal(code: str) -> dict[str, Any]:
    """Return what a dismissal code means, known or typed freely."""
    known, locale = meanings.dismissal(code), str(get_locale())
    if known is None:
        return {"code": code, "title": "", "means": "", "verified": False, "source": ""}
    return {
        "code": known.code,
        "title": meanings.told(known.title, locale),
        "means": meanings.told(known.means, locale),
        "verified": known.verified,
        "source": known.source,
    }


def figures(of: Figures) -> list[Line]:
    """Return the figures of a case as name and value."""
    unknown = "–"
    return [
        (_("Van incident tot aangifte"), days(of.to_report) or unknown),
        (_("Van incident tot registratienummer"), days(of.to_number) or unknown),
        (_("VPT-code in het dossier"), _label(labels.CODE_STATE, of.code_state)),
        (_("Van incident tot beslissing OM"), days(of.to_decision) or unknown),
        (_("Van incident tot uitspraak"), days(of.to_judgment) or unknown),
        (_("Hogere strafeis (VPT)"), _label(labels.UPLIFT, of.uplift) or unknown),
        (_("Toegekend"), amounts.euros(of.awarded)),
        (_("Ontvangen"), amounts.euros(of.received)),
    ]


def own(of: OwnNews) -> dict[str, Any]:
    """Return one piece of news for its reader: what, what it means, what next, until when."""
    news, locale = of.news, str(get_locale())
    meaning = meanings.meaning(news.kind, of.code)
    return {
        "id": news.id,
        "kind": _(labels.KIND[news.kind]),
        "title": title(news, of.code),
        "about": of.about,
        "at": moments.day(news.decided_on) if news.decided_on else "",
        "facts": [(name, text) for name, text in _own_facts(of) if text],
        "means": meanings.told(meaning.means, locale) if meaning else "",
        "next": meanings.told(meaning.next, locale) if meaning else "",
        "until": meanings.told(meaning.until, locale) if meaning else "",
        "remedy": meanings.told(meaning.remedy, locale) if meaning else "",
        "verified": meaning.verified if meaning else True,
        "words": news.word("words"),
        "dismissal": dismissal(news.dismissal_code) if news.dismissal_code else None,
        "ending": _label(labels.ENDING_MEANS, news.word("ending")),
    }


def _own_facts(of: OwnNews) -> list[Line]:
    news = of.news
    found = [*_hearing(news)]
    if news.word("ending"):
        found.append((_("Hoe liep het af?"), _label(labels.ENDING, news.word("ending"))))
    found += [(_("Jouw schadevergoeding"), amounts.euros(one.cents)) for one in of.awards]
    if any(one.is_measure for one in of.awards):
        found.append((_("Wie int het geld?"), _("Het CJIB, namens de staat")))
    if news.code in COMPENSATED and not of.is_shared_out and not of.awards:
        found.append((_("Jouw schadevergoeding"), _("Hoeveel jij krijgt, hoor je nog van ons.")))
    if news.final_on:
        found.append((_("Staat vast sinds"), moments.day(news.final_on)))
    order = news.order
    if order.get("ends_on"):
        found.append((_("Maatregel"), _order(news)))
    return found


def _took(news: News) -> str:
    """Return how long an answer took; a court answers on its own day."""
    return "" if news.kind == Happening.JUDGMENT else days(news.took_days)


def _hearing(news: News) -> list[Line]:
    if news.hearing_on is None:
        return []
    time = news.word("hearing_time")
    day = moments.day(news.hearing_on)
    when = _("%(day)s om %(time)s", day=day, time=time) if time else day
    return [
        (_("Zitting"), when),
        (_("Rechter"), news.word("court")),
        (_("Plaats"), news.word("place")),
    ]  # fmt: skip


def _numbers(news: News) -> list[Line]:
    is_police = news.kind == Happening.POLICE_NEWS
    number = _("Registratienummer") if is_police else _("Parketnummer")
    return [
        (_("Sprak met"), news.word("officer")),
        (number, news.word("number")),
        (_("PV-nummer"), news.word("record_number")),
        (_("ECLI-nummer"), news.word("ecli")),
    ]


def _award(award: Any, people: Mapping[Any, str]) -> Line:
    who = _("werkgever") if award.to_employer else people.get(award.victim_id)
    who = who or _("nog te verdelen")
    measured = {True: _("met maatregel"), False: _("zonder maatregel")}.get(award.is_measure, "")
    told = amounts.euros(award.cents)
    return _("Schadevergoeding, %(who)s", who=who), f"{told}, {measured}" if measured else told


def _order(news: News) -> str:
    order = news.order
    rung = ladder.rung(order.get("level"))
    if rung is None:
        return ""
    name = rung.named(str(get_locale()))
    until = order.get("ends_on")
    return _("%(what)s tot en met %(day)s", what=name, day=_iso(until)) if until else name


def _iso(text: str) -> str:
    return moments.day(date.fromisoformat(text))


def _label(words: Mapping[Any, str], code: str) -> str:
    return _(words[code]) if code in words else ""
