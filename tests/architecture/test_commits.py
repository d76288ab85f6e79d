import ast
from pathlib import Path

SOURCES = sorted(Path("vpt").rglob("*.py"))


def calls(name):
    return {
        str(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == name
    }


def test_only_the_unit_of_work_commits():
    assert calls("commit") == {"vpt/infra/db.py"}


def test_nobody_reads_the_clock_behind_its_back():
    readers = {
        str(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"date", "datetime"}
    }

    assert readers == {"vpt/core/clock.py"}
