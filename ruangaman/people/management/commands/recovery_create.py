"""``ruangaman recovery-create``: makes the recovery key and shows its shares, offline."""

from __future__ import annotations

import secrets
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.core.ceremony import Interrupted, Terminal
from ruangaman.lib.recovery import PublicFile
from ruangaman.lib.sealing import SEED_BYTES, KeyPair
from ruangaman.lib.shares import MADE, WORDS, shares_make

_ASKED = 2
_COLUMNS = 3
_RULE = (
    "The three holders are offices in three different chains of command, at most one of them"
    " of the province: nobody can then order two of them to come together."
)


class Command(BaseCommand):
    """Make the key pair, show each share to its holder alone, write the public half."""

    help = (
        "Make the recovery key on a machine without a network and show its three shares, one"
        f" after the other. {_RULE} Nothing of the shares is written anywhere."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the offices, their chains of command, and where the public half goes."""
        self._three(parser, "--holders", "the three offices, never persons")
        self._three(parser, "--chains", "whose orders each office follows, in the same order")
        parser.add_argument("--to", required=True, type=Path, help="file for the public half")

    def _three(self, parser: ArgumentParser, name: str, words: str) -> None:
        parser.add_argument(name, nargs=MADE, required=True, metavar=("A", "B", "C"), help=words)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Hold the ceremony; nothing is left of it unless all three have read back."""
        holders, chains = _named(options["holders"]), _named(options["chains"])
        _refuse_one_chain(holders, chains)
        if options["to"].exists():
            raise CommandError(f"{options['to']} is there already. Name a new file.")
        terminal = Terminal(sys.stdin, self.stdout)
        pair, shares = _new_key()
        try:
            for holder, share in zip(holders, shares, strict=True):
                _hand_over(terminal, holder, share.split())
        except Interrupted as fault:
            terminal.clear()
            raise CommandError(
                "Stopped. This key is gone; no share of it is worth anything."
            ) from fault
        file = PublicFile(pair.public, tuple(holders), tuple(chains))
        _write(options["to"], file.written(pair))
        terminal.say(f"The public half is in {options['to']}. Its fingerprint:")
        terminal.say(file.public.fingerprint)
        terminal.say(
            "Each holder writes the fingerprint on the envelope. Now switch this machine off."
        )


def _new_key() -> tuple[KeyPair, list[str]]:
    seed = secrets.token_bytes(SEED_BYTES)
    return KeyPair(seed), shares_make(seed)


def _named(names: list[str]) -> list[str]:
    return [" ".join(name.split()) for name in names]


def _refuse_one_chain(holders: list[str], chains: list[str]) -> None:
    """Refuse what would let one superior order two holders to come together."""
    for names in (holders, chains):
        if len({name.casefold() for name in names} - {""}) != MADE:
            raise CommandError(f"Name three different offices and chains of command. {_RULE}")
        if any(len(name) > 200 or ";" in name for name in names):
            raise CommandError("A name has at most 200 characters and no semicolon.")
    if sum("prov" in chain.casefold() for chain in chains) > 1:
        raise CommandError(f"At most one holder may be of the province. {_RULE}")


def _hand_over(terminal: Terminal, holder: str, words: list[str]) -> None:
    terminal.alone(holder)
    terminal.clear()
    terminal.say(f"The share of {holder}. Write these {WORDS} words on paper, with their numbers.")
    rows = -(-WORDS // _COLUMNS)
    for row in range(rows):
        line = range(row, WORDS, rows)
        terminal.say("".join(f"{place + 1:>4}. {words[place]:<12}" for place in line))
    terminal.ask("Press ENTER when all of them are written:")
    terminal.clear()
    places = sorted(secrets.SystemRandom().sample(range(WORDS), _ASKED))
    while not all(_read_back(terminal, place, words[place]) for place in places):
        terminal.say("That is not the word. Look at your paper again.")
    terminal.clear()
    terminal.say(f"{holder}: put the paper into the envelope and seal it before you go on.")
    terminal.ask("Press ENTER when it is sealed:")


def _read_back(terminal: Terminal, place: int, word: str) -> bool:
    return terminal.ask(f"Word {place + 1} of your paper:").casefold() == word


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as fault:
        raise CommandError(f"{path} cannot be written. Start again; this key is gone.") from fault
