import gzip
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "vpt" / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FIRST_VISIT = ["kit.css", "app.css", "app.js", "icons.svg", "favicon.svg"]


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def test_the_served_style_sheet_is_built_from_the_vendored_files():
    finished = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "kit_css.py"), "--check"], check=False
    )

    assert finished.returncode == 0, "run: python .ci/kit_css.py"


def test_every_vendored_folder_carries_its_licence_and_a_version():
    listed = (STATIC / "vendor" / "README.md").read_text(encoding="utf-8")

    for sheet in (STATIC / "vendor").glob("*/*.css"):
        assert (sheet.parent / "LICENSE.md").exists()
        package = "voorbeeld-design-tokens" if sheet.stem == "theme" else sheet.stem
        assert re.search(rf"/{package}(-css)? \| \d", listed), sheet


def test_styles_stay_within_thirty_kilobytes_and_a_first_visit_leaves_room_for_the_page():
    styles = packed(STATIC / "kit.css") + packed(STATIC / "app.css")
    fonts = sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2"))

    assert styles <= 30_000
    assert sum(packed(STATIC / name) for name in FIRST_VISIT) + fonts <= 110_000


def test_nothing_in_the_served_styles_needs_more_than_the_security_policy_allows():
    text = (STATIC / "kit.css").read_text() + (STATIC / "app.css").read_text()

    assert not re.search(r"url\(\s*[\"']?(data:|https?:|//)|@import", text)


def test_every_icon_a_template_names_is_drawn():
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (STATIC / "icons.svg").read_text()))
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r'\bicon(?:_name)?(?:=|\()"([a-z]+)"', path.read_text())
    }

    assert named
    assert named <= drawn
