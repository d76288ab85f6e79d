"""The pages on which an organisation writes its own letters."""

import io
import re
from dataclasses import dataclass

import pytest
from flask import Flask

from tests.builders import Person, a_person, an_organisation, stored
from tests.cases.builders import a_case, a_town
from tests.measures.builders import imposed
from vpt.audit.models import AuditEntry
from vpt.core.actor import Role
from vpt.history.models import SettingVersion
from vpt.infra.db import unit_of_work
from vpt.measures import templates, wording

BAN = "/beheer/brieven/ban_letter"
OWN = "Dit zijn de eigen woorden van onze gemeente."
WHO = ("administrator", "coordinator", "manager", "employee")


@dataclass
class Desk:
    """People of one organisation, and an administrator of another."""

    app: Flask
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        return self.people[name]

    def now(self) -> wording.InForce:
        """Return the words of a ban in force."""
        with self.app.app_context():
            return wording.in_force(self.coordinator.organisation_id, "ban_letter")


@pytest.fixture
def desk(app: Flask) -> Desk:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)
        with unit_of_work():
            administrator = a_person(town.organisation, Role.ADMINISTRATOR)
            elsewhere = a_person(an_organisation(), Role.ADMINISTRATOR)
        people = {name: getattr(town, name) for name in WHO[1:]}
        return Desk(app, {**people, "administrator": administrator, "elsewhere": elsewhere})


def filled(template=None, **changes: str) -> dict[str, str]:
    """Return what a browser posts when somebody changes some fields of a letter."""
    template = template or templates.templates()["ban_letter"]
    data = {"seen": "0", "subject": template.subject}
    for section in ("clauses", "notices"):
        for number, part in enumerate(getattr(template, section)):
            for field in ("heading", "text", "points", "when"):
                data[f"{section}-{number}-{field}"] = getattr(part, field)
    return data | changes


def own(**changes: str) -> dict[str, str]:
    first = templates.templates()["ban_letter"].clauses[0].text
    return filled(**{"clauses-0-text": f"{first}\r\n{OWN}", **changes})


@pytest.mark.parametrize("path", ["/beheer/brieven", BAN, f"{BAN}/toml", f"{BAN}/versies/vpt"])
def test_the_letters_are_for_who_keeps_the_texts(desk: Desk, client_for, path: str) -> None:
    status = {name: client_for(desk.people[name]).get(path).status_code for name in WHO}

    assert status == {
        "administrator": 200, "coordinator": 200, "manager": 403, "employee": 403,
    }  # fmt: skip


def test_the_list_says_which_text_is_used_and_that_no_lawyer_read_it(desk, client_for) -> None:
    page = client_for(desk.administrator).get("/beheer/brieven").text

    assert "Tekst van VPT, versie 3" in page
    assert page.count("Nog niet door een jurist") == 6


def test_who_looks_first_sees_every_word_that_changes_and_stores_nothing(desk, client_for) -> None:
    page = client_for(desk.coordinator).post(BAN, data=own(do="look"))

    assert page.status_code == 200
    assert OWN in re.sub(r"<[^>]+>", "", page.text.partition("<ins>")[2].partition("</ins>")[0])
    assert "Brieven die al gemaakt zijn, blijven zoals ze zijn." in page.text
    assert desk.now().number == 0


def test_own_words_are_kept_and_put_back(desk: Desk, client_for) -> None:
    client = client_for(desk.coordinator)

    kept = client.post(BAN, data=own())
    changed = desk.now()
    page = client.get(BAN).text
    beside = client.get(f"{BAN}/versies/0").text
    back = client.post(f"{BAN}/versies/0", data={"seen": "1"})

    assert (kept.status_code, back.status_code) == (302, 302)
    assert changed.template.clauses[0].text.endswith(f"\n{OWN}")
    assert "Eigen tekst, versie 1" in page
    assert "Ineke Coördinator (demo)" in page
    assert "Zet deze tekst terug" in beside
    assert (desk.now().number, OWN in repr(desk.now().template)) == (2, False)
    with desk.app.app_context():
        assert [row.back_to for row in stored(SettingVersion)].count(0) == 1


def test_another_organisation_sees_nothing_of_it(desk: Desk, client_for) -> None:
    client_for(desk.coordinator).post(BAN, data=own())
    client = client_for(desk.elsewhere)

    assert OWN not in client.get(BAN).text
    assert client.get(f"{BAN}/versies/1").status_code == 404


