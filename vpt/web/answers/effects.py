"""Says what taking an answer over does, before somebody does it."""

from vpt.answers.queries import AnswerView
from vpt.answers.rules import WORK_OF
from vpt.cases.chain import OPEN, StepView
from vpt.cases.views import CasePage
from vpt.core.language import mark
from vpt.protocol.state import Standing
from vpt.sharing.rules import Ask
from vpt.web.i18n import translated as _

CLOSED = mark(
    "Dit dossier is gesloten. Heropen het eerst, dan kun je het antwoord overnemen. Niet "
    "overnemen kan altijd."
)
PAUSED = mark("De stap “%(step)s” staat op pauze. Hervat die eerst, dan kun je het overnemen.")
FINISHES = mark(
    "De stap “%(step)s” wordt afgerond met dit antwoord, met jouw naam erbij. Het slachtoffer "
    "krijgt bericht."
)
NUMBERS = mark(
    "De nummers bij de aangifte worden aangepast. Wat niet is ingevuld, blijft staan. Er wordt "
    "geen stap afgerond."
)
CODE = mark("Bij de aangifte komt te staan wat hier over de VPT-code is gezegd.")
CORRECTS = mark(
    "De stap is al gedaan en de beslissing verandert niet. Alleen nummers, rechtbank en tijd van "
    "de zitting worden verbeterd. Is de beslissing zelf anders? Leg dat dan vast bij de keten."
)
NOTED = mark(
    "Er is nu geen stap die hierop wacht. Het antwoord komt als juist in het dossier te staan; "
    "leg zelf vast wat er verder moet gebeuren."
)


def of(page: CasePage, view: AnswerView) -> str:
    """Return what taking an answer over does to the case as it is now."""
    if page.head.closed_at is not None:
        return _(CLOSED)
    waiting = next((step for step in steps(page, view) if step.standing in OPEN), None)
    if waiting is not None:
        words = PAUSED if waiting.standing is Standing.PAUSED else FINISHES
        return _(words, step=waiting.title)
    if view.ask in {Ask.REGISTRATION, Ask.VPT_CODE}:
        return _(NUMBERS if view.ask == Ask.REGISTRATION else CODE)
    return _(CORRECTS if any(step.done_at for step in steps(page, view)) else NOTED)


def steps(page: CasePage, view: AnswerView) -> list[StepView]:
    """Return the steps an answer is for."""
    work = WORK_OF[Ask(view.ask)]
    return [
        step
        for step in page.steps
        if step.work is work
        and step.id is not None
        and str(step.ref.subject or page.head.id) == str(view.subject_id)
    ]
