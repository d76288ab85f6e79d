"""Dutch words for the codes of the accounts room; the English catalogue translates them."""

from vpt.accounts.rules import MailMode, OrganisationKind
from vpt.core.actor import Role
from vpt.core.language import mark as _

ROLE: dict[Role, str] = {
    Role.EMPLOYEE: _("Medewerker"),
    Role.MANAGER: _("Leidinggevende"),
    Role.COORDINATOR: _("Coördinator Veilige Publieke Taak"),
    Role.HR: _("HR-adviseur"),
    Role.SUPPORT_TEAM: _("Opvangteam"),
    Role.COUNSELLOR: _("Vertrouwenspersoon"),
    Role.RECEPTION: _("Receptie of beveiliging"),
    Role.PRIVACY_OFFICER: _("Functionaris gegevensbescherming"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Functioneel beheerder"),
    Role.PARTNER: _("Ketenpartner"),
    Role.ANALYST: _("Regio-analist"),
    Role.PROTOCOL_OWNER: _("Protocoleigenaar"),
}

ORGANISATION_KIND: dict[OrganisationKind, str] = {
    OrganisationKind.EMPLOYER: _("Werkgever"),
    OrganisationKind.POLICE: _("Politie"),
    OrganisationKind.PROSECUTION: _("Openbaar Ministerie"),
    OrganisationKind.MUNICIPALITY: _("Gemeente (openbare orde en veiligheid)"),
    OrganisationKind.REGIONAL: _("Regionaal platform"),
}

MAIL_MODE: dict[MailMode, str] = {
    MailMode.IMMEDIATE: _("Meteen, bij elk bericht"),
    MailMode.DAILY: _("Eén keer per dag, om 8 uur"),
    MailMode.NONE: _("Geen mail, alleen hier"),
}

LOCALE: dict[str, str] = {"nl": "Nederlands", "en": "English"}
