"""The letter that asks whoever keeps evidence to save it."""

from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.letter import LAYOUT_VERSION, LetterView, render

KIND = Kind(
    key="preservation_request",
    title="Verzoek om bewijs te bewaren",
    layout_version=LAYOUT_VERSION,
    profiles=("holder",),
    view=LetterView,
    render=render,
    examples="example_preservation",
)
