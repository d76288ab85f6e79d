"""Dutch words for the codes of the post register."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.post.rules import Returned, Sender, State

SENDER: Mapping[str, str] = {
    Sender.PROSECUTION: mark("Openbaar Ministerie"),
    Sender.COURT: mark("Rechtbank"),
    Sender.POLICE: mark("Politie"),
    Sender.CJIB: mark("CJIB"),
    Sender.VICTIM_SUPPORT: mark("Slachtofferhulp Nederland"),
    Sender.LAWYER: mark("Advocaat"),
    Sender.OTHER: mark("Een andere afzender"),
}
RETURNED: Mapping[str, str] = {
    Returned.GONE: mark("Deze collega werkt hier niet meer"),
    Returned.REFUSED: mark("De collega wil de brief niet aannemen"),
    Returned.NOT_COLLECTED: mark("De brief is niet opgehaald"),
    Returned.WRONG_ADDRESS: mark("De brief is verkeerd bezorgd"),
}
STATE: Mapping[State, str] = {
    State.ALERTED: mark("Bericht gestuurd"),
    State.SEEN: mark("Bekeken, nog niet opgehaald"),
    State.HANDED_OVER: mark("Afgegeven"),
    State.CONFIRMED: mark("Ontvangst bevestigd"),
    State.RETURNED: mark("Teruggestuurd"),
}
STATE_KIND: Mapping[State, str] = {
    State.ALERTED: "warning",
    State.SEEN: "warning",
    State.HANDED_OVER: "info",
    State.CONFIRMED: "ok",
    State.RETURNED: "neutral",
}
"""Which badge shows a state."""
