"""Which date stands with which event: the clauses of a claim, told apart by its commas and small words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.assessment.scope import Scope, Word

BREAKS = frozenset(
    ", ; : ( ) – — et ou puis qui dont and or then who which mais but tandis while whereas ni nor".split()
)
"""What may part one statement from the next."""
LISTING = frozenset("et ou ni and or nor".split())
NAMING = frozenset({"entity", "unlinked"})


def _is_finite(word: Word) -> bool:
    morph = word.token.morph
    is_subject = word.token.dep_.startswith("nsubj")
    return word.token.pos_ in {"VERB", "AUX"} and not is_subject and morph.get("VerbForm", []) in (["Fin"], ["Part"])


@dataclass(frozen=True, slots=True)
class Clauses:
    """A claim's words in runs between breaks."""

    words: tuple[Word, ...]
    number: tuple[int, ...]
    """For each word the number of its run."""

    @classmethod
    def of(cls, scope: Scope) -> Clauses:
        """Cut a claim at its breaks; a break inside a name or a date is none."""
        number, run, is_open = [], 0, False
        for word in scope.words:
            cuts = word.folded in BREAKS and word.role not in {*NAMING, "time", "number"}
            # Before any verb or date, "et" only lists who or what the statement is of.
            cuts = cuts and (is_open or word.folded not in LISTING)
            run += cuts
            is_open = not cuts and (is_open or word.role == "time" or _is_finite(word))
            number.append(run)
        return cls(scope.words, tuple(number))

    def run(self, at: int) -> list[Word]:
        """Return the words of the run in which a word stands."""
        return [word for word, number in zip(self.words, self.number, strict=True) if number == self.number[at]]

    def is_dated(self, at: int) -> bool:
        """Say whether a date stands in the run of a word."""
        return any(word.role == "time" for word in self.run(at))

    def goes_with(self, time: int, places: Sequence[int]) -> bool:
        """Say whether a date is that of the words at some places.

        It stands in a run with one of them, or alone ("En 2014, …") or with a verb only (", signée en 1999, "); and
        none of the others has a date of its own beside it.
        """
        here = self.number[time]
        if any(self.number[at] != here and self.is_dated(at) for at in places):
            return False
        if any(self.number[at] == here for at in places):
            return True
        return not any(
            word.role in NAMING or (word.role == "" and word.token.pos_ in {"NOUN", "PROPN"}) for word in self.run(time)
        )

    def has_verb(self, at: int) -> bool:
        """Say whether a verb stands in the run of a word: a participle set apart is a statement of its own."""
        return any(
            word.role != "time" and (word.token.pos_ == "VERB" or word.token.dep_ == "acl") for word in self.run(at)
        )
