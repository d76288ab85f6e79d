"""Who is acting, for which organisation, with which rights: plain values."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """The roles of DESIGN §6; a membership carries exactly one."""

    EMPLOYEE = "medewerker"
    MANAGER = "leidinggevende"
    COORDINATOR = "coordinator"
    HR = "hr"
    SUPPORT_TEAM = "opvangteam"
    COUNSELLOR = "vertrouwenspersoon"
    RECEPTION = "receptie"
    PRIVACY_OFFICER = "fg"
    AUDITOR = "auditor"
    ADMINISTRATOR = "beheerder"
    PARTNER = "ketenpartner"
    ANALYST = "regio_analist"
    PROTOCOL_OWNER = "protocoleigenaar"
    """Keeps the chain protocol right; sees no case."""


class Permission(StrEnum):
    """Everything a role can grant."""

    INCIDENT_REPORT = "incident.report"
    INCIDENT_OWN = "incident.own"
    CASE_READ = "case.read"
    CASE_READ_ALL = "case.read_all"
    CASE_READ_AFTERCARE = "case.read_aftercare"
    CASE_HANDLE = "case.handle"
    CASE_ASSIGN = "case.assign"
    CASE_CLOSE = "case.close"
    CASE_RECORD_PARTNER = "case.record_partner"
    CASE_SHARE = "case.share"
    """Give a partner a sealed copy, take it back, and judge what partners answered."""
    IDENTITY_SEE = "identity.see"
    MEDICAL_SEE = "medical.see"
    EVIDENCE_SEE = "evidence.see"
    DOCUMENT_ISSUE = "document.issue"
    AUDIT_READ = "audit.read"
    CONFIGURE = "organisation.configure"
    MEASURES_TODAY = "measures.today"
    MANDATE_GIVE = "measure.mandate"
    """Say who may impose which level of measure, and until when."""
    REGISTER_SEARCH = "register.search"
    """Ask whether a perpetrator is known, behind the unlock by a second person."""
    REGISTER_UNLOCK = "register.unlock"
    """Be that second person."""
    POST_REGISTER = "post.register"
    """Note a letter that came to the work address for somebody."""
    ATTENTION_SEND = "attention.send"
    """Warn colleagues at a location about an acute threat."""
    COUNSEL = "counsel.answer"
    PORTAL = "portal.enter"
    FIGURES_REGION = "figures.region"
    PROTOCOL_EDIT = "protocol.edit"
    """Change the chain protocol and the matrix, and release a new version."""
    TEXTS_EDIT = "texts.edit"
    """Change the letters and the texts of the organisation."""
    ROLES_CONFIRM = "roles.confirm"
    """Be the second person for a role that opens case content."""
    PARTNERS_KEEP = "partners.keep"
    """Say with which partners the organisation works and who the contacts are."""


_EMPLOYEE = frozenset({Permission.INCIDENT_REPORT, Permission.INCIDENT_OWN})
_MANAGER = _EMPLOYEE | {
    Permission.CASE_READ,
    Permission.CASE_HANDLE,
    Permission.CASE_ASSIGN,
    Permission.IDENTITY_SEE,
    Permission.EVIDENCE_SEE,
    Permission.DOCUMENT_ISSUE,
    Permission.ATTENTION_SEND,
}
_HR = _MANAGER | {
    Permission.CASE_READ_ALL,
    Permission.MEDICAL_SEE,
    Permission.POST_REGISTER,
}
_COORDINATOR = _MANAGER | {
    Permission.CASE_READ_ALL,
    Permission.CASE_CLOSE,
    Permission.CASE_RECORD_PARTNER,
    Permission.CASE_SHARE,
    Permission.AUDIT_READ,
    Permission.MEASURES_TODAY,
    Permission.MANDATE_GIVE,
    Permission.REGISTER_SEARCH,
    Permission.REGISTER_UNLOCK,
    Permission.POST_REGISTER,
    Permission.PROTOCOL_EDIT,
    Permission.TEXTS_EDIT,
    Permission.ROLES_CONFIRM,
    Permission.PARTNERS_KEEP,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.EMPLOYEE: _EMPLOYEE,
    Role.MANAGER: _MANAGER,
    Role.COORDINATOR: _COORDINATOR,
    Role.HR: _HR,
    Role.SUPPORT_TEAM: _EMPLOYEE | {Permission.CASE_READ_AFTERCARE, Permission.MEDICAL_SEE},
    Role.COUNSELLOR: _EMPLOYEE | {Permission.COUNSEL},
    Role.RECEPTION: _EMPLOYEE | {Permission.MEASURES_TODAY, Permission.POST_REGISTER},
    Role.PRIVACY_OFFICER: _EMPLOYEE
    | {Permission.AUDIT_READ, Permission.REGISTER_UNLOCK, Permission.ROLES_CONFIRM},
    Role.AUDITOR: frozenset({Permission.AUDIT_READ}),
    Role.ADMINISTRATOR: _EMPLOYEE
    | {Permission.CONFIGURE, Permission.TEXTS_EDIT, Permission.PARTNERS_KEEP},
    Role.PROTOCOL_OWNER: _EMPLOYEE | {Permission.PROTOCOL_EDIT},
    Role.PARTNER: frozenset({Permission.PORTAL}),
    Role.ANALYST: frozenset({Permission.FIGURES_REGION}),
}

STRONG_SIGN_IN = frozenset(
    {Role.COORDINATOR, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR, Role.PARTNER}
)
"""Roles whose holders must confirm sign-in with a one-time code (DESIGN §6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person acting for one organisation, stripped of everything the domain may not depend on.

    `unit_paths` holds the materialised paths of the units this person leads, deputies included;
    a path covers the unit and everything below it.
    """

    id: UUID
    organisation_id: UUID
    name: str
    roles: frozenset[Role]
    permissions: frozenset[Permission]
    unit_paths: tuple[str, ...] = field(default=())

    def may(self, permission: Permission) -> bool:
        """Return whether any of the roles grants the permission."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who the trail names when there is no actor: a person signing in, or the system (None)."""

    organisation_id: UUID
    id: UUID | None = None


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Return everything the roles grant together."""
    return frozenset().union(*(GRANTS[role] for role in roles))
