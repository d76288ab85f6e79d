"""Everything that can be asked about cases, by one name; each starts from what is in reach."""

from vpt.cases.assigning import list_candidates
from vpt.cases.listing import case_list
from vpt.cases.own import next_steps_for_reporter, own_case, own_cases
from vpt.cases.page import case_page
from vpt.cases.reach import get, get_own, visible
from vpt.cases.worklist import worklist

__all__ = [
    "case_list",
    "case_page",
    "get",
    "get_own",
    "list_candidates",
    "next_steps_for_reporter",
    "own_case",
    "own_cases",
    "visible",
    "worklist",
]
