"""What the packs measure, by the words for it; and which of it a claim speaks of.

A claim names a measure when it holds every content word of the measure's label or of one of its terms, or other
words for the same concepts. What the claim says beyond that must be understood: an unknown word that qualifies the
measured thing ("inflation alimentaire", "chômage des jeunes") bars the measure, since it changes what is counted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from sourcier.assessment.lexicon import features, neutral_words, stem, stop_words, tokenise
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.tables import Tables
from sourcier.assessment.understanding import barring_word, concepts_of, must_be_understood, own_features
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Candidate, Operation, Signal
from sourcier.evidence.packs import Resource

LANGS: tuple[Lang, ...] = ("fr", "en")
ASIDE = re.compile(r"\([^)]*\)")
VAGUE = frozenset(
    ":person :rise :fall :weight :majority :spend :active :public :foreign :home :service :goods :monthly "
    ":minimum".split()
)
"""Concepts that name nothing by themselves: some other word of a name must be met as well."""
CHANGES = frozenset({"variation", "chang", "evolution"})
"""Stems by which a definition says that the figure is itself a change."""
THRESHOLD = 0.55
"""Probability from which a measure is used."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name a measure: the features of each of its content words."""

    text: str
    parts: tuple[frozenset[str], ...]
    is_example: bool = False
    """It named one state's people ("réfugiés ukrainiens"): the claim must name somebody's as well."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that some table holds: a series, or one measure of a table of estimates."""

    resource: Resource
    measure: str
    """Id of an estimate's measure; empty for a series."""
    unit: str
    names: tuple[Name, ...]
    label: tuple[frozenset[str], ...]
    """Features of the label's content words, what stands in brackets left out."""
    known: frozenset[str]
    """All features of its label, terms, definition and unit."""

    @property
    def is_change(self) -> bool:
        """Say whether the figure is itself a rate of change, as inflation and growth are."""
        return bool(CHANGES & self.known)

    def title(self, lang: Lang) -> str:
        """Return what is measured, for a reader."""
        if self.measure:
            mine = {name.text for name in self.names}
            said = next((term for term in self.resource.terms.get(lang, ()) if term in mine), "")
            title = said or self.measure.replace("_", " ")
            return title[:1].upper() + title[1:]
        return self.resource.label.get(lang) or self.resource.name


