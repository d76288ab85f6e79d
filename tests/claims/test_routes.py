"""Which way the rules propose to claim damage, in words."""

import pytest

from vpt.claims import labels, rules
from vpt.claims.rules import Circumstances, Claimant, ItemKind, Loss, Route

VIOLENCE = Circumstances(is_violent=True, is_serious_injury=True, suspect_known=False)
KNOWN = Circumstances(is_violent=True, is_serious_injury=True, suspect_known=True)
ORDINARY = Circumstances()
VICTIM, EMPLOYER, INSURER = Claimant.VICTIM, Claimant.EMPLOYER, Claimant.INSURER

CASES = {
    "a victim joins with pain and suffering": (
        (VICTIM, ItemKind.PAIN, False), ORDINARY, Route.CRIMINAL, "AVW-VOEG", True,
    ),
    "a victim joins with torn clothes": (
        (VICTIM, ItemKind.GOODS, False), ORDINARY, Route.CRIMINAL, "AVW-VOEG", True,
    ),
    "an employer joins with its own broken screen": (
        (EMPLOYER, ItemKind.EMPLOYER_GOODS, False), ORDINARY, Route.CRIMINAL, "AVW-VOEG", True,
    ),
    "an employer may not join for wages paid on": (
        (EMPLOYER, ItemKind.WAGE_LOSS, False), ORDINARY, Route.CIVIL, "AVW-VOEG", True,
    ),
    "wages stay civil, insured or not": (
        (EMPLOYER, ItemKind.WAGE_LOSS, True), ORDINARY, Route.CIVIL, "AVW-VOEG", True,
    ),
    "reintegration goes the civil way": (
        (EMPLOYER, ItemKind.REINTEGRATION, False), KNOWN, Route.CIVIL, "AVW-VOEG", True,
    ),
    "other damage of an employer is not direct": (
        (EMPLOYER, ItemKind.LEGAL_HELP, False), ORDINARY, Route.CIVIL, "proposal", False,
    ),
    "what is insured goes to the insurer first": (
        (VICTIM, ItemKind.GOODS, True), ORDINARY, Route.INSURER, "proposal", False,
    ),
    "the own risk is what the insurer leaves": (
        (VICTIM, ItemKind.OWN_RISK, True), ORDINARY, Route.CRIMINAL, "AVW-VOEG", True,
    ),
    "an insurer recovers by itself": (
        (INSURER, ItemKind.GOODS, False), ORDINARY, Route.CIVIL, "proposal", False,
    ),
    "serious violence by somebody unknown: the state fund": (
        (VICTIM, ItemKind.MEDICAL, False), VIOLENCE, Route.STATE_FUND, "proposal", False,
    ),
    "the state fund is not for goods": (
        (VICTIM, ItemKind.GOODS, False), VIOLENCE, Route.CRIMINAL, "AVW-VOEG", True,
    ),
    "the state fund is for natural persons": (
        (EMPLOYER, ItemKind.EMPLOYER_GOODS, False), VIOLENCE, Route.CRIMINAL, "AVW-VOEG", True,
    ),
    "with a known suspect a seriously hurt victim joins": (
        (VICTIM, ItemKind.MEDICAL, False), KNOWN, Route.CRIMINAL, "AVW-VOEG", True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_proposed_route_with_its_source_and_mark(case):
    (claimant, kind, insured), around, route, source, verified = case

    found = rules.propose(Loss(claimant=claimant, kind=kind, is_insured=insured), around)

    assert (found.route, found.source, found.verified) == (route, source, verified)


def test_every_reason_has_words_for_people():
    reasons = {
        rules.propose(Loss(claimant=claimant, kind=kind, is_insured=insured), around).reason
        for claimant in Claimant
        for kind in rules.KINDS_OF[claimant]
        for insured in (True, False)
        for around in (VIOLENCE, KNOWN, ORDINARY)
    }

    assert reasons == set(labels.REASON)


def test_every_code_has_words_for_people():
    assert set(labels.CLAIMANT) == set(Claimant)
    assert set(labels.KIND) == set(ItemKind)
    assert set(labels.ROUTE) == set(Route)
    assert set(labels.PROOF) == set(rules.Proof)
    assert set(labels.WAY) == set(rules.Way)
    assert set(labels.ENTRY) == set(rules.EntryKind)


def test_nobody_claims_pain_for_a_building_and_every_kind_is_somebodys():
    assert not rules.fits(EMPLOYER, ItemKind.PAIN)
    assert {kind for kinds in rules.KINDS_OF.values() for kind in kinds} == set(ItemKind)


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("", False),
        ("1234567890123", False),
        ("1234 5678 9012", False),
        ("12345", True),
        ("12-34-56-78", True),
        ("*ABC123*", True),
    ],
)
def test_a_strange_barcode_gives_a_doubt_and_an_empty_one_none(text, doubted):
    assert rules.doubts_barcode(text) is doubted
