"""Loaded language: how something is said, apart from whether it is true."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sourcier.core.spans import Span


class Technique(StrEnum):
    """A technique of persuasion, by the names of SemEval-2020 task 11 (Da San Martino et al.)."""

    NAME_CALLING = "name_calling"
    """A label put on a person or a group."""
    LOADED_WORDS = "loaded_words"
    """Words that judge by their colour: "ignoble", "brader"."""
    APPEAL_TO_FEAR = "appeal_to_fear"
    """A threat in place of an argument: "nous courons à la catastrophe"."""
    WHATABOUTISM = "whataboutism"
    """An answer that points elsewhere: "et que dire de"."""
    FALSE_DILEMMA = "false_dilemma"
    """Two ways only, where there may be more."""
    EXAGGERATION = "exaggeration"
    """Beyond what could be meant: "jamais dans l'histoire", "tout le monde sait"."""


@dataclass(frozen=True, slots=True)
class Persuasion:
    """Words that persuade by their form. No claim, finding or verdict takes any notice of it."""

    span: Span
    text: str
    technique: Technique
    score: float
    """0 to 1: how likely such words, in such surroundings, are meant to persuade."""
    cues: tuple[str, ...]
    """The words of the text that gave it away, in reading order."""
    in_quote: bool
    """The words are a quoted source's rather than the author's."""
    sentence_id: str
