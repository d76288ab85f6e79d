"""Who may enter a page. Every view carries exactly one guard; a test walks the URL map."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed
from vpt.web import session

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]
T = TypeVar("T")


def requires(
    *permissions: Permission, stranger: Callable[[], ResponseReturnValue] | None = None
) -> Callable[[View[P]], View[P]]:
    """Let in whoever holds at least one of the permissions; others get 403, strangers sign in.

    `stranger` answers somebody who is not signed in instead: for a form whose session ended.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return stranger() if stranger else session.ask_to_sign_in(request)
            actor = session.current_actor()
            if not any(actor.may(permission) for permission in permissions):
                raise NotAllowed("page_not_for_role")
            return view(*args, **kwargs)

        guarded.guard = tuple(str(p) for p in permissions)  # type: ignore[attr-defined]  # read by the URL-map test
        return guarded

    return decorate


def signed_in(view: View[P]) -> View[P]:
    """Let in anybody who is signed in, whatever their role."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            return session.ask_to_sign_in(request)
        return view(*args, **kwargs)

    guarded.guard = ("signed in",)  # type: ignore[attr-defined]  # read by the URL-map test
    return guarded


def open_page(why: str) -> Callable[[View[P]], View[P]]:
    """Let in everybody; the reason is part of the guard."""

    def decorate(view: View[P]) -> View[P]:
        view.guard = ("open", why)  # type: ignore[attr-defined]  # read by the URL-map test
        return view

    return decorate
