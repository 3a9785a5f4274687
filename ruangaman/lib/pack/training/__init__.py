"""What a pack teaches: curriculum, test items, conversations, forms (docs/packs.md)."""

from ruangaman.lib.pack.training.forms_model import PackEvent, Training
from ruangaman.lib.pack.training.model import Dialogue, Taught
from ruangaman.lib.pack.training.reader import read_dialogue, read_training, training_files

__all__ = [
    "Dialogue",
    "PackEvent",
    "Taught",
    "Training",
    "read_dialogue",
    "read_training",
    "training_files",
]
