"""The Dutch sentences for refusals during the first set-up and the import of lists."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

SETUP: Mapping[str, str] = {
    "already_founded": _(
        "Iemand anders heeft de organisatie net gemaakt. Vraag die persoon om een uitnodiging."
    ),
}
