"""Documents tell each reader what the disclosure allows, and not a letter more."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import NOW, stored
from tests.cases.builders import LATER, Town, a_case, a_ref, a_town, complete
from vpt.cases import dossier, gathering, reach, talking
from vpt.cases.chain import Reader
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Part
from vpt.cases.telling import Telling
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.documents.kinds.registry import KINDS
from vpt.incidents.models import Addendum, Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.partners.disclosure import Identities, Profile, Section, disclose

NEEDLES = {
    "NAALD-VERHAAL": Section.NARRATIVE,
    "NAALD-LETTERLIJK": Section.LITERAL_WORDS,
    "NAALD-WIE": Section.SEVEN_WS,
    "NAALD-SCHADE": Section.CONSEQUENCES,
    "NAALD-AANVULLING": Section.ADDENDA,
    "NAALD-MEDISCH": Section.MEDICAL,
    "NAALD-NOTITIE": Section.NOTES,
    "NAALD-NAZORG": Section.AFTERCARE,
}
VICTIM, PERPETRATOR, WITNESS = "Vera Slachtnaald", "Paul Dadernaald", "Gerda Getuigenaald"
REACHES = ("0612345678", "prive@thuis.example", "K-424242")
MESSAGE = "NAALD-BERICHT"


@dataclass(frozen=True)
class Filled:
    """A case with a needle in every sealed field."""

    town: Town
    case: Case


def filled(app: Flask, *, protection: str = "domicile") -> Filled:
    town = a_town()
    case = a_case(town, victims=(town.employee, None), damaged=True, injured=True)
    with unit_of_work():
        incident = db.session.get_one(Incident, (case.organisation_id, case.id))
        incident.narrative = f"NAALD-VERHAAL {VICTIM} zag {PERPETRATOR}, bel {REACHES[0]}"
        incident.answers = {
            "literal_words": "NAALD-LETTERLIJK",
            "seven_ws": {"who": "NAALD-WIE"},
            "damage": [{"item": "NAALD-SCHADE", "amount_cents": 100, "owner": "employee"}],
        }
        for row in stored(Involved):
            row.protection = protection if row.role == "victim" else "domicile"
            name = {"victim": VICTIM, "perpetrator": PERPETRATOR}[row.role]
            row.identity = {
                "name": name,
                "phone": REACHES[0],
                "email": REACHES[1],
                "customer_number": REACHES[2],
            }
            row.medical = "NAALD-MEDISCH"
        _a_witness(incident)
        _an_addendum(incident, town)
    with unit_of_work():
        talking.send_message(town.employee.actor(), case.id, MESSAGE, now=LATER)
    noted = Answer(outcome="supported", note="NAALD-NOTITIE")
    complete(town.manager, case, a_ref("S02"), noted)
    cared = Answer(outcome="again", note="NAALD-NAZORG")
    complete(town.hr, case, a_ref("S18"), cared, at=LATER + timedelta(hours=1))
    return Filled(town, case)


def _a_witness(incident: Incident) -> None:
    row = Involved(
        organisation_id=incident.organisation_id,
        id=new_id(),
        incident_id=incident.id,
        keyset_id=incident.keyset_id,
        role="witness",
        ordinal=1,
        is_known=True,
        added_at=NOW,
    )
    row.identity = {"name": WITNESS}
    db.session.add(row)


def _an_addendum(incident: Incident, town: Town) -> None:
    row = Addendum(
        organisation_id=incident.organisation_id,
        id=new_id(),
        incident_id=incident.id,
        keyset_id=incident.keyset_id,
        author_id=town.employee.id,
        added_at=NOW,
    )
    row.text = "NAALD-AANVULLING"
    db.session.add(row)


def words(view: object) -> str:
    """Return every string in a view-model."""
    if isinstance(view, str):
        return view
    if isinstance(view, tuple):
        return "\n".join(words(one) for one in view)
    if is_dataclass(view):
        return "\n".join(words(getattr(view, field.name)) for field in fields(view))
    return ""


def told(filled: Filled, kind: str, profile: Profile) -> str:
    actor = (
        filled.town.employee.actor()
        if profile is Profile.REPORTER
        else filled.town.coordinator.actor()
    )
    reached = reach.reach(actor, filled.case.id)
    got = gathering.gather(actor, reached, set(Part))
    reader_id = actor.id if profile is Profile.REPORTER else None
    telling = Telling(got=got, disclosure=disclose(profile), reader_id=reader_id)
    reader = Reader(actor=actor, reached=reached, names=got.names, locale="nl", now=LATER)
    make = {"incident_report": dossier.incident_report, "case_file": dossier.case_file}[kind]
    return words(make(telling, reader))


@pytest.mark.parametrize("kind", dossier.FILLED_HERE)
@pytest.mark.parametrize("profile", list(Profile))
def test_no_document_holds_a_sealed_field_its_profile_may_not_see(
    app: Flask, kind: str, profile: Profile
) -> None:
    with app.app_context():
        text = told(filled(app), kind, profile)

        allowed = disclose(profile)
        for needle, section in NEEDLES.items():
            assert needle not in text or allowed.shows(section), needle
        assert MESSAGE not in text
        assert "NAALD-NOTITIE" not in text
        assert "NAALD-NAZORG" not in text
        if allowed.perpetrators is not Identities.FULL and profile is not Profile.REPORTER:
            assert not [reach for reach in REACHES if reach in text]
        for role, name in (("perpetrator", PERPETRATOR), ("witness", WITNESS)):
            named = allowed.of_role(role) in {Identities.NAME, Identities.FULL}
            assert name not in text.replace("NAALD-VERHAAL", "") or named or _own(profile), name


def _own(profile: Profile) -> bool:
    """Tell whether the text is the reader's own: what somebody wrote is told back unchanged."""
    return profile is Profile.REPORTER


