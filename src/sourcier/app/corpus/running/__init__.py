"""Runs: worker processes or a cluster, taken up again where they stopped, nothing lost and nothing doubled."""

from sourcier.app.corpus.running.records import Settings
from sourcier.app.corpus.running.running import Counts, Outcome, run

__all__ = ["Counts", "Outcome", "Settings", "run"]
