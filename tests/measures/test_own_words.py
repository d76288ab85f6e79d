"""An organisation's own words of a letter: kept as versions, used from then on, pinned on paper."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.builders import give_seal, stored
from tests.cases.builders import LATER, Town, a_case, a_town
from tests.measures.builders import imposed, the_measure
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.documents import issue
from vpt.documents.models import IssuedDocument
from vpt.history import queries as history
from vpt.history.rules import Kind, Seen
from vpt.infra import storage
from vpt.infra.db import unit_of_work
from vpt.measures import templates, wording, writing
from vpt.measures.templates import Template
from vpt.measures.wording import Written

BAN = "ban_letter"
OWN = "Dit zijn de eigen woorden van onze gemeente."


def own(key: str = BAN, words: str = OWN) -> Template:
    product = templates.templates()[key]
    first = replace(product.clauses[0], text=f"{product.clauses[0].text}\n{words}")
    return replace(product, clauses=(first, *product.clauses[1:]))


def keep(person, template: Template, number: int = 0):
    with unit_of_work():
        return wording.change(
            person.actor(), Written(template=template), Seen(number=number), now=LATER
        )


def drawn(town: Town, case: Case) -> issue.Request:
    actor = town.coordinator.actor()
    return writing.measure_letter(actor, case.id, the_measure().id, BAN, now=LATER)


def issued(town: Town, case: Case) -> IssuedDocument:
    actor = town.coordinator.actor()
    paper = issue.draw(actor, drawn(town, case), issued_at="nu", now=LATER)
    with unit_of_work():
        row = issue.store(actor, paper, now=LATER)
    storage.settle(paper.staged)
    return row


def test_without_own_words_a_letter_has_those_of_the_product(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        found = wording.in_force(town.organisation.id, BAN)

        assert (found.number, found.wording) == (0, "ban_letter@vpt3")
        assert found.template == templates.templates()[BAN]


def test_own_words_are_drawn_from_then_on_and_stand_on_the_document(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        give_seal(town.organisation, now=LATER)
        case = a_case(town)
        imposed(town, case)
        before = issued(town, case)

        keep(town.coordinator, own())
        after = issued(town, case)

        assert (before.wording, after.wording) == ("ban_letter@vpt3", "ban_letter@own1")
        assert OWN in repr(drawn(town, case).view)
        assert (before.version, after.version) == (1, 2)
        assert before.sha256 == stored(IssuedDocument)[0].sha256


def test_another_organisation_keeps_its_words(app: Flask) -> None:
    with app.app_context():
        town, other = a_town(), a_town()

        keep(town.coordinator, own())

        assert wording.in_force(other.organisation.id, BAN).number == 0
        with pytest.raises(NotVisible):
            wording.of_version(other.organisation.id, BAN, 1)


def test_a_change_keeps_the_words_before_it_and_leaves_a_trail_without_words(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        keep(town.coordinator, own())
        keep(town.coordinator, own(words="Anders."), 1)

        numbers = [
            one.number for one in history.list_versions(town.organisation.id, Kind.LETTER, BAN)
        ]
        assert numbers == [2, 1, 0]
        first = wording.of_version(town.organisation.id, BAN, 0)
        assert first.template == templates.templates()[BAN]
        trail = [row for row in stored(AuditEntry) if row.action == "setting.changed"]
        assert len(trail) == 2
        assert OWN not in repr([(row.codes, row.fields) for row in trail])


def test_words_that_are_the_same_make_no_version(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        made = keep(town.coordinator, templates.templates()[BAN])

        assert made is None
        assert history.list_versions(town.organisation.id, Kind.LETTER, BAN) == []


def test_who_looked_at_older_words_is_told_and_nothing_is_lost(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        keep(town.coordinator, own())

        with pytest.raises(StaleData):
            keep(town.coordinator, own(words="Te laat."), 0)

        assert OWN in repr(wording.in_force(town.organisation.id, BAN).template)


@pytest.mark.parametrize("who", ["manager", "employee", "hr", "support"])
def test_only_who_keeps_the_texts_changes_a_letter(app: Flask, who: str) -> None:
    with app.app_context():
        town = a_town()

        with pytest.raises(NotAllowed):
            keep(getattr(town, who), own())

        assert wording.in_force(town.organisation.id, BAN).number == 0


@pytest.mark.parametrize("key", sorted(templates.templates()))
def test_a_template_goes_out_as_toml_and_comes_in_the_same(key: str) -> None:
    product = templates.templates()[key]

    assert templates.load("x.toml", templates.dump(product)) == product
    assert wording.read(key, templates.dump(product)) == product


def test_a_letter_of_another_kind_is_no_letter_of_this_one() -> None:
    with pytest.raises(RuleBroken) as refused:
        wording.read("warning_letter", templates.source_of(BAN))

    assert refused.value.code == "letter_of_other_kind"
