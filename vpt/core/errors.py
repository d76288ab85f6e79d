"""The one tree of refusals every room raises and the edges translate."""


class DomainError(Exception):
    """A refusal with a code; the Dutch sentence for the code lives in `vpt.web.sentences`."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class NotVisible(DomainError):
    """The thing does not exist for this actor (shown as 404)."""


class NotAllowed(DomainError):
    """Visible, but this action is not theirs to take (shown as 403)."""


class RuleBroken(DomainError):
    """The request contradicts a rule of the domain (shown as 409)."""


class StaleData(DomainError):
    """Somebody else changed it first (shown as 409, with what changed)."""


class TooMany(DomainError):
    """Too many tries in too short a time (shown as 429)."""


class Unavailable(DomainError):
    """Something outside this installation does not answer now (shown as 503)."""
