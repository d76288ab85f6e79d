import ast
from pathlib import Path

import pytest

SOURCES = sorted(Path("vpt").rglob("*.py"))
TEMPLATES = sorted(Path("templates").rglob("*.html"))


def functions(path):
    return [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_there_is_something_to_measure():
    assert len(SOURCES) > 50
    assert len(TEMPLATES) > 10


def test_no_file_outgrows_its_shelf():
    too_long = {str(p): n for p in SOURCES if (n := len(p.read_text().splitlines())) > 300}

    assert too_long == {}


def test_no_function_outgrows_the_screen():
    too_long = {
        f"{path}:{node.name}": size
        for path in SOURCES
        for node in functions(path)
        if (size := node.end_lineno - node.lineno + 1) > 40
    }

    assert too_long == {}


def test_no_view_does_more_than_it_should():
    too_long = {
        f"{path}:{node.name}": size
        for path in Path("vpt/web").rglob("*routes*.py")
        for node in functions(path)
        if (size := node.end_lineno - node.lineno + 1) > 25
    }

    assert too_long == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_template_outgrows_the_screen(path):
    assert len(path.read_text().splitlines()) <= 150
