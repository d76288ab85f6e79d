"""The words of roles, places, answers and rights."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from vpt.accounts.rules import AccountStanding, Post, Verdict
from vpt.administration.directory import State
from vpt.core.actor import Permission, Role

POST: Mapping[Post, str] = {
    Post.MANAGER: _("Hoofd van een afdeling"),
    Post.DEPUTY: _("Vervanger van het hoofd van een afdeling"),
}
LAST: Mapping[Role, str] = {
    Role.ADMINISTRATOR: _(
        "Dit is de laatste functioneel beheerder. Daarna kan niemand hier nog mensen uitnodigen of "
        "iets instellen, tot de beheerder van de installatie helpt."
    ),
    Role.COORDINATOR: _(
        "Dit is de laatste coördinator. Daarna wijst niemand nog dossiers toe, en te late stappen "
        "komen bij niemand uit."
    ),
    Role.PRIVACY_OFFICER: _(
        "Dit is de laatste FG. Daarna hoort niemand het als iemand een rol krijgt waarmee "
        "dossiers opengaan."
    ),
}
"""What goes wrong when nobody has the role any more."""
STATE: Mapping[State, str] = {
    State.HERE: _("Iedereen die hier werkt"),
    State.WAITING: _("Wacht op akkoord voor een rol"),
    State.INVITED: _("Uitgenodigd, nog niet begonnen"),
    State.GONE: _("Vertrokken of afgesloten"),
}
STANDING: Mapping[AccountStanding, tuple[str, str]] = {
    AccountStanding.INVITED: (_("Nog niet begonnen"), "neutral"),
    AccountStanding.ACTIVE: (_("Kan inloggen"), "ok"),
    AccountStanding.CLOSED: (_("Afgesloten"), "neutral"),
}
VERDICT: Mapping[Verdict, str] = {
    Verdict.FIRST_SETUP: _("Gegeven bij de inrichting, zonder tweede persoon"),
    Verdict.ALONE: _("Gegeven door de beheerder van de installatie: er was niemand voor akkoord"),
    Verdict.UNKNOWN_PERSON: _("Ik ken deze persoon of dit e-mailadres niet"),
    Verdict.WRONG_UNIT: _("De afdeling klopt niet"),
    Verdict.TOO_WIDE: _("Deze rol laat meer zien dan nodig is voor het werk"),
    Verdict.NOT_NEEDED: _("Deze rol is niet (meer) nodig"),
    Verdict.WITHDRAWN: _("De vraag is ingetrokken"),
}
ROLE_NOTE: Mapping[Role, str] = {
    Role.EMPLOYEE: _("Meldt en volgt de eigen meldingen."),
    Role.MANAGER: _("Leest en behandelt de dossiers van één afdeling en wat daaronder hangt."),
    Role.COORDINATOR: _(
        "Ziet alle dossiers, wijst toe, deelt, sluit en geeft akkoord voor rollen."
    ),
    Role.HR: _("Ziet alle dossiers, ook wat er over letsel staat."),
    Role.SUPPORT_TEAM: _("Ziet de nazorg van dossiers waarin dat gevraagd is."),
    Role.COUNSELLOR: _("Beantwoordt wat vertrouwelijk binnenkomt. Ziet geen dossiers."),
    Role.RECEPTION: _("Ziet de maatregelen die vandaag gelden voor de eigen locatie."),
    Role.PRIVACY_OFFICER: _("Ziet wie wat zag en deed, en geeft akkoord voor rollen."),
    Role.AUDITOR: _("Ziet wie wat zag en deed. Ziet geen verhalen."),
    Role.ADMINISTRATOR: _("Stelt alles in en houdt de accounts bij. Ziet geen dossiers."),
    Role.PROTOCOL_OWNER: _("Houdt het ketenprotocol bij. Ziet geen dossiers."),
    Role.ANALYST: _("Ziet cijfers van de regio, zonder personen."),
}
"""What a role is for, in one sentence; a partner's role comes with being a contact."""
POST_NOTE: Mapping[Post, str] = {
    Post.MANAGER: _("Krijgt nieuwe dossiers van de afdeling en leest wat er is."),
    Post.DEPUTY: _("Doet dat werk in de dagen die je kiest, of altijd als je geen dagen kiest."),
}
RIGHT: Mapping[Permission, str] = {
    Permission.INCIDENT_REPORT: _("een melding doen"),
    Permission.INCIDENT_OWN: _("de eigen meldingen volgen en aanvullen"),
    Permission.CASE_READ: _("dossiers lezen van de eigen afdeling en wat is toegewezen"),
    Permission.CASE_READ_ALL: _("alle dossiers van de organisatie lezen"),
    Permission.CASE_READ_AFTERCARE: _("de nazorg lezen van dossiers waarin dat is gevraagd"),
    Permission.CASE_HANDLE: _("stappen doen in een dossier"),
    Permission.CASE_ASSIGN: _("dossiers en stappen aan collega’s geven"),
    Permission.CASE_CLOSE: _("dossiers sluiten en heropenen"),
    Permission.CASE_RECORD_PARTNER: _("vastleggen wat politie, OM en gemeente antwoorden"),
    Permission.CASE_SHARE: _("een verzegeld dossier delen met een ketenpartner"),
    Permission.IDENTITY_SEE: _("zien wie slachtoffer, veroorzaker en getuige is"),
    Permission.MEDICAL_SEE: _("zien wat er over letsel en gezondheid staat"),
    Permission.EVIDENCE_SEE: _("foto’s, video’s en ander bewijs openen"),
    Permission.DOCUMENT_ISSUE: _("brieven en andere documenten maken"),
    Permission.AUDIT_READ: _("zien wie wat bekeek en veranderde"),
    Permission.CONFIGURE: _("de organisatie instellen en accounts bijhouden"),
    Permission.MEASURES_TODAY: _("zien welke maatregelen vandaag gelden"),
    Permission.MANDATE_GIVE: _("bepalen wie welke maatregel mag opleggen"),
    Permission.REGISTER_SEARCH: _("vragen of een veroorzaker bekend is, samen met een tweede"),
    Permission.REGISTER_UNLOCK: _("die tweede persoon zijn bij het register"),
    Permission.POST_REGISTER: _("post voor collega’s aannemen en noteren"),
    Permission.ATTENTION_SEND: _("collega’s op een locatie waarschuwen"),
    Permission.COUNSEL: _("lezen en beantwoorden wat vertrouwelijk binnenkomt"),
    Permission.PORTAL: _("openen wat werkgevers met een ketenpartner delen"),
    Permission.FIGURES_REGION: _("cijfers van de regio zien, zonder personen"),
    Permission.PROTOCOL_EDIT: _("het ketenprotocol en de matrix veranderen"),
    Permission.TEXTS_EDIT: _("brieven en teksten veranderen"),
    Permission.ROLES_CONFIRM: _("akkoord geven voor rollen waarmee dossiers opengaan"),
    Permission.PARTNERS_KEEP: _("ketenpartners en contactpersonen bijhouden"),
}
"""Each right as what somebody can do, to stand in a list."""
WATCHED: Mapping[str, str] = {
    "account.second_factor_removed": _("Code van de telefoon weggehaald"),
    "account.enabled": _("Account weer opengezet"),
    "account.disabled": _("Account afgesloten"),
    "account.role_given": _("Rol gegeven"),
    "account.role_ended": _("Rol gestopt"),
    "account.role_asked": _("Rol gevraagd"),
    "account.role_refused": _("Rol geweigerd of ingetrokken"),
    "account.role_confirmed": _("Akkoord voor een rol"),
    "account.link_issued": _("Link gestuurd om een wachtwoord te kiezen"),
}
"""What happened to the access of somebody, as the privacy officer reads it."""
