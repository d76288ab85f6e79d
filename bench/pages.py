"""Lists, search and the page of a case: statements, and time with many cases against few."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.budget import MILLI, Row, failed, interleaved, not_there
from bench.installation import RARE, Installation
from tests.builders import Person

TIMES = 15
MOST_RATIO = 1.3
LIST_STATEMENTS = 12
CASE_STATEMENTS = 15
Who = Callable[[Installation], Person]
Where = Callable[[Installation], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One page looked at by one person, and what it may cost."""

    what: str
    endpoint: str
    who: Who
    where: Where
    statements: int = LIST_STATEMENTS


def _search(**asked: str) -> Where:
    return lambda _: f"/dossiers?{urlencode(asked)}"


def _plain(path: str) -> Where:
    return lambda _: path


def _coordinator(at: Installation) -> Person:
    return at.coordinator


def _manager(at: Installation) -> Person:
    return at.manager


def _small_manager(at: Installation) -> Person:
    return at.small_manager


VISITS = (
    Visit(what="list, coordinator", endpoint="cases.index", who=_coordinator,
          where=_plain("/dossiers")),
    Visit(what="list, manager of an eighth", endpoint="cases.index", who=_manager,
          where=_plain("/dossiers")),
    Visit(what="list, manager of 20 cases", endpoint="cases.index", who=_small_manager,
          where=_plain("/dossiers")),
    Visit(what="worklist, coordinator", endpoint="cases.worklist", who=_coordinator,
          where=_plain("/werkvoorraad")),
    Visit(what="worklist, manager of an eighth", endpoint="cases.worklist", who=_manager,
          where=_plain("/werkvoorraad")),
    Visit(what="worklist, manager of 20 cases", endpoint="cases.worklist", who=_small_manager,
          where=_plain("/werkvoorraad")),
    Visit(what="search a reference", endpoint="cases.index", who=_coordinator,
          where=_search(zoek="BNCH-2000-000017")),
    Visit(what="search a place with 20 cases", endpoint="cases.index", who=_coordinator,
          where=_search(zoek=RARE)),
    Visit(what="search late cases", endpoint="cases.index", who=_coordinator,
          where=_search(stand="late")),
    Visit(what="search a kind", endpoint="cases.index", who=_coordinator,
          where=_search(soort="THREAT")),
    Visit(what="search what is nowhere", endpoint="cases.index", who=_coordinator,
          where=_search(zoek="Nergens")),
    Visit(what="own reports", endpoint="reports.index", who=lambda at: at.reporter,
          where=_plain("/mijn-meldingen")),
    Visit(what="case page", endpoint="cases.show", who=_coordinator,
          where=lambda at: f"/dossiers/{at.newest_case()}", statements=CASE_STATEMENTS),
    Visit(what="dashboard", endpoint="figures.index", who=_coordinator, where=_plain("/cijfers")),
)  # fmt: skip


def measure(sites: Sequence[Installation], times: int = TIMES) -> Iterator[Row]:
    """Yield a row per page, the largest installation against the smallest."""
    few, many = sites[0], sites[-1]
    for visit in VISITS:
        must = f"<= {MOST_RATIO} x, <= {visit.statements} statements"
        what = f"{visit.what}: {many.size} against {few.size}"
        if few.has(visit.endpoint):
            yield _visited(visit, (what, must), (few, many), times)
        else:
            yield not_there(what, must)


def _visited(
    visit: Visit, told: tuple[str, str], sites: tuple[Installation, Installation], times: int
) -> Row:
    acts, statements = [], []
    for site in sites:
        act = _act(site, visit)
        with site.counting() as seen:
            status = act()
        if status != 200:
            return failed(*told, f"answered {status} with {site.size} cases")
        acts.append(act)
        statements.append(len(seen))
    few, many = interleaved(acts, times)
    ratio = many / few
    times_taken = f"{ratio:.2f} x ({many * MILLI:.0f} ms / {few * MILLI:.0f} ms)"
    counted = "/".join(str(one) for one in dict.fromkeys(statements))
    return Row(
        what=told[0],
        must=told[1],
        measured=f"{times_taken}, {counted} statements",
        ok=ratio <= MOST_RATIO and max(statements) <= visit.statements,
    )


def _act(site: Installation, visit: Visit) -> Callable[[], int]:
    browser, path = site.browser(visit.who(site)), visit.where(site)
    browser.get(path)  # parsed templates and the protocol are kept from the first visit on

    def act() -> int:
        return browser.get(path).status_code

    return act
