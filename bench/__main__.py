"""Prints the budgets of this project as ratios within one run: `python -m bench --help`."""

import argparse
import sys

from bench.budget import table
from bench.suite import DATABASE, FILE_MB, PARTS, SIZES, Effort, run

LARGE_MB = 500


def main() -> None:
    """Measure and print; a budget that is exceeded says OVER and changes no exit code."""
    asked = _arguments()
    rows = run(
        sizes=asked.sizes,
        database=asked.database,
        only=asked.only,
        effort=Effort(file_mb=LARGE_MB if asked.large else FILE_MB),
        say=lambda text: print(f"… {text}", file=sys.stderr, flush=True),
    )
    print(table(rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="cases: 1000,100000")
    parser.add_argument(
        "--database", default=DATABASE, metavar="URL",
        help="a PostgreSQL server to make databases on, or the word postgresql to start one "
        "in a temporary folder; SQLite when not given",
    )  # fmt: skip
    parser.add_argument("--only", type=_names, default=(), help=f"parts: {','.join(PARTS)}")
    parser.add_argument("--large", action="store_true", help=f"evidence of {LARGE_MB} MB")
    return parser.parse_args()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(one) for one in text.split(",")))


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := set(names) - PARTS.keys():
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return names


if __name__ == "__main__":
    main()
