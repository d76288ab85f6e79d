import re

import bench
from bench.budget import Row, interleaved, percentile, table
from bench.suite import Effort

QUICK = Effort(times=1, seconds=0.3, starts=1, file_mb=3)
TOLD = r"\d x \(\d+ ms / \d+ ms\), \d+(/\d+)? statements"


def by_name(rows):
    return {row.what: row for row in rows}


def test_pages_are_measured_at_both_sizes_and_an_absent_one_is_said():
    rows = by_name(bench.run(sizes=(20, 60), only={"pages", "weight"}, effort=QUICK))

    for name in ("worklist, coordinator", "search a place with 20 cases", "case page"):
        assert re.search(TOLD, rows[f"{name}: 60 against 20"].measured)
    dashboard = rows["dashboard: 60 against 20"]
    assert (dashboard.measured, dashboard.verdict) == ("page not there", "-")
    assert "kit.css" in rows["weight of /melden, first visit"].note
    assert "kit.css" not in rows["weight of /melden, next visit"].note


def test_reports_and_files_go_through_a_real_server():
    rows = by_name(bench.run(sizes=(20,), only={"submit", "evidence"}, effort=QUICK))

    rate = rows["submit: rate against a bare Flask hello"]
    assert re.search(r"% \(\d+/s of \d+/s\)$", rate.measured)
    assert int(rows["submit: statements"].measured) > 10
    assert re.search(r"% \([\d.]+ s / [\d.]+ s\)", rows["download of 3 MB: speed"].measured)
    assert rows["upload of 3 MB: memory above idle"].verdict == "ok"


def test_the_case_file_is_drawn_twice_with_as_many_pages():
    [row] = bench.run(sizes=(), only={"document"}, effort=QUICK)

    assert re.search(r"\(\d pages\)", row.what)
    assert " x (" in row.measured


def test_large_papers_and_packages_say_time_and_memory_at_the_highest():
    rows = bench.run(sizes=(), only={"large"}, effort=QUICK)

    assert [row.what.partition(" (")[0] for row in rows] == [
        "ReportLab's C accelerator",
        "sealed dossier with 200 exhibits",
        "sealed register of 1000 rows",
        "package of 3 MB: memory above idle",
        "package of 3 MB: speed",
    ]
    assert rows[0].verdict == "ok"
    assert all(re.match(r"peak \d+ MiB", row.note) for row in rows[1:4])
    assert rows[3].verdict == "ok"


def test_a_budget_that_is_exceeded_is_plain_to_see():
    rows = [
        Row(what="start", must="<= 1.5 s", measured="1.10 s", ok=True),
        Row(what="memory", must="<= 150 MiB", measured="161 MiB", ok=False, note="after load"),
        Row(what="dashboard", must="<= 3 x", measured="page not there", ok=None),
    ]

    assert table(rows).splitlines() == [
        "what       must        measured",
        "start      <= 1.5 s    1.10 s          ok",
        "memory     <= 150 MiB  161 MiB         OVER",
        "    after load",
        "dashboard  <= 3 x      page not there  -",
    ]


def test_acts_take_turns_and_warming_up_is_not_counted():
    done = []

    seconds = interleaved([lambda: done.append("a"), lambda: done.append("b")], times=2, warm=1)

    assert "".join(done) == "abbaab"
    assert len(seconds) == 2


def test_a_percentile_is_a_value_that_was_seen():
    assert percentile([5.0, 1.0, 2.0, 4.0, 3.0], 0.5) == 3.0
    assert percentile([7.0], 0.95) == 7.0
    assert percentile([], 0.95) == 0.0
