"""Turns refusals into one clear line and exit code 1, and links into addresses."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from flask import current_app

from vpt.accounts.links import Link
from vpt.core.errors import DomainError
from vpt.infra import links as signed

P = ParamSpec("P")
T = TypeVar("T")

REASONS = {
    "code_invalid": "the code must be 2 to 6 capitals or digits, such as GTV",
    "code_taken": "another organisation has this code",
    "email_invalid": "this is not a mail address",
    "installation_differs": "this database is a demo; set VPT_INSTANCE to another folder",
    "role_held": "this person has this role already; use `accounts reset` for a new link",
    "not_found": "this does not exist here",
    "account_without_role": "this account has no valid role in any organisation",
    "house_colour_invalid": "the colour must be # with six hexadecimal digits, such as #154273",
    "house_colour_faint": "this colour is too light on white paper: contrast {ratio}, at least 4.5",
    "return_address_long": "the return address must fit on one line of {most} characters",
    "logo_svg": "an SVG cannot be used: save the logo as PNG or JPEG",
    "logo_type": "the logo must be a PNG or JPEG",
    "logo_large": "the logo must be at most {most} MB",
    "logo_pixels": "the logo must have at most {most} million pixels",
    "logo_small": "the logo is too coarse to print: at least {least} pixels",
    "logo_blank": "this picture is all white",
    "logo_broken": "this file is damaged: save the logo again as PNG or JPEG",
}


def clear_refusals(command: Callable[P, T]) -> Callable[P, T]:
    """Let a command end with a sentence instead of a traceback when the domain refuses."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except DomainError as refusal:
            reason = REASONS.get(refusal.code, refusal.code).format_map(refusal.details)
            raise click.ClickException(reason) from refusal

    return guarded


def address_of(link: Link) -> str:
    """Return the address where the holder of a link chooses a password."""
    public_url = current_app.extensions["vpt_settings"].public_url
    return f"{public_url}/wachtwoord/{signed.sign(signed.PASSWORD, link.id)}"
