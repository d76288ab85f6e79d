import re
from pathlib import Path

README = Path("README.md").read_text()
SETTING = re.compile(r"\bVPT_[A-Z_]+\b")


def test_every_setting_is_documented_and_nothing_else_is():
    read = set(SETTING.findall(Path("config.py").read_text()))
    documented = set(re.findall(r"^\| `(VPT_[A-Z_]+)` \|", README, re.MULTILINE))

    assert documented == read


def test_every_link_and_picture_of_the_documents_exists():
    broken = [
        f"{page}: {target}"
        for page in [Path("README.md"), *Path("docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_no_document_or_source_speaks_of_a_machine_or_a_registry():
    machine = re.compile(
        r"(?<![\w/.])/(?:work|root|home/\w+)/|python[h]osted|registry\.npmjs|pypi\.org"
    )
    texts = [*Path("docs").rglob("*.md"), Path("README.md"), *Path("vpt").rglob("*.py")]
    texts += [Path("requirements.txt"), Path("tests/requirements.txt"), Path("Makefile")]

    assert [str(path) for path in texts if machine.search(path.read_text())] == []
