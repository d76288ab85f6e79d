"""The one blueprint that the modules of this page set put their views on."""

from flask import Blueprint, Response

bp = Blueprint("portal", __name__)


@bp.after_request
def keep_away(response: Response) -> Response:
    """Keep what was shared out of search engines, whoever finds an address."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
