"""What differs between two texts of a letter."""

from dataclasses import replace

from vpt.measures import comparing, templates
from vpt.measures.comparing import How
from vpt.measures.templates import Part

OLD = templates.templates()["warning_letter"]


def pieces(old: str, new: str) -> list[tuple[str, str]]:
    return [(one.how.value, one.text) for one in comparing.words(old, new)]


def with_clauses(*clauses: Part):
    return replace(OLD, clauses=clauses)


def test_the_same_letter_differs_in_nothing() -> None:
    assert comparing.compare(OLD, OLD) == ()


def test_a_changed_word_stands_beside_the_one_it_replaces() -> None:
    assert pieces("Wij vragen u te gaan.", "Wij vragen u te komen.") == [
        ("same", "Wij vragen u te "), ("gone", "gaan."), ("new", "komen."),
    ]  # fmt: skip


def test_a_paragraph_with_little_left_is_shown_as_a_whole() -> None:
    assert pieces("De zon schijnt in huis.\nBlijft.", "Er is regen op de straat.\nBlijft.") == [
        ("gone", "De zon schijnt in huis.\n"), ("new", "Er is regen op de straat.\n"),
        ("same", "Blijft."),
    ]  # fmt: skip


def test_the_old_text_and_the_new_can_both_be_read_back() -> None:
    old, new = "Een twee drie.\nVier vijf.", "Een drie.\nZes.\nVier vijf zeven."

    found = comparing.words(old, new)

    assert "".join(one.text for one in found if one.how is not How.GONE) == new
    assert "".join(one.text for one in found if one.how is not How.NEW) == old


def test_a_part_that_moved_is_no_part_that_went_and_came() -> None:
    new = with_clauses(OLD.clauses[1], OLD.clauses[0], *OLD.clauses[2:])

    [found] = comparing.compare(OLD, new)

    assert found.how is How.MOVED


def test_parts_that_come_and_go_are_told_apart_from_one_that_is_rewritten() -> None:
    fresh = Part(heading="Nieuw", text="Iets heel anders over parkeren.")
    first = replace(OLD.clauses[0], text=f"{OLD.clauses[0].text} Lees verder.")
    new = with_clauses(first, fresh, *OLD.clauses[2:])

    found = {(one.how, one.number) for one in comparing.compare(OLD, new)}

    assert found == {(How.CHANGED, 1), (How.NEW, 2), (How.GONE, 2)}


def test_a_condition_and_a_list_that_change_are_told() -> None:
    clauses = list(OLD.clauses)
    clauses[0] = replace(clauses[0], when="minderjarig")
    clauses[1] = replace(clauses[1], points="")

    found = comparing.compare(OLD, with_clauses(*clauses))

    assert [(one.when, one.points) for one in found] == [
        (("", "minderjarig"), None), (None, ("gronden", "")),
    ]  # fmt: skip
