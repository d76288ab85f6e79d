"""Security headers on every response."""

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), interest-cohort=()",
}
SEALED_OFF = "default-src 'none'; sandbox"
ONE_YEAR = 31_536_000
BAD_REQUEST = 400


def init_app(app: Flask) -> None:
    """Add the headers after every request."""
    app.after_request(_add)


def as_file(response: Response, name: str = "", disposition: str = "attachment") -> Response:
    """Return a response as a file with which a browser can do nothing but save or show it.

    `name` is ASCII and never holds somebody's name; without one the browser makes its own.
    """
    named = f'; filename="{name}"' if name else ""
    response.headers["Content-Disposition"] = f"{disposition}{named}"
    response.headers["Content-Security-Policy"] = SEALED_OFF
    return response


def _add(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code < BAD_REQUEST:
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}"
    return response
