"""Which measures the matrix proposes for which kind and severity, and how a bad matrix is told."""

from importlib import resources

import pytest

from vpt.assessment import matrix as room
from vpt.assessment.matrix import Advice, MatrixFault, matrix
from vpt.incidents.taxonomy import SUBTYPES, Category

TEXT = resources.files("vpt.assessment").joinpath(room.FILE).read_text(encoding="utf-8")


def chosen(category: str, level: int, *subtypes: str) -> list[str]:
    table = matrix()
    proposals = table.proposals(table.row_of(category, subtypes), level)
    return [one.measure.key for one in proposals if one.is_chosen]


@pytest.mark.parametrize(
    ("category", "subtypes", "row"),
    [
        ("NUIS", ("refuse_leave",), "A"),
        ("VERB", ("shouting",), "A"),
        ("VERB", ("shouting", "insult"), "B"),
        ("VERB", (), "B"),
        ("DISCR", ("race",), "C"),
        ("SEX", ("sexual_remark",), "C"),
        ("SEX", ("sexual_touch", "sexual_remark"), "F"),
        ("THREAT", ("veiled_threat",), "D"),
        ("ONLINE", ("doxing",), "D"),
        ("DAMAGE", ("building",), "E"),
        ("PHYS", ("push",), "F"),
        ("PHYS", ("insult",), "F"),
    ],
)
def test_the_gravest_behaviour_of_the_category_decides_the_row(
    category: str, subtypes: tuple[str, ...], row: str
) -> None:
    assert matrix().row_of(category, subtypes).key == row


@pytest.mark.parametrize("category", list(Category))
def test_every_behaviour_has_a_row_with_every_measure(category: Category) -> None:
    table = matrix()

    for subtype in SUBTYPES[category]:
        assert set(table.row_of(category, [subtype]).cells) == {one.key for one in table.measures}


def test_frustration_gets_a_talk_and_an_offer_and_nothing_more() -> None:
    assert chosen("NUIS", 1) == ["conduct_talk", "aftercare"]


def test_a_threat_gets_everything_but_a_talk() -> None:
    assert chosen("THREAT", 3) == [
        "warning_letter", "contact_restriction", "service_suspension", "building_ban",
        "police_report", "aftercare",
    ]  # fmt: skip


def test_a_light_case_is_not_proposed_a_ban_and_the_police_are_not_kept_out() -> None:
    assert chosen("THREAT", 2) == [
        "warning_letter", "contact_restriction", "police_report", "aftercare",
    ]  # fmt: skip


def test_what_holds_only_at_repetition_is_left_to_the_assessor() -> None:
    assert "building_ban" not in chosen("VERB", 3, "insult")
    assert matrix().row_of("VERB").cells["building_ban"] is Advice.REPEAT


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('conduct_talk = "yes"', 'conduct_talk = "perhaps"'), "row 'A': 'perhaps'"),
        (('aftercare = "offer"', 'nazorg = "offer"'), "row 'A' has too much or too little"),
        (('NUIS = "A"', ""), "no row for NUIS"),
        (('NUIS = "A"', 'NUIS = "Z"'), "'NUIS' has no row 'Z'"),
        (('"VERB.shouting"', '"VERB.whispering"'), "'VERB.whispering' is no behaviour"),
        (('key = "B"', 'key = "A"'), "the rows are A, B, C, D, E, F"),
        (("level = 5\ntitle", "level = 6\ntitle"), "the severities are 1 to 5"),
        (('version = "', 'version "'), "this is no TOML"),
    ],
)
def test_a_bad_matrix_says_what_is_wrong(change: tuple[str, str], reason: str) -> None:
    with pytest.raises(MatrixFault) as refused:
        room.load(TEXT.replace(*change))

    assert refused.value.reason.startswith(reason)
    assert str(refused.value).startswith(f"line {refused.value.line}: ")