@pytest.mark.parametrize(
    "profile", [Profile.POLICE, Profile.PROSECUTION, Profile.MUNICIPALITY, Profile.INSURER]
)
@pytest.mark.parametrize("kind", dossier.FILLED_HERE)
def test_a_victim_under_a_number_is_named_nowhere_in_the_criminal_file(
    app: Flask, kind: str, profile: Profile
) -> None:
    with app.app_context():
        text = told(filled(app, protection="number"), kind, profile)

        for hidden in (VICTIM, "Slachtnaald", "Sanne Melder", "Melder (demo)"):
            assert hidden not in text


def test_the_police_may_read_the_account_with_the_number_in_place_of_the_name(
    app: Flask,
) -> None:
    with app.app_context():
        text = told(filled(app, protection="number"), "case_file", Profile.POLICE)

        assert "NAALD-VERHAAL S1 zag Paul Dadernaald" in text
        assert "Op nummer" in text


def test_everyday_words_in_a_name_stay_what_they_are_in_a_text(app: Flask) -> None:
    with app.app_context():
        case = filled(app, protection="number")
        with unit_of_work():
            for row in stored(Involved):
                if row.role == "victim":
                    row.identity = {"name": "Naam van den Slachtnaald", "surname": "Slachtnaald"}
            (incident,) = stored(Incident)
            incident.narrative = "Aan de kant van den weg riep Van den Slachtnaald iets."

        text = told(case, "case_file", Profile.POLICE)

        assert "Aan de kant van den weg riep Van den S1 iets." in text
        assert "Slachtnaald" not in text


def test_a_private_reach_of_a_victim_is_in_no_document(app: Flask) -> None:
    with app.app_context():
        case = filled(app)
        with unit_of_work():
            for row in stored(Involved):
                if row.role == "victim":
                    row.identity = {"name": VICTIM, "phone": "0687654321"}

        for kind in dossier.FILLED_HERE:
            for profile in Profile:
                assert "0687654321" not in told(case, kind, profile)


@pytest.mark.parametrize("kind", dossier.FILLED_HERE)
def test_every_printed_profile_draws(app: Flask, kind: str) -> None:
    with app.app_context():
        case = filled(app)
        town = case.town
        for profile in KINDS[kind].profiles:
            person = town.employee if profile in {"reporter", "victim"} else town.coordinator
            request = dossier.prepare(
                person.actor(), case.case.id, kind, Profile(profile), now=LATER
            )

            pdf = KINDS[kind].render(request.view, ())

            assert pdf.startswith(b"%PDF-1.7")
            assert b"NAALD" not in pdf


def test_the_reporters_copy_is_for_the_reporter_alone(app: Flask) -> None:
    with app.app_context():
        case = filled(app)
        town = case.town

        for person in (town.colleague, town.manager, town.coordinator):
            with pytest.raises(NotVisible):
                dossier.prepare(
                    person.actor(), case.case.id, "incident_report", Profile.REPORTER, now=LATER
                )


