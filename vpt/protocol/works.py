"""The closed list of work a step may ask for that has a page, a form and a record of its own."""

from enum import StrEnum


class Work(StrEnum):
    """What kind of work a step is, besides choosing an outcome.

    A protocol names it with `work`; a step without it is finished by outcome and note alone.
    """

    SAFETY = "safety"
    FIRST_SUPPORT = "first_support"
    PRESERVATION = "preservation"
    ASSESSMENT = "assessment"
    VPT_TEST = "vpt_test"
    INSPECTORATE = "inspectorate"
    REACTION = "reaction"
    MEASURE = "measure"
    REPORT_DECISION = "report_decision"
    PROTECTION = "protection"
    FILING = "filing"
    CODE_CHECK = "code_check"
    COMPLAINT = "complaint"
    RELEASE = "release"
    DAMAGE = "damage"
    AFTERCARE = "aftercare"
    FEEDBACK = "feedback"
    POLICE_NEWS = "police_news"
    DECISION = "decision"
    JUDGMENT = "judgment"
    MAYOR = "mayor"
    AGREEMENT = "agreement"
    CLAIM_FORM = "claim_form"
    COLLECTION = "collection"
    REVIEW = "review"
    CLOSING = "closing"
