"""The worklist in groups and counts, as the first page and the worklist show it."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from vpt.cases import labels
from vpt.cases import worklist as work
from vpt.cases.rules import Lateness
from vpt.cases.worklist import Worklist, WorkRow
from vpt.web.cases import words
from vpt.web.i18n import translated as _


def grouped(rows: Iterable[WorkRow]) -> list[tuple[Lateness, list[WorkRow]]]:
    """Return the steps by late, today, this week and later; groups without steps are left out."""
    listed = list(rows)
    groups = [(group, [row for row in listed if row.group is group]) for group in Lateness]
    return [(group, members) for group, members in groups if members]


def counts(page: Worklist, **asked: Any) -> list[dict[str, object]]:
    """Return how many steps each group has, each leading to that group."""
    return [
        {
            "value": work.count_label(page.counts[group]),
            "label": _(labels.LATENESS[group]),
            "kind": words.GROUP_KINDS[group] if page.counts[group] else "neutral",
            "url": url_for("cases.worklist", **asked | {"wanneer": str(group)}),
        }
        for group in Lateness
    ]
