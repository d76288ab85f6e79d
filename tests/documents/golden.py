"""Writes down what a screen reader gets of each paper: `python -m tests.documents.golden`.

Read the difference before it is committed: it is the order in which somebody hears the paper.
"""

import sys
from pathlib import Path

from tests.documents.drawn import rich
from tests.documents.reading import structure_of
from vpt.documents.kinds.registry import KINDS

FOLDER = Path(__file__).with_name("golden")
PAPERS = (
    ("incident_report", "reporter"),
    ("case_file", "prosecution"),
    ("prosecution_dossier", "prosecution"),
    ("identity_sheet", "prosecution"),
    ("police_report_preparation", "police"),
    ("vpt_cover_sheet", "police"),
    ("damage_statement", "internal"),
    ("pattern_dossier", "prosecution"),
    ("ban_letter", "accused"),
    ("labour_inspectorate_notice", "inspectorate"),
    ("aftercare_overview", "victim"),
    ("statutory_log", "board"),
    ("paper_form", "reporter"),
    ("qr_stickers", "internal"),
    ("qr_poster", "internal"),
)
"""Kind and profile of the papers whose reading order is kept."""


def file_of(kind: str, profile: str) -> Path:
    """Return where the reading order of a paper is kept."""
    return FOLDER / f"{kind}-{profile}.txt"


def main() -> None:
    """Write every file anew; those of papers no longer named go."""
    FOLDER.mkdir(exist_ok=True)
    papers = [one for one in PAPERS if one[0] in KINDS]
    for kind, profile in papers:
        text = structure_of(rich(kind, profile))
        file_of(kind, profile).write_text(text, encoding="utf-8")
    for file in set(FOLDER.glob("*.txt")) - {file_of(*one) for one in papers}:
        file.unlink()
    sys.stdout.write(f"{len(papers)} papers\n")


if __name__ == "__main__":
    main()
