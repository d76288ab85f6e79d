"""The papers of a report tell the police what they need, and under number never the name."""

from dataclasses import fields, is_dataclass, replace
from io import BytesIO

import pikepdf
import pytest

from tests.builders import stored
from tests.cases.builders import a_town, version_of
from tests.police_reports.desk import (
    AGREED,
    DOMICILE,
    LATER,
    TAKEN,
    a_criminal_case,
    check_code,
    decide,
    file,
    report_id,
    shield,
)
from vpt.accounts.people import User
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.documents.kinds.registry import KINDS
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.police_reports import filing, papers
from vpt.police_reports.filing import Filed
from vpt.police_reports.papers import AUTHORITY, COVER, ESCALATION, PREPARATION
from vpt.police_reports.rules import PREPARED
from vpt.police_reports.service import Shielded

NAME, WITNESS = "Vera Slachtnaald", "Gerda Getuigenaald"
REACHES = ("0612345678", "prive@thuis.example", "Privéstraat 9")
PAPERS = [PREPARATION, COVER, AUTHORITY, ESCALATION]
DETAILS = dict.fromkeys(PREPARED, f"Volgens {NAME} en slachtnaald") | {
    "representative": "Henk Jansen (demo)", "wanted": "both", "complaint_wish": "yes",
}  # fmt: skip


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


@pytest.fixture
def case(town):
    """A case whose every text names the victim, with a private address in the sealed part."""
    case = a_criminal_case(town, injured=True, damaged=True)
    decide(town, case, AGREED)
    with unit_of_work():
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        incident.narrative = f"{NAME} stond aan de balie."
        incident.answers = {
            "literal_words": f"Ik vind jou wel, {NAME}\nJe bent nog niet van mij af",
            "seven_ws": {"who": f"Tegen {NAME}"},
            "place": f"Bij {NAME}",
        }
        for row in stored(Involved):
            if row.role == "victim":
                row.identity = {
                    "name": NAME, "phone": REACHES[0], "email": REACHES[1], "address": REACHES[2],
                }  # fmt: skip
                row.medical = "NAALD-MEDISCH"
                db.session.get_one(User, row.user_id).name = NAME
        _a_witness(case)
        filing.prepare(
            town.coordinator.actor(), case.id, report_id(), DETAILS, version=version_of(case),
            now=LATER,
        )  # fmt: skip
    return case


def _a_witness(case):
    [victim] = [row for row in stored(Involved) if row.role == "victim"]
    row = Involved(
        organisation_id=case.organisation_id, incident_id=case.id, keyset_id=victim.keyset_id,
        id=report_id(), role="witness", ordinal=1, is_known=True, added_at=LATER,
    )  # fmt: skip
    row.identity = {"name": WITNESS}
    db.session.add(row)


def refused(town, case, outcome="domicile"):
    shield(town, case, Shielded(outcome=outcome, name_known="no"))
    file(town, case, Filed(outcome="refused", reason=f"{NAME} moest weg"))


def told(town, case, kind, who="coordinator"):
    actor = getattr(town, who).actor()
    request = papers.prepare(actor, case.id, report_id(), kind, now=LATER)
    return words(request.view)


def words(view):
    """Return every string in a view-model."""
    if isinstance(view, str):
        return view
    if isinstance(view, tuple):
        return "\n".join(words(one) for one in view)
    if is_dataclass(view):
        return "\n".join(words(getattr(view, field.name)) for field in fields(view))
    return ""


@pytest.mark.parametrize("kind", PAPERS)
def test_under_number_no_paper_names_the_victim(town, case, kind):
    refused(town, case, "numbered")

    said = told(town, case, kind).lower()

    assert "slachtnaald" not in said
    assert "vera" not in said.split()


@pytest.mark.parametrize("outcome", ["domicile", "numbered"])
@pytest.mark.parametrize("kind", PAPERS)
def test_no_paper_holds_private_contact_or_medical_detail_or_a_witness(town, case, kind, outcome):
    refused(town, case, outcome)

    said = told(town, case, kind)

    assert [one for one in (*REACHES, "NAALD-MEDISCH", WITNESS) if one in said] == []


