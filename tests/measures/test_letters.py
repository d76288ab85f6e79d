"""The letters to a perpetrator: checked templates, and what they say and keep silent about."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import stored
from tests.cases.builders import LATER, Town, a_case, a_ref, a_town, version_of
from tests.measures.builders import HEARD, TODAY, a_mandate, a_plan, heard, imposed, the_measure
from vpt.cases.models import Case
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.documents.kinds.accused_letters import TITLES
from vpt.documents.kinds.letter import LetterView
from vpt.incidents.people import Involved
from vpt.infra.db import unit_of_work
from vpt.measures import hearing, imposing, ladder, reviewing, templates, writing
from vpt.measures.hearing import Heard, Invitation
from vpt.measures.reviewing import Verdict
from vpt.measures.templates import TemplateFault

HEAD = 'key = "x"\nversion = 1\ntitle = "T"\nsubject = "S"\nverified = false\n'
AVG = "Wat wij over u vastleggen"
FROM_WARNING_UP = sorted(set(TITLES) - {"conduct_talk_invitation"})


def letter(town: Town, case: Case, kind: str, person=None) -> LetterView:
    row = the_measure()
    request = writing.measure_letter(
        (person or town.coordinator).actor(), case.id, row.id, kind, now=LATER
    )
    assert request.subject_id == row.id
    return request.view


def everything(view: LetterView) -> str:
    return repr(view)


def headings(view: LetterView) -> list[str]:
    return [one.heading for one in (*(view.clauses or ()), *(view.notices or ()))]


def test_every_letter_of_the_ladder_and_of_the_documents_has_a_template() -> None:
    found = templates.templates()

    assert set(found) == set(TITLES)
    assert {one.letter for one in ladder.rungs().values() if one.letter} <= set(found)
    assert {key: one.title for key, one in found.items()} == dict(TITLES)


@pytest.mark.parametrize("kind", FROM_WARNING_UP)
def test_every_letter_from_the_warning_up_carries_the_notice(kind) -> None:
    [notice] = [one for one in templates.templates()[kind].notices if one.heading == AVG]

    assert notice.when == "bericht"


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        (HEAD + '[[clauses]]\ntext = "Beste {slachtoffer}"\n', 7, "unknown placeholder"),
        (HEAD + '[[clauses]]\npoints = "{namen}"\n', 7, "unknown list"),
        (HEAD + '[[clauses]]\ntext = "x"\nwhen = "altijd"\n', 8, "unknown condition"),
        (HEAD + 'kleur = "rood"\n', 6, "unknown key"),
        (HEAD + '[[clauses]]\ntext = "Beste {einde"\n', 7, "brace"),
        ('key = "x"\n', 1, "missing"),
    ],
)
def test_a_broken_template_names_its_line_and_the_reason(source, line, reason) -> None:
    with pytest.raises(TemplateFault) as fault:
        templates.load("x.toml", source)

    assert (fault.value.line, reason in str(fault.value)) == (line, True)


def test_what_was_filled_in_is_never_read_as_a_template() -> None:
    filled = templates.fill("{gebied}", {"gebied": "{veroorzaker}", "veroorzaker": "Naald"})

    assert filled == "{veroorzaker}"


def test_a_ban_says_why_until_when_what_stays_and_what_the_other_can_do(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)

        told = everything(letter(town, case, "ban_letter"))

        for words in (
            "U sloeg met uw vuist", "6 maart 2026", "7 maart 2026", "Paspoort aanvragen: op",
            "klacht indienen", "Op 6 maart 2026 hebben wij hierover met u", AVG,
            "al onze locaties",
        ):  # fmt: skip
            assert words in told, words


def test_a_ban_names_the_places_once_and_nowhere_else_says_where(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)

        view = letter(town, case, "ban_letter")

        [where] = [one for one in view.clauses or () if one.heading == "Waar dit geldt"]
        assert "al onze locaties" in repr(where)
        assert "gebouw komen" not in everything(view)


def test_no_victim_no_reporter_and_no_staff_is_named(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)

        told = everything(letter(town, case, "ban_letter"))

        for person in ("Sanne", "Melder (demo)", "Naam victim", "Mehmet", "Ineke"):
            assert person not in told, person
        assert "Naam perpetrator 1" in told
        assert "Coördinator" in told


def test_a_delayed_notice_stays_out_and_its_reason_is_kept(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        reason = "De politie vraagt om nu nog niets te zeggen."
        row = imposed(town, case, is_delayed=True, delay_reason=reason)

        assert AVG not in headings(letter(town, case, "ban_letter"))
        assert row.notice_delayed
        assert (row.terms or {})["delay_reason"] == reason


def test_a_letter_about_a_minor_goes_to_the_parents(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case, is_minor=True, parents="A. en B. Voorbeeld (demo)")

        view = letter(town, case, "ban_letter")

        assert view.salutation == "Geachte ouders of verzorgers,"
        assert "A. en B. Voorbeeld (demo)" in (view.address or ())
        assert "ouders of verzorgers van Naam perpetrator 1" in everything(view)


def test_the_town_of_a_long_address_stays_below_the_names_of_the_parents(app: Flask) -> None:
    lines = ("Stichting Voorbeeld (demo)", "Afdeling Oost", "Postbus 12", "7600 AA Voorbeeld", "NL")
    with app.app_context():
        town = a_town()
        case = a_case(town)
        parents = "A. en B. Voorbeeld (demo)"
        imposed(town, case, is_minor=True, parents=parents, address="\n".join(lines))

        view = letter(town, case, "ban_letter")

        assert view.address == (
            "Aan de ouders of verzorgers van Naam perpetrator 1", parents, *lines,
        )  # fmt: skip


def test_a_preview_has_the_look_the_letter_will_have(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)
        request = writing.measure_letter(
            town.coordinator.actor(), case.id, the_measure().id, "ban_letter", now=LATER
        )

        with unit_of_work():
            view = writing.look(town.coordinator.actor(), request, now=LATER)

        assert town.organisation.domicile in view.meta.house.return_address


def test_an_urgent_measure_says_why_it_came_before_the_hearing(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        a_mandate(town)
        heard(town, case, Heard(outcome="urgent_measure", reason="U stond met een mes in de hal."))
        with unit_of_work():
            imposing.impose(
                town.coordinator.actor(), case.id, a_ref("S09"), a_plan(town, starts_on=TODAY),
                version=version_of(case), now=LATER,
            )  # fmt: skip

        told = everything(letter(town, case, "ban_letter"))

        assert "Wij konden u niet eerst horen" in told
        assert "U stond met een mes" in told


@pytest.mark.parametrize(
    ("outcome", "kind"), [("kept", "review_letter"), ("ended", "lifting_letter")]
)
def test_a_review_has_its_own_letter(app: Flask, outcome, kind) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)
        with pytest.raises(RuleBroken):
            letter(town, case, kind)
        verdict = Verdict(outcome=outcome, conduct="Geen meldingen.", reason="Het is rustig nu.")
        with unit_of_work():
            reviewing.review(
                town.coordinator.actor(), case.id, a_ref("S25"), verdict,
                version=version_of(case), now=LATER,
            )  # fmt: skip

        assert "Het is rustig nu." in everything(letter(town, case, kind))


def test_an_invitation_names_the_moment_and_the_place(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        person = next(one for one in stored(Involved) if one.role == "perpetrator")
        asked = Invitation(
            at=LATER + timedelta(days=1), place="Stadskantoor", contact="14 053", address="Straat 1"
        )
        with pytest.raises(RuleBroken, match="letter_not_ready"):
            writing.invitation(town.manager.actor(), case.id, person.id, now=LATER)
        with unit_of_work():
            hearing.invite(
                town.manager.actor(), case.id, a_ref("S08"), asked,
                version=version_of(case), now=LATER,
            )  # fmt: skip

        request = writing.invitation(town.manager.actor(), case.id, person.id, now=LATER)

        assert request.subject_id == person.id
        assert "7 maart 2026, 17:00 uur" in everything(request.view)
        assert "14 053" in everything(request.view)


def test_a_letter_that_does_not_fit_the_measure_is_refused(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)

        for kind in ("warning_letter", "lifting_letter", "case_file", "nonsense"):
            with pytest.raises(RuleBroken, match="no_letter_of_kind"):
                letter(town, case, kind)


def test_only_who_handles_the_case_writes_letters(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)

        for person in (town.other_manager, town.colleague, town.support, town.employee):
            with pytest.raises((NotVisible, NotAllowed)):
                letter(town, case, "ban_letter", person)


def test_the_own_words_of_the_other_stay_with_the_person(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)

        assert HEARD.own_view not in everything(letter(town, case, "ban_letter"))


def test_a_review_and_an_urgency_reason_name_no_victim_either(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        urgent = Heard(outcome="urgent_measure", reason="Hij wachtte Sanne op bij de deur.")
        with pytest.raises(RuleBroken, match="victim_named"):
            heard(town, case, urgent)
        imposed(town, case)
        verdict = Verdict(outcome="kept", conduct="Belde Sanne twee keer.", reason="Nog onrustig.")

        with pytest.raises(RuleBroken, match="victim_named"), unit_of_work():
            reviewing.review(
                town.coordinator.actor(), case.id, a_ref("S25"), verdict,
                version=version_of(case), now=LATER,
            )  # fmt: skip
