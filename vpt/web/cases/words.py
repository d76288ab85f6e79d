"""The words and badges by which lists and case pages name groups, states and people."""

from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import get_locale

from vpt.cases import labels
from vpt.cases.by_hand import HandFact
from vpt.cases.people import PersonView
from vpt.cases.rules import CaseStatus, Lateness
from vpt.cases.storing import RECORDED
from vpt.cases.viewing import Identity
from vpt.cases.views import FactView
from vpt.core.language import mark
from vpt.incidents import labels as incident_labels
from vpt.incidents.taxonomy import Category, Relation
from vpt.protocol.definition import Text
from vpt.protocol.state import Standing
from vpt.web import moments
from vpt.web.i18n import translated as _

GROUP_KINDS: Mapping[Lateness, str] = {
    Lateness.LATE: "error",
    Lateness.TODAY: "warning",
    Lateness.WEEK: "info",
    Lateness.LATER: "neutral",
}
STATUS_KINDS: Mapping[CaseStatus, str] = {
    CaseStatus.OPEN: "info",
    CaseStatus.LATE: "error",
    CaseStatus.CLOSED: "neutral",
}
STANDING_KINDS: Mapping[Standing, str] = {
    Standing.DONE: "ok",
    Standing.OPEN: "info",
    Standing.PAUSED: "warning",
    Standing.DUE_SOON: "warning",
    Standing.OVERDUE: "error",
}


PROTECTION: Mapping[str, str] = {
    "domicile": mark("adres van de werkgever (domicilie)"),
    "number": mark("aangifte onder nummer"),
    "none": mark("geen afscherming gewenst"),
}
EVIDENCE: Mapping[str, str] = {
    "photo": mark("Foto"),
    "document": mark("Document"),
    "video": mark("Video"),
    "audio": mark("Geluidsopname"),
    "mail": mark("Mail"),
    "text": mark("Tekst"),
}
CUSTODY: Mapping[str, str] = {
    "secured": mark("veiliggesteld"),
    "viewed": mark("bekeken"),
    "downloaded": mark("gedownload"),
    "copied": mark("gekopieerd"),
    "handed_over": mark("meegegeven voor een partner"),
    "enclosed": mark("bijgevoegd bij het dossier voor het OM"),
    "released": mark("origineel vrijgegeven, na het lezen van wat het bestand vertelt"),
    "retained": mark("vrijgave van het origineel ingetrokken"),
}
IDENTITY: Mapping[str, str] = {
    "birth_date": mark("Geboortedatum"),
    "phone": mark("Telefoon"),
    "email": mark("E-mail"),
    "customer_number": mark("Klantnummer"),
}


def protection(code: str) -> str:
    """Return how a victim is shielded."""
    return _(PROTECTION.get(code, code))


def evidence(kind: str) -> str:
    """Return what kind of file it is."""
    return _(EVIDENCE.get(kind, kind))


def custody(act: str) -> str:
    """Return what somebody did with a piece of evidence."""
    return _(CUSTODY.get(act, act))


def person(of: PersonView) -> list[tuple[str, str]]:
    """Return what everybody who sees the case may know of somebody: never who it is."""
    told = [(_("Bekend"), _("ja") if of.is_known or of.has_account else _("nee"))]
    if of.role == "victim":
        told.append((_("Afscherming"), protection(of.protection)))
    if of.relation:
        told.append((_("Verhouding tot de organisatie"), relation(of.relation)))
    return told


def identity(of: Identity) -> list[tuple[str, str]]:
    """Return who somebody is, as far as it is known and may be told."""
    told = [(_("Naam"), of.name or _("niet bekend"))]
    told += [(_(label), of.values[key]) for key, label in IDENTITY.items() if key in of.values]
    told += [(_("Beschrijving"), of.description), (_("Medisch"), of.medical)]
    return [(term, value) for term, value in told if value]


def relation(code: str) -> str:
    """Return what a perpetrator is to the organisation."""
    try:
        return _(incident_labels.RELATION[Relation(code)])
    except ValueError:
        return code


def standing_kind(standing: Standing) -> str:
    """Return how the badge of a standing looks."""
    return STANDING_KINDS.get(standing, "neutral")


def status(of: CaseStatus) -> str:
    """Return where a case stands, as short as a list needs."""
    return _("Stap te laat") if of is CaseStatus.LATE else _(labels.STATUS[of])


def fact(of: FactView) -> str:
    """Return the value of a fact in words."""
    if of.value in {"true", "false"}:
        return _("ja") if of.value == "true" else _("nee")
    if of.value == RECORDED:
        return _("vastgelegd bij de stap")
    if of.key == "category":
        return category(of.value)
    try:
        at = datetime.fromisoformat(of.value)
    except ValueError:
        return of.value
    return moments.moment(at) if at.tzinfo else moments.day(at.date())


def named(of: HandFact) -> str:
    """Return a fact with whom or what it is about."""
    return f"{of.title} ({of.about})" if of.about else of.title


def held(of: HandFact) -> str:
    """Return since what day or that a fact holds."""
    return moments.day(date.fromisoformat(of.value)) if of.is_date and of.value else _("ja")


def say(text: Text) -> str:
    """Return protocol text in the language of this request."""
    return text.in_language(str(get_locale()))


def about(subject: tuple[str, int] | None) -> str:
    """Return whom or what a step is about, e.g. "Slachtoffer 1"; nothing for the case itself."""
    if subject is None:
        return ""
    return f"{_(labels.SCOPE[subject[0]])} {subject[1]}"


def category(code: str) -> str:
    """Return a category of the taxonomy in words; a code of another taxonomy as it is."""
    try:
        return _(incident_labels.CATEGORY[Category(code)])
    except ValueError:
        return code


def behaviour(code: str, subtype: str) -> str:
    """Return one behaviour in words, e.g. "Bedreiging of intimidatie: stalking"."""
    precise = incident_labels.SUBTYPE.get(subtype)
    return f"{category(code)}: {_(precise)}" if precise else category(code)


def basis(text: str, source: str, *, verified: bool) -> str:
    """Return on whose authority a step exists, and whether that source was checked."""
    checked = (
        _("Regel en termijn zijn nagelezen in de bron.")
        if verified
        else _("Deze regel of termijn is nog niet nagelezen in de bron.")
    )
    named = _("eigen voorstel") if source == "proposal" else source
    source_words = _("Bron: %(source)s.", source=named)
    return f"{text} {source_words} {checked}"
