"""Changing steps of a draft without seeing a line of its file."""

import difflib

import pytest

from tests.revision.builders import CHANGED
from tests.web.protocols.desk import DRAFT, Desk, begin, desk
from vpt.protocol import loader
from vpt.protocol.catalogue import reference_text
from vpt.protocol.definition import Condition, Protocol, Term, TermKind
from vpt.protocol.facts import OWN
from vpt.web.protocols.step_forms import shown

__all__ = ["desk"]
REFERENCE = loader.load(reference_text())
OWN_STEP = {
    "revision": "1",
    "title_nl": "Team bijpraten",
    "why_nl": "Het team hoort het van ons.",
    "reporter_nl": "We praten het team bij.",
    "basis_nl": "Eigen afspraak.",
    "party": "manager",
    "phase": "closing",
    "due_kind": "working_days",
    "due_amount": "5",
    "target_kind": "",
    "anchor": "submitted",
    "scope": "case",
    "behind": "S05",
    "first-nl": "Besproken",
    "first-records": "flag",
    "first-fact_nl": "Het team is bijgepraat",
}


def posted(key: str, **changed: object) -> dict[str, object]:
    """Return what the form of a step of the reference posts, with something else in it."""
    values = {**shown(REFERENCE.step(key)), "revision": "1", **changed}
    return {name: "y" if value is True else value
            for name, value in values.items() if value not in (None, False)}  # fmt: skip


def drafted(desk: Desk) -> Protocol:
    """Return the protocol the draft holds."""
    return loader.load(desk.draft().text)


def test_a_form_that_changes_nothing_changes_no_byte(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)

    for step in loader.load(CHANGED).steps:
        values = {**shown(step), "revision": "1"}
        data = {name: "y" if value is True else value
                for name, value in values.items() if value not in (None, False)}  # fmt: skip
        answer = client.post(f"{DRAFT}/stappen/{step.key}", data=data)
        assert answer.status_code == 422, step.key
        assert "Er is niets veranderd." in answer.text, step.key

    assert desk.draft().text == CHANGED


def test_term_party_text_and_condition_change_and_no_other_line(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, reference_text())

    answer = client.post(
        f"{DRAFT}/stappen/S04",
        data=posted(
            "S04", due_kind="working_days", due_amount="3", party="manager", gate=True,
            when_all=["evidence_exists", "serious"], why_nl="Beelden verdwijnen.",
        ),
    )  # fmt: skip

    assert answer.status_code == 302, answer.text
    step = drafted(desk).step("S04")
    assert (step.due, step.party) == (Term(kind=TermKind.WORKING_DAYS, amount=3), "manager")
    assert (step.when, step.gate) == (Condition(all=("evidence_exists", "serious")), True)
    assert step.why.nl == "Beelden verdwijnen."
    lines = difflib.ndiff(reference_text().splitlines(), desk.draft().text.splitlines())
    assert sorted(line[0] for line in lines if line[0] in "+-") == [*"+++++", *"----"]
    page = client.get(DRAFT).text
    assert "Gewijzigd" in page
    assert "evidence_exists" not in page


def test_an_example_is_told_and_nothing_stored(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)

    answer = client.post(
        f"{DRAFT}/stappen/S04",
        data=posted("S04", due_kind="weeks", due_amount="2", voorbeeld="1"),
    )

    assert answer.status_code == 200
    assert "Begint de termijn op vrijdag" in answer.text
    assert desk.draft().revision == 1


