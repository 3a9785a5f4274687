"""What a pack says for work on a case: whom it is about, and what Simfoni asks in which order."""

from dataclasses import dataclass

from ruangaman.lib.pack.sourced import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGroup(Sourced):
    """casework.toml ``[[group]]``: somebody's place, as far as it changes what she is told.

    ``hers`` is read by the reporter, ``text`` and ``receivers`` by whoever works on the case.
    ``services`` are codes of services.csv: who receives such a report beside UPTD PPA.
    """

    key: str
    title_id: str
    title_en: str
    hers_id: str
    hers_en: str
    text_id: str
    text_en: str
    receivers_id: str
    receivers_en: str
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine(Sourced):
    """casework.toml ``[[line]]``: a field of the national recording system, in its order.

    ``choices`` are its categories, separated by semicolons; ``known`` is the question of our own
    whose answer stands beside it, if there is one.
    """

    key: str
    title_id: str
    title_en: str
    choices_id: str
    choices_en: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework:
    """casework.toml."""

    groups: tuple[CaseGroup, ...]
    lines: tuple[SheetLine, ...]
