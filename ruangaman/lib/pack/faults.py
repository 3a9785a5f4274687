"""A fault in a pack, and the sentences that say what is wrong, in English as all commands."""

from collections.abc import Iterable
from dataclasses import dataclass

MESSAGES = {
    "missing-pack": "There is no such folder: {value}.",
    "missing-file": "The pack lacks this file.",
    "unknown-file": "No pack has this file. Check the spelling of its name.",
    "too-large": "The file is larger than {limit} bytes.",
    "not-utf8": "The file is not UTF-8. Save it again as “CSV UTF-8”.",
    "nul": "This row holds a NUL character.",
    "semicolons": "The columns are separated by semicolons. Use commas.",
    "bad-csv": "The CSV is broken: {value}.",
    "bad-toml": "The TOML is broken: {value}.",
    "empty-file": "The file holds nothing.",
    "row-length": "This row has {value} cells, the header {limit}.",
    "missing-column": "This column is missing.",
    "unknown-column": "This column is not known.",
    "repeated-column": "This column is there twice.",
    "missing-table": "The table [[{value}]] is missing.",
    "unknown-field": "This field is not known.",
    "wrong-type": "The wrong kind of value. Expected: {limit}.",
    "missing-value": "This must not be empty.",
    "missing-translation": "The translation is missing.",
    "too-long": "Too long: {value} characters, at most {limit}.",
    "control-character": "A control character, {value}. Delete it.",
    "hidden-character": "An invisible character, {value}. Delete it.",
    "bad-code": "“{value}” is not a valid code. Example: {limit}.",
    "unknown-choice": "“{value}” is not known. Choose one of: {limit}.",
    "duplicate": "“{value}” is already in row {limit}.",
    "bad-date": "“{value}” is not a date. Write YYYY-MM-DD, for example 2026-11-23.",
    "date-order": "The end must come after the start.",
    "bad-time": "“{value}” is not a time. Write HH:MM, for example 07:30.",
    "time-order": "The closing time must come after the opening time.",
    "bad-hours": "“{value}” are no hours of service. Example: 24/7 or 1-5 08:00-16:00.",
    "half-verified": "Fill in verified_by and verified_on together, or leave both empty.",
    "not-a-number": "“{value}” is not a whole number.",
    "negative": "This number must not be less than {limit}.",
    "too-big": "This number is greater than {limit}.",
    "max-below-value": "The upper end is below the value.",
    "value-with-no-limit": "The unit no_limit means without limit: leave the value empty.",
    "bad-phone": "“{value}” is not a telephone number. Example: {limit}.",
    "misprint": "“{value}” is a known misprint. The right number: {limit}.",
    "phone-mismatch": "The number shown is not the number dialled.",
    "number-outside-hotlines": "A telephone number: “{value}”. Numbers stand in hotlines.csv only.",
    "shelter-address": "The address of a safe place must not be written down.",
    "contact-mismatch": "The contact does not fit contact_kind.",
    "missing-row": "There is no row for “{value}”, which the software needs.",
    "unknown-region": "The region code “{value}” is not in regions.csv.",
    "unknown-rule": "The rule “{value}” is not in rules.csv.",
    "unknown-hotline": "The code “{value}” is not in hotlines.csv.",
    "unknown-unit": "The unit code “{value}” is not in units.csv.",
    "unit-circle": "The unit “{value}” would stand below itself.",
    "unknown-group": "The group “{value}” is not in rights.toml.",
    "unknown-service": "The service code “{value}” is not in services.csv.",
    "serves-nobody": "A team of kind {value} is not offered to groups.",
    "unknown-window": "The window “{value}” is not in needs.toml.",
    "unknown-placeholder": "The placeholder “{value}” is not known. Known: {limit}.",
    "too-many": "{value} of them, at most {limit}.",
    "window-gap": "This window does not begin where the one before it ends.",
    "bad-url": "“{value}” is not a plain https address.",
    "bad-time-zone": "The time zone “{value}” is not known.",
    "name-mismatch": "The pack's name “{value}” is not that of its folder, “{limit}”.",
    "half-reviewed": "Fill in reviewed_by and reviewed_on together, or leave both empty.",
    "target-of-reports": "What is about reports has no target: more of them is not worse.",
    "unit-of-reports": "What is about reports is never of one unit.",
    "weak-mark": "What is only marked {value} may not be taught as settled.",
    "too-few": "{value} of them, at least {limit}.",
    "one-right": "{value} choices are right; exactly one must be.",
    "blueprint": "This form of the test has {value} items of this module; it needs {limit}.",
    "practice-items": "{value} items of form C; every module needs at least {limit}.",
    "must-pass": "Each form asks exactly once what must be passed ({value}).",
    "must-pass-place": "“{value}” is asked in {limit} only.",
    "pair-of-practice": "An item of form C stands in no pair (“{value}”).",
    "pair-broken": "The pair “{value}” is not one item of A and one of B on the same subject.",
    "unknown-turn": "There is no turn or ending “{value}”.",
    "unreachable": "No answer leads to “{value}”.",
    "dead-end": "From “{value}” no way leads to an ending.",
    "circle": "One can come back to “{value}” and go round for ever.",
    "missing-ending": "There is no ending of kind “{value}”.",
    "short-way": "A good ending can be reached in {value} turns; it takes at least {limit}.",
    "few-behaviours": "A good way shows {value} behaviours at most; at least {limit} are needed.",
    "no-repair": "No critical error can be mended in the next turn with an end that is not harm.",
    "nothing-to-mend": "Only an answer that would mend the error before it can mend nothing.",
    "band-gap": "The bands do not follow each other: {value} points, expected {limit}.",
    "unknown-event": "The event “{value}” is not in events.toml.",
    "no-explanation": "{value} were itemised, {limit} declared: say why, and change neither.",
    "bad-key": "“{value}” is not a valid key: small letters, digits and hyphens.",
    "bad-number": "A number from {limit} is needed.",
    "too-long-survey": "Answering takes {value} minutes, at most {limit} may be asked.",
    "minutes": "{value} minutes are promised, answering takes {limit}.",
    "no-warning": "Questions about what happened need a warning before them.",
    "no-anchor": "Crosswise items need one anchor item beside them.",
    "half": "This is too near to one half: nothing could be learnt.",
    "own-birthday": "Never a person's own birthday: the personnel number shows it.",
    "free-text": "There is no free text in a survey.",
    "unknown-harmless": "There is no harmless sentence “{value}” in bank.toml.",
    "bad-day": "“{value}” is no day of every year. Write DD-MM, for example 25-11.",
    "unused-blank": "No text has the blank “{value}”.",
    "blanks-differ": "Only one of the two languages names “{value}” here.",
    "settlement-word": "“{value}”: a settlement is named only in a part that refuses it.",
    "threatens": "“{value}” keeps people from telling; no text may say so.",
    "two-codes": "A value of the axis “{value}” belongs to two of its codes.",
    "no-rest": "Of “{value}” the last code, and no other one, has no values: it takes the rest.",
    "one-axis": "An indicator is computed of a table of one axis, without many.",
    "total-and-codes": "“*” is all of them: it stands alone.",
    "not-in-whole": "“{value}” is not one of the codes of which this is a share.",
    "limit-not-told": "The definition does not name the limit {value}.",
    "wrong-total": "The table adds up to {value}, but {limit} is written here.",
}
"""Every fault code with its sentence; docs/packs.md explains each."""

_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class PackFault:
    """One fault.

    ``row`` is the row as a spreadsheet shows it (header = 1), for TOML the line of the file;
    0 means the file as a whole. ``field`` is "" where the whole row is meant.
    """

    file: str
    row: int
    field: str
    code: str
    message: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row:
            place.append(f"row {self.row}")
        if self.field:
            place.append(self.field)
        return f"{', '.join(place)}: {self.message}"


class PackError(ValueError):
    """A pack that cannot be used; ``faults`` holds everything that is wrong with it."""

    def __init__(self, faults: Iterable[PackFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class FaultList:
    """Collects faults while the files are read."""

    def __init__(self) -> None:
        self.found: list[PackFault] = []

    def add(
        self,
        *,
        file: str,
        code: str,
        row: int = 0,
        field: str = "",
        value: object = "",
        limit: object = "",
    ) -> None:
        """Notes a fault; ``value`` and ``limit`` fill the sentence of ``code``."""
        message = MESSAGES[code].format(value=_printable(value), limit=limit)
        self.found.append(PackFault(file=file, row=row, field=field, code=code, message=message))


def _printable(value: object) -> str:
    text = "".join(char if char.isprintable() else "\ufffd" for char in str(value))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
