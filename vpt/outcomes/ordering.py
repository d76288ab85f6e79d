"""Turns an order of mayor or court into a measure of the case, as far as it can be one."""

from uuid import UUID

from vpt.cases.working import Piece
from vpt.core.errors import DomainError, RuleBroken
from vpt.measures import ladder, serving
from vpt.measures.models import Measure
from vpt.measures.rules import Issuer
from vpt.measures.serving import External
from vpt.outcomes.rules import AREA_BAN, Order
from vpt.protocol.definition import Scope


def impose(piece: Piece, order: Order) -> Measure | None:
    """Record an order among the measures.

    The coordinator hears what is missing; from a partner, who cannot know our people and places,
    None is returned and the coordinator completes it. Raises what `serving.add_external` raises
    and RuleBroken("perpetrator_unknown").
    """
    if not piece.turn.is_system:
        return serving.add_external(piece.turn, _external(piece, order))
    try:
        return serving.add_external(piece.turn, _external(piece, order))
    except DomainError:
        return None


def told(order: Order, measure: Measure | None) -> dict[str, str]:
    """Return an order as it is stored, sealed, with the outcome; `measure` is empty until made."""
    days = {"starts_on": order.starts_on, "ends_on": order.ends_on}
    return {
        "level": order.level,
        "area": order.area.strip(),
        "number": order.number.strip(),
        "measure": str(measure.id) if measure else "",
        **{name: on.isoformat() for name, on in days.items() if on},
    }


def _external(piece: Piece, order: Order) -> External:
    rung = ladder.rung(order.level)
    by_mayor = order.level == AREA_BAN or bool(rung and Issuer.MAYOR.value in rung.issuers)
    places = order.location_ids or _where_it_happened(piece)
    return External(
        involved_id=order.involved_id or _whom(piece),
        level=order.level,
        issuer=Issuer.MAYOR if by_mayor else Issuer.COURT,
        number=order.number,
        starts_on=order.starts_on,
        ends_on=order.ends_on,
        area=order.area,
        instruction=order.instruction,
        call=order.call,
        everywhere=order.everywhere,
        location_ids=frozenset() if order.everywhere else places,
    )


def _whom(piece: Piece) -> UUID:
    """Return the suspect a step is about, else the only known perpetrator.

    Raises RuleBroken("perpetrator_unknown").
    """
    people = [one for one in piece.turn.running.involved if one.role == Scope.PERPETRATOR]
    about = [one for one in people if one.id == piece.subject_id]
    known = about or [one for one in people if one.is_known]
    if len(known) != 1:
        raise RuleBroken("perpetrator_unknown", field="person")
    return known[0].id


def _where_it_happened(piece: Piece) -> frozenset[UUID]:
    place = piece.turn.incident.location_id
    return frozenset({place}) if place and piece.turn.is_system else frozenset()
