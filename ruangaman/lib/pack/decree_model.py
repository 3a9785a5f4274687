"""What a pack holds about decrees of appointment; fields equal the columns, as in ``model``."""

from dataclasses import dataclass

from ruangaman.lib.pack.sourced import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class DecreeForm(Sourced):
    """decree.toml ``[decree]``: what stands around every decree of appointment.

    ``title`` may hold placeholders (``vocabulary.DECREE_PLACEHOLDERS``).
    """

    letterhead: str
    place: str
    title: str
    budget: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecreeText(Sourced):
    """decree.toml ``[[text]]``: a consideration, a ruling or a copy, in the order printed."""

    key: str
    part: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Sourced):
    """legal_basis.csv: a law under "Mengingat".

    Without ``number`` a line to fill in is printed; ``gazette`` is empty where not known.
    """

    key: str
    rank: str
    number: str
    year: int | None
    title: str
    gazette: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank(Sourced):
    """ranks.csv: a rank of civil servants, in rising order.

    ``kind`` is ``pns`` or ``pppk``, ``grade`` as it is printed (III/a); a PPPK has no ``title``.
    """

    key: str
    kind: str
    grade: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree:
    """decree.toml, legal_basis.csv and ranks.csv together."""

    form: DecreeForm
    texts: tuple[DecreeText, ...]
    laws: tuple[Law, ...]
    ranks: tuple[Rank, ...]