def test_with_domicile_the_preparation_names_the_victim_at_the_employers_address(town, case):
    shield(town, case, DOMICILE)

    said = told(town, case, PREPARATION)

    assert NAME in said
    assert "Domicilie bij de werkgever" in said
    assert "Marktplein 1, 7600 AA Voorbeeld" in said


def test_the_preparation_quotes_the_literal_words_line_by_line(town, case):
    shield(town, case, DOMICILE)

    said = told(town, case, PREPARATION)

    assert f"“Ik vind jou wel, {NAME}”\n“Je bent nog niet van mij af”" in said


def test_the_preparation_says_what_is_missing_and_that_the_police_decide(town, case):
    shield(town, case, DOMICILE)

    view = papers.prepare(
        town.coordinator.actor(), case.id, report_id(), PREPARATION, now=LATER
    ).view

    state = {fact.label: fact.value for fact in view.readiness}
    assert state["Bewijs"] == "Ontbreekt nog"
    assert state["Functie en taak op dat moment"] == "Aanwezig"
    assert "(nog te toetsen)" in words(view.offences)
    assert [row.name for row in view.people if row.number == "G1"] == [
        "Op nummer, bij de werkgever bekend"
    ]


def test_the_preparation_is_the_form_of_the_police_with_all_seven_questions(town, case):
    shield(town, case, DOMICILE)

    view = papers.prepare(
        town.coordinator.actor(), case.id, report_id(), papers.PREPARATION, now=LATER
    ).view

    assert "(PIF)" in view.meta.title
    assert [one.label for one in view.seven_ws] == [
        "Wie", "Wat", "Waar", "Waarmee", "Op welke wijze", "Wanneer", "Waarom",
    ]  # fmt: skip
    assert view.seven_ws[0].value
    assert view.seven_ws[-1].value == "Niet vastgelegd"
    assert {"Slachtofferhulp", "Nazorg", "Voorkomen"} <= {one.label for one in view.prompts}


def test_the_cover_sheet_asks_for_the_code_with_our_own_numbers(town, case):
    shield(town, case, DOMICILE)

    said = told(town, case, COVER)

    assert "code VPT op de registratie" in said
    assert "Eenduidige Landelijke Afspraken" in said
    assert "P3" in said


def test_the_cover_sheet_is_one_page(town, case):
    shield(town, case, DOMICILE)
    actor = town.coordinator.actor()

    view = papers.prepare(actor, case.id, report_id(), COVER, now=LATER).view

    with pikepdf.open(BytesIO(KINDS[COVER].render(view, ()))) as document:
        assert len(document.pages) == 1


def test_the_power_of_attorney_is_no_complaint(town, case):
    shield(town, case, DOMICILE)

    said = told(town, case, AUTHORITY)

    assert "Henk Jansen (demo)" in said
    assert "geen klacht van het slachtoffer" in said


def test_without_a_representative_there_is_no_power_of_attorney(town):
    other = a_criminal_case(town)
    decide(town, other)

    with pytest.raises(RuleBroken, match="kind_unknown"):
        told(town, other, AUTHORITY)


def test_the_letter_names_the_agreement_that_was_not_kept(town, case):
    refused(town, case)
    assert "P3" in told(town, case, ESCALATION)

    file(town, case, replace(TAKEN, given={"number": "2026123456"}), nth=2)
    check_code(town, case, "missing")

    said = told(town, case, ESCALATION)
    assert "P4" in said
    assert "2026123456" in said


def test_there_is_no_letter_when_nothing_went_wrong(town, case):
    shield(town, case, DOMICILE)

    with pytest.raises(RuleBroken, match="nothing_to_escalate"):
        told(town, case, ESCALATION)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("employee", NotVisible), ("colleague", NotVisible), ("other_manager", NotVisible),
        ("support", NotVisible), ("privacy_officer", NotVisible),
    ],
)  # fmt: skip
def test_others_get_no_papers(town, case, who, refusal):
    with pytest.raises((refusal, NotAllowed)):
        told(town, case, PREPARATION, who)


def test_the_manager_may_make_them_too(town, case):
    assert "Baliemedewerker" not in told(town, case, COVER, "manager")
