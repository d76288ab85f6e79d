"""May this actor do this? One question, one answer, no side effects."""

from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed


def ensure(actor: Actor, permission: Permission) -> None:
    """Refuse an actor whose roles do not grant the permission."""
    if not actor.may(permission):
        raise NotAllowed("permission_missing", permission=str(permission))
