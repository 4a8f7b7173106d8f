"""What the packs measure, by the words for it; and which of it a claim speaks of.

A claim names a measure when it holds every content word of the measure's label or of one of its terms, or other
words for the same concepts. What the claim says beyond that must be understood: an unknown word that qualifies the
measured thing ("inflation alimentaire", "chômage des jeunes") bars the measure, since it changes what is counted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sourcier.assessment.clauses import Heard, heard_of
from sourcier.assessment.likelihood import likelihood
from sourcier.assessment.naming import ASIDE, Measure, Name, Namer
from sourcier.assessment.openings import divided_by, narrowed_by
from sourcier.assessment.outlines import outline_of
from sourcier.assessment.rates import fits_unit
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.tables import Tables
from sourcier.assessment.understanding import (
    PER_HEAD,
    SUBJECTS,
    barring_word,
    duration_of_another,
    must_be_understood,
    said_by,
    undergone,
)
from sourcier.assessment.units import family_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Candidate, Operation, Signal

__all__ = ["ASIDE", "Match", "Measure", "Measures", "measures_of"]

VAGUE = frozenset(
    ":person :rise :fall :weight :majority :spend :active :public :foreign :home :service :goods :monthly "
    ":minimum :transfer :buy".split()
)
"""Concepts that name nothing by themselves: some other word of a name must be met as well."""
OF_GDP = "% of GDP"
IMPLIED = frozenset({":spend", ":public"})
"""What "x % of GDP" says by itself: a state that puts so much of it into its army spends it; its debt is public."""
UNIQUE = 4.36
"""What a word weighs that is in the names of one measure only."""
WHOLE = 1.2
"""What it adds to a name's weight that the claim holds all of a label and no other telling word."""
PER = frozenset({"par", "per"})
THRESHOLD = 0.4
"""Probability from which a measure is used."""


@dataclass(frozen=True, slots=True)
class Match:
    """A measure that a claim may speak of, with the reasons."""

    measure: Measure
    probability: float
    strength: float
    """How well its words fit, on an open scale: what likeness of two readings is measured on."""
    covered: tuple[int, ...]
    """Indices of the claim's words that name it."""
    signals: tuple[Signal, ...]
    rejected: str = ""
    """Why it may not be used, in the article's language; empty when it may."""


