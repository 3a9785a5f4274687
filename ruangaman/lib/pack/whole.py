"""Everything of one pack, of all its files and folders."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ruangaman.lib.pack.model import (
    Hotline,
    LegalNote,
    Need,
    PackInfo,
    Region,
    Right,
    RightsGroup,
    Rule,
    Service,
    Team,
    Unit,
    Window,
    WorkingTime,
)

if TYPE_CHECKING:
    from ruangaman.lib.pack.case_model import Casework
    from ruangaman.lib.pack.coding_rows import CodedChoice
    from ruangaman.lib.pack.decree_model import Decree
    from ruangaman.lib.pack.oversight import Oversight
    from ruangaman.lib.pack.policy import Policy
    from ruangaman.lib.pack.settlement import Settlement
    from ruangaman.lib.pack.surveys import Surveys
    from ruangaman.lib.pack.training import Training


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything of one pack, each tuple in the order of its file."""

    info: PackInfo
    units: tuple[Unit, ...]
    regions: tuple[Region, ...]
    hotlines: tuple[Hotline, ...]
    teams: tuple[Team, ...]
    services: tuple[Service, ...]
    rules: tuple[Rule, ...]
    rights_groups: tuple[RightsGroup, ...]
    rights: tuple[Right, ...]
    needs: tuple[Need, ...]
    windows: tuple[Window, ...]
    working_time: WorkingTime
    legal_notes: tuple[LegalNote, ...]
    settlements: tuple["Settlement", ...]
    decree: "Decree"
    casework: "Casework"
    coding: "tuple[CodedChoice, ...]"
    training: "Training | None"
    policy: "Policy | None"
    surveys: "Surveys | None"
    oversight: "Oversight | None"

    def rule(self, key: str, *, on: date) -> Rule:
        """The row of ``key`` in force on ``on``. Raises KeyError where there is none."""
        return self._in_force(on)[key]

    def open_notes(self, *, where: str, on: date) -> tuple[LegalNote, ...]:
        """The sentences of page ``where`` that still have to be shown on ``on``."""
        rules = self._in_force(on)
        settled = {key for key, rule in rules.items() if rule.is_verified}
        return tuple(
            note
            for note in self.legal_notes
            if note.where == where and not (note.is_verified and settled.issuperset(note.rules))
        )

    def _in_force(self, on: date) -> dict[str, Rule]:
        by_age = sorted(self.rules, key=lambda rule: rule.valid_from)
        return {rule.key: rule for rule in by_age if rule.valid_from <= on}
