import re
from pathlib import Path

import pytest

from vpt.app import create_app
from vpt.core.settings import Settings

TEMPLATES = Path("templates")
PAGES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
KIT = re.compile(r'class="[^"]*\b(utrecht|denhaag)-')


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'none.sqlite3'}",
        secret_key="only for tests",
        keys_folder=folder,
        storage_folder=folder,
        queue_url=f"sqlite:///{folder / 'queue.sqlite3'}",
        testing=True,
    )
    return create_app(settings).jinja_env


@pytest.mark.parametrize("name", PAGES)
def test_every_template_compiles(environment, name):
    assert environment.get_template(name).name == name


@pytest.mark.parametrize("name", PAGES)
def test_no_template_carries_inline_style_or_script(name):
    text = (TEMPLATES / name).read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize("name", [p for p in PAGES if not p.startswith(("_macros/", "_shells/"))])
def test_class_names_of_the_kit_live_in_macros_and_shells_only(name):
    assert not KIT.search((TEMPLATES / name).read_text())


@pytest.mark.parametrize("name", PAGES)
def test_every_macro_a_template_imports_is_used(name):
    text = (TEMPLATES / name).read_text()

    for names in re.findall(r'{%-? from "[^"]+" import ([^%]+?)(?: with context)? -?%}', text):
        for imported in (part.split(" as ")[-1].strip() for part in names.split(",")):
            assert len(re.findall(rf"\b{imported}\b", text)) > 1, imported
    for alias in re.findall(r'{%-? import "[^"]+" as (\w+)', text):
        assert f"{alias}." in text.replace(f'as {alias}"', ""), alias
