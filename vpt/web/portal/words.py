"""What the pages of a recipient say: what is asked, and how a share stands."""

from collections.abc import Mapping

from vpt.cases.wording import until
from vpt.core.language import mark
from vpt.sharing import labels
from vpt.sharing.link import Renewal
from vpt.sharing.rules import Ask, Standing

__all__ = ["ASKED", "EXHIBIT", "PURPOSE", "RENEWAL", "STANDING", "until"]

ASKED: Mapping[str, str] = {
    Ask.REGISTRATION: mark("Geef het registratienummer van de aangifte of melding door."),
    Ask.VPT_CODE: mark("Laat weten of de VPT-code in het systeem is gezet."),
    Ask.POLICE_NEWS: mark("Laat weten hoe het onderzoek ervoor staat."),
    Ask.DECISION: mark("Laat weten wat het OM heeft besloten."),
    Ask.JUDGMENT: mark("Laat weten wat de rechter heeft beslist."),
    Ask.MAYOR: mark("Laat weten wat de burgemeester heeft besloten."),
}
PURPOSE = labels.PURPOSE
STANDING: Mapping[Standing, tuple[str, str]] = {
    Standing.OPEN: (mark("Nog niet aangenomen"), "info"),
    Standing.ACCEPTED: (mark("In behandeling"), "ok"),
    Standing.REJECTED: (mark("Niet aangenomen"), "neutral"),
    Standing.EXPIRED: (mark("Verlopen"), "neutral"),
    Standing.RECALLED: (mark("Teruggenomen"), "neutral"),
}
EXHIBIT: Mapping[str, str] = {
    "photo": mark("Foto"),
    "document": mark("Document"),
    "video": mark("Video"),
    "audio": mark("Geluid"),
    "mail": mark("Mail"),
    "text": mark("Tekst"),
}
RENEWAL: Mapping[Renewal, tuple[str, str]] = {
    Renewal.MAILED: (
        mark("Er is een nieuwe code gestuurd naar uw tweede mailadres. De vorige werkt niet meer."),
        "success",
    ),
    Renewal.TOLD: (
        mark("De afzender heeft uw vraag gekregen en belt u met een nieuwe code."),
        "success",
    ),
    Renewal.ON_ITS_WAY: (
        mark("Er is net al een code gemaakt. Wacht daarop: die code werkt nog."),
        "info",
    ),
    Renewal.USED_UP: (
        mark("Voor deze link komt geen nieuwe code meer. Vraag de afzender om een nieuwe link."),
        "warning",
    ),
}
"""What came of asking for a code, with the kind of message."""
