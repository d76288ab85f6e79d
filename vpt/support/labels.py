"""Dutch words for the codes of support."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.support.rules import Agreed, Back, Helper, SafetyAct

SAFETY: Mapping[SafetyAct, str] = {
    SafetyAct.ALARM: mark("Alarm ingedrukt"),
    SafetyAct.CALLED: mark("112 gebeld"),
    SafetyAct.COLLEAGUES: mark("Collega’s in veiligheid gebracht"),
    SafetyAct.ROOM: mark("Ruimte afgesloten"),
    SafetyAct.LEFT: mark("Veroorzaker is vertrokken"),
    SafetyAct.ARRESTED: mark("Veroorzaker is aangehouden"),
    SafetyAct.OTHER: mark("Iets anders"),
}
FEELING: Mapping[int, str] = {
    1: mark("Heel slecht"),
    2: mark("Niet goed"),
    3: mark("Gaat wel"),
    4: mark("Goed"),
    5: mark("Heel goed"),
}
AGREED: Mapping[Agreed, str] = {
    Agreed.NOT_ALONE: mark("Niet alleen naar huis"),
    Agreed.TIME_OFF: mark("Vandaag vrij"),
    Agreed.FAMILY: mark("Thuisfront ingelicht"),
    Agreed.DOCTOR: mark("Langs de huisarts of de spoedpost"),
    Agreed.VICTIM_SUPPORT: mark("Contact met Slachtofferhulp Nederland"),
}
HELPER: Mapping[Helper, str] = {
    Helper.COMPANY_DOCTOR: mark("Bedrijfsarts"),
    Helper.VICTIM_SUPPORT: mark("Slachtofferhulp Nederland"),
    Helper.COUNSELLOR: mark("Vertrouwenspersoon of bedrijfsmaatschappelijk werk"),
    Helper.GP: mark("Huisarts"),
}
BACK: Mapping[Back, str] = {
    Back.NOT_YET: mark("Nog niet aan het werk"),
    Back.PARTLY: mark("Deels weer aan het werk"),
    Back.FULLY: mark("Weer helemaal aan het werk"),
}
ACCEPTED: Mapping[str, str] = {
    "yes": mark("Ja, dat wil mijn collega"),
    "no": mark("Nee, nu niet"),
    "": mark("Dat weten we nog niet"),
}
OUTCOME: Mapping[str, str] = {
    "supported": mark("Opvang gegeven"),
    "offered": mark("Opvang aangeboden, gesprek volgt"),
    "declined": mark("Wil geen opvang of nazorg"),
    "again": mark("Gesproken, er volgt nog een gesprek"),
    "finished": mark("Gesproken, het gaat goed zo"),
    "referred": mark("Doorverwezen"),
}
