"""``ruangaman preview-dialogue FILE``."""

from __future__ import annotations

import tomllib
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from ruangaman.core.services.reference import as_json
from ruangaman.lib.pack import PackError, read_dialogue
from ruangaman.training.practice import graph
from ruangaman.training.practice.talk import Body, Talk
from ruangaman.training.practice.tree import tree
from ruangaman.training.selectors.practice import NO_CHECKLIST

LANGUAGES = ("id", "en")
STYLE = Path(graph.__file__).with_name("file.css")
"""The file stands alone, so its style is inside; no page of ours is so."""


class Command(BaseCommand):
    """Write a conversation for practice as one page to read, print and pass on."""

    help = (
        "Check a conversation for practice and write all of it into one HTML file: every turn,"
        " its answers, what each does and where it leads, and a map. The file needs no network"
        " and runs no script. Needs no database. Exit code 0: written; 1: faults, one a line on"
        " standard error; 2: wrong usage."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", help="a TOML file as in packs/NAME/training/dialogues/")
        parser.add_argument("--output", help="the HTML file; without it beside FILE", default="")
        parser.add_argument("--language", choices=LANGUAGES, default="id")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the page, or say everything that is wrong with the file."""
        path = Path(options["file"])
        try:
            dialogue = read_dialogue(path)
        except PackError as error:
            for fault in error.faults:
                self.stderr.write(str(fault), self.style.NOTICE)
            raise CommandError(f"{path}: {len(error.faults)} fault(s).") from error
        talk = Talk(as_json(asdict(dialogue)), reviewed=dialogue.is_reviewed)
        target = Path(options["output"] or path.with_suffix(f".{options['language']}.html"))
        try:
            target.write_text(page(talk, options["language"], beside(path)), "utf-8")
        except OSError as fault:
            raise CommandError(f"{target}: {fault.strerror}.") from fault
        self.stdout.write(f"{target}: written. Open it in a browser, or print it.")


def page(talk: Talk, language: str, checklist: Body) -> str:
    """Return a whole conversation as one HTML page in a language."""
    with translation.override(language):
        context = {
            "talk": talk,
            "tree": tree(talk, checklist),
            "language": language,
            "style": SafeString(f"<style>\n{STYLE.read_text('utf-8')}</style>"),
        }
        return render_to_string("training/practice/file.html", context)


def beside(path: Path) -> Body:
    """Return the checklist of the pack in which a file stands; without one, codes are shown."""
    found = path.resolve().parent.parent / "checklist.toml"
    try:
        read = tomllib.loads(found.read_text("utf-8"))
    except (OSError, ValueError):
        return NO_CHECKLIST
    return read if {"behaviour", "error"} <= read.keys() else NO_CHECKLIST
