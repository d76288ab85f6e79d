"""The demo region is whole, believable in its mix, and belongs to nobody who exists."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher

import pytest
from stdnum.nl import bsn

from vpt.demo.content import FOLDER, ContentError, load
from vpt.demo.references import check
from vpt.incidents.taxonomy import severity_of
from vpt.protocol.catalogue import reference_text
from vpt.protocol.loader import load as load_protocol

REGION = load()
TWENTE = load_protocol(reference_text())

# Copied by hand from the code list of the domain dossier, §4.2.
TAXONOMY = {
    "VERB": "shouting swearing insult humiliation false_accusation pestering",
    "THREAT": "threat_person death_threat threat_family blackmail veiled_threat threat_weapon "
    "stalking following visit_home threat_letter bomb_threat",
    "ONLINE": "social_media_abuse doxing filming_publishing impersonation mail_flood",
    "DISCR": "race religion sex orientation disability age",
    "SEX": "sexual_remark sexual_touch sexual_assault exposure image_abuse",
    "PHYS": "push hit_kick spit bite grab strangle weapon_object vehicle firework confine",
    "DAMAGE": "building vehicle_damage private_property it_damage theft arson",
    "PRESS": "bribe undue_influence",
    "NUIS": "refuse_leave noise intoxicated disturb_meeting",
}
SHARES = {"VERB": 45, "THREAT": 20, "NUIS": 10, "PHYS": 8, "DAMAGE": 6, "ONLINE": 6, "DISCR": 4,
          "SEX": 3, "PRESS": 1}  # fmt: skip
STAFF = {"GES": 45, "ZDE": 25, "BNL": 20, "GBB": 10, "GMV": 10}
DEMO_ROLES = {
    "medewerker", "leidinggevende", "plaatsvervanger", "coordinator", "hr", "opvangteam",
    "vertrouwenspersoon", "receptie", "fg", "auditor", "beheerder", "politie", "om", "oov",
    "regio_analist", "boa", "chauffeur", "protocoleigenaar",
}  # fmt: skip
BESIDES_OUTCOMES = {"waived", "paused", "to_reporter", "from_reporter", "addendum", "assigned"}


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "content")


def leading_category(incident):
    pairs = [behaviour.split("/") for behaviour in incident.behaviours]
    return max(pairs, key=lambda pair: severity_of(*pair))[0]


def test_every_behaviour_is_in_the_code_list_of_the_domain():
    known = {f"{category}/{code}" for category, codes in TAXONOMY.items() for code in codes.split()}

    used = {behaviour for incident in REGION.incidents for behaviour in incident.behaviours}

    assert used <= known


def test_there_are_enough_incidents_and_texts_to_fill_a_region():
    assert len(REGION.incidents) >= 110
    assert len(REGION.texts) >= 60
    assert {f"S{number:02}" for number in range(2, 27)} <= {text.step for text in REGION.texts}


def test_every_employer_has_the_staff_its_size_asks_for():
    counts = Counter(person.organisation for person in REGION.people)

    assert all(counts[code] >= least for code, least in STAFF.items())


@pytest.mark.parametrize(("category", "share"), SHARES.items())
def test_the_mix_of_categories_is_that_of_a_real_register(category, share):
    counts = Counter(leading_category(incident) for incident in REGION.incidents)

    assert 100 * counts[category] / len(REGION.incidents) == pytest.approx(share, abs=3)


def test_every_part_of_the_region_says_that_it_is_a_demo():
    assert all(entry.name.endswith("(demo)") for entry in REGION.organisations)


def test_every_mail_address_leads_nowhere():
    assert all(person.email.endswith(".example") for person in REGION.people)
    assert all(re.fullmatch(r"[a-z.-]+@[a-z-]+\.example", person.email) for person in REGION.people)


def test_nothing_looks_like_a_citizen_service_number():
    texts = "\n".join(path.read_text("utf-8") for path in FOLDER.rglob("*.toml"))

    suspects = re.findall(r"(?<!\d)\d(?:[ .-]?\d){7,8}(?!\d)", texts)

    assert [number for number in suspects if bsn.is_valid(number)] == []


def test_nobody_has_two_names_and_no_name_belongs_to_two():
    names = [entry.name for entry in (*REGION.people, *REGION.perpetrators)]

    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_no_two_narratives_are_alike():
    texts = [incident.narrative for incident in REGION.incidents]
    openings = [text[:60] for text in texts]

    close = [
        (one[:40], two[:40])
        for number, one in enumerate(texts)
        for two in texts[number + 1 :]
        if (probe := SequenceMatcher(None, one, two, autojunk=False)).real_quick_ratio() > 0.8
        and probe.quick_ratio() > 0.9
        and probe.ratio() > 0.6
    ]

    assert len(set(openings)) == len(openings)
    assert close == []


def test_a_narrative_is_three_to_eight_sentences_long():
    lengths = {
        incident.key: len(re.findall(r"[.!?](?=\s|$)", incident.narrative))
        for incident in REGION.incidents
    }

    assert {key: count for key, count in lengths.items() if not 3 <= count <= 8} == {}


def test_every_time_of_day_and_amount_can_be_true():
    assert all(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", entry.at) for entry in REGION.incidents)
    assert all(1 <= month <= 12 for entry in REGION.incidents for month in entry.months)
    damage = [loss for entry in REGION.incidents for loss in entry.damage]
    assert all(loss.amount_cents > 0 for loss in damage)
    assert {loss.owner for loss in damage} == {"organisation", "employee"}


def test_an_incident_tells_of_damage_only_when_something_was_damaged_or_stolen():
    told = {entry.key for entry in REGION.incidents if leading_category(entry) == "DAMAGE"}

    assert told <= {entry.key for entry in REGION.incidents if entry.damage}


def test_every_known_perpetrator_comes_back_and_not_too_often():
    counts = Counter(entry.perpetrator for entry in REGION.incidents if entry.perpetrator)

    assert set(counts) == {entry.key for entry in REGION.perpetrators}
    assert all(2 <= count <= 4 for count in counts.values())


def test_somebody_unknown_is_described():
    silent = [e.key for e in REGION.incidents if not e.perpetrator and not e.description]

    assert silent == []


def test_every_demo_role_has_exactly_one_person_with_a_text():
    roles = Counter(person.demo_role for person in REGION.people if person.demo_role)

    assert roles == dict.fromkeys(DEMO_ROLES, 1)
    assert all(person.demo_text for person in REGION.people if person.demo_role)


def test_sanne_works_at_the_desk_and_her_manager_is_not_herself():
    sanne = next(person for person in REGION.people if person.key == "sanne.kuipers")
    unit = next(unit for unit in REGION.units if unit.key == sanne.unit)

    assert sanne.email == "sanne.kuipers@gemeente-esrande.example"
    assert sanne.roles == ("medewerker",)
    assert unit.manager not in {sanne.key, unit.deputy}


def test_every_employer_has_somebody_for_each_part_of_the_chain():
    needed = {"medewerker", "leidinggevende", "coordinator", "hr", "beheerder", "fg"}

    for code in STAFF:
        held = {role for entry in REGION.people if entry.organisation == code
                for role in entry.roles}  # fmt: skip
        assert needed <= held


def test_every_manager_and_deputy_holds_the_role_of_manager():
    roles = {person.key: person.roles for person in REGION.people}
    partners = {entry.short_code for entry in REGION.organisations if entry.kind != "employer"}

    leading = {unit.manager for unit in REGION.units if unit.organisation not in partners}

    assert [key for key in leading if "leidinggevende" not in roles[key]] == []


def test_every_place_of_work_has_colleagues_who_could_report():
    staffed = {person.unit for person in REGION.people if person.roles == ("medewerker",)}

    assert [entry.key for entry in REGION.locations if entry.unit not in staffed] == []


def test_every_qr_code_is_six_letters_and_digits():
    assert all(re.fullmatch(r"[A-Z0-9]{6}", entry.qr) for entry in REGION.locations)


def test_every_handling_text_names_an_outcome_of_its_step():
    outcomes = {step.key: {outcome.key for outcome in step.outcomes} for step in TWENTE.steps}

    lost = [
        text.key
        for text in REGION.texts
        if text.outcome not in outcomes[text.step] | BESIDES_OUTCOMES
    ]

    assert lost == []


def test_handling_texts_differ_and_name_nobody():
    people = {person.name.split()[0] for person in REGION.people}
    texts = [text.text for text in REGION.texts]

    named = [text for text in texts if people & set(re.findall(r"\b[A-Z]\w+", text))]

    assert len(set(texts)) == len(texts)
    assert named == []


def test_what_a_review_comes_to_can_stand_in_a_letter_to_the_person():
    reasons = [text.text for text in REGION.texts if text.step == "S25"]

    assert len(reasons) == 3
    assert not [text for text in reasons if re.search(r"collega|betrokkene|de ander\b", text)]


def test_the_kinds_of_texts_fit_known_categories():
    assert {category for text in REGION.texts for category in text.fits} <= set(TAXONOMY)


def test_white_letters_are_readable_on_every_brand_colour():
    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    pale = [e.name for e in REGION.organisations if 1.05 / (luminance(e.brand_colour) + 0.05) < 4.5]

    assert pale == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("staff/ges.toml", 'manager = "fatma.yildirim"', 'manager = "nobody"',
         "unit 'ges-balie': manager 'nobody' does not exist"),
        ("staff/ges.toml", 'unit = "ges-kcc"', 'unit = "attic"',
         "location 'ges-stadhuis-kcc': unit 'attic' does not exist"),
        ("staff/ges.toml", 'organisation = "GES"', 'organisation = "XXX"',
         "ges.toml: organisation 'XXX' does not exist"),
        ("incidents/balie.toml", '"VERB/swearing"', '"VERB/singing"',
         "incident 'balie-paspoort-foto-geweigerd': behaviour: 'VERB/singing' does not exist"),
        ("incidents/balie.toml", "severity = 1", 'severity = "1"',
         "balie.toml: incident 'balie-paspoort-foto-geweigerd': severity: int is expected"),
        ("incidents/balie.toml", "impact = ", "impacts = ",
         "balie.toml: incident 'balie-paspoort-foto-geweigerd': unknown key impacts"),
        ("incidents/balie.toml", 'w.why = "De pasfoto werd afgekeurd"', "",
         "'balie-paspoort-foto-geweigerd': w '?': missing key why"),
        ("incidents/balie.toml", "[[incident]]", "[[incident]", "balie.toml: "),
        ("handling/chain.toml", 'step = "S12"', 'step = "S99"',
         "text 's12-taken': step: 'S99' does not exist"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_place_and_reason(copy, file, old, new, message):
    path = copy / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    with pytest.raises(ContentError, match=re.escape(message)):
        load(copy)


def test_a_known_perpetrator_cannot_turn_up_at_another_employer():
    incident = next(entry for entry in REGION.incidents if entry.perpetrator == "wim-harbers")
    moved = replace(incident, employers=("GMV",), settings=("town_hall",), reporters=())

    with pytest.raises(ContentError, match="a known perpetrator belongs to one employer"):
        check(replace(REGION, incidents=(moved,)))


def test_two_entries_cannot_share_a_key():
    with pytest.raises(ContentError, match=r"incident '.*' exists twice"):
        check(replace(REGION, incidents=REGION.incidents * 2))
