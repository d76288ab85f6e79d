"""Decides what may leave the house for whom: a profile in, a frozen disclosure out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID


class Profile(StrEnum):
    """For whom a document, a page or an answer of the API is made."""

    REPORTER = "reporter"
    INTERNAL = "internal"
    POLICE = "police"
    PROSECUTION = "prosecution"
    MUNICIPALITY = "municipality"
    INSURER = "insurer"
    VICTIM = "victim"
    ACCUSED = "accused"
    BOARD = "board"
    HOLDER = "holder"
    """Whoever keeps images or messages and is asked to save them."""
    INSPECTORATE = "inspectorate"
    """The labour inspectorate, about an accident at work."""


class Section(StrEnum):
    """The parts of what is known about a case."""

    SUMMARY = "summary"
    CASE = "case"
    CIRCUMSTANCES = "circumstances"
    PEOPLE = "people"
    NARRATIVE = "narrative"
    LITERAL_WORDS = "literal_words"
    SEVEN_WS = "seven_ws"
    CONSEQUENCES = "consequences"
    ADDENDA = "addenda"
    EVIDENCE = "evidence"
    CUSTODY = "custody"
    POLICE_REPORTS = "police_reports"
    MEASURES = "measures"
    CHAIN = "chain"
    HISTORY = "history"
    NEXT_STEPS = "next_steps"
    CONTACTS = "contacts"
    NOTES = "notes"
    """What staff noted with the steps."""
    AFTERCARE = "aftercare"
    MEDICAL = "medical"
    REGISTER = "register"
    """The incidents of the whole organisation in kinds and figures; nobody is in it."""


class Identities(StrEnum):
    """How much of a kind of person may be told."""

    NONE = "none"
    """Not even that there was one."""
    NUMBER = "number"
    """The role number only."""
    SELF = "self"
    """Only the reader's own name; others by number."""
    NAME = "name"
    """The name, reachable at the organisation's domicile."""
    FULL = "full"
    """Everything recorded, never a private address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What one profile may see. Whatever is not named here is not shown."""

    profile: Profile
    sections: frozenset[Section]
    victims: Identities
    perpetrators: Identities
    witnesses: Identities
    staff_by_name: bool
    """Whether employees who handled the case are named or called by function."""
    evidence_files: bool
    """Whether the files themselves may go along, or only their list."""
    evidence: frozenset[UUID] | None = None
    """The exhibits that were chosen; None leaves the choice to the sections."""

    def shows_exhibit(self, evidence_id: UUID) -> bool:
        """Tell whether one exhibit may be listed."""
        chosen = self.evidence is None or evidence_id in self.evidence
        return Section.EVIDENCE in self.sections and chosen

    def gives_file(self, evidence_id: UUID) -> bool:
        """Tell whether the file of an exhibit may be taken along."""
        return self.evidence_files and self.shows_exhibit(evidence_id)

    def shows(self, section: Section) -> bool:
        """Tell whether a section may be shown."""
        return section in self.sections

    def of_role(self, role: str) -> Identities:
        """Return how much may be told of somebody in this role; nothing for an unknown one."""
        known = {
            "victim": self.victims,
            "perpetrator": self.perpetrators,
            "witness": self.witnesses,
        }
        return known.get(role, Identities.NONE)

    def may_name(self, role: str, protection: str, *, is_reader: bool) -> bool:
        """Tell whether a person may be named here.

        A victim who reports to the police under a number is named in no document for anybody
        else (DESIGN §8); readers always see their own name.
        """
        level = self.of_role(role)
        if is_reader and level is not Identities.NONE:
            return True
        if role == "victim" and protection == "number" and self.profile in CRIMINAL_FILE:
            return False
        return level in {Identities.NAME, Identities.FULL}


CRIMINAL_FILE = frozenset(
    {Profile.POLICE, Profile.PROSECUTION, Profile.MUNICIPALITY, Profile.INSURER, Profile.ACCUSED}
)
"""Readers whose papers can end in the criminal file, where the suspect reads along."""

_EVENT = frozenset({Section.SUMMARY, Section.CIRCUMSTANCES, Section.PEOPLE})
_ACCOUNT = frozenset({Section.NARRATIVE, Section.LITERAL_WORDS, Section.SEVEN_WS})
_LATER = frozenset({Section.ADDENDA})
"""What the reporter remembered later is part of the account for whoever investigates."""
_PROOF = frozenset({Section.EVIDENCE, Section.CUSTODY})
_COURSE = frozenset({Section.CASE, Section.CHAIN, Section.HISTORY, Section.MEASURES})