def test_who_comes_second_loses_nothing_and_sees_what_differs(desk: Desk, client_for) -> None:
    client_for(desk.administrator).post(BAN, data=own())

    late = client_for(desk.coordinator).post(BAN, data=filled(subject="Mijn onderwerp"))
    again = client_for(desk.coordinator).post(BAN, data=filled(subject="Mijn", seen="1"))
    back = client_for(desk.coordinator).post(f"{BAN}/versies/0", data={"seen": "0"})

    assert late.status_code == 409
    assert 'value="Mijn onderwerp"' in late.text
    assert "Een collega heeft deze brief intussen veranderd" in late.text
    assert 'name="seen" type="hidden" value="1"' in late.text
    assert (again.status_code, back.status_code) == (302, 409)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"clauses-0-text": "Beste {slachtoffer}"}, "{slachtoffer} kan in deze brief niet"),
        ({"clauses-0-text": "Beste {gesprek}"}, "{gesprek} kan in deze brief niet"),
        ({"clauses-0-text": "Op {gehoord} spraken wij u"}, "{gehoord} is niet altijd bekend"),
        ({"clauses-0-text": "Beste {begin"}, "Een accolade staat open"),
        ({"clauses-0-text": " "}, "Dit deel is leeg"),
        ({"clauses-0-text": "é" * 2501}, "Dit is te lang"),
        ({"clauses-0-text": "BSN 111222333"}, "burgerservicenummer"),
        ({"clauses-0-text": "Bel 06-12345678"}, "telefoonnummer of mailadres"),
        ({"subject": ""}, "Vul een onderwerp in"),
        ({"notices-0-text": "Pech gehad."}, "Wat de ander tegen de maatregel kan doen"),
        ({"notices-0-when": "bericht"}, "Wat de ander tegen de maatregel kan doen"),
        ({"notices-1-text": "Wij schrijven alles op."}, "Het bericht over de gegevens ontbreekt"),
        ({"notices-1-when": ""}, "Dat bericht kan zijn uitgesteld"),
        ({"clauses-1-points": ""}, "Wat er gebeurde moet altijd in de brief staan"),
    ],
)
def test_a_letter_that_cannot_go_out_is_refused_with_the_reason(
    desk: Desk, client_for, changes: dict[str, str], words: str
) -> None:
    answer = client_for(desk.coordinator).post(BAN, data=filled(**changes))

    assert answer.status_code == 422
    assert words in answer.text
    assert desk.now().number == 0


def test_the_end_date_cannot_leave_the_letter(desk: Desk, client_for) -> None:
    product = templates.templates()["ban_letter"]
    without = {
        f"clauses-{number}-text": part.text.replace("{einde}", "later")
        for number, part in enumerate(product.clauses)
    }

    answer = client_for(desk.coordinator).post(BAN, data=filled(**without))

    assert answer.status_code == 422
    assert "een maatregel zonder einde bestaat niet" in answer.text


def test_a_telephone_number_of_the_organisation_may_stay(desk: Desk, client_for) -> None:
    posted = own(contact_is_ours="y", **{"clauses-0-text": "Vanaf {begin}. Bel 074-1234567."})

    assert client_for(desk.coordinator).post(BAN, data=posted).status_code == 302


def test_a_long_sentence_is_advice_and_no_refusal(desk: Desk, client_for) -> None:
    long = " ".join(["woord"] * 30)
    client = client_for(desk.coordinator)

    looked = client.post(BAN, data=own(do="look", **{"clauses-0-text": f"Op {{begin}} {long}."}))
    kept = client.post(BAN, data=own(**{"clauses-0-text": f"Op {{begin}} {long}."}))

    assert "Maak er twee zinnen van" in looked.text
    assert kept.status_code == 302


def test_a_letter_of_too_many_pages_is_refused(desk: Desk, client_for) -> None:
    much = {f"clauses-{number}-text": "Veel tekst. " * 200 for number in range(7, 15)}
    rows = {
        f"clauses-{number}-{field}": "" for number in range(7, 15) for field in ("when", "points")
    }

    answer = client_for(desk.coordinator).post(BAN, data=filled(**rows, **much))

    assert answer.status_code == 422
    assert "bladzijden in een lastig geval" in answer.text


def test_parts_come_go_and_move_without_a_script(desk: Desk, client_for) -> None:
    client = client_for(desk.coordinator)

    def headings(do: str) -> list[str]:
        page = client.post(BAN, data=filled(do=do)).text
        return re.findall(r'name="clauses-\d+-heading"[^>]*value="([^"]*)"', page)

    plain = headings("look")
    assert headings("up-clauses-1")[:2] == [plain[1], plain[0]]
    assert headings("down-clauses-0")[:2] == [plain[1], plain[0]]
    assert headings("remove-clauses-1") == [plain[0], *plain[2:]]
    assert headings("add-clauses-0") == [plain[0], "", *plain[1:]]
    assert headings("up-clauses-99") == headings("up-nonsense") == plain
    assert desk.now().number == 0


