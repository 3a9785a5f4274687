"""Reads a pack: the reference data of one province or organisation (docs/packs.md).

A pack is a folder of CSV and TOML files. ``read_pack`` checks every file and cell before it
returns anything; if something is wrong it raises one ``PackError`` that holds all faults.
"""

from ruangaman.lib.pack.decree_model import Decree, DecreeForm, DecreeText, Law, Rank
from ruangaman.lib.pack.faults import MESSAGES, PackError, PackFault
from ruangaman.lib.pack.model import (
    Holiday,
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
    WindowItem,
    WorkingDay,
    WorkingTime,
)
from ruangaman.lib.pack.oversight import Oversight, oversight_files
from ruangaman.lib.pack.policy import Policy, policy_files
from ruangaman.lib.pack.reader import FILES, read_pack
from ruangaman.lib.pack.sourced import Sourced
from ruangaman.lib.pack.surveys import Surveys, surveys_files
from ruangaman.lib.pack.training import Training, read_dialogue, training_files
from ruangaman.lib.pack.vocabulary import (
    MARKS,
    NEEDS,
    NOTE_PLACES,
    REQUIRED_RULES,
    RULE_UNITS,
    TEAM_KINDS,
    UNIT_KINDS,
    WINDOW_KEYS,
)
from ruangaman.lib.pack.whole import Pack

__all__ = [
    "FILES",
    "MARKS",
    "MESSAGES",
    "NEEDS",
    "NOTE_PLACES",
    "REQUIRED_RULES",
    "RULE_UNITS",
    "TEAM_KINDS",
    "UNIT_KINDS",
    "WINDOW_KEYS",
    "Decree",
    "DecreeForm",
    "DecreeText",
    "Holiday",
    "Hotline",
    "Law",
    "LegalNote",
    "Need",
    "Oversight",
    "Pack",
    "PackError",
    "PackFault",
    "PackInfo",
    "Policy",
    "Rank",
    "Region",
    "Right",
    "RightsGroup",
    "Rule",
    "Service",
    "Sourced",
    "Surveys",
    "Team",
    "Training",
    "Unit",
    "Window",
    "WindowItem",
    "WorkingDay",
    "WorkingTime",
    "oversight_files",
    "policy_files",
    "read_dialogue",
    "read_pack",
    "surveys_files",
    "training_files",
]
