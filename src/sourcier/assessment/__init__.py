"""Claims against the packs: readings, queries, arithmetic, findings and verdicts."""

from sourcier.assessment.checking import assess
from sourcier.assessment.replay import replay_finding

__all__ = ["assess", "replay_finding"]
