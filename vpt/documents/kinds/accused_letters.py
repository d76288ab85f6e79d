"""The letters to a perpetrator; the room of measures fills them from its templates."""

from collections.abc import Mapping

from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.letter import LAYOUT_VERSION, LetterView, render

TITLES: Mapping[str, str] = {
    "conduct_talk_invitation": "Uitnodiging voor een gesprek",
    "warning_letter": "Waarschuwing",
    "restriction_letter": "Beperking van contact of dienstverlening",
    "ban_letter": "Gebouwontzegging",
    "review_letter": "Opnieuw bekeken: uw maatregel",
    "lifting_letter": "Uw maatregel is voorbij",
}
PROFILES = ("accused",)

KINDS = tuple(
    Kind(
        key=key,
        title=title,
        layout_version=LAYOUT_VERSION,
        profiles=PROFILES,
        view=LetterView,
        render=render,
        examples="example_accused_letters",
        example_name=key,
    )
    for key, title in TITLES.items()
)
