"""What a pack says about policy: texts to complete, words to sign, standards (docs/packs.md)."""

from ruangaman.lib.pack.policy.model import Policy
from ruangaman.lib.pack.policy.reader import policy_files, read_policy
from ruangaman.lib.pack.policy.templates import Known

__all__ = ["Known", "Policy", "policy_files", "read_policy"]
