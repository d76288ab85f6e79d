"""An invented form on paper, with and without a case, for tests and for looking at."""

from dataclasses import replace

from vpt.documents.kinds.paper_form import PROFILES, FormPart, PaperFormView, Question
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import DocumentMeta

META = DocumentMeta(
    title="Meldformulier agressie en geweld",
    reference="GTV",
    version="1",
    recipient="wie niet op een scherm kan melden",
    issued_at="23 maart 2026",
    issued_at_iso="2026-03-23T09:15:00+01:00",
    organisation="Gemeente Twenteveen (demo)",
    classification="Vertrouwelijk zodra het is ingevuld",
    demo=True,
)
_BLANK = PaperFormView(
    meta=META,
    guide=(
        "Bent u in gevaar? Bel 112.",
        "Vul in wat u weet. Alleen de vragen 1, 2 en 3 zijn nodig.",
        "Geef het formulier aan uw leidinggevende of aan de VPT-coördinator.",
    ),
    about=(Fact("Liever digitaal?", "Scan de code en meld op uw telefoon."),),
    answer_address="https://vpt.example/melden",
    parts=(
        FormPart(
            title="1. Wat gebeurde er?",
            questions=(
                Question(
                    label="",
                    choices=(
                        "Schelden of schreeuwen",
                        "Bedreiging of intimidatie",
                        "Lichamelijk geweld",
                        "Online",
                        "Discriminatie",
                        "Seksueel",
                    ),
                ),
            ),
        ),
        FormPart(
            title="2. Wanneer?",
            questions=(Question(label="Dag en tijd, van – tot:", room="beside"),),
        ),
        FormPart(
            title="3. Waar?",
            questions=(Question(label="Welke plek?", hint="Gebouw of straat.", room="line"),),
        ),
        FormPart(
            title="4. Vertel wat er gebeurde",
            note="Schrijf op wat u zelf zag of hoorde.",
            questions=(
                Question(label="Wie?", hint="Wie deed wat?", room="some"),
                Question(label="Wat?", hint="Van begin tot eind.", room="much"),
                Question(label="Letterlijke woorden:", room="some"),
            ),
        ),
    ),
    office=(Fact("Kenmerk, dag en naam", ""),),
)


def example(profile: str = PROFILES[0]) -> PaperFormView:
    """Return an empty form; for a reporter the one that adds to a case."""
    if profile not in PROFILES:
        raise ValueError(f"unknown profile: {profile}")
    if profile == PROFILES[0]:
        return _BLANK
    reference = "GTV-2026-000123-K"
    return replace(
        _BLANK,
        meta=replace(
            META,
            title="Aanvulling op een melding",
            reference=reference,
            recipient="melder of getuige",
        ),
        about=(Fact("Hoort bij", reference),),
        answer_address=f"https://vpt.example/dossier/{reference}",
    )


def empty_example() -> PaperFormView:
    """Return a form without a single question."""
    return PaperFormView(meta=META, guide=(), about=(), parts=(), office=())
