"""Dutch words for advice, answers and questions."""

from collections.abc import Mapping

from vpt.assessment.matrix import Advice
from vpt.assessment.rules import Inspection, Reply
from vpt.core.language import mark
from vpt.incidents.offences import Complaint, Mark

ADVICE: Mapping[Advice, str] = {
    Advice.NO: mark("niet"),
    Advice.YES: mark("ja"),
    Advice.REPEAT: mark("bij herhaling"),
    Advice.ADVISE: mark("aangeraden"),
    Advice.DEFAULT: mark("ja, tenzij"),
    Advice.ALWAYS: mark("altijd, bel 112"),
    Advice.IF_OFFICIAL: mark("bij ambtenaar of herhaling"),
    Advice.OFFER: mark("aanbieden"),
    Advice.ACTIVE: mark("actief"),
    Advice.ACTIVE_PLAN: mark("actief, met veiligheidsplan"),
    Advice.ACTIVE_TODAY: mark("actief, dezelfde dag"),
}
REPLY: Mapping[Reply, str] = {
    Reply.YES: mark("Ja"),
    Reply.NO: mark("Nee"),
    Reply.UNSURE: mark("Weet ik nog niet"),
}
INSPECTION: Mapping[Inspection, str] = {
    Inspection.REPORTED: mark("Gemeld bij de arbeidsinspectie"),
    Inspection.NOT_REQUIRED: mark("Melden hoeft niet"),
}
QUESTION: Mapping[str, str] = {
    "public_task": mark("Publieke taak"),
    "aimed_at_task": mark("Gericht op functie of taak"),
    "by_colleague": mark("Veroorzaker is een collega"),
    "death": mark("Overleden"),
    "admission": mark("Opgenomen in een ziekenhuis"),
    "lasting": mark("Blijvend letsel"),
    "long_absence": mark("Langer dan drie werkdagen verzuim"),
}
TEXT: Mapping[str, str] = {
    "function": mark("Functie"),
    "nature": mark("Aard van het letsel"),
    "account": mark("Wat er is gebeurd, voor de melding"),
    "measures": mark("Wat er sindsdien is gedaan"),
    "explanation": mark("Toelichting"),
}
COMPLAINT: Mapping[Complaint, str] = {
    Complaint.YES: mark("alleen op klacht van het slachtoffer"),
    Complaint.NO: mark("geen klacht nodig"),
    Complaint.PARTLY: mark("soms alleen op klacht"),
}
MARK: Mapping[Mark, str] = {
    Mark.VERIFIED: mark("nagelezen"),
    Mark.VERIFIED_OLD: mark("nog te toetsen: gelezen in een oudere tekst"),
    Mark.GENERAL: mark("nog te toetsen"),
}