def test_a_case_file_is_for_those_who_handle_it(app: Flask) -> None:
    with app.app_context():
        case = filled(app)
        town = case.town

        view = dossier.prepare(
            town.manager.actor(), case.case.id, "case_file", Profile.INTERNAL, now=LATER
        ).view
        assert view.narrative.startswith("NAALD-VERHAAL")
        with pytest.raises((NotVisible, NotAllowed)):
            dossier.prepare(
                town.employee.actor(), case.case.id, "case_file", Profile.INTERNAL, now=LATER
            )


def test_the_victims_copy_is_for_the_victim_alone(app: Flask) -> None:
    with app.app_context():
        case = filled(app)
        town = case.town

        for person in (town.colleague, town.manager, town.coordinator, town.hr):
            with pytest.raises(NotVisible):
                dossier.prepare(
                    person.actor(), case.case.id, "case_file", Profile.VICTIM, now=LATER
                )


def test_a_victim_reads_what_comes_now_and_whom_to_turn_to(app: Flask) -> None:
    with app.app_context():
        case = filled(app)
        employee = case.town.employee.actor()

        request = dossier.prepare(employee, case.case.id, "case_file", Profile.VICTIM, now=LATER)

        assert request.view.meta.recipient == f"{employee.name}, slachtoffer"
        assert request.view.next_steps
        assert [one.label for one in request.view.contacts][-1] == "Direct gevaar"
        assert request.view.narrative is request.view.evidence is request.view.history is None


def test_the_board_reads_of_nobody(app: Flask) -> None:
    with app.app_context():
        case = filled(app)
        actor = case.town.coordinator.actor()

        view = dossier.prepare(actor, case.case.id, "case_file", Profile.BOARD, now=LATER).view

        assert view.people is view.narrative is view.measures is view.evidence is None
        assert view.facts
        assert view.steps


def test_an_accused_reads_of_no_measure_against_somebody_else(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        alone, together = a_case(town), a_case(town, perpetrators=(True, True))
        actor = town.coordinator.actor()

        def view(case):
            return dossier.prepare(actor, case.id, "case_file", Profile.ACCUSED, now=LATER).view

        assert view(alone).measures == ()
        assert view(together).measures is None
        assert dossier.SEVERAL in view(together).not_included
        assert view(alone).summary is view(alone).people is None


def test_a_kind_is_not_made_for_a_profile_it_does_not_know(app: Flask) -> None:
    with app.app_context():
        case = filled(app)
        actor = case.town.coordinator.actor()

        with pytest.raises(RuleBroken, match="profile_not_for_kind"):
            dossier.prepare(actor, case.case.id, "case_file", Profile.HOLDER, now=LATER)
        with pytest.raises(RuleBroken, match="kind_unknown"):
            dossier.prepare(actor, case.case.id, "roman", Profile.INTERNAL, now=LATER)


def test_the_reporter_reads_own_words_next_steps_and_own_medical_detail(app: Flask) -> None:
    with app.app_context():
        text = told(filled(app), "incident_report", Profile.REPORTER)

        assert "NAALD-VERHAAL" in text
        assert "NAALD-MEDISCH" in text
        assert "Uiterlijk" in text or "2026" in text
        assert "Mehmet Leider (demo)" in text


def test_care_stays_out_of_the_chain_that_leaves_the_house(app: Flask) -> None:
    with app.app_context():
        case = filled(app)

        inside = told(case, "case_file", Profile.INTERNAL)
        outside = told(case, "case_file", Profile.POLICE)

        assert "Nazorg" in inside
        assert "Nazorg: tweede" not in outside


def test_the_same_case_gives_the_same_words(app: Flask) -> None:
    with app.app_context():
        case = filled(app)

        first = told(case, "case_file", Profile.INTERNAL)

        assert told(case, "case_file", Profile.INTERNAL) == first


@pytest.mark.parametrize("profile", [Profile.POLICE, Profile.PROSECUTION, Profile.MUNICIPALITY])
def test_the_codes_of_our_sources_stay_inside(app: Flask, profile: Profile) -> None:
    with app.app_context():
        case = filled(app)

        outside, inside = (
            told(case, "case_file", profile),
            told(case, "case_file", Profile.INTERNAL),
        )

        assert "geverifieerd" in inside
        assert "geverifieerd" not in outside
        assert "eigen voorstel" not in outside
