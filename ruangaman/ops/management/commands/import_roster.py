"""``ruangaman import-roster FILE``."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from ruangaman.core.progress import Bar
from ruangaman.lib.roster.headings import HEADINGS
from ruangaman.lib.roster.model import ADD, SKIP, Choices
from ruangaman.lib.roster.units import plain
from ruangaman.lib.table import Table, TableRefused, read_table
from ruangaman.network.roster_words import (
    roster_fault_text,
    roster_fault_words,
    roster_note_words,
    roster_refused_words,
)
from ruangaman.network.selectors.rosters import Preview, roster_preview
from ruangaman.network.services.rosters import roster_import
from ruangaman.people.faults import Refused


class Command(BaseCommand):
    """Record the people of a list: all of them, or nobody."""

    help = (
        "Record the people of an XLSX or CSV list. Each fault is named by row and column; with"
        " one of them nothing is written. People who are recorded already are named and stay as"
        " they are, but for a later day of training."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, help="XLSX or CSV, whatever its name ends in")
        parser.add_argument("--total", type=int, help="number of people according to a report")
        parser.add_argument("--explain", default="", metavar="TEXT", help="why a total differs")
        parser.add_argument(
            "--unit",
            action="append",
            default=[],
            metavar="NAME=CODE",
            help="the unit that an unknown name means; may be repeated",
        )
        parser.add_argument(
            "--alike",
            choices=[SKIP, ADD],
            help="what to do with lines that may be somebody who is there already",
        )
        parser.add_argument(
            "--trained-on",
            type=dt.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="last day of the training, for lines that do not say it",
        )
        parser.add_argument("--source", default="", help="where the list comes from")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, check, record; faults go to standard error, one line each."""
        with translation.override("en"):
            try:
                table = read_table(options["file"], headings=HEADINGS)
            except OSError as fault:
                raise CommandError(f"{options['file']}: {fault.strerror}") from fault
            except TableRefused as refused:
                self._refuse(refused, options)
            self._import(table, options)

    def _refuse(self, refused: TableRefused, options: dict[str, Any]) -> None:
        words = roster_refused_words(refused.reason, refused.text)
        if options["json"]:
            fault = {"row": 0, "column": "", "code": refused.reason, "message": words}
            self.stdout.write(json.dumps({"rows": 0, "accepted": 0, "faults": [fault]}))
        raise CommandError(f"{options['file']}: {words}") from refused

    def _import(self, table: Table, options: dict[str, Any]) -> None:
        preview = self._preview(table, options)
        if options["json"]:
            self.stdout.write(json.dumps(_report(preview), ensure_ascii=False))
        else:
            self._print(preview)
        self._print_open(preview)
        if preview.roster.faults or preview.unanswered or preview.unexplained:
            raise CommandError(f"{options['file']}: nothing was written.")
        if options["dry_run"] or not preview.changes:
            self._say(options, "Nothing was written.")
            return
        bar = Bar(self.stderr)  # type: ignore[arg-type]
        try:
            done = roster_import(table=table, choices=preview.choices, by=None, progress=bar)
        except Refused as refused:
            raise CommandError(f"{refused} Nothing was written.") from refused
        finally:
            bar.close()
        again = f" {len(done.renewed)} trained again." if done.renewed else ""
        self._say(options, f"{done.recorded} people recorded.{again}")

    def _preview(self, table: Table, options: dict[str, Any]) -> Preview:
        """Return the preview with the answers that the options give."""
        choices = Choices(
            total=options["total"],
            explanation=options["explain"].strip(),
            trained_on=options["trained_on"],
            source=options["source"].strip()[:200],
        )
        bar = Bar(self.stderr)  # type: ignore[arg-type]
        preview = roster_preview(table, choices, progress=bar)
        bar.close()
        given = dict(_pair(one) for one in options["unit"])
        units = {
            one.key: given[plain(one.text)]
            for one in preview.roster.unknown
            if plain(one.text) in given
        }
        people = {one.row: options["alike"] for one in preview.unanswered if options["alike"]}
        if units or people:
            return roster_preview(table, replace(choices, units=units, people=people))
        return preview

    def _print(self, preview: Preview) -> None:
        lines, adding = preview.roster.lines, len(preview.adding)
        self.stdout.write(f"{lines} lines read, {adding} people to be recorded.")
        for kind, count in preview.by_kind:
            self.stdout.write(f"  {kind}: {count}")
        for one in preview.same:
            self.stdout.write(f"row {one.row}: {one.name} is recorded already")
        for renewal in preview.renewing:
            before = renewal.before or "-"
            self.stdout.write(
                f"row {renewal.row}: {renewal.name}: day of training {before} -> {renewal.day}"
            )
        for question in preview.questions:
            if question.answer == SKIP:
                self.stdout.write(f"row {question.row}: {question.name} is taken for who is there")
        for note in preview.roster.notes:
            self.stdout.write(f"{_place(note.row, note.column)}: {roster_note_words(note)}")

    def _print_open(self, preview: Preview) -> None:
        """Print what keeps the list from being recorded."""
        for fault in preview.roster.faults:
            text = roster_fault_text(fault)
            words = f"{roster_fault_words(fault)} [{text}]" if text else roster_fault_words(fault)
            self._complain(f"{_place(fault.row, fault.column)}: {words}")
        for unknown in preview.roster.unknown:
            offers = ", ".join(f"{code} ({name})" for code, name in unknown.offers)
            self._complain(f'unit "{unknown.text}": closest are {offers or "-"}')
        for one in preview.unanswered:
            other = f"row {one.of_row}" if one.of_row else f"{one.recorded_as} ({one.unit or '-'})"
            self._complain(f"row {one.row}: {one.name} may be {other}; say --alike skip or add")
        for total in preview.roster.differing:
            place = f"row {total.row} says" if total.row else "--total says"
            self._complain(f"{place} {total.number} people, the list has {preview.roster.lines}")
        if preview.unexplained:
            self._complain("say with --explain why the totals differ; none is corrected")

    def _complain(self, text: str) -> None:
        self.stderr.write(text, self.style.NOTICE)

    def _say(self, options: dict[str, Any], text: str) -> None:
        if not options["json"]:
            self.stdout.write(text)


def _report(preview: Preview) -> dict[str, Any]:
    """Return what was read, as JSON: ``accepted`` is how many would be recorded."""
    roster = preview.roster
    return {
        "rows": roster.lines,
        "accepted": len(preview.adding),
        "faults": [
            {
                "row": fault.row,
                "column": fault.column,
                "code": fault.code,
                "message": roster_fault_words(fault),
            }
            for fault in roster.faults
        ],
        "known": [one.row for one in preview.same],
        "renewed": [one.row for one in preview.renewing],
        "alike": [one.row for one in preview.questions],
        "unknown_units": {one.text: [code for code, _ in one.offers] for one in roster.unknown},
        "declared": [one.number for one in roster.declared],
    }


def _pair(text: str) -> tuple[str, str]:
    name, _, code = text.rpartition("=")
    if not name or not code:
        raise CommandError(f"--unit {text}: write NAME=CODE.")
    return plain(name), code.strip()


def _place(row: int, column: str) -> str:
    if row and column:
        return f"row {row}, column {column}"
    return f"row {row}" if row else "file"
