"""One Dutch line about a report, made from its structured answers and free of names.

It is stored in plain for lists (DESIGN §7), so nothing anybody typed may enter it.
"""

from vpt.incidents import labels
from vpt.incidents.rules import BehaviourSeen, Report
from vpt.incidents.taxonomy import Category, Channel, Relation

SHOWN = 3
_GENERAL = {
    Category.VERBAL: "verbale agressie",
    Category.THREAT: "bedreiging of intimidatie",
    Category.PHYSICAL: "lichamelijk geweld",
    Category.ONLINE: "online agressie",
    Category.DISCRIMINATION: "discriminatie",
    Category.SEXUAL: "seksuele intimidatie",
    Category.DAMAGE: "vernieling of diefstal",
    Category.NUISANCE: "hinderlijk gedrag",
    Category.PRESSURE: "ongepaste druk",
}
_OWN_WORDS = {
    "threat_person": "bedreiging",
    "threat_family": "bedreiging van het gezin",
    "doxing": "verspreiden van privégegevens",
    "impersonation": "een nepaccount",
    "mail_flood": "een stroom berichten",
    "exposure": "schennis",
    "image_abuse": "misbruik van seksueel beeldmateriaal",
    "firework": "gooien van vuurwerk",
    "confine": "opsluiten of versperren",
    "disturb_meeting": "verstoren van een bijeenkomst",
    "intoxicated": "hinder onder invloed",
    "noise": "geluidsoverlast",
}
_BY = {
    Relation.CLIENT: "door een klant",
    Relation.VISITOR: "door een bezoeker",
    Relation.RESIDENT: "door een inwoner",
}
_PLACE = {
    "desk": "aan de balie",
    "consultation_room": "in een spreekkamer",
    "public_hall": "in de publiekshal",
    "phone": "aan de telefoon",
    "mail_post": "per mail of post",
    "social_media": "op sociale media",
    "street": "op straat",
    "home_visit": "bij een huisbezoek",
    "work_square": "op het werkplein",
    "school": "op school",
    "vehicle": "in een voertuig",
    "waste_site": "op de milieustraat",
    "council_meeting": "bij een vergadering",
    "private_home": "bij de medewerker thuis",
}
_CHANNEL = {
    Channel.PHONE: "aan de telefoon",
    Channel.EMAIL: "per mail",
    Channel.LETTER: "per brief",
    Channel.SOCIAL_MEDIA: "op sociale media",
}


def summary(report: Report, location_kind: str = "") -> str:
    """Return such as "Bedreiging met de dood en schelden door een bezoeker, aan de balie"."""
    ranked = sorted(report.behaviours, key=lambda seen: -seen.severity)
    words = list(dict.fromkeys(_phrase(seen) for seen in ranked))
    shown, more = words[:SHOWN], len(words) - SHOWN
    text = _listed(shown) if more <= 0 else f"{', '.join(shown)} en nog {more} soorten gedrag"
    text = " ".join(part for part in (text, _BY.get(report.relation, "")) if part)
    place = _CHANNEL.get(report.channel, "") if report.channel else ""
    place = place or _PLACE.get(report.location_kind or location_kind, "")
    return _capital(f"{text}, {place}" if place else text)


def _phrase(seen: BehaviourSeen) -> str:
    if not seen.subtype:
        return _GENERAL[seen.category]
    if seen.category is Category.DISCRIMINATION:
        return f"discriminatie om {labels.SUBTYPE[seen.subtype]}"
    return _OWN_WORDS.get(seen.subtype, labels.SUBTYPE[seen.subtype])


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} en {words[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