_SECTIONS: Mapping[Profile, frozenset[Section]] = {
    Profile.REPORTER: _EVENT
    | _ACCOUNT
    | {
        Section.CONSEQUENCES,
        Section.EVIDENCE,
        Section.ADDENDA,
        Section.NEXT_STEPS,
        Section.CONTACTS,
        Section.MEDICAL,
    },
    Profile.INTERNAL: _EVENT
    | _ACCOUNT
    | _PROOF
    | _COURSE
    | {
        Section.CONSEQUENCES,
        Section.ADDENDA,
        Section.POLICE_REPORTS,
        Section.NOTES,
        Section.REGISTER,
    },
    Profile.POLICE: _EVENT
    | _ACCOUNT
    | _LATER
    | _PROOF
    | {Section.POLICE_REPORTS, Section.MEASURES, Section.CHAIN},
    Profile.PROSECUTION: _EVENT
    | _ACCOUNT
    | _LATER
    | _PROOF
    | {Section.POLICE_REPORTS, Section.MEASURES, Section.CHAIN},
    Profile.MUNICIPALITY: _EVENT | {Section.MEASURES, Section.CHAIN},
    Profile.INSURER: frozenset({Section.SUMMARY, Section.CIRCUMSTANCES, Section.EVIDENCE}),
    Profile.VICTIM: _EVENT
    | {Section.MEASURES, Section.NEXT_STEPS, Section.CONTACTS, Section.AFTERCARE},
    Profile.ACCUSED: frozenset({Section.CIRCUMSTANCES, Section.MEASURES}),
    Profile.BOARD: frozenset(
        {Section.SUMMARY, Section.CIRCUMSTANCES, Section.CHAIN, Section.REGISTER}
    ),
    Profile.HOLDER: frozenset({Section.CONTACTS}),
    Profile.INSPECTORATE: frozenset(
        {
            Section.CIRCUMSTANCES,
            Section.PEOPLE,
            Section.CONSEQUENCES,
            Section.MEASURES,
            Section.CONTACTS,
            Section.REGISTER,
        }
    ),
}
_PEOPLE: Mapping[Profile, tuple[Identities, Identities, Identities]] = {
    Profile.REPORTER: (Identities.SELF, Identities.NUMBER, Identities.NUMBER),
    Profile.INTERNAL: (Identities.NAME, Identities.FULL, Identities.NAME),
    Profile.POLICE: (Identities.NAME, Identities.FULL, Identities.NAME),
    Profile.PROSECUTION: (Identities.NAME, Identities.FULL, Identities.NAME),
    Profile.MUNICIPALITY: (Identities.NUMBER, Identities.NAME, Identities.NUMBER),
    Profile.INSURER: (Identities.NUMBER, Identities.NUMBER, Identities.NONE),
    Profile.VICTIM: (Identities.SELF, Identities.NUMBER, Identities.NUMBER),
    Profile.ACCUSED: (Identities.NUMBER, Identities.SELF, Identities.NONE),
    Profile.BOARD: (Identities.NONE, Identities.NONE, Identities.NONE),
    Profile.HOLDER: (Identities.NONE, Identities.NONE, Identities.NONE),
    Profile.INSPECTORATE: (Identities.NUMBER, Identities.NONE, Identities.NONE),
}
_NAMES_STAFF = frozenset(
    {
        Profile.REPORTER,
        Profile.INTERNAL,
        Profile.POLICE,
        Profile.PROSECUTION,
        Profile.VICTIM,
        Profile.HOLDER,
        Profile.INSPECTORATE,
    }
)
_GETS_FILES = frozenset(
    {Profile.REPORTER, Profile.INTERNAL, Profile.POLICE, Profile.PROSECUTION, Profile.INSURER}
)


def disclose(profile: Profile) -> Disclosure:
    """Return what a profile may see."""
    victims, perpetrators, witnesses = _PEOPLE[profile]
    return Disclosure(
        profile=profile,
        sections=_SECTIONS[profile],
        victims=victims,
        perpetrators=perpetrators,
        witnesses=witnesses,
        staff_by_name=profile in _NAMES_STAFF,
        evidence_files=profile in _GETS_FILES,
    )


def narrow(
    disclosure: Disclosure, sections: Collection[Section], evidence: Collection[UUID]
) -> Disclosure:
    """Return what is left of a disclosure when a sender shares only these parts and exhibits.

    A choice takes away and never adds: what the profile may not see stays unseen.
    """
    chosen = frozenset(evidence)
    return replace(
        disclosure,
        sections=disclosure.sections & frozenset(sections),
        evidence=chosen if disclosure.evidence is None else disclosure.evidence & chosen,
    )
