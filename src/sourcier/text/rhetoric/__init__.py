"""Loaded language, apart from the facts: nothing here is read by claims, checks or verdicts."""

from sourcier.text.rhetoric.finder import find_persuasion
from sourcier.text.rhetoric.measured import Measured, measured

__all__ = ["Measured", "find_persuasion", "measured"]
