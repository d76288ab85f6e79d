"""Fills the report form on paper: an empty one for a report, and one that adds to a case."""

from datetime import datetime
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.cases import reach, wording
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible
from vpt.documents.issue import Request
from vpt.documents.kinds.paper_form import FormPart, PaperFormView, Question
from vpt.documents.kinds.parts import Fact
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import DocumentMeta
from vpt.incidents import labels
from vpt.infra import links
from vpt.partners.disclosure import Profile

KIND = "paper_form"
PURPOSE = "paper_form"
REPORT = "/melden"
CASE = "/dossier/"
TO_REPORT = "Meldformulier agressie en geweld"
TO_ADD = "Aanvulling op een melding"
ANYBODY = "wie niet op een scherm kan melden"
WRITER = "melder of getuige"
DANGER = "Bent u in gevaar? Bel 112."
KEEP_SHORT = "Vul in wat u weet. Alleen de vragen 1, 2 en 3 zijn nodig."
ONLY_NEW = "Vul alleen in wat nieuw is. Wat u al vertelde, hoeft niet nog een keer."
HAND_IN = (
    "Geef het formulier aan uw leidinggevende of aan de VPT-coördinator. Die neemt het over en "
    "bergt het papier veilig op."
)
NO_ADDRESS = "Schrijf nergens uw privéadres op. Wij gebruiken het adres van de organisatie."
ABOUT = ("Ongeveer op dit moment", "Ergens op deze dag", "Over een langere periode")
UNASKED = frozenset({"colleague", "unknown"})
"""A colleague is asked to go to the counsellor, and what somebody does not know stays open."""
WHERE = tuple(label for key, label in labels.LOCATION_KIND.items() if key != "private_home")
OFFICE = (Fact("Kenmerk, dag en naam", ""),)


def blank(actor: Actor, *, now: datetime) -> PaperFormView:
    """Return the form for a new report."""
    policy.ensure(actor, Permission.INCIDENT_REPORT)
    house = accounts.get_organisation(actor)
    return PaperFormView(
        meta=_meta(house, TO_REPORT, house.short_code, ANYBODY, now),
        guide=(f"{DANGER} {KEEP_SHORT}", HAND_IN, NO_ADDRESS),
        about=(Fact("Liever digitaal?", "Scan de code en meld op uw telefoon."),),
        answer_address=links.public_address(REPORT),
        parts=parts(),
        office=OFFICE,
    )


def prepare(actor: Actor, case_id: UUID, *, now: datetime) -> Request:
    """Return the form that adds to a case, for who may issue its papers; nobody's data is in it.

    Raises NotVisible for who sees the own part only, and NotAllowed.
    """
    reached = reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    house = accounts.get_organisation(actor)
    reference = reached.case.reference
    view = PaperFormView(
        meta=_meta(house, TO_ADD, reference, WRITER, now),
        guide=(f"{DANGER} {ONLY_NEW}", HAND_IN, NO_ADDRESS),
        about=(Fact("Hoort bij", reference),),
        answer_address=links.public_address(f"{CASE}{reference}"),
        parts=parts(),
        office=OFFICE,
    )
    return Request(
        case_id=case_id,
        keyset_id=reached.incident.keyset_id,
        kind=KIND,
        profile=Profile.REPORTER.value,
        purpose=PURPOSE,
        view=view,
    )


def _meta(
    house: Organisation, title: str, reference: str, recipient: str, now: datetime
) -> DocumentMeta:
    return DocumentMeta(
        title=title,
        reference=reference,
        version=KINDS[KIND].layout_version,
        recipient=recipient,
        issued_at=wording.day(now.date()),
        issued_at_iso=now.isoformat(timespec="seconds"),
        organisation=house.name,
        classification="Vertrouwelijk zodra het is ingevuld",
        demo=accounts.is_demo(),
    )


def parts() -> tuple[FormPart, ...]:
    """Return the questions of the report form, on paper."""
    return (*_event(), _account(), *_people(), *_harm(), _wishes())