@dataclass(frozen=True, slots=True)
class Match:
    """A measure that a claim may speak of, with the reasons."""

    measure: Measure
    probability: float
    strength: float
    """The same before squashing: what likeness of two readings is measured on."""
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
        series = [self._series(one) for one in self._tables.of_shape("series")]
        return (*series, *(m for one in self._tables.of_shape("estimate") for m in self._estimates(one)))

    @cached_property
    def _rarity(self) -> dict[str, float]:
        seen: dict[str, int] = {}
        for measure in self.all:
            for each in frozenset().union(*(part for name in measure.names for part in name.parts)):
                seen[each] = seen.get(each, 0) + 1
        return {each: math.log((len(self.all) + 1) / times) for each, times in seen.items()}

    @cached_property
    def _by_feature(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, measure in enumerate(self.all):
            for each in frozenset().union(*(part for name in measure.names for part in name.parts)):
                found.setdefault(each, []).append(at)
        return found

    def _parts(self, text: str, lang: Lang) -> tuple[frozenset[str], ...]:
        """Return the features of a name's content words; names of states and filler left out."""
        words = tokenise(ASIDE.sub(" ", text))
        parts = []
        for word, found in zip(words, features(words), strict=True):
            root = stem(word)
            is_filler = root in neutral_words() and not concepts_of(found)
            if root in stop_words(lang) or word.isdigit() or word == "%":
                continue
            if root not in self._tables.name_words and not is_filler:
                parts.append(found)
        return tuple(dict.fromkeys(parts))

    def _names(self, texts: Iterable[tuple[str, Lang]]) -> tuple[Name, ...]:
        states = self._tables.name_words
        names = (
            Name(text, self._parts(text, lang), is_example=any(stem(word) in states for word in tokenise(text)))
            for text, lang in texts
        )
        return tuple(name for name in names if name.parts)

    def _series(self, resource: Resource) -> Measure:
        labels = [(resource.label[lang], lang) for lang in LANGS if lang in resource.label]
        terms = [(term, lang) for lang in LANGS for term in resource.terms.get(lang, ())]
        texts = [*labels, *terms]
        definitions = [resource.definition.get(lang, "") for lang in LANGS]
        known = features(tokenise(" . ".join([*(text for text, _ in texts), *definitions, resource.unit])))
        label = tuple(part for text, said_in in labels[:1] for part in self._parts(text, said_in))
        return Measure(resource, "", resource.unit, self._names(texts), label, frozenset().union(*known))

    def _estimates(self, resource: Resource) -> list[Measure]:
        """Split a table of estimates into its measures, each with the terms that share its id's concepts."""
        units: dict[str, str] = {}
        for row in resource.rows():
            units.setdefault(row["measure"] or "", row.get("unit") or "")
        own = {each: self._parts(each.replace("_", " "), "en") for each in units}
        mine = {each: frozenset().union(*parts, frozenset()) for each, parts in own.items()}
        terms: dict[str, list[tuple[str, Lang]]] = {each: [] for each in units}
        every = [(term, tongue) for tongue in LANGS for term in resource.terms.get(tongue, ())]
        for term, lang in every:
            said = concepts_of(frozenset().union(*self._parts(term, lang), frozenset()))
            shared = {each: len(said & mine[each]) for each in units}
            most = max(shared.values(), default=0)
            for each in units:
                if most and shared[each] == most:
                    terms[each].append((term, lang))
        found = []
        for measure, unit in units.items():
            words = measure.replace("_", " ")
            explained = [text for lang in LANGS for text in _explained(resource.definition.get(lang, ""), measure)]
            known = features(tokenise(" . ".join([words, *(term for term, _ in terms[measure]), *explained, unit])))
            names = self._names([(words, "en"), *terms[measure]])
            label = tuple(part for part in own[measure] if concepts_of(part))
            found.append(Measure(resource, measure, unit, names, label, frozenset().union(*known)))
        return found

    def match(self, scope: Scope, operation: Operation) -> tuple[list[Match], list[Candidate]]:
        """Return the measures a claim may speak of, likeliest first, and what was considered and rejected."""
        claimed = scope.concepts()
        near = {at for each in claimed for at in self._by_feature.get(each, ())}
        found = [match for at in sorted(near) if (match := self._match(self.all[at], scope, operation)) is not None]
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

    def _match(self, measure: Measure, scope: Scope, operation: Operation) -> Match | None:
        best = self._best_name(measure, scope.words)
        if best is None:
            return None
        name, covered, weight = best
        extra = [at for at, word in enumerate(scope.words) if at not in covered and must_be_understood(word, scope, at)]
        foreign = [at for at in extra if not own_features(scope.words[at]) & measure.known]
        everything = frozenset().union(*(own_features(word) for word in scope.words))
        missing = [part for part in measure.label if not part & everything]
        known_extra = len(extra) - len(foreign)
        in_label = sum(any(own_features(scope.words[at]) & part for part in measure.label) for at in extra)
        strength = (
            0.2 + 0.9 * min(weight, 5.0) + 0.5 * known_extra + 0.7 * in_label - 0.7 * len(foreign) - 1.0 * len(missing)
        )
        probability = 1 / (1 + math.exp(-strength))
        words = " ".join(scope.words[at].token.text for at in covered)
        signals = (
            Signal("name", round(weight, 3), say("signal_name", scope.lang), words, name.text),
            Signal("foreign", -float(len(foreign)), say("signal_foreign", scope.lang), _show(scope, foreign), ""),
            Signal(
                "missing", -float(len(missing)), say("signal_missing", scope.lang), "", " ".join(map(_word, missing))
            ),
        )
        barred = barring_word(scope, covered, foreign)
        reason = say("barred", scope.lang, word=barred) if barred else ""
        if operation is not Operation.SHARE and scope.has("fraction") and not measure.unit.startswith("%"):
            reason = reason or say("not_a_share", scope.lang)
        return Match(measure, probability, strength, covered, signals, reason)

    def _best_name(self, measure: Measure, words: Sequence[Word]) -> tuple[Name, tuple[int, ...], float] | None:
        best: tuple[Name, tuple[int, ...], float] | None = None
        for name in measure.names:
            covered: set[int] = set()
            used: set[str] = set()
            weight, is_vague = 0.0, True
            for part in name.parts:
                hits = [
                    at
                    for at, word in enumerate(words)
                    if word.role not in {"time", "number"} and part & own_features(word)
                ]
                if not hits:
                    break
                shared = frozenset().union(*(part & own_features(words[at]) for at in hits))
                best_feature = max(shared, key=lambda each: (self._rarity.get(each, 1.0), each))
                weight += 0.0 if best_feature in used else self._rarity.get(best_feature, 1.0)
                used.add(best_feature)
                covered.update(hits)
                is_vague = is_vague and shared <= VAGUE
            else:
                if is_vague or (name.is_example and len(name.parts) == 1 and not _has_demonym(words, covered)):
                    continue
                if best is None or weight > best[2]:
                    best = (name, tuple(sorted(covered)), weight)
        return best


def _outdoes(barred: Match, other: Match) -> bool:
    """Say whether a barred reading names all that another does, and more, and is the likelier one."""
    return set(barred.covered) > set(other.covered) and barred.strength > other.strength


def _has_demonym(words: Sequence[Word], covered: set[int]) -> bool:
    """Say whether a demonym stands beside the words that name the measure."""
    beside = {at + step for at in covered for step in (-1, 1)} - covered
    return any(0 <= at < len(words) and words[at].role == "entity" and words[at].token.pos_ != "PROPN" for at in beside)


def _explained(definition: str, measure: str) -> list[str]:
    """Return what a definition says of one measure: "killed : tués ; wounded : blessés"."""
    hit = re.search(rf"\b{re.escape(measure)}\s*:\s*([^.;]*)", definition)
    return [hit.group(1)] if hit else []


def _show(scope: Scope, places: Sequence[int]) -> str:
    return ", ".join(scope.words[at].token.text for at in places)


def _word(part: frozenset[str]) -> str:
    return min(part)


_KEPT: WeakKeyDictionary[Tables, Measures] = WeakKeyDictionary()


def measures_of(tables: Tables) -> Measures:
    """Return the measures of some tables, indexed once."""
    if tables not in _KEPT:
        _KEPT[tables] = Measures(tables)
    return _KEPT[tables]