@pytest.mark.parametrize(
    ("key", "changed", "told"),
    [
        ("S04", {"due_kind": "weeks", "due_amount": ""}, "Vul een heel getal in"),
        ("S04", {"due_kind": "weeks", "due_amount": "0"}, "Vul een heel getal in"),
        ("S04", {"due_kind": "immediately", "due_amount": "7"}, "hoort geen aantal"),
        ("S04", {"due_kind": "hours", "due_amount": "7", "due_statutory": "y"}, "schuift niet"),
        ("S04", {"title_nl": ""}, "Vul dit in"),
        ("S04", {"party": "nobody"}, "Deze keuze bestaat niet meer"),
        ("S04", {"after": ["S04"]}, "Deze keuze bestaat niet meer"),
        ("S04", {"target_kind": "working_days", "target_amount": "1"}, "andere eenheid"),
        ("S02", {"after": ["S18"]}, "wachten op elkaar"),
        ("S05", {"when_all": ["is_vpt"]}, "Stap"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(desk, client_for, key, changed, told) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)

    answer = client.post(f"{DRAFT}/stappen/{key}", data=posted(key, **changed))

    assert answer.status_code == 422
    assert told in answer.text
    assert desk.draft().text == CHANGED


def test_an_own_step_comes_with_its_outcome_and_fact_and_goes_again(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)

    added = client.post(f"{DRAFT}/stappen/nieuw", data=OWN_STEP)
    protocol = drafted(desk)
    (own,) = [step for step in protocol.steps if step.key not in {s.key for s in REFERENCE.steps}]
    (fact,) = [key for key in protocol.facts if key.startswith(OWN)]

    assert added.status_code == 302
    assert own.outcomes[0].sets == {fact: True}
    assert protocol.facts[fact].title.nl == "Het team is bijgepraat"
    assert [step.key for step in protocol.steps][5:6] == [own.key] or own.key in client.get(
        f"{DRAFT}/stappen/{own.key}"
    ).text
    more = client.post(
        f"{DRAFT}/stappen/{own.key}/uitkomsten/nieuw",
        data={"revision": "2", "ending-nl": "Niet nodig", "ending-requires": ["reason"]},
    )
    gone = client.post(
        f"{DRAFT}/stappen/{own.key}/uitkomsten/niet_nodig/weg", data={"revision": "3"}
    )
    removed = client.post(f"{DRAFT}/stappen/{own.key}/weg", data={"revision": "4"})
    assert (more.status_code, gone.status_code, removed.status_code) == (302, 302, 302)
    assert drafted(desk).steps == loader.load(CHANGED).steps


@pytest.mark.parametrize(
    "wrong",
    [{"party": ""}, {"phase": ""}, {"first-nl": ""}, {"first-requires": ["nothing"]},
     {"first-fact_nl": ""}, {"due_amount": "x"}, {"scope": "world"}],
)  # fmt: skip
def test_an_own_step_that_is_not_whole_is_told_at_the_field(desk, client_for, wrong) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)

    answer = client.post(f"{DRAFT}/stappen/nieuw", data={**OWN_STEP, **wrong})

    assert answer.status_code == 422
    assert "Team bijpraten" in answer.text
    assert desk.draft().text == CHANGED


def test_a_step_of_the_reference_stays_and_keeps_its_outcomes(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)

    removed = client.post(f"{DRAFT}/stappen/S05/weg", data={"revision": "1"})
    outcome = client.post(f"{DRAFT}/stappen/S05/uitkomsten/nieuw", data={"revision": "1"})

    assert (removed.status_code, outcome.status_code) == (422, 404)
    assert "hoort er altijd bij" in removed.text


def test_other_texts_and_the_place_of_a_step_change(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)

    client.post(f"{DRAFT}/teksten/party/hr", data={"revision": "1", "nl": "P&O", "en": "HR"})
    client.post(f"{DRAFT}/teksten/protocol/after_report", data={"revision": "2", "nl": "Dank."})
    client.post(
        f"{DRAFT}/stappen/S05/uitkomsten/doubt", data={"revision": "3", "nl": "Twijfel", "en": ""}
    )
    client.post(f"{DRAFT}/stappen/S07/plek", data={"revision": "4", "behind": ""})

    protocol = drafted(desk)
    assert protocol.party("hr").title.nl == "P&O"
    assert protocol.after_report.nl == "Dank."
    assert protocol.step("S05").outcome("doubt").title.nl == "Twijfel"
    assert protocol.steps[0].key == "S07"


def test_the_second_of_two_people_on_one_step_loses_nothing(desk, client_for) -> None:
    client, other = client_for(desk.owner), client_for(desk.town.coordinator)
    begin(client, CHANGED)
    other.post(f"{DRAFT}/stappen/S04", data=posted("S04", party="hr"))

    answer = client.post(f"{DRAFT}/stappen/S04", data=posted("S04", why_nl="Mijn eigen woorden."))
    again = client.post(
        f"{DRAFT}/stappen/S04",
        data=posted("S04", why_nl="Mijn eigen woorden.", party="hr", revision="2"),
    )

    assert (answer.status_code, again.status_code) == (409, 302)
    assert "Mijn eigen woorden." in answer.text
    assert drafted(desk).step("S04").party == "hr"


@pytest.mark.parametrize(
    "rest",
    ["stappen/S99", "stappen/nieuw/weg", "teksten/party/nobody", "teksten/x/y",
     "stappen/S05/uitkomsten/nothing", "stappen/S05/uitkomsten/doubt/weg"],
)  # fmt: skip
def test_what_the_draft_does_not_have_is_not_found(desk, client_for, rest) -> None:
    client = client_for(desk.owner)
    begin(client, CHANGED)

    assert client.get(f"{DRAFT}/{rest}").status_code == 404


def test_steps_of_a_draft_that_cannot_work_are_not_opened(desk, client_for) -> None:
    client = client_for(desk.owner)
    begin(client, "key = 3")

    assert client.get(f"{DRAFT}/stappen/S02").status_code == 404
    assert client.get(DRAFT).status_code == 200
