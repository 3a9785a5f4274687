"""``ruangaman bench``: measure against the budgets, and say by how much one is missed."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.measures import CannotMeasure, Measure, Skipped
from bench.rows import ROWS, RUNS
from bench.rows.ballots import COUNTRY, closing


def main(arguments: list[str]) -> int:
    """Run rows and print them; 0 if every budget is met, 1 if one is missed."""
    options = parser().parse_args(arguments)
    measured: list[Measure] = []
    skipped: list[Skipped] = []
    rows = ROWS
    if options.closing:
        rows = {"closing": partial(closing, count=options.closing)}
    for name in options.rows or rows:
        sys.stderr.write(f"measuring {name} …\n")
        try:
            with tempfile.TemporaryDirectory() as folder:
                Path(folder).chmod(0o755)
                measured += rows[name](Path(folder), 1 if options.quick else RUNS)
        except CannotMeasure as fault:
            skipped.append(Skipped(name, str(fault)))
    sys.stdout.write(as_json(measured, skipped) if options.json else as_table(measured, skipped))
    return 1 if any(measure.met is False for measure in measured) else 0


def parser() -> argparse.ArgumentParser:
    """Return the arguments."""
    made = argparse.ArgumentParser("ruangaman bench", description=__doc__)
    made.add_argument("--json", action="store_true", help="print one JSON object")
    made.add_argument("--quick", action="store_true", help="one run of each row")
    only = made.add_mutually_exclusive_group()
    only.add_argument("--rows", nargs="+", choices=sorted(ROWS), help="only these rows")
    only.add_argument(
        "--closing",
        type=int,
        nargs="?",
        const=COUNTRY,
        metavar="COUNT",
        help=f"only the closing of a survey of COUNT answers ({COUNTRY:,}), on PostgreSQL",
    )
    return made


def as_json(measured: list[Measure], skipped: list[Skipped]) -> str:
    """Return everything as JSON."""
    body = {
        "measures": [measure.to_json() for measure in measured],
        "skipped": [{"row": one.row, "reason": one.reason} for one in skipped],
    }
    return json.dumps(body, indent=1) + "\n"


def as_table(measured: list[Measure], skipped: list[Skipped]) -> str:
    """Return a line for each measure; calibration: the time of a fixed work done beside it."""
    lines = [_line(measure) for measure in measured]
    lines += [f"{one.row}: not measured, {one.reason}" for one in skipped]
    return "\n".join(lines) + "\n"


def _line(measure: Measure) -> str:
    beside = measure.to_json()["calibration_ms"]["median"]
    verdict = "" if measure.met is None else "met" if measure.met else "MISSED"
    if measure.met is False:
        verdict += f" by {measure.missed_by:.0%}"
    return (
        f"{measure.what:<60} {measure.value:>9.1f} {measure.unit:<9}"
        f"{_budget(measure)}{verdict}"
        f" (calibration {beside} ms)"
    )


def _budget(measure: Measure) -> str:
    if measure.budget is None:
        return " (no budget)"
    return f" {measure.to_json()['budget_is']} {measure.budget:g}: "


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
