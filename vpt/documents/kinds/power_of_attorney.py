"""The paper that lets somebody file a police report for the employer."""

from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.letter import LAYOUT_VERSION, LetterView, render

KIND = Kind(
    key="power_of_attorney",
    title="Volmacht",
    layout_version=LAYOUT_VERSION,
    profiles=("police",),
    view=LetterView,
    render=render,
    examples="example_police_report",
    example_name="authority",
)
