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
    "permission_missing": "this person may not do that",
    "draft_exists": "there is a draft already; finish or throw it away on the pages",
    "no_protocol": "this organisation has no protocol yet",
    "protocol_too_long": "this file is too large: at most {most} thousand characters",
    "protocol_no_text": "there is no protocol in this file",
    "not_found": "this does not exist here",
    "account_without_role": "this account has no valid role in any organisation",
    "nobody_confirms": "nobody can confirm roles yet; make a coordinator or privacy officer first",
    "file_empty": "the file is empty",
    "file_large": "the file is larger than {most} MB",
    "file_not_text": "the file is no CSV file",
    "quotes_open": "a quotation mark is missing somewhere",
    "column_unknown": "unknown columns: {names}",
    "column_twice": "the column {name} is there twice",
    "column_missing": "the column {name} is missing; the first line is the header",
    "rows_none": "there is nothing below the header",
    "rows_many": "more than {most} rows",
    "import_changed": "something changed in the meantime; nothing was stored, try again",
    "already_founded": "somebody else founded the organisation first",
    "no_seal": "there is no seal yet; see: flask vpt seal --help",
    "seal_expired": "the certificate expired on {on}; ask its issuer for a new one",
    "seal_not_yet": "the certificate is valid only from {on}",
    "seal_usage": "the certificate is not for signatures (digitalSignature or nonRepudiation)",
    "seal_key_weak": "the key is too weak: RSA of 2048 bits or more, or EC of 256 bits or more",
    "seal_nameless": "the certificate carries no name",
    "seal_chain_missing": "the certificate of the issuer is missing; give it with --chain FILE",
    "seal_file_closed": "this is no PKCS#12 file, or the passphrase is wrong",
    "seal_file_empty": "the file holds no key with a certificate",
    "seal_key_differs": "this key does not belong to this certificate",
    "certificate_unreadable": "the file with certificates is no PEM file",
    "token_module": "the library of the token is not there",
    "token_unreachable": "the token is not reachable; is it plugged in, and its label right?",
    "token_pin": "the token refuses the pin; it is not tried again, so that it does not lock",
    "token_key": "there is no single key with this label on the token",
    "token_certificate": "there is no single certificate with this label on the token",
    "tsa_silent": "the timestamp server does not answer; look at VPT_TSA_URL",
    "tsa_wrong": "the timestamp server answers with something that is no timestamp",
    "tsa_sign_in": "the timestamp server refuses VPT_TSA_USER or its password",
    "tsa_untrusted": "VPT_TSA_CA does not vouch for the timestamp server",
    "seal_unproven": "the certificates cannot be proven; is VPT_TSA_CA complete?",
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
