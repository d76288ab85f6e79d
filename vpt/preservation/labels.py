"""Dutch words for sources of evidence and how they stand."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.preservation.rules import SourceKind, State

KIND: Mapping[SourceKind, str] = {
    SourceKind.CAMERA: mark("Camerabeelden"),
    SourceKind.BODYCAM: mark("Beelden van een bodycam"),
    SourceKind.PHONE_LOG: mark("Gesprekslijst of opname van de telefoon"),
    SourceKind.MAIL: mark("Mail of brief"),
    SourceKind.SOCIAL_MEDIA: mark("Berichten op sociale media"),
    SourceKind.OTHER: mark("Iets anders"),
}
STATE: Mapping[State, str] = {
    State.TO_SECURE: mark("Nog veiligstellen"),
    State.REQUESTED: mark("Gevraagd te bewaren"),
    State.SECURED: mark("Veiliggesteld"),
    State.NOT_AVAILABLE: mark("Niet beschikbaar"),
}
PLACE: Mapping[SourceKind, str] = {
    SourceKind.CAMERA: mark("Camera bij de plek van het incident"),
    SourceKind.BODYCAM: mark("Bodycam van wie erbij was"),
    SourceKind.PHONE_LOG: mark("Telefooncentrale"),
    SourceKind.MAIL: mark("Postvak waarin het bericht kwam"),
    SourceKind.SOCIAL_MEDIA: mark("Het bericht of account zelf"),
    SourceKind.OTHER: mark("Nog invullen"),
}
"""What a proposed source is called until somebody says it better."""
WHAT: Mapping[SourceKind, str] = {
    SourceKind.CAMERA: "alle camerabeelden van de plek en van de ingang en uitgang",
    SourceKind.BODYCAM: "alle opnames van de bodycams van wie erbij was",
    SourceKind.PHONE_LOG: "de gesprekslijst en, als die er is, de opname van het gesprek",
    SourceKind.MAIL: "het bericht zelf met alle technische gegevens, en de bijlagen",
    SourceKind.SOCIAL_MEDIA: "de berichten zelf met account, adres, datum en tijd",
    SourceKind.OTHER: "alles wat over dit tijdvak is vastgelegd",
}
"""What to keep, as the letter asks for it; letters are Dutch only."""
