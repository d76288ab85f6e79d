"""What several of these pages need: the units to choose from, and what a role leads to."""

from datetime import datetime
from uuid import UUID

from flask import current_app

from vpt.accounts import queries
from vpt.accounts.models import Unit
from vpt.accounts.roles import Grant
from vpt.accounts.rules import CONFIRMERS, OrganisationKind, Post
from vpt.core.actor import Role
from vpt.core.errors import RuleBroken
from vpt.core.settings import Settings
from vpt.notifications import outbox
from vpt.web.people import forms, telling
from vpt.web.people.telling import Around
from vpt.web.session import current_actor


def units() -> list[Unit]:
    """Return the units that can be chosen, in tree order."""
    return queries.list_units(current_actor())


def offered() -> list[Role]:
    """Return the roles that can be given here."""
    kind = queries.get_organisation(current_actor()).kind
    return forms.roles_to_give(is_region=kind == OrganisationKind.REGIONAL)


def has_mail() -> bool:
    """Return whether mail can leave at all."""
    settings: Settings = current_app.extensions["vpt_settings"]
    return bool(outbox.channel(settings))


def ensure_placed(grant: Grant, field: str = "unit_id") -> None:
    """Refuse a manager of nothing: the role would open nothing and say that it does."""
    if grant.role is Role.MANAGER and grant.unit_id is None:
        raise RuleBroken("unit_needed", field=field)


def consequences(grant: Grant, user_id: UUID | None, *, now: datetime) -> list[str]:
    """Return in words what giving this to somebody does; None is somebody new."""
    actor = current_actor()
    able = {one.id for one in queries.list_with_role(actor.organisation_id, CONFIRMERS, now=now)}
    unit = next((one for one in units() if one.id == grant.unit_id), None)
    around = Around(
        is_first_set_up=queries.get_organisation(actor).set_up_at is None,
        confirmers=len(able - {actor.id, user_id}),
        is_known=user_id is not None,
        unit_name=unit.name if unit is not None else "",
        present_holder=_holder(unit, grant.post) if unit is not None else "",
    )
    return telling.consequences(grant, around)


def _holder(unit: Unit, post: Post) -> str:
    held = {Post.MANAGER: unit.manager_id, Post.DEPUTY: unit.deputy_id}.get(post)
    return queries.names([held]).get(held, "") if held is not None else ""
