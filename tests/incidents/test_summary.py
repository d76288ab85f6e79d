import pytest

from tests.incidents.builders import a_report
from vpt.incidents import labels, taxonomy
from vpt.incidents.rules import BehaviourSeen, Person
from vpt.incidents.summary import summary
from vpt.incidents.taxonomy import CATEGORY_OF, Channel, Relation


def seen(*subtypes: str) -> tuple[BehaviourSeen, ...]:
    return tuple(BehaviourSeen(category=CATEGORY_OF[code], subtype=code) for code in subtypes)


def test_tells_what_who_and_where_with_the_worst_first():
    report = a_report(behaviours=seen("swearing", "death_threat"), relation=Relation.VISITOR)

    assert summary(report, "desk") == (
        "Bedreiging met de dood en schelden door een bezoeker, aan de balie"
    )


def test_the_channel_says_more_than_the_place():
    report = a_report(behaviours=seen("insult"), channel=Channel.PHONE)

    assert summary(report, "desk") == "Beledigen, aan de telefoon"


def test_many_behaviours_are_counted():
    report = a_report(behaviours=seen("swearing", "insult", "spit", "push", "noise"))

    assert summary(report) == "Spugen, duwen of trekken, schelden en nog 2 soorten gedrag"


def test_no_typed_word_gets_into_it():
    person = Person(name="NEEDLE", surname="NEEDLE", description="NEEDLE")
    report = a_report(
        place="NEEDLE", narrative="NEEDLE", perpetrators=(person,), witnesses=(person,)
    )

    assert "NEEDLE" not in summary(report)


@pytest.mark.parametrize("subtype", sorted(CATEGORY_OF))
def test_every_subtype_has_words_and_fits_in_a_line(subtype):
    assert 1 <= len(summary(a_report(behaviours=seen(subtype)))) <= 300
    assert subtype in labels.SUBTYPE


def test_every_category_has_words():
    assert set(labels.CATEGORY) == set(taxonomy.SUBTYPES) == set(labels.CATEGORY_NOTE)
