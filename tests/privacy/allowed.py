"""Which needles each paper tells each of its readers: the one table of what may leave."""

STORY = {
    "narrative", "quote", "place", "evidence", "evidence two",
    "w who", "w what", "w where", "w with_what", "w in_which_way", "w when", "w why",
}  # fmt: skip
VICTIMS = {"victim 1", "victim 2"}
SUSPECT = {
    "perpetrator", "description perpetrator", "identity of perpetrator", "reach of perpetrator",
}  # fmt: skip
EVERYBODY = VICTIMS | {"perpetrator", "witness"}
"""In a free text; by name, without how to reach them."""
TOLD_LATER = {"addendum one", "addendum two"}
CASE_FILE = STORY | TOLD_LATER | VICTIMS | SUSPECT | {"witness", "step number"}
DAMAGE = {
    "place", "damage one", "damage two", "damage insured", "insurer insured",
    "paid by one", "paid by two", "paid by insured",
}  # fmt: skip
BESIDE = {"beside summary", "beside quote", "beside place", "beside perpetrator", "beside link"}
PATTERN = BESIDE | VICTIMS | SUSPECT | {"place", "quote", "witness", "step number"}
MEETING = {"agreement", "at the meeting"}
SHEET = VICTIMS | SUSPECT | {"witness"}
STATED = {
    f"stated {one}"
    for one in ("text", "name", "function", "place", "impact_service", "impact_victim")
}
NEWS = {
    f"{who} {what}"
    for who in ("decision", "judgment", "mayor", "police_news")
    for what in ("text", "number", "ecli")
}
"""What partners let the employer know of the course of the case."""
LETTER = {"perpetrator", "envelope"}
MEASURE = LETTER | {"area", "ground", "service", "service how", "remedy"}

MAY: dict[tuple[str, str], set[str]] = {
    # In the own copy own words stay as they were written, names and telephone included.
    ("incident_report", "reporter"): STORY
    | EVERYBODY
    | {"loss", "addendum one", "medical victim 1", "reach of victim 1"},
    ("case_file", "internal"): CASE_FILE | {"loss"},
    ("case_file", "police"): CASE_FILE,
    ("case_file", "prosecution"): CASE_FILE,
    ("case_file", "municipality"): {"perpetrator", "place"},
    ("case_file", "insurer"): {"place", "evidence", "evidence two"},
    ("case_file", "board"): {"place"},
    ("case_file", "accused"): {"place"},
    ("case_file", "victim"): {"place", "victim 1"},
    # The register and the form on paper hold nothing that anybody wrote.
    ("statutory_log", "internal"): set(),
    ("statutory_log", "board"): set(),
    ("statutory_log", "inspectorate"): set(),
    ("qr_stickers", "internal"): set(),
    ("qr_poster", "internal"): set(),
    ("paper_form", "internal"): set(),
    ("paper_form", "reporter"): set(),
    ("damage_statement", "internal"): DAMAGE | EVERYBODY,
    ("damage_statement", "police"): DAMAGE | EVERYBODY,
    ("damage_statement", "prosecution"): DAMAGE | EVERYBODY,
    ("damage_statement", "insurer"): {
        "place", "damage insured", "insurer insured", "paid by insured",
    },
    # Own items with the words about health, which nobody else is told.
    ("damage_statement", "victim"): {
        "place", "damage one", "damage health", "paid by one", "paid by health", "victim 1",
    },
    ("preservation_request", "holder"): {"source place"},
    ("labour_inspectorate_notice", "inspectorate"): {
        "place", "injury function", "injury nature", "injury account", "injury measures",
    },
    ("aftercare_overview", "victim"): {"victim 1", "talk one", "needed one", "private one"},
    # Made by the manager: the case of another unit is out of reach and leaves nothing.
    # By role number only: whoever is in it stands on the sheet, which is a paper of its own.
    ("prosecution_dossier", "prosecution"): STORY
    | TOLD_LATER
    | DAMAGE - {"place"}
    | STATED
    | NEWS
    | {
        "ground", "officer", "report function", "report task", "report station", "report number",
        "report record_number", "report contact", "report contact_phone",
    },
    ("identity_sheet", "prosecution"): SHEET,
    ("identity_sheet", "police"): SHEET,
    ("pattern_dossier", "internal"): PATTERN,
    ("pattern_dossier", "police"): PATTERN,
    ("pattern_dossier", "prosecution"): PATTERN,
    # About several cases at once: what was agreed, and nobody in any of them.
    ("meeting_agenda", "police"): MEETING,
    ("meeting_agenda", "prosecution"): MEETING,
    ("meeting_agenda", "municipality"): MEETING,
    # Witnesses by number only.
    ("police_report_preparation", "police"): STORY
    | VICTIMS
    | SUSPECT
    | {
        "report function", "report task", "report impact", "report literal_words",
        "report injury", "report chronology", "report representative",
        "report representative_function", "report contact", "report contact_phone",
    },
    # Victims only where somebody typed them as the employer's own people.
    ("vpt_cover_sheet", "police"): VICTIMS | {"officer", "report contact", "report contact_phone"},
    ("power_of_attorney", "police"): VICTIMS
    | {"report representative", "report representative_function"},
    ("escalation_letter", "police"): {"officer", "report station"},
    ("conduct_talk_invitation", "accused"): {
        "perpetrator", "talk place", "talk contact", "talk envelope",
    },
    ("warning_letter", "accused"): MEASURE,
    ("restriction_letter", "accused"): MEASURE,
    ("ban_letter", "accused"): MEASURE,
    ("review_letter", "accused"): LETTER
    | {"conduct", "review reason", "remedy", "service", "service how"},
    ("lifting_letter", "accused"): LETTER | {"review reason"},
}  # fmt: skip
"""What each paper tells; whatever is not named here may stand nowhere in it."""
