"""What a pack says about oversight: indicators, duties, the grid of figures, the review."""

from ruangaman.lib.pack.oversight.model import Oversight
from ruangaman.lib.pack.oversight.reader import oversight_files, read_oversight

__all__ = ["Oversight", "oversight_files", "read_oversight"]
