"""coding.csv: the choices by which a case is coded for statistics."""

from collections.abc import Sequence
from dataclasses import dataclass

from ruangaman.lib.pack import vocabulary
from ruangaman.lib.pack.cells import LABEL, Row
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.sourced import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedChoice(Sourced):
    """A choice of a field; ``key`` begins with the field. Of types, the first that fits counts."""

    field: str
    key: str
    label_id: str
    label_en: str


def choice(row: Row) -> CodedChoice:
    """Read a row."""
    field, key = row.choice("field", vocabulary.CODING_FIELDS), row.key("key")
    if field and key and not key.startswith(f"{field}_"):
        row.fault("key", "bad-code", value=key, limit=f"{field}_…")
    label_id, label_en = row.pair("label", limit=LABEL)
    return CodedChoice(field=field, key=key, label_id=label_id, label_en=label_en, **row.origin())


def check_choices(choices: Sequence[tuple[Row, CodedChoice]], faults: FaultList) -> None:
    """Each field needs choices, and what the software derives from must be there."""
    fields, keys = {one.field for _, one in choices}, {one.key for _, one in choices}
    for name, found, needed in (
        ("field", fields, vocabulary.CODING_FIELDS),
        ("key", keys, vocabulary.CODING_NEEDED),
    ):
        for value in needed if choices else ():
            if value not in found:
                faults.add(file="coding.csv", field=name, code="missing-row", value=value)
