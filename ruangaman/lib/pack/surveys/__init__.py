"""What a pack asks and says about work culture (docs/packs.md)."""

from ruangaman.lib.pack.surveys.model import Surveys
from ruangaman.lib.pack.surveys.reader import read_surveys, surveys_files

__all__ = ["Surveys", "read_surveys", "surveys_files"]
