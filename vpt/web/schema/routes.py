"""/schema: the JSON Schema of the data inside a dossier, as published with the documentation."""

from flask import Blueprint, Response

from vpt.documents import dossier_json
from vpt.web.guards import open_page

bp = Blueprint("schema", __name__)
MEDIA_TYPE = "application/schema+json"


@bp.get(dossier_json.SCHEMA_PATH)
@open_page("whoever gets a dossier must be able to read the data in it; a schema holds no data")
def dossier() -> Response:
    """Return the schema of `dossier.json`."""
    return Response(dossier_json.schema(), mimetype=MEDIA_TYPE)