def _event() -> tuple[FormPart, ...]:
    return (
        FormPart(
            title="1. Wat gebeurde er?",
            questions=(Question(label="", choices=tuple(labels.CATEGORY.values())),),
        ),
        FormPart(
            title="2. Wanneer?",
            questions=(
                Question(label="Dag en tijd, van – tot:", room="beside"),
                Question(label="", choices=ABOUT),
            ),
        ),
        FormPart(
            title="3. Waar?",
            questions=(
                Question(label="", choices=(*WHERE, "Bij u thuis")),
                Question(label="Welke plek (gebouw, balie, straat of lijn)?", room="beside"),
            ),
        ),
    )


def _account() -> FormPart:
    asked = tuple(
        Question(label=f"{label}?", hint=HINTS[key], room="some" if key in LONG else "line")
        for key, (label, _) in labels.SEVEN_WS.items()
    )
    return FormPart(
        title="4. Vertel wat er gebeurde",
        questions=(
            *asked,
            Question(
                label="Letterlijke woorden:",
                hint="Wat is er precies gezegd, ook de scheldwoorden?",
                room="some",
            ),
        ),
    )


HINTS = {
    "who": "Wie deed wat? Wie waren erbij?",
    "what": "Wat gebeurde er, van begin tot eind?",
    "where": "Waar stond u, waar stond de ander?",
    "with_what": "Met de hand, een voorwerp, woorden, een bericht?",
    "in_which_way": "Hoe ging het? Hoe hard, hoe dichtbij?",
    "when": "Hoe laat begon het, hoelang duurde het?",
    "why": "Wat ging eraan vooraf? Wat wilde de ander?",
}
"""The hints of the seven W's, said to somebody who may be no colleague."""
LONG = frozenset({"what"})


def _people() -> tuple[FormPart, ...]:
    relations = [label for key, label in labels.RELATION.items() if key not in UNASKED]
    return (
        FormPart(
            title="5. Wie schrijft dit, en wie is het slachtoffer?",
            questions=(
                Question(label="Uw naam, functie en telefoon op het werk:", room="beside"),
                Question(
                    label="",
                    choices=("Ik ben het slachtoffer", "Ik meld voor een ander", "Ik zag het"),
                ),
                Question(label="Naam van het slachtoffer, als u dat niet bent:", room="beside"),
            ),
        ),
        FormPart(
            title="6. Wie deed het?",
            note=(
                "Was het een collega? Gebruik dan niet dit formulier, maar ga naar de "
                "vertrouwenspersoon."
            ),
            questions=(
                Question(label="", choices=tuple(relations)),
                Question(label="Naam, als u die weet, en hoe de persoon eruitzag:", room="some"),
            ),
        ),
        FormPart(
            title="7. Wie zag het?",
            questions=(
                Question(label="Naam en waar wij deze getuige kunnen bereiken:", room="some"),
            ),
        ),
    )


def _harm() -> tuple[FormPart, ...]:
    return (
        FormPart(
            title="8. Letsel, schade en bewijs",
            note="Wat u precies mankeert, hoeft niet op papier. Dat vertelt u aan HR of de opvang.",
            questions=(
                Question(
                    label="",
                    choices=(
                        "Iemand is gewond",
                        "Een arts is nodig",
                        "Iemand kan niet werken",
                        "Schade van het werk",
                        "Schade van mijzelf",
                        "Er was een wapen of voorwerp",
                        "De politie was erbij",
                        "Er zijn beelden of foto’s",
                        "Er zijn berichten of brieven",
                    ),
                ),
                Question(
                    label="Welke schade, en waar is het bewijs?",
                    hint="Gooi niets weg.",
                    room="some",
                ),
            ),
        ),
    )


def _wishes() -> FormPart:
    return FormPart(
        title="9. Wat wilt u?",
        questions=(
            Question(label="", choices=WISHES),
            Question(label="Wie mag dit behandelen?", choices=("Mijn leidinggevende", OTHER)),
            Question(label="Nog iets?", room="beside"),
            Question(label="Datum en handtekening:", room="beside"),
        ),
    )


WISHES = (
    "Een gesprek met mijn leidinggevende",
    "Een gesprek met het opvangteam",
    "De bedrijfsarts of mijn huisarts",
    "Contact met Slachtofferhulp Nederland",
    "Hulp bij het doen van aangifte",
    "Deze persoon voorlopig niet meer helpen",
    "Mijn naam of adres buiten het strafdossier",
    "Nu even niets, bel mij later",
)
OTHER = "De coördinator, niet mijn leidinggevende"