def test_the_examples_are_drawn_from_what_stands_in_the_form(desk: Desk, client_for) -> None:
    client = client_for(desk.administrator)

    for example in ("gewoon", "lastig"):
        drawn = client.post(f"{BAN}/voorbeeld/{example}", data=own())
        assert (drawn.status_code, drawn.data[:4]) == (200, b"%PDF")
        assert client.get(f"{BAN}/voorbeeld/{example}").data[:4] == b"%PDF"
    assert client.post(f"{BAN}/voorbeeld/gewoon", data=own(subject="")).status_code == 422
    assert client.get(f"{BAN}/voorbeeld/mooi").status_code == 404


def test_only_who_may_see_the_case_tries_the_words_on_a_real_letter(desk, client_for) -> None:
    seen = client_for(desk.coordinator).post(f"{BAN}/voorbeeld/echt", data=own())
    kept_out = client_for(desk.administrator).post(f"{BAN}/voorbeeld/echt", data=own())
    none = client_for(desk.coordinator).get("/beheer/brieven/lifting_letter/voorbeeld/echt")

    assert (seen.status_code, seen.data[:4]) == (200, b"%PDF")
    assert (kept_out.status_code, none.status_code) == (404, 404)
    assert "Laatste echte brief" not in client_for(desk.administrator).get(BAN).text
    with desk.app.app_context():
        opened = [row for row in stored(AuditEntry) if row.action == "case.identity_opened"]
        assert {row.actor_id for row in opened} == {desk.coordinator.id}


def test_a_letter_goes_out_as_toml_and_comes_in_to_be_looked_at_first(desk, client_for) -> None:
    client = client_for(desk.coordinator)
    client.post(BAN, data=own())
    text = client.get(f"{BAN}/toml").data

    def sent(content: bytes, path: str = BAN):
        return client.post(f"{path}/inlezen", data={"file": (io.BytesIO(content), "x.toml")})

    same = sent(text)
    other = sent(text.replace(OWN.encode(), b"Anders gezegd."))

    assert same.status_code == other.status_code == 200
    assert "De tekst is precies zoals hij nu is." in same.text
    assert "Anders" in other.text
    assert desk.now().number == 1
    assert sent(text, "/beheer/brieven/warning_letter").status_code == 422
    assert "Kijk naar regel 2" in sent(b'key = "x"\nversion =').text
    for nonsense in (b"", b"\xff\xfe\x00", b"x" * 100_001, b"clauses = 3", b"key = 3"):
        assert sent(nonsense).status_code == 422


def test_a_text_a_lawyer_read_says_so_until_it_changes(desk: Desk, client_for) -> None:
    client = client_for(desk.coordinator)

    client.post(BAN, data=own(verified="y"))
    read = desk.now()
    same = client.post(BAN, data=own(seen="1"))
    client.post(BAN, data=filled(seen="1"))

    assert read.template.verified
    assert same.status_code == 302
    assert (desk.now().number, desk.now().template.verified) == (2, False)


def test_there_is_no_letter_of_another_name(desk: Desk, client_for) -> None:
    client = client_for(desk.coordinator)

    assert client.get("/beheer/brieven/case_file").status_code == 404
    assert client.get(f"{BAN}/versies/{'9' * 400}").status_code == 404
    assert client.post("/beheer/brieven/nope", data=own()).status_code == 404


def test_nothing_odd_in_a_row_breaks_the_page(desk: Desk, client_for) -> None:
    client = client_for(desk.coordinator)
    odd = {
        "clauses-²-text": "x", "clauses-99999-text": "x", "clauses--text": "x", "clauses-0": "x",
        "clauses-0-when": "altijd", "notices-0-points": "namen", "seen": "9" * 5000,
    }  # fmt: skip

    for data in (odd, own() | odd, own(do=f"up-clauses-{'9' * 5000}"), own(do="up-nope-1"), {}):
        assert client.post(BAN, data=data).status_code in {200, 422}
        assert client.post(f"{BAN}/voorbeeld/lastig", data=data).status_code in {200, 422}
    assert client.post(f"{BAN}/versies/vpt").status_code == 409
    assert desk.now().number == 0
