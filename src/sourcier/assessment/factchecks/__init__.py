"""Earlier fact-checks: which of a library's check a claim, what agrees and what does not, how it was rated."""

from sourcier.assessment.factchecks.checking import LIKELY, check_factchecks, hold_against, read_closely
from sourcier.assessment.factchecks.matching import Match, Matcher
from sourcier.assessment.factchecks.ratings import rated
from sourcier.assessment.factchecks.sameness import differences
from sourcier.assessment.factchecks.topics import Topics
from sourcier.assessment.factchecks.usual import FactChecks

__all__ = [
    "LIKELY",
    "FactChecks",
    "Match",
    "Matcher",
    "Topics",
    "check_factchecks",
    "differences",
    "hold_against",
    "rated",
    "read_closely",
]
