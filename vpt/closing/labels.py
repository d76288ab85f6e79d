"""Dutch words for the codes of closing and learning."""

from collections.abc import Mapping

from vpt.closing.rules import LessonKind
from vpt.core.language import mark

LESSON: Mapping[LessonKind, str] = {
    LessonKind.LAYOUT: mark("Inrichting van de plek"),
    LessonKind.PROCEDURE: mark("Werkwijze"),
    LessonKind.STAFFING: mark("Bezetting"),
    LessonKind.TRAINING: mark("Training"),
    LessonKind.COMMUNICATION: mark("Communicatie"),
    LessonKind.OTHER: mark("Iets anders"),
}
SCORE: Mapping[int, str] = {
    1: mark("1 – helemaal niet"),
    2: mark("2 – nauwelijks"),
    3: mark("3 – redelijk"),
    4: mark("4 – goed"),
    5: mark("5 – heel goed"),
}
