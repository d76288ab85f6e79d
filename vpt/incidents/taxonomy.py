"""The code list of behaviours and circumstances (domain dossier §3.2 and §4.2, a proposal)."""

from collections.abc import Mapping
from enum import StrEnum


class Category(StrEnum):
    """Main kinds of aggression and violence."""

    VERBAL = "VERB"
    THREAT = "THREAT"
    ONLINE = "ONLINE"
    DISCRIMINATION = "DISCR"
    SEXUAL = "SEX"
    PHYSICAL = "PHYS"
    DAMAGE = "DAMAGE"
    PRESSURE = "PRESS"
    NUISANCE = "NUIS"


SUBTYPES: Mapping[Category, tuple[str, ...]] = {
    Category.VERBAL: (
        "shouting", "swearing", "insult", "humiliation", "false_accusation", "pestering",
    ),
    Category.THREAT: (
        "threat_person", "death_threat", "threat_family", "blackmail", "veiled_threat",
        "threat_weapon", "stalking", "following", "visit_home", "threat_letter", "bomb_threat",
    ),
    Category.PHYSICAL: (
        "push", "hit_kick", "spit", "bite", "grab", "strangle", "weapon_object", "vehicle",
        "firework", "confine",
    ),
    Category.ONLINE: (
        "social_media_abuse", "doxing", "filming_publishing", "impersonation", "mail_flood",
    ),
    Category.DISCRIMINATION: ("race", "religion", "sex", "orientation", "disability", "age"),
    Category.SEXUAL: (
        "sexual_remark", "sexual_touch", "sexual_assault", "exposure", "image_abuse",
    ),
    Category.DAMAGE: (
        "building", "vehicle_damage", "private_property", "it_damage", "theft", "arson",
    ),
    Category.NUISANCE: ("refuse_leave", "noise", "intoxicated", "disturb_meeting"),
    Category.PRESSURE: ("bribe", "undue_influence"),
}  # fmt: skip
"""Subtypes per category; both in the order people meet them most."""

CATEGORY_OF: Mapping[str, Category] = {
    subtype: category for category, subtypes in SUBTYPES.items() for subtype in subtypes
}

BASE_SEVERITY: Mapping[Category, int] = {
    Category.NUISANCE: 1,
    Category.VERBAL: 2,
    Category.DISCRIMINATION: 2,
    Category.ONLINE: 2,
    Category.PRESSURE: 2,
    Category.DAMAGE: 2,
    Category.SEXUAL: 3,
    Category.THREAT: 3,
    Category.PHYSICAL: 3,
}
SEVERITY: Mapping[str, int] = {
    "sexual_remark": 2, "veiled_threat": 2, "following": 2, "doxing": 3, "theft": 3,
    "undue_influence": 2, "bribe": 3,
    "death_threat": 4, "threat_family": 4, "threat_weapon": 4, "bomb_threat": 4, "stalking": 4,
    "sexual_assault": 4, "weapon_object": 4, "arson": 4, "confine": 4, "firework": 4,
    "strangle": 5, "vehicle": 5,
}  # fmt: skip
"""1 nuisance, 2 minor, 3 punishable and felt as serious, 4 serious, 5 life-threatening."""
MOST_SEVERE = 5
WITH_INJURY = 4


class Precision(StrEnum):
    """How exactly the reporter knows the time."""

    EXACT = "exact"
    ABOUT = "about"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    PERIOD = "period"


class Relation(StrEnum):
    """What the perpetrator is to the employer; a colleague is outside this register."""

    CLIENT = "client"
    VISITOR = "visitor"
    RESIDENT = "resident"
    UNKNOWN = "unknown"
    COLLEAGUE = "colleague"


class Channel(StrEnum):
    """How the aggression reached the employee."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    SOCIAL_MEDIA = "social_media"


class Motive(StrEnum):
    """What seemed to drive it."""

    FRUSTRATION = "frustration"
    INSTRUMENTAL = "instrumental"
    IMPAIRED = "impaired"
    CRIMINAL_PRESSURE = "criminal_pressure"
    UNKNOWN = "unknown"


class Recipient(StrEnum):
    """Who should pick the report up; a reporter may route around the manager."""

    MANAGER = "manager"
    COORDINATOR = "coordinator"


class Support(StrEnum):
    """What the reporter would like; a wish, not a decision."""

    TALK = "talk"
    SUPPORT_TEAM = "support_team"
    DOCTOR = "doctor"
    VICTIM_SUPPORT = "victim_support"
    POLICE_REPORT = "police_report"
    NO_CONTACT = "no_contact"
    LATER = "later"


class Role(StrEnum):
    """What somebody is in an incident."""

    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    WITNESS = "witness"


LOCATION_KINDS = (
    "desk", "consultation_room", "public_hall", "phone", "mail_post", "social_media", "street",
    "home_visit", "work_square", "school", "vehicle", "waste_site", "council_meeting",
    "private_home",
)  # fmt: skip
ACTIVITIES = (
    "intake", "benefit_talk", "inspection", "fine", "home_visit", "permit_decision",
    "complaint_handling", "evicting", "care", "teaching", "transport_check", "other",
)  # fmt: skip
SEVEN_WS = ("who", "what", "where", "with_what", "in_which_way", "when", "why")


def severity_of(category: str, subtype: str) -> int:
    """Return the severity one behaviour suggests."""
    return SEVERITY.get(subtype, BASE_SEVERITY[Category(category)])
