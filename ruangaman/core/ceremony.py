"""A terminal that several people use one after the other, each without the eyes of the others."""

from __future__ import annotations

from typing import IO

from django.core.management.base import OutputWrapper

_CLEARED = "\x1b[2J\x1b[3J\x1b[H"
"""Clear the screen and what was scrolled away, and go to the top."""


class Interrupted(Exception):
    """The input ended before the ceremony did: nothing was done."""


class Terminal:
    """Says and asks; never writes anything but to its two streams."""

    def __init__(self, read: IO[str], write: OutputWrapper) -> None:
        """Take the streams of the terminal."""
        self._read, self._write = read, write

    def say(self, text: str = "") -> None:
        """Show a line."""
        self._show(f"{text}\n")

    def ask(self, question: str) -> str:
        """Return one typed line, or raise ``Interrupted``."""
        self._show(f"{question} ")
        line = self._read.readline()
        if not line:
            raise Interrupted
        return line.strip()

    def clear(self) -> None:
        """Take everything off the screen that was on it."""
        self._show(_CLEARED)

    def alone(self, who: str) -> None:
        """Clear the screen and wait until only one person is in front of it."""
        self.clear()
        self.say(f"Only {who} may see the screen now. Everybody else turns away.")
        self.ask("Press ENTER when you are alone:")

    def _show(self, text: str) -> None:
        self._write.write(text, ending="")
        self._write.flush()
