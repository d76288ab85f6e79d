"""What a sender may choose for one recipient, and the refusal of everything else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from vpt.core.errors import RuleBroken
from vpt.core.worktime import AMSTERDAM
from vpt.incidents import words
from vpt.incidents.rules import ensure_length, ensure_no_bsn
from vpt.partners.disclosure import Disclosure, Profile, Section, disclose, narrow
from vpt.partners.queries import Officer
from vpt.partners.rules import PROFILE_OF, Party
from vpt.sharing.bases import bases
from vpt.sharing.models import Share
from vpt.sharing.rules import ASKS_OF, Ask, CodeWay, Door, Purpose, latest_end

MOST = 2000
PARTS = (
    Section.SUMMARY,
    Section.CASE,
    Section.CIRCUMSTANCES,
    Section.PEOPLE,
    Section.NARRATIVE,
    Section.LITERAL_WORDS,
    Section.SEVEN_WS,
    Section.CONSEQUENCES,
    Section.ADDENDA,
    Section.EVIDENCE,
    Section.CUSTODY,
    Section.POLICE_REPORTS,
    Section.MEASURES,
    Section.CHAIN,
    Section.HISTORY,
)
"""What a case file is made of, in the order it is printed."""
NEVER = (Section.NOTES, Section.AFTERCARE, Section.MEDICAL)
"""What is in nobody's case file outside, named so that the sender knows."""
PURPOSES_OF: Mapping[Party, tuple[Purpose, ...]] = {
    Party.POLICE: (Purpose.REPORT, Purpose.PUBLIC_ORDER),
    Party.PROSECUTION: (Purpose.PROSECUTION,),
    Party.MUNICIPALITY: (Purpose.PUBLIC_ORDER,),
    Party.INSURER: (Purpose.CLAIM,),
}
STANDARD_END = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a sender chose: for whom, by which door, why, how much, and until when."""

    officer_id: UUID
    door: Door
    purpose: Purpose
    basis: str
    sections: frozenset[Section]
    evidence: frozenset[UUID]
    until: date
    asks: tuple[Ask, ...] = ()
    question: str = ""
    code_way: CodeWay | None = None


def offered(profile: Profile) -> tuple[Section, ...]:
    """Return the parts of a case file a profile may see: what can be chosen."""
    allowed = disclose(profile).sections
    return tuple(one for one in PARTS if one in allowed)


def withheld(profile: Profile) -> tuple[Section, ...]:
    """Return the parts that are never shared with a profile."""
    allowed = disclose(profile).sections
    return tuple(one for one in (*PARTS, *NEVER) if one not in allowed)


def ends(until: date) -> datetime:
    """Return the moment a last day is over in Amsterdam."""
    return datetime.combine(until + timedelta(days=1), time(), AMSTERDAM).astimezone(UTC)


def last_day(expires_at: datetime) -> date:
    """Return the last whole day a share is open."""
    return (expires_at.astimezone(AMSTERDAM) - timedelta(seconds=1)).date()


def disclosure_for(party: str, chosen: Chosen) -> Disclosure:
    """Return what of a case this choice shows to a party."""
    return narrow(disclose(PROFILE_OF[Party(party)]), chosen.sections, chosen.evidence)


def disclosure_of(share: Share) -> Disclosure:
    """Return what of its case a share shows, and which files may be taken along."""
    sections = [Section(one) for one in share.sections]
    evidence = [UUID(one) for one in share.evidence]
    return narrow(disclose(Profile(share.profile)), sections, evidence)


def widened(share: Share, evidence: frozenset[UUID]) -> Disclosure:
    """Return what a share would show with this evidence; the parts stay as they were chosen."""
    sections = [Section(one) for one in share.sections]
    chosen = evidence if Section.EVIDENCE in sections else frozenset()
    return narrow(disclose(Profile(share.profile)), sections, chosen)


def ensure_to_whom(chosen: Chosen, officer: Officer | None, today: date) -> Officer:
    """Refuse a contact who is none today, a door they have no key to, a purpose of another.

    Raises RuleBroken with the field it is about.
    """
    if officer is None or not officer.is_valid(today):
        raise RuleBroken("contact_unknown", field="officer")
    if chosen.door is Door.ACCOUNT and (officer.user_id is None or officer.partner_id is None):
        raise RuleBroken("contact_without_account", field="door")
    if chosen.purpose not in PURPOSES_OF[Party(officer.party)]:
        raise RuleBroken("purpose_not_for_party", field="purpose")
    if chosen.door is Door.LINK:
        ensure_apart(chosen.code_way, officer)
    return officer


def ensure_what(chosen: Chosen, officer: Officer, today: date) -> Chosen:
    """Return the choice with clean text and nothing more than the profile may see.

    Raises RuleBroken with the field it is about.
    """
    party = Party(officer.party)
    allowed = chosen.sections & set(offered(PROFILE_OF[party]))
    if not allowed:
        raise RuleBroken("parts_empty", field="sections")
    _ensure_until(chosen.until, today)
    basis = bases().get(chosen.basis)
    if basis is None or party not in basis.parties:
        raise RuleBroken("basis_unknown", field="basis")
    if not set(chosen.asks) <= set(ASKS_OF[party]):
        raise RuleBroken("ask_not_for_party", field="asks")
    question = clean("question", chosen.question)
    exhibits = chosen.evidence if Section.EVIDENCE in allowed else frozenset()
    return replace(chosen, sections=allowed, evidence=exhibits, question=question)


def clean(field: str, text: str) -> str:
    """Return typed words, refused when too long or when they hold a citizen service number."""
    told = words.clean(text)
    ensure_length(field, told, MOST)
    ensure_no_bsn({field: told})
    return told


def _ensure_until(until: date, today: date) -> None:
    if until < today:
        raise RuleBroken("until_in_past", field="until")
    if until > latest_end(today):
        raise RuleBroken("until_too_far", field="until")


def ensure_apart(way: CodeWay | None, officer: Officer) -> None:
    """Refuse a code that would travel with its link (DESIGN §9)."""
    first, second = (text.strip().casefold() for text in (officer.email, officer.second_email))
    if not first:
        raise RuleBroken("contact_without_address", field="door")
    if way is None:
        raise RuleBroken("code_way_missing", field="code_way")
    if way is CodeWay.TELEPHONE and not officer.phone.strip():
        raise RuleBroken("contact_without_phone", field="code_way")
    if way is CodeWay.SECOND_ADDRESS and not second:
        raise RuleBroken("second_address_missing", field="code_way")
    if way is CodeWay.SECOND_ADDRESS and first == second:
        raise RuleBroken("second_address_same", field="code_way")
