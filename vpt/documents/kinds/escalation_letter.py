"""The letter to the contact officer when a report is refused or its VPT code is missing."""

from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.letter import LAYOUT_VERSION, LetterView, render

KIND = Kind(
    key="escalation_letter",
    title="Brief aan de contactpersoon",
    layout_version=LAYOUT_VERSION,
    profiles=("police",),
    view=LetterView,
    render=render,
    examples="example_police_report",
    example_name="escalation",
)
