import ast
from pathlib import Path

from vpt.protocol.definition import Need
from vpt.web.sentences import SENTENCES

REFUSALS = {"NotVisible", "NotAllowed", "RuleBroken", "StaleData", "TooMany", "Unavailable"}
AT_SET_UP = {"no_keyset", "seal_not_yet", "seal_usage", "seal_key_weak", "seal_nameless",
             "seal_chain_missing", "seal_file_closed", "seal_file_empty",
             "certificate_unreadable", "installation_differs", "not_empty"}  # fmt: skip
"""Refused on the command line only, when an organisation or demo is founded or gets a seal."""


def named(call, constants):
    """Return the code of a refusal, whether it stands there or in a constant of the module."""
    code = call.args[0] if call.args else None
    if isinstance(code, ast.Constant):
        return code.value
    return constants.get(code.id) if isinstance(code, ast.Name) else None


def codes():
    for path in Path("vpt").rglob("*.py"):
        tree = ast.parse(path.read_text())
        constants = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if is_call and node.func.id in REFUSALS and (code := named(node, constants)):
                yield str(path), code


def test_every_refusal_has_a_dutch_sentence():
    found = set(codes())

    assert len(found) > 60
    assert {
        (path, code) for path, code in found if code not in SENTENCES.keys() | AT_SET_UP
    } == set()


def test_everything_an_outcome_may_ask_for_has_a_sentence():
    assert {f"{need}_required" for need in Need} <= set(SENTENCES)