class Measures:
    """All measures of some packs, by the features of their names."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @cached_property
    def all(self) -> tuple[Measure, ...]:
        """Every measure: series first, then estimates."""
        namer = Namer(self._tables)
        series = [namer.series(one) for one in self._tables.of_shape("series")]
        return (*series, *(m for one in self._tables.of_shape("estimate") for m in namer.estimates(one)))

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How much a feature tells: all of it where one measure has it, nothing where all do, in packs of any size."""
        seen: dict[str, int] = {}
        for measure in self.all:
            for each in frozenset().union(*(part for name in measure.names for part in name.parts)):
                seen[each] = seen.get(each, 0) + 1
        whole = math.log(len(self.all) + 1)
        return {each: UNIQUE * (1 - math.log(times) / whole) for each, times in seen.items()}

    @cached_property
    def _by_feature(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, measure in enumerate(self.all):
            for each in frozenset().union(*(part for name in measure.names for part in name.parts)):
                found.setdefault(each, []).append(at)
        return found

    def match(self, scope: Scope, operation: Operation) -> tuple[list[Match], list[Candidate]]:
        """Return the measures a claim may speak of, likeliest first, and what was considered and rejected."""
        found = self.candidates(scope, operation)
        usable = [one for one in found if not one.rejected and one.probability >= THRESHOLD]
        # What bars the better table bars a poorer one, that merely overlooks more of the claim.
        barred = [one for one in found if one.rejected]
        usable = [one for one in usable if not any(_outdoes(other, one) for other in barred)]
        rejected = [
            Candidate(
                pack=one.measure.resource.pack,
                resource=one.measure.resource.name,
                operation=operation,
                probability=round(one.probability, 3),
                rejected=one.rejected or say("unlikely", scope.lang),
                signals=one.signals,
            )
            for one in found
            if one not in usable
        ]
        usable.sort(key=lambda one: (-one.strength, one.measure.resource.pack, one.measure.resource.name))
        return usable, rejected

    def candidates(self, scope: Scope, operation: Operation) -> list[Match]:
        """Return every measure that the claim's words name, used or not, each with its signals and probability."""
        said = said_by(scope)
        claimed = frozenset().union(*said, scope.concepts())
        near = {at for each in claimed for at in self._by_feature.get(each, ())}
        heard = heard_of(scope)
        found = [
            match
            for at in sorted(near)
            if (match := self._match(self.all[at], scope, said, operation, heard)) is not None
        ]
        # A table that knows nothing of those named is no rival of one that does.
        best = max((one.strength for one in found if not one.rejected and _knows(one)), default=0.0)
        return [_weighed(one, max(0.0, best - one.strength), scope) for one in found]

    def _match(
        self,
        measure: Measure,
        scope: Scope,
        said: Sequence[frozenset[str]],
        operation: Operation,
        heard: Heard,
    ) -> Match | None:
        best = self._best_name(measure, scope.words, said, heard.naming)
        if best is None:
            return None
        name, covered, weight = best
        outside = frozenset().union(*(one for one in heard.asides if one.isdisjoint(covered)), frozenset())
        extra = [
            at
            for at, word in enumerate(scope.words)
            if at not in covered and at not in outside and _is_telling(word, scope, at, said)
        ]
        foreign = [at for at in extra if not said[at] & measure.known]
        subjects = [at for at in extra if scope.words[at].token.dep_ in SUBJECTS]
        unnamed = [at for at in subjects if not said[at] & measure.named]
        everything = frozenset().union(*said)
        missing = [part for part in measure.label if not part & everything]
        known_extra = len(extra) - len(foreign)
        in_label = sum(any(said[at] & part for part in measure.label) for at in extra)
        strength = (
            0.2 + 0.9 * min(weight, 5.0) + 0.5 * known_extra + 0.7 * in_label - 0.7 * len(foreign) - 1.0 * len(missing)
        )
        is_term = len(name.parts) > 1 and not name.is_example and len(missing) == 1 and not scope.quantities
        if not extra and measure.label and (not missing or is_term):
            weight += WHOLE  # its label, or a name of several words, is all that the claim speaks of
        words = " ".join(scope.words[at].token.text for at in covered)
        signals = (
            Signal("name", round(weight, 3), say("signal_name", scope.lang), words, name.text),
            Signal("foreign", -float(len(foreign)), say("signal_foreign", scope.lang), _show(scope, foreign), ""),
            Signal(
                "missing", -float(len(missing)), say("signal_missing", scope.lang), "", " ".join(map(_word, missing))
            ),
        )
        barred = barring_word(scope, covered, foreign, unnamed) or _unshared_head(scope, said, measure)
        barred = barred or duration_of_another(scope, measure.known) or narrowed_by(scope, foreign)
        if " per " not in measure.unit:
            barred = barred or divided_by(scope, covered)
        if family_of(measure.unit) == "persons":
            barred = barred or undergone(scope, covered, measure.known)
        reason = say("barred", scope.lang, word=barred) if barred else ""
        if operation is not Operation.SHARE and scope.has("fraction") and not measure.unit.startswith("%"):
            reason = reason or say("not_a_share", scope.lang)
        return Match(measure, 0.0, strength, covered, (*signals, *self._fit(measure, scope)), reason)

    def _fit(self, measure: Measure, scope: Scope) -> tuple[Signal, ...]:
        """Return how the claim's figure, entity and time suit a table: 1 they do, -1 they do not, 0 there is none."""
        unit = [fits_unit(self._tables, one, measure, scope.lang) for one in scope.quantities]
        rows = outline_of(measure.resource).entities
        whom = [one for one in scope.mentions if one.entity_id]
        known = [not rows.isdisjoint({one.entity_id, *self._tables.states_behind(one.entity_id or "")}) for one in whom]
        first, last = measure.resource.coverage_first or "", measure.resource.coverage_last or "9999"
        years = [str(one.start.year) for one in scope.times if one.start is not None]
        inside = [first[:4] <= year <= last[:4] for year in years]
        figures = ", ".join(one.text for one in scope.quantities)
        return (
            Signal("unit", _either(unit), say("signal_unit", scope.lang), figures, measure.unit),
            Signal("entity", _either(known), say("signal_entity", scope.lang), ", ".join(one.text for one in whom), ""),
            Signal("period", _either(inside), say("signal_period", scope.lang), ", ".join(years), f"{first}–{last}"),
        )

    def _best_name(
        self, measure: Measure, words: Sequence[Word], said: Sequence[frozenset[str]], naming: Sequence[int]
    ) -> tuple[Name, tuple[int, ...], float] | None:
        best: tuple[Name, tuple[int, ...], float] | None = None
        is_of_gdp = measure.unit == OF_GDP and any(":gdp" in found for found in said)
        everything = frozenset().union(*said)
        for name in measure.names:
            if not is_of_gdp and any(part.isdisjoint(everything) for part in name.parts):
                continue  # some word of it is nowhere in the claim: no need to look where the others stand
            covered: set[int] = set()
            used: set[str] = set()
            weight, is_vague = 0.0, True
            for part in name.parts:
                hits = [at for at in naming if part & said[at]]
                if not hits:
                    if is_of_gdp and part & IMPLIED:
                        continue
                    break
                shared = frozenset().union(*(part & said[at] for at in hits))
                best_feature = max(shared, key=lambda each: (self._rarity.get(each, 1.0), each))
                weight += 0.0 if best_feature in used or covered >= set(hits) else self._rarity.get(best_feature, 1.0)
                used.add(best_feature)
                covered.update(hits)
                is_vague = is_vague and shared <= VAGUE
            else:
                if is_vague or (name.is_example and len(name.parts) == 1 and not _has_demonym(words, covered)):
                    continue
                if name.tail and not any(
                    words[at + 1 : at + 2] and words[at + 1].folded == name.tail for at in covered
                ):
                    continue
                if best is None or weight > best[2]:
                    best = (name, tuple(sorted(covered)), weight)
        return best


def _is_telling(word: Word, scope: Scope, at: int, said: Sequence[frozenset[str]]) -> bool:
    return bool(said[at] - PER_HEAD) if word.role == "entity" else must_be_understood(word, scope, at)


def _unshared_head(scope: Scope, said: Sequence[frozenset[str]], measure: Measure) -> str:
    """Return the word by which a claim speaks of one head, where the measure is of a whole country; else nothing."""
    if not measure.is_total:
        return ""
    return next(
        (
            word.token.text
            for at, (word, found) in enumerate(zip(scope.words, said, strict=True))
            if PER_HEAD & found and (word.role == "entity" or (at and scope.words[at - 1].folded in PER))
        ),
        "",
    )


def _weighed(match: Match, rival: float, scope: Scope) -> Match:
    """Return a match with its probability; `rival` says by how much a better named measure outdoes it."""
    signals = (*match.signals, Signal("rival", round(rival, 3), say("signal_rival", scope.lang), "", ""))
    return replace(match, probability=likelihood({one.name: one.value for one in signals}), signals=signals)


def _knows(match: Match) -> bool:
    """Say whether a table knows any of those whom the claim names, if it names any."""
    return all(one.value >= 0 for one in match.signals if one.name == "entity")


def _either(found: Sequence[bool]) -> float:
    return (1.0 if any(found) else -1.0) if found else 0.0


def _outdoes(barred: Match, other: Match) -> bool:
    """Say whether a barred reading names all that another does, and more, and is the likelier one."""
    return set(barred.covered) > set(other.covered) and barred.strength > other.strength


def _has_demonym(words: Sequence[Word], covered: set[int]) -> bool:
    """Say whether a demonym stands beside the words that name the measure."""
    beside = {at + step for at in covered for step in (-1, 1)} - covered
    return any(0 <= at < len(words) and words[at].role == "entity" and words[at].token.pos_ != "PROPN" for at in beside)


def _show(scope: Scope, places: Sequence[int]) -> str:
    return ", ".join(scope.words[at].token.text for at in places)


def _word(part: frozenset[str]) -> str:
    return min((each for each in part if not each.startswith(":")), default="")


def measures_of(tables: Tables) -> Measures:
    """Return the measures of some tables, indexed once."""
    return tables.once(Measures)
